//! Counts for quick filters and for the ticks of the tag picker, all from the index.

use std::collections::HashMap;

use roaring::RoaringBitmap;

use crate::account::AccountStore;
use crate::index::Index;
use crate::index::dictionary::Dictionary;
use crate::index::texts::contains_folded;
use crate::types::{Facets, FollowerId, LanguageCount, QrCount, QrPart, SourceCount, TagPeople};

/// Some accounts make a code for each person: nobody chooses from a longer list.
const MOST_QR_TEXTS: usize = 500;
/// So many ids are taken out of a bitmap at once.
const BLOCK: usize = 4096;

impl AccountStore {
    /// Sources, QR texts and the numbers of the quick filters.
    pub fn facets(&self) -> Facets {
        let index = self.index();
        let following = index.following.len() as u32;
        let mut tagged = 0;
        in_blocks(&index.following, |ids| {
            tagged += ids.iter().filter(|&&id| index.tag_count[id as usize] != 0).count() as u32;
        });
        Facets {
            sources: sources(&index),
            qr_texts: qr_values(&index, QrPart::Either, ""),
            languages: languages(&index),
            following,
            left: index.people() - following,
            untagged: following - tagged,
            blacklisted: index.blacklisted.len() as u32,
        }
    }

    /// Texts or numbers of QR codes by which people came who follow, with `search` in them (empty:
    /// all), most frequent first, at most 500.
    pub fn qr_values(&self, part: QrPart, search: &str) -> Vec<QrCount> {
        qr_values(&self.index(), part, search)
    }

    /// How many of these people carry each tag; tags that none carries are left out.
    pub fn tag_counts(&self, people: impl IntoIterator<Item = FollowerId>) -> Vec<TagPeople> {
        let people: RoaringBitmap = people.into_iter().collect();
        self.index()
            .tags
            .iter()
            .filter(|(_, entry)| entry.listed)
            .map(|(&tag, entry)| TagPeople {
                tag,
                people: entry.members.intersection_len(&people) as u32,
            })
            .filter(|count| count.people > 0)
            .collect()
    }
}

fn sources(index: &Index) -> Vec<SourceCount> {
    let counts = by_value(index, &index.source, &index.sources);
    counts.map(|(source, people)| SourceCount { source, people }).collect()
}

fn languages(index: &Index) -> Vec<LanguageCount> {
    let counts = by_value(index, &index.language, &index.languages);
    counts.map(|(language, people)| LanguageCount { language, people }).collect()
}

/// Values that occur, most frequent first.
fn by_value(
    index: &Index,
    column: &[u32],
    values: &Dictionary<String>,
) -> impl Iterator<Item = (String, u32)> {
    let counts = counts_of_codes(index, column, values.len());
    let values = values.iter().map(|(code, value)| (value.clone(), counts[code as usize]));
    most_frequent_first(values.filter(|(_, people)| *people > 0).collect()).into_iter()
}

fn most_frequent_first(mut counts: Vec<(String, u32)>) -> Vec<(String, u32)> {
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

/// Values of QR codes that contain `search`. A text with different numbers counts once.
fn qr_values(index: &Index, part: QrPart, search: &str) -> Vec<QrCount> {
    let counts = counts_of_codes(index, &index.qr, index.qrs.len());
    let mut by_value: HashMap<String, u32> = HashMap::new();
    for (code, qr) in index.qrs.iter().filter(|(code, _)| counts[*code as usize] > 0) {
        let value = match part {
            QrPart::Text => qr.text.clone(),
            QrPart::Scene => qr.scene_text(),
            QrPart::Either => qr.label(),
        };
        if !value.is_empty() && contains_folded(&value, search) {
            *by_value.entry(value).or_default() += counts[code as usize];
        }
    }
    let mut values = most_frequent_first(by_value.into_iter().collect());
    values.truncate(MOST_QR_TEXTS);
    values.into_iter().map(|(text, people)| QrCount { text, people }).collect()
}

/// People who follow, per number of a dictionary.
fn counts_of_codes(index: &Index, column: &[u32], greatest: usize) -> Vec<u32> {
    let mut counts = vec![0; greatest + 1];
    in_blocks(&index.following, |ids| {
        for &id in ids {
            counts[column[id as usize] as usize] += 1;
        }
    });
    counts
}

/// Shows everybody, many at a time: several times as fast as one by one.
fn in_blocks(people: &RoaringBitmap, mut see: impl FnMut(&[FollowerId])) {
    let mut people = people.iter();
    let mut block = [0; BLOCK];
    loop {
        let ids = people.next_many(&mut block);
        if ids.is_empty() {
            return;
        }
        see(ids);
    }
}
