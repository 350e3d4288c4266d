//! 动态: what was done in an account and what its syncs found, and for how long that is kept.

mod keep;

use fandesk_store::{ActivityEntry, ActivityFilter, ActivityPlace, SyncId, TagRecord};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) use keep::forget_old;
pub use keep::{KeepHistory, old_history};

use crate::account::Account;
use crate::clock::UnixSeconds;
use crate::desk::Desk;
use crate::error::Result;
use crate::input::ActivityInput;
use crate::jobs::{JobSummary, summary_of};
use crate::sync::SyncReport;

/// Most entries one page gives.
const MOST_ENTRIES: u32 = 200;

/// One thing that was done or found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Activity {
    /// A change of people, made from here.
    Job {
        /// How it stands.
        job: JobSummary,
    },
    /// A reading of the account.
    Sync {
        /// Number of the sync.
        sync: SyncId,
        /// When it began.
        #[ts(type = "UnixSeconds")]
        started_at: UnixSeconds,
        /// When it ended.
        #[ts(type = "UnixSeconds")]
        finished_at: UnixSeconds,
        /// What it found; null if it was given up.
        report: Option<SyncReport>,
    },
    /// A tag itself was made, renamed or deleted.
    Tag {
        /// What became of it.
        record: TagRecord,
    },
}

/// Entries, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityPage {
    /// The entries.
    pub entries: Vec<Activity>,
    /// Where the next page begins; null at the end.
    pub next: Option<ActivityPlace>,
}

/// The newest entries that meet a filter, at most 200, from behind a place on.
///
/// # Errors
/// As opening the account and reading its file.
pub async fn activity(desk: &Desk, input: ActivityInput) -> Result<ActivityPage> {
    let account = desk.account(&input.account).await?;
    let ActivityInput { filter, after, limit, .. } = input;
    page(&account, filter, after, limit.min(MOST_ENTRIES)).await
}

async fn page(
    account: &Account,
    filter: ActivityFilter,
    after: Option<ActivityPlace>,
    limit: u32,
) -> Result<ActivityPage> {
    let found = account.ask(move |store| store.activity(&filter, after, limit)).await?;
    let entries = found.entries.into_iter().map(|entry| match entry {
        ActivityEntry::Job(record) => Activity::Job { job: summary_of(account, record) },
        ActivityEntry::Sync(sync) => Activity::Sync {
            sync: sync.id,
            started_at: sync.started_at,
            finished_at: sync.finished_at,
            report: sync.report,
        },
        ActivityEntry::Tag(record) => Activity::Tag { record },
    });
    Ok(ActivityPage { entries: entries.collect(), next: found.next })
}
