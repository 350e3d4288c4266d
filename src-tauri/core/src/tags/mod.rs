//! The account's tags: seen, made, renamed, deleted, labelled. Who carries them is changed by jobs.
//!
//! Every rule that is known beforehand is checked before WeChat is asked; the local copy changes
//! only after WeChat said yes.

mod change;
mod label;
mod names;
mod remake;

pub use change::{create_tag, delete_tag, rename_tag, tags};
pub use label::{LONGEST_NOTE, label_tag};
pub(crate) use label::{sound_hue, sound_note};
pub(crate) use remake::remake_tag;
