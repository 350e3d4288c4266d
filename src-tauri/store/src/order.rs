//! Putting people in order: sort keys as numbers, the first few, radix sort, and what is worth keeping.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::Mutex;
use roaring::RoaringBitmap;

use crate::index::Index;
use crate::index::dictionary::Dictionary;
use crate::index::texts::Texts;
use crate::types::{FollowerId, Sort, SortKey};

/// The key of those who lack the value: last, whatever the direction.
const LACKING: u32 = u32::MAX;

/// Keys that were computed before and are still good.
#[derive(Default)]
pub(crate) struct Orders {
    keys: Mutex<HashMap<SortKey, Kept>>,
    newest_first: Mutex<Option<Kept>>,
    scratch: Mutex<Scratch>,
}

/// Room to sort in, kept from one sort to the next: taking megabytes anew from the system costs
/// more than the sort itself. Twenty bytes for each person of the largest sort.
#[derive(Default)]
struct Scratch {
    having: Vec<(u32, FollowerId)>,
    target: Vec<(u32, FollowerId)>,
    lacking: Vec<FollowerId>,
}

#[derive(Clone)]
struct Kept {
    version: u64,
    values: Arc<Vec<u32>>,
}

/// The grid's order when nobody chose another.
const NEWEST_FIRST: Sort = Sort { by: SortKey::FollowedAt, descending: true };

/// People and the order they are to stand in, as it was when it was asked for: its first people and
/// the whole list are found at different times, and agree whatever changes between them.
///
/// Equal people stand by their local number; later sorts break ties of earlier ones.
pub(crate) struct Order {
    people: RoaringBitmap,
    sorts: Vec<Ranking>,
    /// Of the keys, where the order is [`NEWEST_FIRST`]: everybody's is kept, and sifted.
    newest_first: Option<u64>,
}

/// One number per follower, in the order of the values; [`LACKING`] for those without one.
struct Ranking {
    keys: Arc<Vec<u32>>,
    descending: bool,
}

impl Ranking {
    /// Where somebody stands; who lacks the value is last in both directions.
    fn rank(&self, id: FollowerId) -> u32 {
        match self.keys[id as usize] {
            LACKING => LACKING,
            key if self.descending => LACKING - 1 - key,
            key => key,
        }
    }
}

impl Order {
    /// How many people stand in it.
    pub(crate) fn len(&self) -> u32 {
        self.people.len() as u32
    }

    /// The first people, without putting the others in order.
    pub(crate) fn first(&self, count: usize) -> Vec<FollowerId> {
        if self.sorts.is_empty() || count == 0 {
            return self.people.iter().take(count).collect();
        }
        let mut best = Vec::with_capacity(2 * count);
        let mut last = None;
        for id in &self.people {
            if last.is_some_and(|last| self.compare(id, last).is_gt()) {
                continue;
            }
            best.push(id);
            if best.len() == 2 * count {
                best.select_nth_unstable_by(count - 1, |&a, &b| self.compare(a, b));
                best.truncate(count);
                last = best.last().copied();
            }
        }
        best.sort_unstable_by(|&a, &b| self.compare(a, b));
        best.truncate(count);
        best
    }

    fn compare(&self, a: FollowerId, b: FollowerId) -> Ordering {
        let mut by_keys = self.sorts.iter().map(|sort| sort.rank(a).cmp(&sort.rank(b)));
        by_keys.find(|ordering| ordering.is_ne()).unwrap_or_else(|| a.cmp(&b))
    }
}

impl Orders {
    /// An order that is good for ever; nobody is put in it yet.
    pub(crate) fn plan(&self, index: &Index, people: RoaringBitmap, sorts: &[Sort]) -> Order {
        // Sifting the order of everybody costs as much for few people as for many.
        let sifts = sorts == [NEWEST_FIRST] && people.len() > u64::from(index.people()) / 8;
        let ranking =
            |sort: &Sort| Ranking { keys: self.keys(index, sort.by), descending: sort.descending };
        Order {
            people,
            sorts: sorts.iter().map(ranking).collect(),
            newest_first: sifts.then(|| index.version_of(SortKey::FollowedAt)),
        }
    }

