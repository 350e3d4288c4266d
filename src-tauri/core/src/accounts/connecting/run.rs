//! The runner: one step after the other, each until it passes.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use fandesk_wechat::{Endpoint, OfficialAccount};
use futures::FutureExt;
use futures::future::BoxFuture;
use tokio_util::sync::CancellationToken;

use super::patience::{Patience, patience, step_at_fault};
use super::rights;
use super::slot::Live;
use super::state::{ConnectStatus, Connecting, Step, StepMark, StepState};
use crate::accounts::AccountId;
use crate::accounts::connect::{Checked, keep};
use crate::calls::Allowance;
use crate::clock::UnixSeconds;
use crate::desk::Desk;
use crate::error::{AppError, Result};
use crate::event::{DeskEvent, Listener};
use crate::input::{AccountInput, ResumeSyncInput};
use crate::panics::caught;
use crate::recovery::has_come;
use crate::sync::{SyncPhase, SyncStatus, resume_sync, start_sync, sync_state};
use crate::vault::VaultState;

/// A computer that slept wakes up with its timers late: the clock is looked at this often.
const LOOK_AT_CLOCK: Duration = Duration::from_millis(500);

/// What the first sync and the usual work call in numbers.
const COUNTED: [Endpoint; 6] = [
    Endpoint::Followers,
    Endpoint::BatchUserInfo,
    Endpoint::Tags,
    Endpoint::BatchTagging,
    Endpoint::UpdateRemark,
    Endpoint::BatchBlock,
];

/// Begins with the first step.
pub(super) fn launch(desk: &Desk, account: Checked, client: OfficialAccount) -> Connecting {
    let steps = Step::of(&account.credentials.facts());
    let first = steps[0];
    let ahead = |step| StepMark { step, state: StepState::Ahead };
    let live = Arc::new(Live::new(Connecting {
        name: account.name.clone(),
        app_id: account.app_id.clone(),
        steps: steps.into_iter().map(ahead).collect(),
        status: ConnectStatus::Running,
        addresses: Vec::new(),
        rights: Vec::new(),
        allowances: Vec::new(),
    }));
    desk.inner.connecting.put(Arc::clone(&live));
    let run = Run { desk: desk.clone(), account, client, live, kept: OnceLock::new() };
    let state = run.at(first);
    desk.inner.tasks.spawn(|stop| run.until_the_end(stop));
    state
}

struct Run {
    desk: Desk,
    account: Checked,
    client: OfficialAccount,
    live: Arc<Live>,
    /// The account, once it is kept.
    kept: OnceLock<AccountId>,
}

impl Run {
    async fn until_the_end(self, stop: CancellationToken) {
        tokio::select! {
            () = self.until_connected() => {}
            () = self.live.given_up() => {}
            () = stop.cancelled() => {}
        }
    }

    /// A fault of the program stops at its step, too, and the operator may try again.
    async fn until_connected(&self) {
        while let Err(because) = caught(self.steps()).await {
            self.show(|state| {
                for mark in &mut state.steps {
                    if mark.state == StepState::Trying {
                        mark.state = StepState::Failed;
                    }
                }
                state.status = ConnectStatus::Failed { because };
            });
            self.live.nudged().await;
            self.show(|state| {
                let first = state.steps[0].step;
                let again = if self.kept.get().is_some() { Step::Followers } else { first };
                mark(state, again, StepState::Trying);
                state.status = ConnectStatus::Running;
            });
        }
    }

    async fn steps(&self) {
        let id = match self.kept.get() {
            Some(id) => id.clone(),
            None => self.until_kept().await,
        };
        self.at(Step::Followers);
        self.first_followers(id).await;
    }

    async fn until_kept(&self) -> AccountId {
        let client = &self.client;
        let token = move || async move { Ok(client.check_credentials().await?) }.boxed();
        let facts = self.account.credentials.facts();
        self.until_passed(|because| step_at_fault(&facts, because), token).await;
        self.at(Step::Rights);
        let rights =
            self.until_passed(|_| Step::Rights, move || rights::tried(client).boxed()).await;
        self.show(|state| state.rights = rights);
        self.at(Step::Quota);
        let allowances = Allowance::of_today(client, &COUNTED).await;
        self.show(|state| state.allowances = allowances);
        self.at(Step::Keep);
        self.passphrase_chosen().await;
        let kept = move || keep(&self.desk, &self.account).boxed();
        let kept = self.until_passed(|_| Step::Keep, kept).await;
        self.kept.get_or_init(|| kept.id).clone()
    }

