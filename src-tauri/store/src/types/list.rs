//! A list of OpenIDs that was pasted, and what of it names nobody.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ListId, UnixSeconds};

/// A pasted list of OpenIDs. Each different entry counts once; only on this computer.
///
/// Whom it names is asked for by [`Filter::InList`](super::Filter::InList).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PastedList {
    /// Its number.
    pub id: ListId,
    /// The name it was saved under; empty while it was not.
    pub name: String,
    /// When it was pasted.
    #[ts(type = "UnixSeconds")]
    pub pasted_at: UnixSeconds,
    /// People who follow now.
    pub found: u32,
    /// People known here who do not follow now.
    pub left: u32,
    /// OpenIDs that nobody known here has.
    pub unknown: u32,
    /// Entries that stood there before.
    pub repeated: u32,
    /// Entries that are no OpenIDs: cut off, or something else.
    pub damaged: u32,
}

/// The entries of a list that are no people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ListGroup {
    /// Look like OpenIDs; nobody known here has them.
    Unknown,
    /// Stood there before.
    Repeated,
    /// Are no OpenIDs.
    Damaged,
}

/// One entry of a pasted list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PastedEntry {
    /// Its line in the pasted text, from 1.
    pub line: u32,
    /// The entry, cut if it is long.
    pub text: String,
}
