//! A saved question: who the people of a segment are is asked anew each time.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Filter, FilterProblem, SegmentId, UnixSeconds};

/// A saved filter with a name. Only on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Segment {
    /// Its number.
    pub id: SegmentId,
    /// Its name.
    pub name: String,
    /// A colour, 0 to 11; null for the one that follows from its number.
    pub hue: Option<u8>,
    /// What somebody noted about it; empty when nobody did.
    pub note: String,
    /// Who belongs to it; null when a newer program wrote it in a way unknown here. Such a segment
    /// can be renamed, moved, copied and deleted; nothing of it is lost.
    pub filter: Option<Filter>,
    /// People who match now; null when that cannot be found out.
    pub people: Option<u32>,
    /// People who entered between the last two comparisons: [`Filter::MovedInSegment`].
    pub entered: u32,
    /// People who left between the last two comparisons.
    pub left: u32,
    /// When it was compared with the time before, at the end of a sync; null if not yet.
    #[ts(type = "UnixSeconds | null")]
    pub compared_at: Option<UnixSeconds>,
    /// When its filter was saved.
    #[ts(type = "UnixSeconds")]
    pub saved_at: UnixSeconds,
    /// What is wrong with its filter.
    pub problems: Vec<FilterProblem>,
}

/// What an operator says about a segment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SegmentDraft {
    /// 1 to 60 characters.
    pub name: String,
    /// 0 to 11; null for the one that follows from its number.
    pub hue: Option<u8>,
    /// At most 200 characters; may be empty.
    pub note: String,
    /// Who belongs to it; null to leave it as it is.
    pub filter: Option<Filter>,
}
