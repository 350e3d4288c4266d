//! `Account`: one open account. Its file, its client, its background work.

use std::sync::Arc;

use fandesk_store::{AccountKind as StoredKind, AccountRecord, AccountStore, Key};
use fandesk_wechat::OfficialAccount;
use parking_lot::Mutex;
use tokio::sync::watch;

use crate::accounts::credentials::RefreshTokens;
use crate::accounts::{
    Access, AccountId, AccountKind, AccountState, AccountSummary, CredentialsFacts, api_base_of,
    app_id_of, bare_summary, connection_of, credentials_of, id_of, kept_credentials, kept_password,
    kind_of,
};
use crate::blocking::blocking;
use crate::calls::Tally;
use crate::clock::{Clock, UnixSeconds};
use crate::desk;
use crate::error::{AppError, Result};
use crate::event::{Events, Topic};
use crate::jobs::JobSlot;
use crate::overview::Settings;
use crate::paths::Paths;
use crate::sync::SyncSlot;
use crate::tasks::{Tasks, when_closed};
use crate::vault::VaultError;
use crate::{file_keys, keys};

/// One open account. Cheap to clone; clones share everything.
#[derive(Debug, Clone)]
pub struct Account {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    id: AccountId,
    kind: AccountKind,
    store: AccountStore,
    /// The client, or what keeps the account from having one.
    client: Mutex<Result<OfficialAccount, AccountState>>,
    events: Events,
    clock: Arc<dyn Clock>,
    tasks: Tasks,
    sync: SyncSlot,
    jobs: JobSlot,
    settings: watch::Receiver<Settings>,
    tag_list: tokio::sync::Mutex<()>,
    tally: Tally,
    #[cfg(feature = "practice")]
    world: tokio::sync::Mutex<Option<fandesk_sandbox::Sandbox>>,
}

impl Account {
    /// Opens the account's file and makes its client.
    pub(crate) async fn open(desk: &desk::Inner, record: AccountRecord) -> Result<Self> {
        let id = id_of(&record)?;
        let kind = kind_of(&record);
        let store = open_store(desk, &id, &record).await?;
        #[cfg(feature = "practice")]
        let world = match kind {
            AccountKind::Practice => {
                Some(crate::accounts::start_world(&desk.paths, &id, &record).await?)
            }
            AccountKind::Official => None,
        };
        let client = match kind {
            #[cfg(feature = "practice")]
            AccountKind::Practice => {
                let world = world.as_ref().expect("the practice account's world was just started");
                Ok(crate::accounts::world_client(desk, world)?)
            }
            #[cfg(not(feature = "practice"))]
            AccountKind::Practice => Err(AccountState::SecretMissing),
            AccountKind::Official => official_client(desk, &id, &record).await?,
        };
        Ok(Self {
            inner: Arc::new(Inner {
                id,
                kind,
                store,
                client: Mutex::new(client),
                events: desk.events.clone(),
                clock: Arc::clone(&desk.parts.clock),
                tasks: Tasks::default(),
                sync: SyncSlot::default(),
                jobs: JobSlot::default(),
                settings: desk.settings.subscribe(),
                tag_list: tokio::sync::Mutex::default(),
                tally: Tally::default(),
                #[cfg(feature = "practice")]
                world: tokio::sync::Mutex::new(world),
            }),
        })
    }

    /// Its id on this computer.
    pub fn id(&self) -> &AccountId {
        &self.inner.id
    }

    /// Practice or real.
    pub fn kind(&self) -> AccountKind {
        self.inner.kind
    }

    /// Its encrypted file.
    pub fn store(&self) -> &AccountStore {
        &self.inner.store
    }

    /// The client for its calls.
    ///
    /// # Errors
    /// `accountUnavailable` when what opens it is not kept any more, or has ended.
    pub fn client(&self) -> Result<OfficialAccount> {
        let unavailable = |state| AppError::AccountUnavailable { state };
        let client = self.inner.client.lock().clone().map_err(unavailable)?;
        if client.token_has_lapsed() {
            return Err(unavailable(AccountState::TokenNeeded));
        }
        Ok(client)
    }

    /// From now on calls are made through another client (with another AppSecret, or another way).
    pub(crate) fn set_client(&self, client: OfficialAccount) {
        let before = std::mem::replace(&mut *self.inner.client.lock(), Ok(client));
        if let Ok(before) = before {
            self.inner.tally.replaced(&before);
        }
    }

    /// Whether its calls can be made.
    pub fn state(&self) -> AccountState {
        match self.client() {
            Err(AppError::AccountUnavailable { state }) => state,
            _ => AccountState::Ready,
        }
    }

    /// What is announced to the window.
    pub fn events(&self) -> &Events {
        &self.inner.events
    }

