//! fandesk-store: the encrypted files of Fandesk and the questions asked of them.

mod account;
mod blacklist;
mod bulk;
mod checkpoint;
mod database;
mod desk;
mod details;
mod difference;
mod error;
mod facets;
mod filter;
mod followers;
mod history;
mod index;
mod jobs;
mod key;
mod line;
mod migrate;
mod order;
mod pace;
mod result_set;
mod staging;
mod syncs;
mod tags;
#[cfg(test)]
mod tests;
mod types;
mod unreadable;

pub use account::AccountStore;
pub use database::set_aside;
pub use desk::{AccountKind, AccountRecord, DeskStore};
pub use details::{DetailRow, SavedDetails};
pub use difference::{Difference, Due};
pub use error::{Error, Result};
pub use jobs::{Draft, DuePerson, JobReasons, JobRecord, JobStage, MAX_UNITS};
pub use key::Key;
pub use result_set::{FIRST_ROWS, KEPT_RESULT_SETS};
/// Sets of followers' local numbers are roaring bitmaps.
pub use roaring::RoaringBitmap;
pub use staging::{Staged, StagedList};
pub use syncs::UnfinishedSync;
pub use tags::{ListChanges, ListedTag};
pub use types::*;
pub use unreadable::UnreadableAnswer;