    /// Everybody in the order.
    pub(crate) fn collect(&self, order: &Order) -> Vec<FollowerId> {
        let Order { people, sorts, newest_first } = order;
        let Some(version) = newest_first else { return self.sorted(people.iter(), sorts) };
        let everybody = self.newest_first(*version, &sorts[0]);
        if people.len() == everybody.len() as u64 {
            return everybody.to_vec();
        }
        let wanted = bits(people, everybody.len() as u32);
        let is_wanted = |id: &FollowerId| wanted[(id / 64) as usize] >> (id % 64) & 1 == 1;
        everybody.iter().copied().filter(is_wanted).collect()
    }

    fn sorted(
        &self,
        people: impl Iterator<Item = FollowerId>,
        sorts: &[Ranking],
    ) -> Vec<FollowerId> {
        // A stable sort by the last key, then the one before, and so on, equals one by all keys.
        let mut sorts = sorts.iter().rev();
        let Some(last) = sorts.next() else { return people.collect() };
        let first_pass = self.sorted_by(people, last);
        sorts.fold(first_pass, |ids, sort| self.sorted_by(ids.into_iter(), sort))
    }

    fn sorted_by(&self, ids: impl Iterator<Item = FollowerId>, sort: &Ranking) -> Vec<FollowerId> {
        let mut scratch = self.scratch.lock();
        let Scratch { having, target, lacking } = &mut *scratch;
        having.clear();
        lacking.clear();
        for id in ids {
            match sort.rank(id) {
                // They stay as they stand: most people have no remark and no QR code.
                LACKING => lacking.push(id),
                rank => having.push((rank, id)),
            }
        }
        radix_sort(having, target);
        let sorted = having.iter().map(|(_, id)| *id);
        sorted.chain(lacking.iter().copied()).collect()
    }

    /// Everybody's order; `version` is that of the keys.
    fn newest_first(&self, version: u64, newest: &Ranking) -> Arc<Vec<FollowerId>> {
        let mut kept = self.newest_first.lock();
        match kept.as_ref() {
            Some(kept) if kept.version == version => Arc::clone(&kept.values),
            _ => {
                let everybody = 1..newest.keys.len() as FollowerId;
                let values = Arc::new(self.sorted(everybody, std::slice::from_ref(newest)));
                *kept = Some(Kept { version, values: Arc::clone(&values) });
                values
            }
        }
    }

    /// One number per follower, in the order of the values; [`LACKING`] for those without one.
    fn keys(&self, index: &Index, key: SortKey) -> Arc<Vec<u32>> {
        let version = index.version_of(key);
        if let Some(kept) = self.keys.lock().get(&key).filter(|kept| kept.version == version) {
            return Arc::clone(&kept.values);
        }
        let values = Arc::new(match key {
            SortKey::FollowedAt => times(&index.followed_at),
            SortKey::LeftAt => times(&index.left_at),
            SortKey::TagCount => index.tag_count.iter().map(|&count| count.into()).collect(),
            SortKey::Source => ranks_of_codes(&index.source, &index.sources, Clone::clone),
            SortKey::Qr => ranks_of_codes(&index.qr, &index.qrs, |qr| qr.label()),
            SortKey::Remark => {
                ranks_of_texts(index, &index.remarks, |byte| byte.to_ascii_lowercase())
            }
            SortKey::Openid => ranks_of_texts(index, &index.openids, |byte| byte),
        });
        self.keys.lock().insert(key, Kept { version, values: Arc::clone(&values) });
        values
    }
}

fn times(column: &[u32]) -> Vec<u32> {
    column.iter().map(|&at| if at == 0 { LACKING } else { at.min(LACKING - 1) }).collect()
}

/// Ranks through the dictionary: few values are compared, many people looked up.
fn ranks_of_codes<T, L: Ord>(
    column: &[u32],
    dictionary: &Dictionary<T>,
    label: impl Fn(&T) -> L,
) -> Vec<u32>
where
    T: Clone + Eq + std::hash::Hash,
{
    let mut by_label: Vec<(L, u32)> =
        dictionary.iter().map(|(code, value)| (label(value), code)).collect();
    by_label.sort_unstable();
    let mut ranks = vec![LACKING; dictionary.len() + 1];
    let mut rank = 0;
    for n in 0..by_label.len() {
        if n > 0 && by_label[n].0 != by_label[n - 1].0 {
            rank += 1;
        }
        ranks[by_label[n].1 as usize] = rank;
    }
    column.iter().map(|&code| ranks[code as usize]).collect()
}

