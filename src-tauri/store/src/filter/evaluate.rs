//! Set algebra: each condition becomes a bitmap of follower ids.

use std::borrow::Cow;
use std::panic::resume_unwind;
use std::thread;

use roaring::RoaringBitmap;

use super::plan::Plan;
use crate::index::Index;
use crate::index::dictionary::Dictionary;
use crate::index::texts::{contains_folded, starts_folded};
use crate::types::{Filter, QrPart, Share, TagId, TextMatch, UnionidIs};

/// A part of an OpenID or UnionID counts from this many bytes on: shorter ones are in
/// many ids by chance.
const SHORTEST_ID_PART: usize = 4;

type People<'a> = Cow<'a, RoaringBitmap>;

/// Who fits; a bitmap of the index itself where nothing had to be reckoned.
pub(super) fn evaluate<'a>(plan: &'a Plan<'_>, index: &'a Index) -> People<'a> {
    match plan {
        Plan::AllOf(parts) => all_of(parts, index),
        Plan::AnyOf(parts) => any_of(parts, index),
        Plan::NoneOf(parts) => Cow::Owned(index.everybody() - &*any_of(parts, index)),
        Plan::Followed(times) => {
            Cow::Owned(column_bitmap(&index.followed_at, |at| times.contains(&at)))
        }
        Plan::People(people) => Cow::Owned(people & index.everybody()),
        Plan::Condition(condition) => fitting(condition, index),
    }
}

/// Takes the groups of exceptions away at the end: so they need not be turned round.
fn all_of<'a>(parts: &'a [Plan<'_>], index: &'a Index) -> People<'a> {
    let (without, with): (Vec<&Plan<'_>>, Vec<&Plan<'_>>) =
        parts.iter().partition(|part| matches!(part, Plan::NoneOf(_)));
    let all = with
        .into_iter()
        .map(|part| evaluate(part, index))
        .reduce(|all, part| Cow::Owned(all.into_owned() & &*part));
    let all = all.unwrap_or_else(|| Cow::Owned(index.everybody()));
    without.into_iter().fold(all, |all, part| match part {
        Plan::NoneOf(parts) => Cow::Owned(all.into_owned() - &*any_of(parts, index)),
        _ => all,
    })
}

fn any_of<'a>(parts: &'a [Plan<'_>], index: &'a Index) -> People<'a> {
    parts
        .iter()
        .map(|part| evaluate(part, index))
        .reduce(|any, part| Cow::Owned(any.into_owned() | &*part))
        .unwrap_or_default()
}

fn fitting<'a>(condition: &Filter, index: &'a Index) -> People<'a> {
    Cow::Owned(match condition {
        Filter::Tag { tag } => return carrying(index, *tag),
        Filter::Following => return Cow::Borrowed(&index.following),
        Filter::Blacklisted => return Cow::Borrowed(&index.blacklisted),
        Filter::Tags { have, tags } => with_tags(index, *have, tags),
        Filter::Untagged => column_bitmap(&index.tag_count, |count| count == 0),
        Filter::TagCount { least, most } => {
            let range = least.unwrap_or(0)..=most.unwrap_or(u32::MAX);
            column_bitmap(&index.tag_count, |count| range.contains(&count.into()))
        }
        Filter::Left => index.everybody() - &index.following,
        Filter::Source { sources } => among(&index.source, &index.sources, sources),
        Filter::Language { languages } => among(&index.language, &index.languages, languages),
        Filter::Remark { how, text } => with_remark(index, *how, text),
        Filter::NoRemark => index.everybody() - index.remarks.owners(),
        Filter::Unionid { is: UnionidIs::Known } => index.unionids.owners(),
        Filter::Unionid { is: UnionidIs::Unknown } => index.everybody() - index.unionids.owners(),
        Filter::Unionid { is: UnionidIs::Equal { unionid } } => index.unionids.equal_to(unionid),
        Filter::Qr { part, how, texts } => with_qr(index, *part, *how, texts),
        Filter::Text { text } => with_text(index, text.trim()),
        // The others are answered by the plan: groups, times, and what the file says.
        _ => RoaringBitmap::new(),
    })
}

fn carrying(index: &Index, tag: TagId) -> People<'_> {
    index.tags.get(&tag).map_or_else(Cow::default, |entry| Cow::Borrowed(&entry.members))
}

