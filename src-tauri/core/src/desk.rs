//! `Desk`: the handle through which a host reaches everything. A cheap clone around one desk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use fandesk_store::{AccountRecord, DeskStore};
use fandesk_wechat::{Http, HttpSettings};
use parking_lot::Mutex;
use secrecy::SecretString;
use tokio::sync::watch;
use tokio::time::Instant;

use crate::account::Account;
use crate::accounts::connecting::ConnectSlot;
use crate::accounts::{
    AccountId, AccountState, AccountSummary, PastedTokens, RedeemedTokens, WantedTokens,
};
use crate::blocking::blocking;
use crate::clock::Clock;
use crate::desk_file::DeskFile;
use crate::diagnostics::DiagnosticsFile;
use crate::error::{AppError, Result};
use crate::event::{DeskEvent, Events, Topic};
use crate::files::create_private_folder;
use crate::glance::Glances;
use crate::lock::FolderLock;
use crate::overview::Settings;
use crate::paths::Paths;
use crate::raised::Raised;
use crate::tasks::Tasks;
use crate::vault::{Vault, VaultAccess, VaultState};

/// What a desk is made of; a host brings it.
#[derive(Debug, Clone)]
pub struct DeskParts {
    /// The folder that keeps everything; made when missing.
    pub data_dir: PathBuf,
    /// Where exports go; made when missing.
    pub downloads_dir: PathBuf,
    /// The system's keychain, where the host knows one.
    pub keychain: Option<Arc<dyn Vault>>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The program's version, for the window.
    pub version: String,
    /// Address of the API for new accounts that name none; `None` = WeChat's own.
    pub default_api_base: Option<String>,
}

/// Why a desk does not open at all. What keeps single accounts or the vault closed is told by the
/// overview instead.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another program has this data folder open.
    #[error("the data folder is in use by another program")]
    InUse,
    /// The data folder cannot be made or written.
    #[error("the data folder cannot be used: {0}")]
    Folder(#[from] std::io::Error),
    /// Anything else, told to the log.
    #[error("the desk does not open: {}", .0.code())]
    Other(AppError),
}

/// Everything an operator can do, without a window. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Desk {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) parts: DeskParts,
    pub(crate) paths: Paths,
    pub(crate) vaults: Arc<VaultAccess>,
    pub(crate) file: DeskFile,
    pub(crate) http: Http,
    pub(crate) events: Events,
    pub(crate) glances: Glances,
    /// Access tokens that are kept nowhere else.
    pub(crate) pasted_tokens: PastedTokens,
    /// Whose refresh tokens are kept.
    pub(crate) wanted_tokens: WantedTokens,
    /// Those of codes that were redeemed.
    pub(crate) redeemed_tokens: RedeemedTokens,
    /// The account that is being connected step by step.
    pub(crate) connecting: ConnectSlot,
    /// What was shown last, to be saved as it was shown.
    pub(crate) diagnostics: Mutex<Vec<DiagnosticsFile>>,
    /// Files are getting new keys.
    pub(crate) rekeying: AtomicBool,
    /// Work that belongs to no single account.
    pub(crate) tasks: Tasks,
    /// As they were last read or kept; until then, as they come out of the box.
    pub(crate) settings: watch::Sender<Settings>,
    places: Mutex<HashMap<AccountId, Arc<Place>>>,
    /// Adding and removing accounts and moving the desk's key happen one at a time.
    pub(crate) changing: tokio::sync::Mutex<()>,
    lock: Mutex<Option<FolderLock>>,
}

/// Where an account stands.
#[derive(Debug, Default)]
struct Place {
    /// Locked while the account is being opened or closed.
    standing: tokio::sync::Mutex<Standing>,
    /// Since when its file is being opened.
    opening_since: Mutex<Option<Instant>>,
    /// It is closed for some work on its file, which may take long.
    closed_for: AtomicBool,
}

