//! The account's tags: seen, made, renamed, deleted. Who carries them is changed by jobs.
//!
//! Every rule that is known beforehand is checked before WeChat is asked; the local copy changes
//! only after WeChat said yes.

mod change;
mod names;

pub use change::{create_tag, delete_tag, rename_tag, tags};
