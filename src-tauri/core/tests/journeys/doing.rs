//! What the stories do with jobs, in short words.

use fandesk_core::input::{ChangeFollowerInput, PreviewJobInput};
use fandesk_core::jobs::{change_follower, preview_job, start_job};
use fandesk_core::store::{Change, Selection};
use fandesk_core::{AppError, JobPreview, JobReport};

use crate::world::World;

pub(crate) const TAGGING: &str = "/cgi-bin/tags/members/batchtagging";
pub(crate) const UNTAGGING: &str = "/cgi-bin/tags/members/batchuntagging";
pub(crate) const REMARKING: &str = "/cgi-bin/user/info/updateremark";
pub(crate) const BLOCKING: &str = "/cgi-bin/tags/members/batchblacklist";

pub(crate) fn add(tag: u32) -> Change {
    Change::Tags { add: vec![tag], remove: Vec::new() }
}

pub(crate) fn remark(text: &str) -> Change {
    Change::Remark { remark: text.to_owned() }
}

impl World {
    pub(crate) async fn preview(
        &self,
        selection: Selection,
        change: Change,
    ) -> Result<JobPreview, AppError> {
        let account = self.account.clone();
        preview_job(self.desk(), PreviewJobInput { account, selection, change }).await
    }

    pub(crate) async fn run(&self, selection: Selection, change: Change) -> JobReport {
        let preview = self.preview(selection, change).await.unwrap();
        start_job(self.desk(), self.job_input(preview.job)).await.unwrap();
        self.rested(preview.job).await
    }

    pub(crate) async fn these(&self, openids: &[String]) -> Selection {
        Selection::These { followers: self.ids_of(openids).await }
    }

    pub(crate) async fn change_one(
        &self,
        openid: &str,
        change: Change,
    ) -> Result<JobReport, AppError> {
        let follower = self.ids_of(&[openid.to_owned()]).await[0];
        let account = self.account.clone();
        change_follower(self.desk(), ChangeFollowerInput { account, follower, change }).await
    }

    /// OpenIDs of some followers, the same at each call.
    pub(crate) fn some(&self, count: usize) -> Vec<String> {
        let mut openids = self.wechat().openids();
        openids.truncate(count);
        openids
    }
}

/// Done, skipped, failed.
pub(crate) fn counts(report: &JobReport) -> (u32, u32, u32) {
    (report.job.done, report.job.skipped, report.job.failed)
}