    /// Announces that what is cached about these topics of this account is stale.
    pub fn changed(&self, topics: &[Topic]) {
        self.inner.events.changed(&self.inner.id, topics);
    }

    /// The time.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.inner.clock
    }

    /// Now, in Unix seconds.
    pub fn now(&self) -> UnixSeconds {
        self.inner.clock.now()
    }

    /// The owner of its background work, which ends when the account is closed.
    pub fn tasks(&self) -> &Tasks {
        &self.inner.tasks
    }

    /// Where its sync keeps what it must not forget while it runs.
    pub(crate) fn sync_slot(&self) -> &SyncSlot {
        &self.inner.sync
    }

    /// Where its job worker keeps what it must not forget while it runs.
    pub(crate) fn job_slot(&self) -> &JobSlot {
        &self.inner.jobs
    }

    /// What of its calls is written down.
    pub(crate) fn tally(&self) -> &Tally {
        &self.inner.tally
    }

    /// Held from asking WeChat about the list of tags, or for a change of it, until the answer is
    /// in the file: a list read before a tag was made must not replace the one that has it.
    pub(crate) async fn tag_list_turn(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.inner.tag_list.lock().await
    }

    /// Lets what was under way when the program ended go on.
    pub(crate) async fn resume_work(&self) {
        crate::sync::resume(self).await;
        crate::sync::keep_time(self);
        crate::jobs::resume(self).await;
        crate::calls::keep_book(self);
        crate::activity::forget_old(self, self.inner.settings.clone());
    }

    /// Runs work on the account's file on a blocking thread.
    ///
    /// # Errors
    /// What the file says, as the window understands it.
    pub async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&AccountStore) -> fandesk_store::Result<T> + Send + 'static,
    ) -> Result<T> {
        let store = self.inner.store.clone();
        blocking(move || Ok(work(&store)?)).await
    }

    /// The account as the window shows it.
    pub(crate) async fn summary(&self, record: &AccountRecord) -> Result<AccountSummary> {
        let last_sync = crate::sync::last_report(self).await?;
        let bare = bare_summary(self.inner.id.clone(), record, self.state());
        Ok(AccountSummary {
            credentials: self.with_its_end(bare.credentials),
            following: last_sync.as_ref().map_or(0, |report| report.following),
            never_synced: last_sync.is_none(),
            last_sync,
            ..bare
        })
    }

    /// A pasted token's end is known to the client alone.
    fn with_its_end(&self, facts: CredentialsFacts) -> CredentialsFacts {
        let CredentialsFacts::PastedToken { .. } = facts else { return facts };
        let client = self.inner.client.lock().clone().ok();
        let until = client.and_then(|client| client.token_ends_at());
        CredentialsFacts::PastedToken { until: until.map(|until| until.as_second()) }
    }

    /// Lets the practice account's people come and go as they did since its last sync; at a real
    /// account they do by themselves.
    #[cfg(feature = "practice")]
    pub(crate) async fn come_and_go(&self, since: UnixSeconds) {
        let Some(world) = self.practice_world().await else { return };
        let seconds = u64::try_from(self.now().saturating_sub(since)).unwrap_or(0);
        let moved = blocking(move || crate::accounts::come_and_go(&world, seconds)).await;
        if let Err(error) = moved {
            tracing::warn!(code = error.code(), "nobody came to the practice account or left it");
        }
    }

    /// At a real account people come and go by themselves.
    #[cfg(not(feature = "practice"))]
    pub(crate) async fn come_and_go(&self, _: UnixSeconds) {}

    /// The world of the practice account, for tests that look at WeChat's side.
    #[cfg(feature = "practice")]
    pub async fn practice_world(&self) -> Option<fandesk_sandbox::AccountHandle> {
        self.inner.world.lock().await.as_ref().map(fandesk_sandbox::Sandbox::account)
    }

    /// Stops its work and waits until its file is closed, as [`when_closed`] does.
    pub(crate) async fn close(self) {
        self.inner.tasks.close().await;
        crate::calls::write_down(&self).await;
        #[cfg(feature = "practice")]
        if let Some(world) = self.inner.world.lock().await.take() {
            world.stop().await;
        }
        let closed = self.inner.store.clone().closed();
        drop(self);
        when_closed(closed).await;
    }
}

