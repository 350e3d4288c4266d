//! Texts of many people packed one after another, to be searched in one sweep.

use std::ops::Range;

use memchr::memmem;
use roaring::RoaringBitmap;

use super::folded::FoldedFinder;
use crate::filter::column_bitmap;
use crate::types::FollowerId;

/// At most one text per follower. A replaced text leaves a hole until the next packing.
#[derive(Default)]
pub(crate) struct Texts {
    packed: String,
    /// Where each entry starts in `packed`, ascending.
    starts: Vec<u32>,
    /// Whose entry it is; 0 for a hole.
    owners: Vec<FollowerId>,
    /// Per follower the number of the entry plus one; 0 for none.
    entries: Vec<u32>,
    holes: usize,
}

impl Texts {
    /// The follower's text; empty if none.
    pub(crate) fn get(&self, id: FollowerId) -> &str {
        match self.entries.get(id as usize) {
            None | Some(0) => "",
            Some(&entry) => &self.packed[self.span(entry as usize - 1)],
        }
    }

    /// Everybody who has a text, with it, as they lie one after the other.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (FollowerId, &str)> {
        let entries = self.owners.iter().enumerate().filter(|(_, owner)| **owner != 0);
        entries.map(|(entry, &owner)| (owner, &self.packed[self.span(entry)]))
    }

    /// Sets the follower's text; empty removes it.
    pub(crate) fn set(&mut self, id: FollowerId, text: &str) {
        if self.get(id) == text {
            return;
        }
        let slot = id as usize;
        if self.entries.len() <= slot {
            self.entries.resize(slot + 1, 0);
        }
        let old = std::mem::take(&mut self.entries[slot]);
        if old != 0 {
            self.owners[old as usize - 1] = 0;
            self.holes += 1;
        }
        if !text.is_empty() {
            self.starts.push(
                u32::try_from(self.packed.len()).expect("all texts together stay below 4 GiB"),
            );
            self.owners.push(id);
            self.packed.push_str(text);
            self.entries[slot] = self.owners.len() as u32;
        }
        if self.holes > 1_000 && self.holes >= self.owners.len() / 2 {
            self.pack();
        }
    }

    /// Followers whose text contains `needle`, Latin letters folded. An empty needle finds nobody.
    pub(crate) fn containing(&self, needle: &str) -> RoaringBitmap {
        self.found(needle, |_, _| true)
    }

    /// Followers whose text contains `needle` at a place that `fits`, given where the text lies.
    fn found(&self, needle: &str, fits: impl Fn(&Range<usize>, usize) -> bool) -> RoaringBitmap {
        // A bit for each follower: a part that most ids hold is found a million times.
        let mut found = vec![0_u8; self.entries.len().div_ceil(8)];
        let mut entry = 0;
        let needle_len = needle.len();
        for_each_place(self.packed.as_bytes(), needle.as_bytes(), |place| {
            entry = self.entry_at(entry, place);
            let text = self.span(entry);
            // It may begin in one text and end in the next.
            if place + needle_len > text.end || !fits(&text, place) {
                return place + 1;
            }
            let owner = self.owners[entry];
            found[owner as usize / 8] |= 1 << (owner % 8);
            text.end
        });
        // Holes are nobody's.
        if let Some(first) = found.first_mut() {
            *first &= !1;
        }
        RoaringBitmap::from_lsb0_bytes(0, &found)
    }

    /// Followers whose text begins with `start`, Latin letters folded. An empty start finds nobody.
    pub(crate) fn starting_with(&self, start: &str) -> RoaringBitmap {
        self.found(start, |text, place| place == text.start)
    }

    /// Followers whose text is exactly `whole`. An empty one finds nobody.
    pub(crate) fn equal_to(&self, whole: &str) -> RoaringBitmap {
        self.found(whole, |text, place| place == text.start && self.packed[text.clone()] == *whole)
    }

    /// Followers who have a text.
    pub(crate) fn owners(&self) -> RoaringBitmap {
        column_bitmap(&self.entries, |entry| entry != 0)
    }

    fn span(&self, entry: usize) -> Range<usize> {
        let end = self.starts.get(entry + 1).map_or(self.packed.len(), |&start| start as usize);
        self.starts[entry] as usize..end
    }

    /// The entry that holds byte `place`; none before `from` does.
    fn entry_at(&self, from: usize, place: usize) -> usize {
        // Hits come in order and mostly close together: gallop, then halve.
        let mut step = 1;
        while self.starts.get(from + step).is_some_and(|&start| start as usize <= place) {
            step *= 2;
        }
        let upper = (from + step).min(self.starts.len());
        let lower = from + step / 2;
        lower + self.starts[lower..upper].partition_point(|&start| start as usize <= place) - 1
    }

    /// Closes the holes.
    fn pack(&mut self) {
        let mut fresh = Texts { entries: vec![0; self.entries.len()], ..Texts::default() };
        fresh.packed.reserve(self.packed.len());
        for (entry, &owner) in self.owners.iter().enumerate() {
            if owner != 0 {
                fresh.starts.push(fresh.packed.len() as u32);
                fresh.owners.push(owner);
                fresh.packed.push_str(&self.packed[self.span(entry)]);
                fresh.entries[owner as usize] = fresh.owners.len() as u32;
            }
        }
        *self = fresh;
    }
}

