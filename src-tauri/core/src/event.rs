//! What is announced to the window, and the broadcaster.
//!
//! One ordered stream for everything. Progress of one job or sync is merged to about ten messages
//! a second; what ends something is never held back. A listener that falls behind is told to read
//! everything anew (`resync`) instead of being served stale news.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use fandesk_store::JobId;
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast;
use tokio::time::Instant;
use ts_rs::TS;

use crate::accounts::connecting::Connecting;
use crate::accounts::{AccountId, AccountSummary};
use crate::jobs::{JobState, JobSummary};
use crate::sync::{SyncState, SyncStatus};

/// Progress of one job or sync is announced at most this often.
const PROGRESS_INTERVAL: Duration = Duration::from_millis(100);
/// Events kept for a listener that is slow; beyond it the listener gets `Resync`.
const BACKLOG: usize = 512;

/// A kind of thing the window shows and may have cached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Topic {
    /// Rows, result sets, facets and details of people.
    Followers,
    /// The tags and their counts.
    Tags,
    /// Who is blocked.
    Blacklist,
    /// The segments, and what they are compared with.
    Segments,
    /// The pasted lists.
    Lists,
    /// The saved views.
    Views,
    /// Jobs and their people.
    Jobs,
    /// The accounts.
    Accounts,
    /// The settings.
    Settings,
    /// Syncs and their reports.
    Sync,
    /// What was done and found, newest first.
    History,
}

/// What is announced to the window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DeskEvent {
    /// A job's state or figures moved.
    JobMoved {
        /// How it stands now.
        job: JobSummary,
    },
    /// A sync's state or figures moved.
    SyncMoved {
        /// How it stands now.
        sync: SyncState,
    },
    /// An account that is being connected got on, or stands.
    ConnectMoved {
        /// How it stands now.
        connecting: Connecting,
    },
    /// So many files have a new key.
    FilesRekeyed {
        /// Files done.
        done: u32,
        /// Files in all; equal when it is over.
        files: u32,
    },
    /// What is cached about these topics may be stale; all accounts when `account` is null.
    Changed {
        /// Whose data.
        account: Option<AccountId>,
        /// Which kinds of data.
        topics: Vec<Topic>,
    },
    /// An account's summary changed.
    AccountState {
        /// How it stands now.
        account: AccountSummary,
    },
    /// Events may have been missed: read everything anew.
    Resync,
}

/// What a stream of progress is about; later news of the same thing replaces earlier news.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Subject {
    Job(AccountId, JobId),
    Sync(AccountId),
    Changed(Option<AccountId>, Vec<Topic>),
}

/// Sends events to every listener. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Events {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    sender: broadcast::Sender<DeskEvent>,
    merging: Mutex<HashMap<Subject, Merging>>,
}

/// Progress of one subject inside its interval: when it was last sent and what waits.
#[derive(Debug)]
struct Merging {
    sent_at: Instant,
    waiting: Option<DeskEvent>,
}

impl Default for Events {
    fn default() -> Self {
        Self {
            inner: Arc::new(Inner {
                sender: broadcast::Sender::new(BACKLOG),
                merging: Mutex::default(),
            }),
        }
    }
}

impl Events {
    /// Announces an event. Progress (a running job or sync, changed topics of one account) may be
    /// held back up to a tenth of a second and replaced by newer news of the same subject. What
    /// something has changed is told before its end.
    ///
    /// Must be called inside a tokio runtime.
    pub fn send(&self, event: DeskEvent) {
        let Some(subject) = subject_of(&event) else {
            let _ = self.inner.sender.send(event);
            return;
        };
        let mut merging = self.inner.merging.lock();
        if is_final(&event) {
            merging.remove(&subject);
            for entry in merging.values_mut() {
                let is_change = |event: &mut _| matches!(event, DeskEvent::Changed { .. });
                if let Some(held_back) = entry.waiting.take_if(is_change) {
                    entry.sent_at = Instant::now();
                    let _ = self.inner.sender.send(held_back);
                }
            }
            let _ = self.inner.sender.send(event);
            return;
        }
        match merging.get_mut(&subject) {
            Some(entry) if entry.sent_at.elapsed() < PROGRESS_INTERVAL => {
                let flush_needed = entry.waiting.replace(event).is_none();
                let wait = PROGRESS_INTERVAL.saturating_sub(entry.sent_at.elapsed());
                drop(merging);
                if flush_needed {
                    self.flush_later(subject, wait);
                }
            }
            _ => {
                merging.insert(subject, Merging { sent_at: Instant::now(), waiting: None });
                let _ = self.inner.sender.send(event);
            }
        }
    }

    /// Announces that what is known about these topics of one account is stale.
    pub fn changed(&self, account: &AccountId, topics: &[Topic]) {
        let mut topics = topics.to_vec();
        topics.sort_unstable();
        topics.dedup();
        self.send(DeskEvent::Changed { account: Some(account.clone()), topics });
    }

    /// A new listener; it hears what is sent from now on.
    pub fn listen(&self) -> Listener {
        Listener { receiver: self.inner.sender.subscribe() }
    }

    fn flush_later(&self, subject: Subject, wait: Duration) {
        let inner = Arc::clone(&self.inner);
        tokio::spawn(async move {
            tokio::time::sleep(wait).await;
            let mut merging = inner.merging.lock();
            let Some(entry) = merging.get_mut(&subject) else { return };
            if let Some(event) = entry.waiting.take() {
                entry.sent_at = Instant::now();
                let _ = inner.sender.send(event);
            }
        });
    }
}