/// Ranks of texts by their bytes after `fold`: sorted by the eight bytes behind what all have in
/// common (OpenIDs of one account begin alike), and in full where these do not decide.
fn ranks_of_texts(index: &Index, texts: &Texts, fold: impl Fn(u8) -> u8) -> Vec<u32> {
    let mut ranks = vec![LACKING; index.people() as usize + 1];
    let Some((_, first)) = texts.iter().next() else { return ranks };
    let common = texts.iter().fold(first.len(), |common, (_, text)| {
        let alike = |(a, b): &(u8, u8)| fold(*a) == fold(*b);
        first.as_bytes()[..common].iter().copied().zip(text.bytes()).take_while(alike).count()
    });
    let key = |text: &str| {
        let mut key = [0; 8];
        for (byte, of_text) in key.iter_mut().zip(&text.as_bytes()[common..]) {
            *byte = fold(*of_text);
        }
        u64::from_be_bytes(key)
    };
    let mut entries: Vec<(u64, FollowerId)> =
        texts.iter().map(|(id, text)| (key(text), id)).collect();
    let in_full = |a: &str, b: &str| match a == b {
        // Many have the same remark.
        true => Ordering::Equal,
        false => a.bytes().map(&fold).cmp(b.bytes().map(&fold)),
    };
    let compare = |a: &(u64, FollowerId), b: &(u64, FollowerId)| -> Ordering {
        a.0.cmp(&b.0).then_with(|| in_full(texts.get(a.1), texts.get(b.1)))
    };
    // A list comes in the order of its OpenIDs, and who joins later follows: runs that a stable sort merges.
    entries.sort_by(compare);
    let mut rank = 0;
    for n in 0..entries.len() {
        if n > 0 && compare(&entries[n - 1], &entries[n]).is_ne() {
            rank += 1;
        }
        ranks[entries[n].1 as usize] = rank;
    }
    ranks
}

fn bits(people: &RoaringBitmap, greatest: u32) -> Vec<u64> {
    let mut bits = vec![0_u64; greatest as usize / 64 + 1];
    for id in people {
        bits[(id / 64) as usize] |= 1 << (id % 64);
    }
    bits
}

/// Sorts by key, keeping the order of equal keys; `target` is room to work in.
fn radix_sort(people: &mut Vec<(u32, FollowerId)>, target: &mut Vec<(u32, FollowerId)>) {
    const BITS: u32 = 11;
    const BUCKETS: usize = 1 << BITS;
    if people.len() < 4_096 {
        people.sort_by_key(|(key, _)| *key);
        return;
    }
    let (least, greatest) = people
        .iter()
        .fold((u32::MAX, 0), |(least, greatest), (key, _)| (least.min(*key), greatest.max(*key)));
    target.resize(people.len(), (0, 0));
    // Tag counts and sources need one pass, times three.
    let digits = (u32::BITS - (greatest - least).leading_zeros()).div_ceil(BITS);
    for shift in (0..digits).map(|digit| digit * BITS) {
        let digit = |key: u32| ((key - least) >> shift) as usize & (BUCKETS - 1);
        let mut starts = [0_usize; BUCKETS];
        for (key, _) in people.iter() {
            starts[digit(*key)] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += std::mem::replace(start, sum);
        }
        for person in people.iter() {
            let place = &mut starts[digit(person.0)];
            target[*place] = *person;
            *place += 1;
        }
        std::mem::swap(people, target);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radix_sort_agrees_with_a_stable_sort() {
        for greatest_bits in [0, 4, 11, 12, 22, 32] {
            let people: Vec<(u32, u32)> = (0..20_000_u32)
                .map(|n| (n.wrapping_mul(2_654_435_761), n))
                .map(|(key, n)| (key.checked_shr(32 - greatest_bits).unwrap_or(7), n))
                .collect();
            let mut expected = people.clone();
            expected.sort_by_key(|(key, _)| *key);
            // What is left in the room to work in must not show.
            let (mut people, mut target) = (people, vec![(9, 9); 30_000]);
            radix_sort(&mut people, &mut target);
            assert_eq!(people, expected, "keys of {greatest_bits} bits");
        }
    }
}