#[derive(Debug, Default)]
enum Standing {
    #[default]
    NotTried,
    Open(Account),
    /// It does not open; found out once, tried again after the operator did something about it.
    Unavailable(AccountState),
}

impl Desk {
    /// Opens the desk in its data folder.
    ///
    /// # Errors
    /// [`OpenError::InUse`] when another program has the folder; see there for the rest.
    pub async fn open(parts: DeskParts) -> Result<Self, OpenError> {
        let paths = Paths::new(parts.data_dir.clone());
        create_private_folder(paths.root())?;
        create_private_folder(&paths.accounts())?;
        let lock = FolderLock::take(paths.root())?.ok_or(OpenError::InUse)?;
        let vaults = Arc::new(VaultAccess::new(parts.keychain.clone(), paths.clone()));
        let clock = Arc::clone(&parts.clock);
        let file = DeskFile::open(&paths, &vaults, clock).await.map_err(OpenError::Other)?;
        let http =
            Http::new(&HttpSettings::default()).map_err(|error| OpenError::Other(error.into()))?;
        Ok(Self {
            inner: Arc::new(Inner {
                parts,
                paths,
                vaults,
                file,
                http,
                events: Events::default(),
                glances: Glances::default(),
                pasted_tokens: PastedTokens::default(),
                wanted_tokens: WantedTokens::default(),
                redeemed_tokens: RedeemedTokens::default(),
                connecting: ConnectSlot::default(),
                diagnostics: Mutex::default(),
                rekeying: AtomicBool::default(),
                tasks: Tasks::default(),
                settings: watch::Sender::default(),
                places: Mutex::default(),
                changing: tokio::sync::Mutex::default(),
                lock: Mutex::new(Some(lock)),
            }),
        })
    }

    /// What is announced to the window.
    pub fn events(&self) -> &Events {
        &self.inner.events
    }

    /// The settings as they were last read or kept (until then, as they come out of the box), and
    /// every change of them.
    pub fn watch_settings(&self) -> watch::Receiver<Settings> {
        self.inner.settings.subscribe()
    }

    /// Tells everybody who watches the settings.
    pub(crate) fn notice_settings(&self, now: Settings) {
        self.inner.settings.send_if_modified(|known| {
            let is_news = *known != now;
            *known = now;
            is_news
        });
    }

    /// The time.
    pub fn clock(&self) -> &dyn Clock {
        &*self.inner.parts.clock
    }

    /// The program's version.
    pub fn version(&self) -> &str {
        &self.inner.parts.version
    }

    /// The folder that keeps everything.
    pub fn data_dir(&self) -> &Path {
        self.inner.paths.root()
    }

    /// Where exports go.
    pub fn downloads_dir(&self) -> &Path {
        &self.inner.parts.downloads_dir
    }

    /// How the vault stands.
    pub async fn vault_state(&self) -> VaultState {
        let inner = &self.inner;
        if let Some(state) = inner.file.locked() {
            return state;
        }
        if inner.file.key_beside() && !inner.vaults.passphrase_chosen() {
            return VaultState::Unused { keychain: inner.vaults.keychain_exists().await };
        }
        inner.vaults.state().await
    }

    /// Makes a passphrase vault and moves the desk's key into it.
    ///
    /// # Errors
    /// `keychainMissing`/`passphraseNeeded` when something secret is kept already, in the vault
    /// that cannot be reached; otherwise what the disk says.
    pub async fn choose_passphrase(&self, passphrase: SecretString) -> Result<VaultState> {
        let _alone = self.inner.changing.lock().await;
        let inner = &self.inner;
        if inner.vaults.passphrase_chosen() {
            return Err(AppError::PassphraseNeeded);
        }
        if !inner.file.key_beside() {
            return Err(AppError::KeychainMissing);
        }
        inner.vaults.choose(passphrase).await?;
        inner.file.move_key_to(&inner.vaults).await?;
        self.announce(&[Topic::Settings, Topic::Accounts]);
        Ok(inner.vaults.state().await)
    }