    /// Tries until it succeeds: waits where that helps, otherwise for the operator.
    async fn until_passed<'a, T>(
        &'a self,
        step_of: impl Fn(&AppError) -> Step,
        attempt: impl Fn() -> BoxFuture<'a, Result<T>>,
    ) -> T {
        let mut same: Option<(Option<i64>, UnixSeconds)> = None;
        loop {
            let because = match attempt().await {
                Ok(done) => return done,
                Err(error) => error,
            };
            let (code, now) = (errcode(&because), self.desk.clock().now());
            let since = same.filter(|(before, _)| *before == code).map_or(now, |(_, since)| since);
            let nudged = self.sit_out(step_of(&because), because, since).await;
            same = (!nudged).then_some((code, since));
        }
    }

    /// Ends when it is time to try again; true when the operator says so.
    async fn sit_out(&self, step: Step, because: AppError, since: UnixSeconds) -> bool {
        let wait = patience(&because, since, self.desk.clock().now());
        self.show(|state| {
            mark(state, step, if wait.is_some() { StepState::Trying } else { StepState::Failed });
            note_address(state, &because);
            state.status = match wait {
                Some(Patience { next_try, until }) => {
                    ConnectStatus::Waiting { because, next_try, until }
                }
                None => ConnectStatus::Failed { because },
            };
        });
        let nudged = match wait {
            None => {
                self.live.nudged().await;
                true
            }
            Some(Patience { next_try, .. }) => tokio::select! {
                () = self.live.nudged() => true,
                () = self.until(next_try) => false,
            },
        };
        self.show(|state| {
            mark(state, step, StepState::Trying);
            state.status = ConnectStatus::Running;
        });
        nudged
    }

    async fn until(&self, time: UnixSeconds) {
        while !has_come(time, self.desk.clock().now()) {
            tokio::time::sleep(LOOK_AT_CLOCK).await;
        }
    }

    /// Ends when there is somewhere to keep a secret.
    async fn passphrase_chosen(&self) {
        while let VaultState::Unused { keychain: false } = self.desk.vault_state().await {
            self.show(|state| state.status = ConnectStatus::NeedsPassphrase);
            self.live.nudged().await;
            self.show(|state| state.status = ConnectStatus::Running);
        }
    }

    /// Reads the account for the first time and ends when the list is in its file. What keeps the
    /// sync from it is shown; the sync knows by itself when to go on.
    async fn first_followers(&self, id: AccountId) {
        let mut news = self.desk.events().listen();
        let start = {
            let id = id.clone();
            move || self.start_sync(id.clone()).boxed()
        };
        self.until_passed(|_| Step::Followers, start).await;
        while let Some(standing) = self.standing(&id).await {
            self.show(|state| {
                let failed = matches!(standing, ConnectStatus::Failed { .. });
                mark(
                    state,
                    Step::Followers,
                    if failed { StepState::Failed } else { StepState::Trying },
                );
                state.status = standing;
            });
            tokio::select! {
                () = moved(&mut news, &id) => {}
                () = self.live.nudged() => {
                    let input = ResumeSyncInput { account: id.clone(), accept_leavers: false };
                    // Whatever stands in the way is told by the next look at it.
                    let _ = resume_sync(&self.desk, input).await;
                }
            }
        }
        self.show(|state| {
            mark(state, Step::Followers, StepState::Passed);
            state.status = ConnectStatus::Connected { account: id.clone() };
        });
    }

    async fn start_sync(&self, account: AccountId) -> Result<()> {
        match start_sync(&self.desk, AccountInput { account }).await {
            Ok(_) | Err(AppError::SyncRunning) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// How the first sync stands; none once the list is in.
    async fn standing(&self, id: &AccountId) -> Option<ConnectStatus> {
        let input = AccountInput { account: id.clone() };
        let sync = sync_state(&self.desk, input).await.ok()??;
        if is_behind_list(sync.phase) {
            return None;
        }
        match sync.status {
            SyncStatus::Running => Some(ConnectStatus::Running),
            SyncStatus::Waiting { because, until } => {
                Some(ConnectStatus::Waiting { because, next_try: until, until })
            }
            SyncStatus::Paused { because: Some(because) } => {
                Some(ConnectStatus::Failed { because })
            }
            // The operator has taken the sync in hand elsewhere.
            SyncStatus::Paused { because: None }
            | SyncStatus::Asking { .. }
            | SyncStatus::Finished { .. }
            | SyncStatus::Cancelled => None,
        }
    }

    /// The step that is tried now; those before it have passed.
    fn at(&self, step: Step) -> Connecting {
        self.show(|state| mark(state, step, StepState::Trying))
    }

    fn show(&self, change: impl FnOnce(&mut Connecting)) -> Connecting {
        let state = self.live.change(change);
        self.desk.events().send(DeskEvent::ConnectMoved { connecting: state.clone() });
        state
    }
}

/// Whether a sync has put the list of people into the file.
fn is_behind_list(phase: SyncPhase) -> bool {
    use SyncPhase::{Check, Difference, Ids, Tags};
    !matches!(phase, Check | Tags | Ids | Difference)
}

/// Ends when news of this account's sync may have come.
async fn moved(news: &mut Listener, id: &AccountId) {
    loop {
        match news.next().await {
            Some(DeskEvent::SyncMoved { sync }) if sync.account == *id => return,
            Some(DeskEvent::Resync) => return,
            Some(_) => {}
            None => std::future::pending().await,
        }
    }
}

/// A step stands so; those before it have passed, and its turn is the first after them.
fn mark(state: &mut Connecting, at: Step, stands: StepState) {
    for StepMark { step, state } in &mut state.steps {
        *state = match (*step).cmp(&at) {
            std::cmp::Ordering::Less => StepState::Passed,
            std::cmp::Ordering::Equal => stands,
            std::cmp::Ordering::Greater => StepState::Ahead,
        };
    }
}

/// The address may change between calls: the allow-list needs all of them.
fn note_address(state: &mut Connecting, because: &AppError) {
    if let AppError::Wechat { address: Some(address), .. } = because
        && !state.addresses.contains(address)
    {
        state.addresses.push(address.clone());
    }
}

fn errcode(error: &AppError) -> Option<i64> {
    match error {
        AppError::Wechat { errcode, .. } => Some(*errcode),
        _ => None,
    }
}