/// One listener's place in the stream of events.
#[derive(Debug)]
pub struct Listener {
    receiver: broadcast::Receiver<DeskEvent>,
}

impl Listener {
    /// The next event; `Resync` when some were missed; `None` when the desk has closed.
    pub async fn next(&mut self) -> Option<DeskEvent> {
        match self.receiver.recv().await {
            Ok(event) => Some(event),
            Err(broadcast::error::RecvError::Lagged(missed)) => {
                tracing::debug!(missed, "a listener fell behind");
                // The rest of the backlog is older than the resync it is about to cause.
                self.receiver = self.receiver.resubscribe();
                Some(DeskEvent::Resync)
            }
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }
}

fn subject_of(event: &DeskEvent) -> Option<Subject> {
    match event {
        DeskEvent::JobMoved { job } => Some(Subject::Job(job.account.clone(), job.id)),
        DeskEvent::SyncMoved { sync } => Some(Subject::Sync(sync.account.clone())),
        DeskEvent::Changed { account, topics } => {
            Some(Subject::Changed(account.clone(), topics.clone()))
        }
        DeskEvent::AccountState { .. }
        | DeskEvent::ConnectMoved { .. }
        | DeskEvent::FilesRekeyed { .. }
        | DeskEvent::Resync => None,
    }
}

/// Only figures of something that runs may be held back: a change of state is told at once.
fn is_final(event: &DeskEvent) -> bool {
    match event {
        DeskEvent::JobMoved { job } => !matches!(job.state, JobState::Running),
        DeskEvent::SyncMoved { sync } => !matches!(sync.status, SyncStatus::Running),
        DeskEvent::Changed { .. }
        | DeskEvent::AccountState { .. }
        | DeskEvent::ConnectMoved { .. }
        | DeskEvent::FilesRekeyed { .. }
        | DeskEvent::Resync => false,
    }
}

#[cfg(test)]
mod tests {
    use fandesk_store::Change;

    use super::*;

    fn job(done: u32, state: JobState) -> DeskEvent {
        let job = JobSummary {
            id: 1,
            account: AccountId::parse(&"0".repeat(32)).unwrap(),
            undoes: None,
            undone_by: None,
            restores: None,
            change: Change::Unblock,
            tag_names: Default::default(),
            state,
            people: 100,
            done,
            skipped: 0,
            failed: 0,
            created_at: 0,
            started_at: None,
            finished_at: None,
            seconds_left: None,
        };
        DeskEvent::JobMoved { job }
    }

    /// Everything heard until nothing more comes.
    async fn heard(listener: &mut Listener) -> Vec<DeskEvent> {
        let mut heard = Vec::new();
        while let Ok(Some(event)) =
            tokio::time::timeout(PROGRESS_INTERVAL * 3, listener.next()).await
        {
            heard.push(event);
        }
        heard
    }

    #[tokio::test(start_paused = true)]
    async fn of_much_progress_the_first_and_the_newest_news_are_told() {
        let events = Events::default();
        let mut listener = events.listen();
        for done in 0..50 {
            events.send(job(done, JobState::Running));
        }
        let expected = [job(0, JobState::Running), job(49, JobState::Running)];
        assert_eq!(heard(&mut listener).await, expected);
    }

    #[tokio::test(start_paused = true)]
    async fn progress_over_a_second_comes_about_ten_times() {
        let events = Events::default();
        let mut listener = events.listen();
        for done in 0..100 {
            events.send(job(done, JobState::Running));
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let count = heard(&mut listener).await.len();
        assert!((9..=12).contains(&count), "{count} messages in a second");
    }

    #[tokio::test(start_paused = true)]
    async fn an_end_is_told_at_once_and_no_older_news_comes_after_it() {
        let events = Events::default();
        let mut listener = events.listen();
        for done in 0..5 {
            events.send(job(done, JobState::Running));
        }
        events.send(job(100, JobState::Finished));
        let expected = [job(0, JobState::Running), job(100, JobState::Finished)];
        assert_eq!(heard(&mut listener).await, expected);
    }

    #[tokio::test(start_paused = true)]
    async fn what_has_changed_is_told_before_the_end_of_what_changed_it() {
        let events = Events::default();
        let mut listener = events.listen();
        let account = AccountId::parse(&"0".repeat(32)).unwrap();
        let topics = vec![Topic::Followers];
        events.changed(&account, &topics);
        events.changed(&account, &topics);
        events.send(job(100, JobState::Finished));
        let changed = DeskEvent::Changed { account: Some(account), topics };
        let expected = [changed.clone(), changed, job(100, JobState::Finished)];
        assert_eq!(heard(&mut listener).await, expected);
    }

    #[tokio::test(start_paused = true)]
    async fn a_listener_that_falls_behind_is_told_to_read_anew_and_hears_on_from_there() {
        let events = Events::default();
        let mut listener = events.listen();
        for done in 0..2 * BACKLOG as u32 {
            events.send(job(done, JobState::Queued));
        }
        assert_eq!(heard(&mut listener).await, [DeskEvent::Resync]);
        events.send(job(7, JobState::Finished));
        assert_eq!(heard(&mut listener).await, [job(7, JobState::Finished)]);
    }
}