    /// Opens the passphrase vault, or asks the keychain again (`None`), and then tries again
    /// whatever did not open.
    pub async fn unlock(&self, passphrase: Option<SecretString>) -> Result<()> {
        let _alone = self.inner.changing.lock().await;
        let inner = &self.inner;
        if let Some(passphrase) = passphrase {
            inner.vaults.unlock(passphrase).await?;
        }
        inner.file.try_open(&inner.vaults).await?;
        let places: Vec<_> = inner.places.lock().values().cloned().collect();
        for place in places {
            let mut standing = place.standing.lock().await;
            if let Standing::Unavailable(_) = *standing {
                *standing = Standing::NotTried;
            }
        }
        self.announce(&[Topic::Settings, Topic::Accounts]);
        Ok(())
    }

    /// The open account with this id; opens it if needed and lets its unfinished work go on.
    ///
    /// # Errors
    /// `accountUnknown`; `accountUnavailable` with the state that keeps it closed.
    pub async fn account(&self, id: &AccountId) -> Result<Account> {
        let place = self.place(id);
        let mut standing = place.standing.lock().await;
        match &*standing {
            Standing::Open(account) => return Ok(account.clone()),
            Standing::Unavailable(state) => {
                return Err(AppError::AccountUnavailable { state: state.clone() });
            }
            Standing::NotTried => {}
        }
        let record = self.record(id).await?;
        *place.opening_since.lock() = Some(Instant::now());
        let opened = Account::open(&self.inner, record).await;
        *place.opening_since.lock() = None;
        match opened {
            Ok(account) => {
                *standing = Standing::Open(account.clone());
                drop(standing);
                account.resume_work().await;
                Ok(account)
            }
            Err(AppError::AccountUnavailable { state }) => {
                tracing::warn!(account = %id, ?state, "an account does not open");
                *standing = Standing::Unavailable(state.clone());
                Err(AppError::AccountUnavailable { state })
            }
            Err(error) => Err(error),
        }
    }

    /// As [`account`](Self::account); one whose file was set aside begins anew with a fresh one.
    pub(crate) async fn account_or_anew(&self, id: &AccountId) -> Result<Account> {
        match self.account(id).await {
            Err(AppError::AccountUnavailable {
                state: AccountState::KeyMissing { .. } | AccountState::Damaged { .. },
            }) => {
                self.close_account(id).await;
                let account = self.account(id).await?;
                self.announce_account(id).await;
                Ok(account)
            }
            other => other,
        }
    }

    /// Since when the account's file is being opened; none before and afterwards.
    pub(crate) fn opening_since(&self, id: &AccountId) -> Option<Instant> {
        let places = self.inner.places.lock();
        places.get(id).and_then(|place| *place.opening_since.lock())
    }

    /// The accounts that are open now, as soon as those that are being opened are; one that is
    /// closed for work on its file is not waited for.
    pub async fn open_accounts(&self) -> Vec<Account> {
        let places: Vec<_> = self.inner.places.lock().values().cloned().collect();
        let mut accounts = Vec::new();
        for place in places {
            if place.closed_for.load(Ordering::Acquire) {
                continue;
            }
            if let Standing::Open(account) = &*place.standing.lock().await {
                accounts.push(account.clone());
            }
        }
        accounts.sort_by(|a, b| a.id().cmp(b.id()));
        accounts
    }

    /// Every account as the window shows it; all are opened, large ones meanwhile.
    pub async fn summaries(&self) -> Result<Vec<AccountSummary>> {
        let records = self.with_desk_file(|store| Ok(store.accounts()?)).await?;
        let summaries = records.into_iter().map(|record| self.summary_at_a_glance(record));
        futures::future::try_join_all(summaries).await
    }

