//! One batch under way: sent to WeChat, its answer committed in one transaction.

use std::time::Duration;

use fandesk_store::{FollowerId, ItemReason, JobId, JobRecord, UnreadableAnswer};
use fandesk_wechat::Error;
use tokio_util::sync::CancellationToken;

use super::batch::{Person, Verdicts, carry_out};
use super::write::Write;
use crate::account::Account;
use crate::error::Result;
use crate::panics::caught;

/// How long a cancelled job waits for answers before it calls them unconfirmed.
const PATIENCE: Duration = Duration::from_secs(3);

/// A batch with all it needs.
pub(crate) struct Flight {
    pub(crate) account: Account,
    pub(crate) job: JobId,
    pub(crate) unit: usize,
    pub(crate) write: Write,
    pub(crate) people: Vec<Person>,
    /// Cancelled when the answer is not waited for any longer.
    pub(crate) give_up: CancellationToken,
}

/// What a batch brought back.
#[derive(Debug)]
pub(crate) struct Landed {
    pub(crate) job: JobId,
    pub(crate) unit: usize,
    pub(crate) people: Vec<FollowerId>,
    /// The job after the commit, or why there is none.
    pub(crate) committed: Result<JobRecord>,
    /// What stopped it for everybody.
    pub(crate) stop: Option<Error>,
    /// WeChat does not list the tag any more.
    pub(crate) tag_gone: bool,
    /// Nobody was taken, all for a reason that may concern everybody.
    pub(crate) unclear: Option<Error>,
    /// Somebody was changed.
    pub(crate) worked: bool,
}

impl Flight {
    /// Sends the batch and commits what came of it.
    pub(crate) async fn fly(self) -> Landed {
        let ids: Vec<FollowerId> = self.people.iter().map(|person| person.id).collect();
        let sent = caught(async {
            tokio::select! {
                verdicts = self.send() => verdicts,
                () = self.patience() => abandoned(&ids),
            }
        });
        let (verdicts, fault) = match sent.await {
            Ok(verdicts) => (verdicts, None),
            // Nobody gets an outcome, as after a crash, and the job rests.
            Err(fault) => (Verdicts::default(), Some(fault)),
        };
        let Verdicts { done, failed, stop, tag_gone, unclear, unreadable, .. } = verdicts;
        if let Some(error) = unreadable {
            keep(&self.account, error).await;
        }
        let worked = !done.is_empty();
        let committed = match fault {
            Some(fault) => Err(fault),
            None => commit(&self.account, self.job, self.unit, done, failed).await,
        };
        Landed {
            job: self.job,
            unit: self.unit,
            people: ids,
            committed,
            stop,
            tag_gone,
            unclear,
            worked,
        }
    }

    async fn send(&self) -> Verdicts {
        match self.account.client() {
            Ok(client) => carry_out(&client, &self.write, &self.people).await,
            // The worker looks for the client before each batch; it was taken away just now.
            Err(_) => Verdicts {
                open: self.people.iter().map(|person| person.id).collect(),
                ..Verdicts::default()
            },
        }
    }

    async fn patience(&self) {
        self.give_up.cancelled().await;
        tokio::time::sleep(PATIENCE).await;
    }
}

/// Keeps the body of an answer that could not be read, for support.
async fn keep(account: &Account, error: Error) {
    let Error::Malformed(malformed) = error else { return };
    let answer = UnreadableAnswer {
        at: account.now(),
        endpoint: malformed.endpoint.path().to_owned(),
        body: malformed.body().to_vec(),
    };
    if let Err(error) = account.ask(move |store| store.keep_unreadable(&answer)).await {
        tracing::warn!(code = error.code(), "an unreadable answer was not kept");
    }
}

/// The job was cancelled and the answers did not come: nobody knows.
fn abandoned(people: &[FollowerId]) -> Verdicts {
    Verdicts {
        failed: people.iter().map(|&id| (id, ItemReason::Unconfirmed)).collect(),
        ..Verdicts::default()
    }
}

/// Writes what came of a batch: people, items, counters and history in one transaction.
pub(crate) async fn commit(
    account: &Account,
    job: JobId,
    unit: usize,
    done: Vec<FollowerId>,
    failed: Vec<(FollowerId, ItemReason)>,
) -> Result<JobRecord> {
    let now = account.now();
    account.ask(move |store| store.commit_batch(job, unit, &done, &failed, now)).await
}
