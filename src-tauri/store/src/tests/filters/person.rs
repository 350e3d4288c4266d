//! The dullest possible evaluation of a filter: one person, looked at.

use super::periods::stands;
use super::records::Known;
use crate::{
    Filter, FollowerDetail, HistoryEvent, PastEvent, QrPart, Relation, SegmentMove, Share,
    TextMatch, UnionidIs,
};

/// What a person would answer after looking at somebody's page; nothing to what is switched off.
pub(super) fn fits(filter: &Filter, person: &FollowerDetail, known: &Known) -> Option<bool> {
    let parts = |filters: &[Filter]| -> Option<Vec<bool>> {
        let on: Vec<bool> = filters.iter().filter_map(|part| fits(part, person, known)).collect();
        (filters.is_empty() || !on.is_empty()).then_some(on)
    };
    let row = &person.row;
    Some(match filter {
        Filter::AllOf { filters } => parts(filters)?.into_iter().all(|fits| fits),
        Filter::AnyOf { filters } => parts(filters)?.into_iter().any(|fits| fits),
        Filter::NoneOf { filters } => !parts(filters)?.into_iter().any(|fits| fits),
        Filter::Off { .. } => return None,
        Filter::Tag { tag } => row.tags.contains(tag),
        Filter::Tags { have: Share::Any, tags } => tags.iter().any(|tag| row.tags.contains(tag)),
        Filter::Tags { have: Share::All, tags } => tags.iter().all(|tag| row.tags.contains(tag)),
        Filter::Tags { have: Share::None, tags } => !tags.iter().any(|tag| row.tags.contains(tag)),
        Filter::Untagged => row.tags.is_empty(),
        Filter::TagCount { least, most } => {
            let count = row.tags.len() as u32;
            least.is_none_or(|least| count >= least) && most.is_none_or(|most| count <= most)
        }
        Filter::Following => row.following,
        Filter::Left => !row.following,
        Filter::Blacklisted => row.blacklisted,
        Filter::Source { sources } => sources.contains(&row.source.clone().unwrap_or_default()),
        Filter::Language { languages } => languages.contains(&row.language),
        Filter::Remark { how, text } => text_fits(&row.remark, *how, text),
        Filter::NoRemark => row.remark.is_empty(),
        Filter::Unionid { is: UnionidIs::Known } => row.unionid.is_some(),
        Filter::Unionid { is: UnionidIs::Unknown } => row.unionid.is_none(),
        Filter::Unionid { is: UnionidIs::Equal { unionid } } => {
            row.unionid.as_ref() == Some(unionid)
        }
        Filter::Followed { when, period } => {
            row.followed_at.is_some_and(|at| stands(at, *when, *period))
        }
        Filter::Qr { part, how, texts } => {
            let scene = scene(row.qr_scene);
            texts.iter().any(|text| match part {
                QrPart::Text => text_fits(&row.qr_text, *how, text),
                QrPart::Scene => text_fits(&scene, *how, text),
                QrPart::Either if row.qr_text.is_empty() && scene.is_empty() => {
                    text_fits("", *how, text)
                }
                QrPart::Either => [&row.qr_text, &scene]
                    .into_iter()
                    .any(|of| !of.is_empty() && text_fits(of, *how, text)),
            })
        }
        Filter::Text { text } => is_found(text.trim(), person),
        Filter::Happened { event, period } => person.history.iter().any(|entry| {
            is_event(*event, &entry.event) && stands(entry.at, Relation::During, *period)
        }),
        Filter::InList { .. } => known.pasted.contains(&row.id),
        Filter::MovedInSegment { how: SegmentMove::Entered, .. } => known.entered.contains(&row.id),
        Filter::MovedInSegment { how: SegmentMove::Left, .. } => known.gone.contains(&row.id),
        Filter::MovedInSync { sync, how, tag } => known.moves.iter().any(|moved| {
            let of_tag = tag.is_none() || moved.tag.is_none() || moved.tag == *tag;
            (moved.sync, moved.how, moved.person) == (*sync, *how, row.id) && of_tag
        }),
        Filter::InJob { job, outcome, reason } => known
            .outcomes
            .get(&(*job, row.id))
            .is_some_and(|(had, why)| had == outcome && (reason.is_none() || why == reason)),
    })
}

fn scene(number: u32) -> String {
    if number == 0 { String::new() } else { number.to_string() }
}

fn text_fits(of: &str, how: TextMatch, text: &str) -> bool {
    let (folded, part) = (of.to_ascii_lowercase(), text.to_ascii_lowercase());
    match how {
        TextMatch::Contains => folded.contains(&part),
        TextMatch::StartsWith => folded.starts_with(&part),
        TextMatch::Is => of == text,
    }
}

fn is_found(text: &str, person: &FollowerDetail) -> bool {
    let row = &person.row;
    let folded = text.to_ascii_lowercase();
    let holds = |of: &str| of.to_ascii_lowercase().contains(&folded);
    let is_id = folded.len() >= 4 && folded.is_ascii();
    holds(&row.remark)
        || holds(&row.qr_text)
        || holds(&scene(row.qr_scene))
        || (is_id && (holds(&row.openid) || row.unionid.as_deref().is_some_and(holds)))
        || row.tags.iter().any(|tag| holds(&format!("标签{tag}")))
}

fn is_event(wanted: PastEvent, event: &HistoryEvent) -> bool {
    match (wanted, event) {
        (PastEvent::Left, HistoryEvent::Left)
        | (PastEvent::CameBack, HistoryEvent::CameBack)
        | (PastEvent::Remarked, HistoryEvent::Remarked { .. })
        | (PastEvent::Blocked, HistoryEvent::Blocked)
        | (PastEvent::Unblocked, HistoryEvent::Unblocked) => true,
        (PastEvent::Tagged { tag: wanted }, HistoryEvent::Tagged { tag, .. })
        | (PastEvent::Untagged { tag: wanted }, HistoryEvent::Untagged { tag, .. }) => {
            wanted.is_none_or(|wanted| wanted == *tag)
        }
        _ => false,
    }
}