    /// One account as the window shows it.
    pub async fn summary(&self, id: &AccountId) -> Result<AccountSummary> {
        let record = self.record(id).await?;
        self.summary_of(record).await
    }

    pub(crate) async fn summary_of(&self, record: AccountRecord) -> Result<AccountSummary> {
        let id = crate::accounts::id_of(&record)?;
        match self.account(&id).await {
            Ok(account) => {
                let summary = account.summary(&record).await?;
                if let Err(error) = self.keep_glance(&summary).await {
                    // The figures only make the next start quicker.
                    tracing::warn!(code = error.code(), "the figures of an account were not kept");
                }
                // Others may have changed it during that wait, and have told so already.
                Ok(AccountSummary { state: account.state(), ..summary })
            }
            Err(AppError::AccountUnavailable { state }) => {
                Ok(crate::accounts::bare_summary(id, &record, state))
            }
            Err(error) => Err(error),
        }
    }

    /// Announces how an account stands now.
    pub async fn announce_account(&self, id: &AccountId) {
        self.tell_account(id).await;
        self.announce(&[Topic::Accounts]);
    }

    /// Tells how an account stands now, and nothing of what else may have changed with it.
    pub(crate) async fn tell_account(&self, id: &AccountId) {
        if let Ok(account) = self.summary(id).await {
            self.events().send(DeskEvent::AccountState { account });
        }
    }

    pub(crate) fn announce(&self, topics: &[Topic]) {
        self.events().send(DeskEvent::Changed { account: None, topics: topics.to_vec() });
    }

    /// Closes an account, if it is open, and forgets why it did not open, so that the next use
    /// tries again.
    pub(crate) async fn close_account(&self, id: &AccountId) {
        self.close_account_for(id, async {}).await;
    }

    /// Closes an account as [`close_account`](Self::close_account) does and lets nobody open it
    /// before `work` is done.
    pub(crate) async fn close_account_for<T>(
        &self,
        id: &AccountId,
        work: impl Future<Output = T>,
    ) -> T {
        let place = self.place(id);
        let mut standing = place.standing.lock().await;
        let _closed = Raised::new(&place.closed_for);
        if let Standing::Open(account) = std::mem::take(&mut *standing) {
            account.close().await;
        }
        work.await
    }

    /// What `desk.db` says about an account.
    pub(crate) async fn record(&self, id: &AccountId) -> Result<AccountRecord> {
        let id = id.as_str().to_owned();
        self.with_desk_file(move |store| Ok(store.account(&id)?)).await
    }

    /// Runs work on `desk.db` on a blocking thread.
    pub(crate) async fn with_desk_file<T: Send + 'static>(
        &self,
        work: impl FnOnce(&DeskStore) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let store = self.inner.file.store().await?;
        blocking(move || work(&store)).await
    }

    /// Stops all work, waits for it, closes every file and frees the data folder. Clones of the
    /// desk are of no use afterwards.
    pub async fn close(&self) {
        let _alone = self.inner.changing.lock().await;
        self.inner.tasks.close().await;
        for account in self.open_accounts().await {
            // The next start shows these figures at once; without them it only waits.
            if let Err(error) = self.summary(account.id()).await {
                tracing::warn!(code = error.code(), "the figures of an account were not kept");
            }
            if let Err(error) = self.renew_first_page(&account).await {
                tracing::warn!(code = error.code(), "the first page of an account was not kept");
            }
        }
        self.close_accounts().await;
        self.inner.file.close().await;
        self.inner.lock.lock().take();
    }

    /// Closes every account that is open.
    pub(crate) async fn close_accounts(&self) {
        let ids: Vec<_> = self.inner.places.lock().keys().cloned().collect();
        futures::future::join_all(ids.iter().map(|id| self.close_account(id))).await;
    }

    fn place(&self, id: &AccountId) -> Arc<Place> {
        Arc::clone(self.inner.places.lock().entry(id.clone()).or_default())
    }
}
