//! A question about followers: a tree of groups with conditions as its leaves.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ItemReason, JobId, ListId, Outcome, SegmentId, SyncId, TagId, UnixSeconds};

/// A question about followers. A filter is a tree; a leaf is one condition.
///
/// A part that is switched off ([`Filter::Off`]) counts as if it did not stand there, and so does a
/// group all of whose parts are off; what is left of a filter that is off as a whole is everybody.
///
/// Texts: a part or a beginning is found whatever the case of Latin letters; what is to be
/// the whole text must be exactly that.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Filter {
    /// Everybody if there are no filters.
    AllOf {
        /// Must all hold.
        filters: Vec<Filter>,
    },
    /// Nobody if there are no filters.
    AnyOf {
        /// At least one must hold.
        filters: Vec<Filter>,
    },
    /// Everybody if there are no filters.
    NoneOf {
        /// None may hold.
        filters: Vec<Filter>,
    },
    /// Switched off without being forgotten.
    Off {
        /// What it would be.
        filter: Box<Filter>,
    },
    /// Carries this tag.
    Tag {
        /// The tag.
        tag: TagId,
    },
    /// Carries any, all or none of these tags.
    Tags {
        /// How many of them.
        have: Share,
        /// The tags; of no tags nobody has any, and everybody has all and none.
        tags: Vec<TagId>,
    },
    /// Carries no tag.
    Untagged,
    /// Carries so many tags; WeChat allows 20.
    TagCount {
        /// At least so many.
        least: Option<u32>,
        /// At most so many.
        most: Option<u32>,
    },
    /// Follows now.
    Following,
    /// Does not follow now.
    Left,
    /// Is on the blacklist.
    Blacklisted,
    /// Came by one of these ways.
    Source {
        /// Values of `subscribe_scene` as WeChat wrote them; an empty one for "not known".
        sources: Vec<String>,
    },
    /// Uses WeChat in one of these languages.
    Language {
        /// Such as `zh_CN`; an empty one for "not known".
        languages: Vec<String>,
    },
    /// The remark, compared with a text.
    Remark {
        /// How.
        how: TextMatch,
        /// With what.
        text: String,
    },
    /// Has no remark, or none is known.
    NoRemark,
    /// What is known of the UnionID.
    Unionid {
        /// What is asked.
        is: UnionidIs,
    },
    /// Followed (the last time) in, before or after a period.
    Followed {
        /// Where in respect of the period.
        when: Relation,
        /// The period.
        period: Period,
    },
    /// The QR code somebody came by, compared with texts: one of them must fit.
    Qr {
        /// What of the code.
        part: QrPart,
        /// How.
        how: TextMatch,
        /// With what; an empty text that must be the whole one asks for people without a code.
        texts: Vec<String>,
    },
    /// Part of the remark, an OpenID or UnionID whole or in part, the name of a tag, a QR text.
    Text {
        /// What to look for.
        text: String,
    },
    /// Something happened to the person in a period, as far as it was seen from here.
    Happened {
        /// What.
        event: PastEvent,
        /// When; only [`Period::Between`] can be without a beginning.
        period: Period,
    },
    /// Stood in a list that was pasted on this computer.
    InList {
        /// The list.
        list: ListId,
    },
    /// Entered or left a segment between the last two syncs that compared it.
    MovedInSegment {
        /// The segment.
        segment: SegmentId,
        /// How.
        how: SegmentMove,
    },
    /// Moved in this sync.
    MovedInSync {
        /// The sync.
        sync: SyncId,
        /// How.
        how: Movement,
        /// Only by this tag; null for any. Means something with `tagged` and `untagged` alone.
        #[serde(default)]
        tag: Option<TagId>,
    },
    /// Has this outcome in this job.
    InJob {
        /// The job.
        job: JobId,
        /// The outcome.
        outcome: Outcome,
        /// For this reason; for any reason, or none, if null.
        #[serde(default)]
        reason: Option<ItemReason>,
    },
}

