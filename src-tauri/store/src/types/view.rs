//! How somebody likes to look at a table.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ViewId;

/// A saved view: columns, widths, order. What is in it is the window's business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct View {
    /// Its number.
    pub id: ViewId,
    /// Its name.
    pub name: String,
    /// The way in which the body is written; a greater one than the window knows is a newer program's.
    pub version: u32,
    /// JSON, as it was saved.
    pub body: String,
}

/// A view to save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ViewDraft {
    /// 1 to 60 characters.
    pub name: String,
    /// The way in which the body is written.
    pub version: u32,
    /// JSON, at most 32 KiB.
    pub body: String,
}
