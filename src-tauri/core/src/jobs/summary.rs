//! What a change of people would do, how it stands and what came of it: the shapes the window
//! reads.

use std::collections::BTreeMap;

use fandesk_store::{Change, JobId, ReasonCount, TagId, TagRecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::accounts::AccountId;
use crate::clock::UnixSeconds;
use crate::error::AppError;

/// Calls a job will make to one endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlannedCalls {
    /// Path of the WeChat endpoint.
    pub endpoint: String,
    /// How many calls.
    pub calls: u32,
    /// Null when WeChat gave no figure or could not be asked.
    pub quota_left: Option<u32>,
}

/// What a change would do; written from the cache before anything is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobPreview {
    /// The draft's number.
    pub job: JobId,
    /// Whose people.
    pub account: AccountId,
    /// The change.
    pub change: Change,
    /// People in the frozen set.
    pub people: u32,
    /// People who would change.
    pub to_change: u32,
    /// Already in the wanted state: skipped.
    pub already_so: u32,
    /// Would pass 20 tags: skipped and listed.
    pub over_tag_limit: u32,
    /// Do not follow any more: skipped.
    pub left: u32,
    /// Names of the tags in `change`, of those that WeChat does not list any more too.
    #[ts(type = "Record<TagId, string>")]
    pub tag_names: BTreeMap<TagId, String>,
    /// The job it takes back; null for a change of its own.
    pub undoes: Option<JobId>,
    /// The deletion of a tag it takes back.
    pub restores: Option<TagRecordId>,
    /// Whether starting it makes the tag anew on WeChat first, under another number.
    pub remakes_tag: bool,
    /// Changed since by somebody else: skipped by an undo unless they are included.
    pub changed_since: u32,
    /// Skipped by an undo: what was before is not known, or the tag is gone.
    pub cannot_be_restored: u32,
    /// The remark made for them would pass 30 bytes: skipped and listed.
    pub remark_too_long: u32,
    /// People on the blacklist among them.
    pub blacklisted: u32,
    /// Calls it takes.
    pub calls: Vec<PlannedCalls>,
    /// Expected seconds.
    pub seconds: u32,
}

/// Where a job stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum JobState {
    /// Previewed, not started.
    Draft,
    /// Waits for its turn.
    Queued,
    /// At work.
    Running,
    /// Stopped until the operator resumes it; `because` is null when the operator paused it.
    Paused {
        /// What stopped it.
        because: Option<AppError>,
    },
    /// Goes on by itself at this time.
    Waiting {
        /// When it tries again.
        #[ts(type = "UnixSeconds")]
        until: UnixSeconds,
        /// What it waits out.
        because: AppError,
    },
    /// Everybody has an outcome.
    Finished,
    /// Ended by the operator.
    Cancelled,
}

/// How a job stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobSummary {
    /// Number of the job.
    pub id: JobId,
    /// Whose people.
    pub account: AccountId,
    /// The change.
    pub change: Change,
    /// Names of the tags in `change`, kept so that they can be shown after a tag is gone.
    #[ts(type = "Record<TagId, string>")]
    pub tag_names: BTreeMap<TagId, String>,
    /// The job whose work it takes back.
    pub undoes: Option<JobId>,
    /// The last job that was started to take this one's work back.
    pub undone_by: Option<JobId>,
    /// The deletion of a tag that it takes back.
    pub restores: Option<TagRecordId>,
    /// Where it stands.
    pub state: JobState,
    /// People in the frozen set.
    pub people: u32,
    /// People changed.
    pub done: u32,
    /// People skipped.
    pub skipped: u32,
    /// People who could not be changed.
    pub failed: u32,
    /// When it was previewed.
    #[ts(type = "UnixSeconds")]
    pub created_at: UnixSeconds,
    /// When it was started.
    #[ts(type = "UnixSeconds | null")]
    pub started_at: Option<UnixSeconds>,
    /// When it ended.
    #[ts(type = "UnixSeconds | null")]
    pub finished_at: Option<UnixSeconds>,
    /// Null when unknown or not running.
    pub seconds_left: Option<u32>,
}

/// What came of a job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JobReport {
    /// The job.
    pub job: JobSummary,
    /// Why people were skipped.
    pub skipped: Vec<ReasonCount>,
    /// Why people failed.
    pub failed: Vec<ReasonCount>,
}
