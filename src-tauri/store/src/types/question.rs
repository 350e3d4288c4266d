//! What is asked beside a filter, and the answers: sorts, result sets, counts, selections.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FollowerId, FollowerRow, ResultSetId};

/// What rows are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SortKey {
    /// Time of following.
    FollowedAt,
    /// Remark, by its bytes with Latin letters folded.
    Remark,
    /// Number of tags.
    TagCount,
    /// `subscribe_scene`.
    Source,
    /// QR text, else scene number.
    Qr,
    /// When the person was found to have left.
    LeftAt,
    /// OpenID, by its bytes.
    Openid,
}

/// One sort key with its direction. Whoever lacks the value stands last in both directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Sort {
    /// Sort by this.
    pub by: SortKey,
    /// Greatest first.
    pub descending: bool,
}

/// A result set just made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenedResultSet {
    /// Its number.
    pub id: ResultSetId,
    /// How many people match.
    pub people: u32,
    /// The first rows, at most 100.
    pub first_rows: Vec<FollowerRow>,
}

/// What can be chosen in quick filters, with counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Facets {
    /// Sources of those who follow, most frequent first.
    pub sources: Vec<SourceCount>,
    /// QR texts (or scene numbers) of those who follow, most frequent first, at most 500.
    pub qr_texts: Vec<QrCount>,
    /// Languages of those who follow, most frequent first.
    pub languages: Vec<LanguageCount>,
    /// People who follow.
    pub following: u32,
    /// People who do not follow any more.
    pub left: u32,
    /// People who follow and carry no tag.
    pub untagged: u32,
    /// People on the blacklist.
    pub blacklisted: u32,
}

/// How many came by one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SourceCount {
    /// `subscribe_scene` as it came.
    pub source: String,
    /// People.
    pub people: u32,
}

/// How many use WeChat in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LanguageCount {
    /// As it came.
    pub language: String,
    /// People.
    pub people: u32,
}

/// How many came by one QR code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QrCount {
    /// The code's text, else its scene number.
    pub text: String,
    /// People.
    pub people: u32,
}

/// Whom an action is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Selection {
    /// Exactly these.
    These {
        /// Local numbers.
        followers: Vec<FollowerId>,
    },
    /// Rows of one result set.
    #[serde(rename_all = "camelCase")]
    ResultSet {
        /// The result set.
        result_set: ResultSetId,
        /// Half-open ranges of positions; all of them if null.
        ranges: Option<Vec<(u32, u32)>>,
        /// Not these.
        except: Vec<FollowerId>,
    },
}