fn with_tags(index: &Index, have: Share, tags: &[TagId]) -> RoaringBitmap {
    let mut members = tags.iter().map(|&tag| carrying(index, tag));
    match have {
        Share::Any => members.fold(RoaringBitmap::new(), |any, tag| any | &*tag),
        Share::None => members.fold(index.everybody(), |none, tag| none - &*tag),
        Share::All => match members.next() {
            None => index.everybody(),
            Some(first) => members.fold(first.into_owned(), |all, tag| all & &*tag),
        },
    }
}

/// Those whose value in the column is one of these; an empty value stands for none.
fn among(column: &[u32], dictionary: &Dictionary<String>, values: &[String]) -> RoaringBitmap {
    let mut wanted = vec![false; dictionary.len() + 1];
    for value in values {
        let code = if value.is_empty() { Some(0) } else { dictionary.known(value.as_str()) };
        if let Some(code) = code {
            wanted[code as usize] = true;
        }
    }
    with_codes(column, &wanted)
}

/// Those whose number in the column is wanted.
fn with_codes(column: &[u32], wanted: &[bool]) -> RoaringBitmap {
    let mut codes = (0..).zip(wanted).filter_map(|(code, wanted)| wanted.then_some(code));
    match (codes.next(), codes.next()) {
        (None, _) => RoaringBitmap::new(),
        (Some(only), None) => column_bitmap(column, |code| code == only),
        _ => column_bitmap(column, |code| wanted[code as usize]),
    }
}

fn with_remark(index: &Index, how: TextMatch, text: &str) -> RoaringBitmap {
    match (how, text) {
        (TextMatch::Contains | TextMatch::StartsWith, "") => index.everybody(),
        (TextMatch::Is, "") => index.everybody() - index.remarks.owners(),
        (TextMatch::Contains, part) => index.remarks.containing(part),
        (TextMatch::StartsWith, start) => index.remarks.starting_with(start),
        (TextMatch::Is, whole) => index.remarks.equal_to(whole),
    }
}

/// QR codes are compared once per distinct code, then the column is swept.
fn with_qr(index: &Index, part: QrPart, how: TextMatch, texts: &[String]) -> RoaringBitmap {
    let fits = |of: &str| {
        texts.iter().any(|text| match how {
            TextMatch::Contains => contains_folded(of, text),
            TextMatch::StartsWith => starts_folded(of, text),
            TextMatch::Is => of == text,
        })
    };
    let mut wanted = vec![false; index.qrs.len() + 1];
    wanted[0] = fits("");
    for (code, qr) in index.qrs.iter() {
        wanted[code as usize] = match part {
            QrPart::Text => fits(&qr.text),
            QrPart::Scene => fits(&qr.scene_text()),
            // Of somebody who has one of the two the other is not asked whether it is empty.
            QrPart::Either => [qr.text.as_str(), &qr.scene_text()]
                .into_iter()
                .any(|value| !value.is_empty() && fits(value)),
        };
    }
    with_codes(&index.qr, &wanted)
}

/// Whom a search finds: see [`Filter::Text`]. An empty text finds everybody.
pub(crate) fn with_text(index: &Index, text: &str) -> RoaringBitmap {
    if text.is_empty() {
        return index.everybody();
    }
    let texts = [text.to_owned()];
    let mut found = index.remarks.containing(text)
        | with_qr(index, QrPart::Either, TextMatch::Contains, &texts);
    if text.len() >= SHORTEST_ID_PART && text.is_ascii() {
        found |= with_id_part(index, text);
    }
    for entry in index.tags.values() {
        if entry.listed && contains_folded(&entry.name, text) {
            found |= &entry.members;
        }
    }
    found
}

/// Both kinds of ids are swept at the same time: they are the most bytes of all that is searched.
fn with_id_part(index: &Index, part: &str) -> RoaringBitmap {
    thread::scope(|scope| {
        let by_unionid = scope.spawn(|| index.unionids.containing(part));
        let by_openid = index.openids.containing(part);
        by_openid | by_unionid.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

/// Sweeps a column (slot 0 is nobody) into a bitmap, 64 people to a word.
pub(crate) fn column_bitmap<T: Copy>(column: &[T], fits: impl Fn(T) -> bool) -> RoaringBitmap {
    let mut bytes = vec![0_u8; column.len().div_ceil(8)];
    for (byte, people) in bytes.iter_mut().zip(column.chunks(8)) {
        for (bit, &value) in people.iter().enumerate() {
            *byte |= u8::from(fits(value)) << bit;
        }
    }
    if let Some(first) = bytes.first_mut() {
        *first &= !1;
    }
    RoaringBitmap::from_lsb0_bytes(0, &bytes)
}
