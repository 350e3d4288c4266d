//! What the first screen shows of an account whose file is still being opened.
//!
//! A file with a million people takes a second to open. The figures of its last summary are kept
//! in `desk.db`, so that the window does not wait: it gets them at once, and the true summary as
//! an event. What a command asks of the account waits for the file all the same.

use std::collections::BTreeMap;
use std::time::Duration;

use fandesk_store::AccountRecord;
use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, oneshot};
use tokio::time::Instant;

use crate::accounts::{AccountId, AccountState, AccountSummary, bare_summary, id_of};
use crate::desk::Desk;
use crate::error::Result;
use crate::sync::SyncReport;

/// How long after its opening began the first screen waits for a file: a small one is open by then.
const QUICK: Duration = Duration::from_millis(300);
/// Name of the glances in `desk.db`.
const GLANCES: &str = "glances";

/// The figures of an account's last summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Glance {
    following: u32,
    last_sync: Option<SyncReport>,
}

/// The glances of all accounts; none while `desk.db` was not asked yet.
#[derive(Debug, Default)]
pub(crate) struct Glances {
    kept: Mutex<Option<BTreeMap<AccountId, Glance>>>,
}

impl Glances {
    /// Forgets what was read: `desk.db` is another one now.
    pub(crate) async fn forget(&self) {
        *self.kept.lock().await = None;
    }
}

impl Desk {
    /// An account as the window shows it: as its file says, or, while a large one is being opened,
    /// as it was when it was seen last. An account that cannot be looked at just now hides no other:
    /// whoever asks it for anything is told the reason.
    pub(crate) async fn summary_at_a_glance(
        &self,
        record: AccountRecord,
    ) -> Result<AccountSummary> {
        let id = id_of(&record)?;
        let glance = self.glance(&id).await?;
        let seen = match &glance {
            Some(_) => self.summary_if_quick(&record).await,
            None => Some(self.summary_of(record.clone()).await),
        };
        match seen {
            Some(Ok(summary)) => return Ok(summary),
            Some(Err(error)) => {
                tracing::warn!(account = %id, code = error.code(), "an account cannot be looked at");
            }
            None => {}
        }
        let bare = bare_summary(id, &record, AccountState::Ready);
        Ok(match glance {
            Some(Glance { following, last_sync }) => {
                AccountSummary { following, never_synced: last_sync.is_none(), last_sync, ..bare }
            }
            None => bare,
        })
    }

    /// What an account's file says, if it is open soon; otherwise it is announced later.
    async fn summary_if_quick(&self, record: &AccountRecord) -> Option<Result<AccountSummary>> {
        let id = id_of(record).ok()?;
        let (answer, mut answered) = oneshot::channel();
        let (desk, asked, late) = (self.clone(), record.clone(), id.clone());
        self.inner.tasks.spawn(move |_| async move {
            // By now the list may say something else than when it was asked.
            if answer.send(desk.summary_of(asked).await).is_err() {
                desk.tell_account(&late).await;
            }
        });
        let begun = self.opening_since(&id).unwrap_or_else(Instant::now);
        if let Ok(Ok(summary)) = tokio::time::timeout_at(begun + QUICK, &mut answered).await {
            return Some(summary);
        }
        answered.close();
        answered.try_recv().ok()
    }

    /// Keeps the figures of a summary for the next start.
    pub(crate) async fn keep_glance(&self, summary: &AccountSummary) -> Result<()> {
        let glance = Glance { following: summary.following, last_sync: summary.last_sync.clone() };
        self.change_glances(|glances| {
            let before = glances.insert(summary.id.clone(), glance.clone());
            before.as_ref() != Some(&glance)
        })
        .await
    }

    /// Forgets an account's figures.
    pub(crate) async fn forget_glance(&self, id: &AccountId) -> Result<()> {
        self.change_glances(|glances| glances.remove(id).is_some()).await
    }

    async fn glance(&self, id: &AccountId) -> Result<Option<Glance>> {
        let mut kept = self.inner.glances.kept.lock().await;
        Ok(self.read_glances(&mut kept).await?.get(id).cloned())
    }

    /// Changes the glances and keeps them if `change` says that it did something.
    async fn change_glances(
        &self,
        change: impl FnOnce(&mut BTreeMap<AccountId, Glance>) -> bool,
    ) -> Result<()> {
        // Held until they are kept, so that two changes are kept in their order.
        let mut kept = self.inner.glances.kept.lock().await;
        let glances = self.read_glances(&mut kept).await?;
        if change(glances) {
            let glances = glances.clone();
            self.with_desk_file(move |store| Ok(store.save_setting(GLANCES, &glances)?)).await?;
        }
        Ok(())
    }

    /// What another version of the program kept differently counts as nothing.
    async fn read_glances<'kept>(
        &self,
        kept: &'kept mut Option<BTreeMap<AccountId, Glance>>,
    ) -> Result<&'kept mut BTreeMap<AccountId, Glance>> {
        if kept.is_none() {
            let value: Option<serde_json::Value> =
                self.with_desk_file(|store| Ok(store.setting(GLANCES)?)).await?;
            *kept = value.and_then(|value| serde_json::from_value(value).ok());
        }
        Ok(kept.get_or_insert_default())
    }
}