/// Whether `text` contains `needle`, Latin letters folded.
pub(crate) fn contains_folded(text: &str, needle: &str) -> bool {
    let mut found = needle.is_empty();
    for_each_place(text.as_bytes(), needle.as_bytes(), |_| {
        found = true;
        text.len()
    });
    found
}

/// Whether `text` begins with `start`, Latin letters folded.
pub(crate) fn starts_folded(text: &str, start: &str) -> bool {
    let beginning = text.as_bytes().get(..start.len());
    beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(start.as_bytes()))
}

/// Calls `hit` with each place of `needle`, Latin letters folded; goes on from where `hit` says.
fn for_each_place(haystack: &[u8], needle: &[u8], mut hit: impl FnMut(usize) -> usize) {
    if needle.is_empty() {
        return;
    }
    let mut from = 0;
    if needle.iter().any(u8::is_ascii_alphabetic) {
        let finder = FoldedFinder::new(needle);
        while let Some(place) = finder.find(haystack, from) {
            from = hit(place);
        }
    } else {
        let finder = memmem::Finder::new(needle);
        while let Some(place) = haystack.get(from..).and_then(|rest| finder.find(rest)) {
            from = hit(from + place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(of: &[(u32, &str)]) -> Texts {
        let mut texts = Texts::default();
        for (id, text) in of {
            texts.set(*id, text);
        }
        texts
    }

    fn found(texts: &Texts, needle: &str) -> Vec<u32> {
        texts.containing(needle).into_iter().collect()
    }

    #[test]
    fn a_part_is_found_in_every_script_and_case() {
        let texts = texts(&[(1, "张三 VIP"), (2, "张小vip"), (3, "李四-A1"), (7, "")]);
        assert_eq!(found(&texts, "张"), [1, 2]);
        assert_eq!(found(&texts, "Vip"), [1, 2]);
        assert_eq!(found(&texts, "四-a"), [3]);
        assert_eq!(found(&texts, "三 v"), [1]);
        assert_eq!(found(&texts, "王"), Vec::<u32>::new());
        assert_eq!(found(&texts, ""), Vec::<u32>::new());
    }

    #[test]
    fn nothing_is_found_across_two_texts() {
        let texts = texts(&[(1, "ab"), (2, "cd"), (3, "bc")]);
        assert_eq!(found(&texts, "bc"), [3]);
        assert_eq!(found(&texts, "B"), [1, 3]);
    }

    #[test]
    fn replaced_and_removed_texts_are_not_found_before_and_after_packing() {
        let mut texts = Texts::default();
        for id in 1..=3_000 {
            texts.set(id, "old");
        }
        for id in 1..=2_000 {
            texts.set(id, if id % 2 == 0 { "new" } else { "" });
        }
        assert_eq!(texts.containing("old").len(), 1_000, "the rest was replaced");
        assert_eq!(texts.containing("new").len(), 1_000);
        assert_eq!(texts.get(2), "new");
        assert_eq!(texts.get(1), "");
        assert!(texts.owners.len() < 3_500, "holes were closed");
    }
}
