//! Everything that can happen to an account's world, as data.
//!
//! Clients' writes and outside events alike become a [`Change`], so one function applies them and
//! the journal can repeat them.

use serde::{Deserialize, Serialize};

/// One thing that happened. People are numbers; times are Unix seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(crate) enum Change {
    /// New people follow, each at some second from `at` on within `spread` seconds.
    Join {
        count: u32,
        at: u64,
        #[serde(default)]
        spread: u32,
        /// The text of the QR code they all came through.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        qr_text: Option<String>,
    },
    Leave {
        who: Vec<u32>,
    },
    Return {
        who: Vec<u32>,
        at: u64,
    },
    Tag {
        tag: u32,
        who: Vec<u32>,
    },
    Untag {
        tag: u32,
        who: Vec<u32>,
    },
    CreateTag {
        tag: u32,
        name: String,
    },
    RenameTag {
        tag: u32,
        name: String,
    },
    DeleteTag {
        tag: u32,
    },
    Remark {
        who: u32,
        text: String,
    },
    Block {
        who: Vec<u32>,
    },
    Unblock {
        who: Vec<u32>,
    },
    /// The coming and going up to and including this China-time day has been played.
    DriftedTo {
        day: u64,
    },
}
