//! The encrypted files of Fandesk and the questions asked of them. No network, no words.
//!
//! - [`DeskStore`] is `desk.db`: accounts and settings.
//! - [`AccountStore`] is one Official Account: its file and an in-memory index over it.
//!
//! Both are cheap to clone. Their functions block until the disk has answered, so async code calls
//! them through [`AccountStore::ask`] and [`DeskStore::ask`], which move the question to a
//! blocking thread:
//!
//! ```no_run
//! # use fandesk_store::{AccountStore, Filter, Result, Sort, SortKey};
//! # async fn example(store: AccountStore) -> Result<()> {
//! let newest = [Sort { by: SortKey::FollowedAt, descending: true }];
//! let opened = store.ask(move |store| store.open_result_set(&Filter::Following, &newest, 0)).await?;
//! let rows = store.ask(move |store| store.window(opened.id, 4_000, 100)).await?;
//! # Ok(()) }
//! ```
//!
//! What an account's store offers, by story:
//!
//! - **open**: [`open`](AccountStore::open), [`rekey_file`],
//!   [`check`](AccountStore::check), [`set_aside`]
//! - **look**: [`open_result_set`](AccountStore::open_result_set),
//!   [`window`](AccountStore::window), [`count`](AccountStore::count),
//!   [`facets`](AccountStore::facets), [`detail`](AccountStore::detail),
//!   [`find`](AccountStore::find), [`rows_in_chunks`](AccountStore::rows_in_chunks)
//! - **select**: [`selected`](AccountStore::selected), [`tag_counts`](AccountStore::tag_counts),
//!   [`matching`](AccountStore::matching)
//! - **sync**: [`start_sync`](AccountStore::start_sync), [`stage_page`](AccountStore::stage_page),
//!   [`difference`](AccountStore::difference),
//!   [`apply_difference`](AccountStore::apply_difference),
//!   [`details_due`](AccountStore::details_due), [`oldest_read`](AccountStore::oldest_read),
//!   [`save_details`](AccountStore::save_details),
//!   [`replace_tag_people`](AccountStore::replace_tag_people),
//!   [`replace_blacklist`](AccountStore::replace_blacklist),
//!   [`sync_changes`](AccountStore::sync_changes), [`finish_sync`](AccountStore::finish_sync)
//! - **tags**: [`tags`](AccountStore::tags), [`replace_tags`](AccountStore::replace_tags),
//!   [`put_tag`](AccountStore::put_tag), [`rename_tag`](AccountStore::rename_tag),
//!   [`begin_tag_deletion`](AccountStore::begin_tag_deletion),
//!   [`delete_tag`](AccountStore::delete_tag), [`tag_records`](AccountStore::tag_records),
//!   [`label_tag`](AccountStore::label_tag)
//! - **blacklist**: [`open_blacklist`](AccountStore::open_blacklist),
//!   [`blacklist_window`](AccountStore::blacklist_window), [`look_up`](AccountStore::look_up),
//!   [`set_block_reason`](AccountStore::set_block_reason)
//! - **jobs**: [`write_draft`](AccountStore::write_draft),
//!   [`write_undo`](AccountStore::write_undo), [`write_retry`](AccountStore::write_retry),
//!   [`move_job`](AccountStore::move_job),
//!   [`due_people`](AccountStore::due_people), [`commit_batch`](AccountStore::commit_batch),
//!   [`cancel_job`](AccountStore::cancel_job), [`job_reasons`](AccountStore::job_reasons),
//!   [`job_people`](AccountStore::job_people), [`remark_samples`](AccountStore::remark_samples)
//!
//! A change of ours and a reading of WeChat that overlap do not overwrite each other: take
//! [`AccountStore::read_stamp`] before asking WeChat and pass it when saving the answer.
//!
//! Waiting: an operator's edit goes before bulk work, bulk work is cut into transactions of some
//! milliseconds, and carrying the log into the file happens beside the writer.

#![forbid(unsafe_code)]

mod account;
mod activity;
mod bitmaps;
mod blacklist;
mod blocked;
mod bulk;
mod checkpoint;
mod counts;
mod database;
mod desk;
mod details;
mod difference;
mod error;
mod facets;
mod filter;
mod followers;
mod forget;
mod history;
mod index;
mod jobs;
mod key;
mod key_proof;
mod labels;
mod line;
mod lists;
mod migrate;
mod moves;
mod newcomers;
mod order;
mod pace;
mod result_set;
mod schema;
mod segments;
mod settings;
mod staging;
mod syncs;
mod tag_records;
mod tags;
#[cfg(test)]
mod tests;
mod types;
mod unreadable;
mod views;
mod walk;
mod work_mark;

pub use account::AccountStore;
pub use activity::{ActivityEntry, ActivityPage, SyncRecord};
pub use database::{opens, rekey_file, set_aside};
pub use desk::{AccountKind, AccountRecord, DeskStore};
pub use details::{DetailRow, SavedDetails};
pub use difference::{Difference, Due};
pub use error::{Error, Result};
pub use filter::{DEEPEST_FILTER, LONGEST_TEXT, MOST_CONDITIONS, MOST_VALUES};
pub use jobs::{
    Draft, DuePerson, JobReasons, JobRecord, JobStage, MAX_UNITS, REMARK_BYTES, is_remark_pattern,
};
pub use key::Key;
pub use lists::{KEPT_UNSAVED_LISTS, MOST_SAVED_LISTS, NewList};
pub use moves::{SyncChanges, TagChange};
pub use result_set::{FIRST_ROWS, KEPT_RESULT_SETS};
/// Sets of followers' local numbers are roaring bitmaps.
pub use roaring::RoaringBitmap;
pub use schema::Schema;
pub use segments::{FILTER_VERSION, MOST_SEGMENTS};
pub use staging::{Staged, StagedList};
pub use syncs::UnfinishedSync;
pub use tags::{ListChanges, ListedTag};
pub use types::*;
pub use unreadable::UnreadableAnswer;
pub use views::MOST_VIEWS;
pub use work_mark::WorkMark;