/// Opens the account's file with its key: of the practice account from `desk.db`, of others from
/// the vault.
async fn open_store(
    desk: &desk::Inner,
    id: &AccountId,
    record: &AccountRecord,
) -> Result<AccountStore> {
    use fandesk_store::Error;
    let key = file_key(desk, id, record).await?;
    let opened = match try_store(&desk.paths, id, key).await? {
        Err(trouble @ (Error::WrongKey | Error::Damaged)) => {
            match new_key(desk, id, record).await? {
                Some(key) => try_store(&desk.paths, id, key).await?,
                None => Err(trouble),
            }
        }
        other => other,
    };
    let state = match opened {
        Ok(store) => return Ok(store),
        Err(Error::WrongKey) => {
            AccountState::KeyMissing { set_aside: Some(set_aside(&desk.paths, id).await?) }
        }
        Err(Error::Damaged) => {
            AccountState::Damaged { set_aside: Some(set_aside(&desk.paths, id).await?) }
        }
        Err(Error::Newer { .. }) => AccountState::Newer,
        Err(error) => return Err(error.into()),
    };
    Err(AppError::AccountUnavailable { state })
}

/// The key of an account's file.
///
/// A key that is gone is never replaced while the file is there: the file is set aside first.
async fn file_key(desk: &desk::Inner, id: &AccountId, record: &AccountRecord) -> Result<Key> {
    if let StoredKind::Practice { key, .. } = &record.kind {
        return Ok(key.clone());
    }
    // A vault that cannot be reached closes this account and hides no other.
    let locked = |_| AppError::AccountUnavailable { state: AccountState::Locked };
    let vault = desk.vaults.active().map_err(locked)?;
    let name = keys::account_file(id);
    if let Some(key) = file_keys::kept_key(&*vault, &name).await.map_err(locked_or)? {
        return Ok(key);
    }
    if let Some(key) = new_key(desk, id, record).await? {
        return Ok(key);
    }
    if desk.paths.account_db(id).exists() {
        let set_aside = set_aside(&desk.paths, id).await?;
        return Err(AppError::AccountUnavailable {
            state: AccountState::KeyMissing { set_aside: Some(set_aside) },
        });
    }
    let key = keys::fresh_key();
    vault.set(&name, &keys::key_to_text(&key)).await.map_err(locked_or)?;
    Ok(key)
}

/// The key that was about to take the present one's place, if it opens the file.
async fn new_key(
    desk: &desk::Inner,
    id: &AccountId,
    record: &AccountRecord,
) -> Result<Option<Key>> {
    if kind_of(record) == AccountKind::Practice {
        return Ok(None);
    }
    let (vault, name) = (desk.vaults.active()?, keys::account_file(id));
    let beside = file_keys::key_beside(&*vault, &name).await.map_err(locked_or)?;
    let Some(key) = beside else { return Ok(None) };
    let path = desk.paths.account_db(id);
    if !path.exists() || !file_keys::opens(&path, &key).await? {
        return Ok(None);
    }
    file_keys::settle_soon(&*vault, &name, &key).await;
    Ok(Some(key))
}

fn locked_or(error: VaultError) -> AppError {
    match error {
        VaultError::Locked | VaultError::TimedOut | VaultError::Unavailable => {
            AppError::AccountUnavailable { state: AccountState::Locked }
        }
        other => other.into(),
    }
}

async fn try_store(
    paths: &Paths,
    id: &AccountId,
    key: Key,
) -> Result<fandesk_store::Result<AccountStore>> {
    let (path, backups) = (paths.account_db(id), paths.backups());
    blocking(move || Ok(AccountStore::open(&path, &key, &backups))).await
}

async fn set_aside(paths: &Paths, id: &AccountId) -> Result<String> {
    let (path, folder) = (paths.account_db(id), paths.set_aside());
    blocking(move || {
        let target = fandesk_store::set_aside(&path, &folder)?;
        Ok(target.to_string_lossy().into_owned())
    })
    .await
}

/// The client of a real account, or what keeps it from having one.
async fn official_client(
    desk: &desk::Inner,
    id: &AccountId,
    record: &AccountRecord,
) -> Result<Result<OfficialAccount, AccountState>> {
    let Some(app_id) = app_id_of(record) else { return Ok(Err(AccountState::SecretMissing)) };
    let kept = kept_credentials(desk, id, &credentials_of(record)?).await;
    let credentials = match kept.map_err(locked_or)? {
        Ok(credentials) => credentials,
        Err(state) => return Ok(Err(state)),
    };
    let vault = desk.vaults.active()?;
    let connection = connection_of(record)?;
    let proxy_password = kept_password(&*vault, id, &connection.proxy).await.map_err(locked_or)?;
    let access = Access {
        app_id: app_id.to_owned(),
        refresh_tokens: RefreshTokens::of(desk, &*vault, id, &credentials)
            .await
            .map_err(locked_or)?,
        credentials,
        api_base: api_base_of(record).map(str::to_owned),
        connection,
        proxy_password,
    };
    Ok(Ok(access.client(desk)?))
}
