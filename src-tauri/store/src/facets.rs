//! Counts for quick filters and for the ticks of the tag picker, all from the index.

use std::collections::HashMap;

use roaring::RoaringBitmap;

use crate::account::AccountStore;
use crate::index::Index;
use crate::types::{Facets, FollowerId, QrCount, SourceCount, TagPeople};

/// Some accounts make a code for each person: nobody chooses from a longer list.
const MOST_QR_TEXTS: usize = 500;

impl AccountStore {
    /// Sources, QR texts and the numbers of the quick filters.
    pub fn facets(&self) -> Facets {
        let index = self.index();
        let following = index.following.len() as u32;
        let tagged =
            index.following.iter().filter(|&id| index.tag_count[id as usize] != 0).count() as u32;
        Facets {
            sources: sources(&index),
            qr_texts: qr_texts(&index),
            following,
            left: index.people() - following,
            untagged: following - tagged,
            blacklisted: index.blacklisted.len() as u32,
        }
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
    let counts = counts_of_codes(index, &index.source, index.sources.len());
    let mut sources: Vec<SourceCount> = index
        .sources
        .iter()
        .map(|(code, source)| SourceCount { source: source.clone(), people: counts[code as usize] })
        .filter(|count| count.people > 0)
        .collect();
    sources.sort_unstable_by(|a, b| b.people.cmp(&a.people).then_with(|| a.source.cmp(&b.source)));
    sources
}

/// A text with different scene numbers counts once.
fn qr_texts(index: &Index) -> Vec<QrCount> {
    let counts = counts_of_codes(index, &index.qr, index.qrs.len());
    let mut by_label: HashMap<String, u32> = HashMap::new();
    for (code, qr) in index.qrs.iter().filter(|(code, _)| counts[*code as usize] > 0) {
        *by_label.entry(qr.label()).or_default() += counts[code as usize];
    }
    let mut texts: Vec<QrCount> =
        by_label.into_iter().map(|(text, people)| QrCount { text, people }).collect();
    texts.sort_unstable_by(|a, b| b.people.cmp(&a.people).then_with(|| a.text.cmp(&b.text)));
    texts.truncate(MOST_QR_TEXTS);
    texts
}

/// People who follow, per number of a dictionary.
fn counts_of_codes(index: &Index, column: &[u32], greatest: usize) -> Vec<u32> {
    let mut counts = vec![0; greatest + 1];
    for id in &index.following {
        counts[column[id as usize] as usize] += 1;
    }
    counts
}
