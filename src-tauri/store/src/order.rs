//! Putting people in order: sort keys as numbers, radix sort, and the orders worth keeping.

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
}

#[derive(Clone)]
struct Kept {
    version: u64,
    values: Arc<Vec<u32>>,
}

/// The grid's order when nobody chose another.
const NEWEST_FIRST: Sort = Sort { by: SortKey::FollowedAt, descending: true };

impl Orders {
    /// The people in order. Equal ones stand by their local number; later sorts break ties of earlier ones.
    pub(crate) fn order(
        &self,
        index: &Index,
        people: &RoaringBitmap,
        sorts: &[Sort],
    ) -> Vec<FollowerId> {
        match sorts {
            [] => people.iter().collect(),
            // Sifting the order of everybody costs as much for few people as for many.
            [NEWEST_FIRST] if people.len() > u64::from(index.people()) / 8 => {
                let everybody = self.newest_first(index);
                if people.len() == everybody.len() as u64 {
                    return everybody.to_vec();
                }
                let wanted = bits(people, index.people());
                everybody
                    .iter()
                    .copied()
                    .filter(|id| wanted[(id / 64) as usize] >> (id % 64) & 1 == 1)
                    .collect()
            }
            _ => self.sorted(index, people, sorts),
        }
    }

    fn sorted(&self, index: &Index, people: &RoaringBitmap, sorts: &[Sort]) -> Vec<FollowerId> {
        let mut ids: Vec<FollowerId> = people.iter().collect();
        // A stable sort by the last key, then the one before, and so on, equals one by all keys.
        for sort in sorts.iter().rev() {
            let keys = self.keys(index, sort.by);
            let key = |id: FollowerId| match keys[id as usize] {
                LACKING => LACKING,
                key if sort.descending => LACKING - 1 - key,
                key => key,
            };
            ids = radix_sort(ids.into_iter().map(|id| (key(id), id)).collect());
        }
        ids
    }

    fn newest_first(&self, index: &Index) -> Arc<Vec<FollowerId>> {
        let version = index.version_of(SortKey::FollowedAt);
        let mut kept = self.newest_first.lock();
        match kept.as_ref() {
            Some(kept) if kept.version == version => Arc::clone(&kept.values),
            _ => {
                let values = Arc::new(self.sorted(index, &index.everybody(), &[NEWEST_FIRST]));
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
            SortKey::Remark => ranks_of_texts(index, &index.remarks, folded),
            SortKey::Openid => ranks_of_texts(index, &index.openids, Ord::cmp),
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

/// Ranks of texts: sorted by the eight bytes after what all have in common, then in full.
fn ranks_of_texts(
    index: &Index,
    texts: &Texts,
    compare: impl Fn(&str, &str) -> Ordering,
) -> Vec<u32> {
    let mut ranks = vec![LACKING; index.people() as usize + 1];
    let mut entries: Vec<(FollowerId, &str)> = (1..=index.people())
        .map(|id| (id, texts.get(id)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    entries.sort_unstable_by(|(_, a), (_, b)| compare(a, b));
    let mut rank = 0;
    for n in 0..entries.len() {
        if n > 0 && compare(entries[n - 1].1, entries[n].1).is_ne() {
            rank += 1;
        }
        ranks[entries[n].0 as usize] = rank;
    }
    ranks
}

/// Compares by bytes, small and capital Latin letters alike.
fn folded(a: &str, b: &str) -> Ordering {
    a.bytes().map(|byte| byte.to_ascii_lowercase()).cmp(b.bytes().map(|b| b.to_ascii_lowercase()))
}

fn bits(people: &RoaringBitmap, greatest: u32) -> Vec<u64> {
    let mut bits = vec![0_u64; greatest as usize / 64 + 1];
    for id in people {
        bits[(id / 64) as usize] |= 1 << (id % 64);
    }
    bits
}

/// Sorts by key, keeping the order of equal keys, and returns the ids.
fn radix_sort(mut people: Vec<(u32, FollowerId)>) -> Vec<FollowerId> {
    const BITS: u32 = 11;
    const BUCKETS: usize = 1 << BITS;
    if people.len() < 4_096 {
        people.sort_by_key(|(key, _)| *key);
        return people.into_iter().map(|(_, id)| id).collect();
    }
    let mut target = vec![(0, 0); people.len()];
    for shift in [0, BITS, 2 * BITS] {
        let digit = |key: u32| (key >> shift) as usize & (BUCKETS - 1);
        let mut starts = [0_usize; BUCKETS];
        for (key, _) in &people {
            starts[digit(*key)] += 1;
        }
        if starts.contains(&people.len()) {
            // All alike in this digit.
            continue;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += std::mem::replace(start, sum);
        }
        for person in &people {
            let place = &mut starts[digit(person.0)];
            target[*place] = *person;
            *place += 1;
        }
        std::mem::swap(&mut people, &mut target);
    }
    people.into_iter().map(|(_, id)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radix_sort_agrees_with_a_stable_sort() {
        let people: Vec<(u32, u32)> = (0..20_000_u32)
            .map(|n| (n.wrapping_mul(2_654_435_761) >> (n % 25), n))
            .chain([(LACKING, 20_000), (0, 20_001)])
            .collect();
        let mut expected = people.clone();
        expected.sort_by_key(|(key, _)| *key);
        let expected: Vec<u32> = expected.into_iter().map(|(_, id)| id).collect();
        assert_eq!(radix_sort(people), expected);
    }
}