/// How many of several things somebody must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Share {
    /// At least one.
    Any,
    /// Each of them.
    All,
    /// Not one.
    None,
}

/// How a text is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TextMatch {
    /// The text is in it.
    Contains,
    /// It is exactly the text.
    Is,
    /// It begins with the text.
    StartsWith,
}

/// What of a QR code is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum QrPart {
    /// The text (`qr_scene_str`).
    Text,
    /// The number (`qr_scene`).
    Scene,
    /// The text or the number.
    Either,
}

/// What is asked of a UnionID.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum UnionidIs {
    /// One is known.
    Known,
    /// None is known.
    Unknown,
    /// It is this one.
    Equal {
        /// The whole UnionID.
        unionid: String,
    },
}

/// A time in respect of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Relation {
    /// In it.
    During,
    /// Before its beginning.
    Before,
    /// After its end.
    After,
}

/// A period, in China time (UTC+8), found out when the question is asked. Weeks begin on Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Period {
    /// Half-open: `from` ≤ time < `until`.
    Between {
        /// From this second on.
        #[ts(type = "UnixSeconds | null")]
        from: Option<UnixSeconds>,
        /// Before this second.
        #[ts(type = "UnixSeconds | null")]
        until: Option<UnixSeconds>,
    },
    /// The day it is.
    Today,
    /// The day before.
    Yesterday,
    /// So many days, the last of them today.
    LastDays {
        /// At least 1.
        days: u32,
    },
    /// The week it is.
    ThisWeek,
    /// The week before.
    LastWeek,
    /// The month it is.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// The quarter it is.
    ThisQuarter,
    /// The quarter before.
    LastQuarter,
    /// The year it is.
    ThisYear,
}

/// Something in a person's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum PastEvent {
    /// Was found to have left.
    Left,
    /// Was found to be back.
    CameBack,
    /// Got a tag.
    Tagged {
        /// Which; any if null.
        tag: Option<TagId>,
    },
    /// Lost a tag.
    Untagged {
        /// Which; any if null.
        tag: Option<TagId>,
    },
    /// Got another remark.
    Remarked,
    /// Was put on the blacklist.
    Blocked,
    /// Was taken off the blacklist.
    Unblocked,
}

/// How somebody moved in a sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Movement {
    /// Never seen before.
    Joined,
    /// Was in the list before, is no more.
    Left,
    /// Had left, is back.
    CameBack,
    /// Was given a tag elsewhere.
    Tagged,
    /// Lost a tag elsewhere.
    Untagged,
    /// Was given another remark elsewhere.
    Remarked,
    /// Was put on the blacklist elsewhere.
    Blocked,
    /// Was taken off the blacklist elsewhere.
    Unblocked,
    /// Did not move: the details could not be read.
    Unreadable,
}

/// How somebody moved in respect of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SegmentMove {
    /// Did not match before, does now.
    Entered,
    /// Matched before, does not any more.
    Left,
}

/// Something about a filter that its author should know. The filter can be asked all the same,
/// except where it names a list, a segment, a sync or a job that is not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FilterProblem {
    /// Where: the place in each group on the way down, from 0; nothing for the whole filter. What
    /// is switched off has the place of its switch.
    pub path: Vec<u32>,
    /// What.
    pub flaw: FilterFlaw,
}

/// What there is to know about a part of a filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum FilterFlaw {
    /// WeChat does not list this tag (any more), so nobody carries it.
    TagGone {
        /// Its number.
        tag: TagId,
        /// Its last known name; empty if it never had one here.
        name: String,
    },
    /// The pasted list is not kept any more.
    ListGone,
    /// There is no such segment any more.
    SegmentGone,
    /// There is no such sync or job any more.
    RecordGone,
    /// A group without parts.
    EmptyGroup,
    /// Nothing is chosen or typed to compare with.
    NothingChosen,
    /// Ends before it begins; nobody fits.
    Backwards,
}
