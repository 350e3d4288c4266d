//! `desk.db` and where its key lies.
//!
//! While no secret is kept, the key lies beside the file in `desk.key`: there is nothing in it
//! worth protecting, and the practice account needs no vault. With the first secret a fresh key
//! goes into the vault, the file is encrypted anew, and only then `desk.key` is deleted; a crash
//! between any two steps leaves a file that one of the two keys opens.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use fandesk_store::{AccountRecord, DeskStore, Key};
use parking_lot::Mutex;
use secrecy::{ExposeSecret, SecretString};

use crate::accounts::{AccountId, AccountState};
use crate::blocking::blocking;
use crate::clock::{Clock, UnixSeconds};
use crate::error::{AppError, Result};
use crate::files::{remove_if_present, write_atomically};
use crate::paths::Paths;
use crate::tasks::when_closed;
use crate::vault::{Vault, VaultAccess, VaultError, VaultState};
use crate::{file_keys, keys};

/// `desk.db`, open or not.
#[derive(Debug)]
pub(crate) struct DeskFile {
    paths: Paths,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
    /// Held by whoever closes the file for a moment.
    turn: tokio::sync::RwLock<()>,
}

#[derive(Debug, Clone)]
enum State {
    Open(DeskStore),
    /// Its key cannot be reached now.
    Locked(VaultState),
    /// A newer program wrote it.
    Newer,
}

/// What came of a try to open a file with one key.
enum Try {
    Opened(DeskStore),
    WrongKey,
    Damaged,
    Newer,
}

impl DeskFile {
    /// Opens the file as far as its key can be reached.
    pub(crate) async fn open(
        paths: &Paths,
        vaults: &VaultAccess,
        clock: Arc<dyn Clock>,
    ) -> Result<Self> {
        let state = Mutex::new(State::Locked(VaultState::PassphraseNeeded));
        let file =
            Self { paths: paths.clone(), clock, state, turn: tokio::sync::RwLock::default() };
        file.try_open(vaults).await?;
        Ok(file)
    }

    /// The open file, as soon as it is not being encrypted anew.
    ///
    /// # Errors
    /// What keeps it closed.
    pub(crate) async fn store(&self) -> Result<DeskStore> {
        let _turn = self.turn.read().await;
        match &*self.state.lock() {
            State::Open(store) => Ok(store.clone()),
            State::Newer => Err(AppError::AccountUnavailable { state: AccountState::Newer }),
            State::Locked(VaultState::PassphraseNeeded) => Err(AppError::PassphraseNeeded),
            State::Locked(VaultState::KeychainLocked) => Err(AppError::KeychainLocked),
            State::Locked(_) => Err(AppError::KeychainMissing),
        }
    }

    /// What keeps the file closed, if it is the vault.
    pub(crate) fn locked(&self) -> Option<VaultState> {
        match &*self.state.lock() {
            State::Locked(vault) => Some(*vault),
            State::Open(_) | State::Newer => None,
        }
    }

    /// Whether the key lies beside the file: no secret is kept yet.
    pub(crate) fn key_beside(&self) -> bool {
        self.paths.desk_key().exists()
    }

    /// Tries again, after the vault was opened.
    pub(crate) async fn try_open(&self, vaults: &VaultAccess) -> Result<()> {
        if matches!(&*self.state.lock(), State::Open(_)) {
            return Ok(());
        }
        let state = self.find_and_open(vaults).await?;
        *self.state.lock() = state;
        Ok(())
    }

    async fn find_and_open(&self, vaults: &VaultAccess) -> Result<State> {
        if !self.paths.desk_db().exists() {
            return self.begin_and_adopt().await;
        }
        if let Some(key) = self.key_on_disk()? {
            match self.try_key(key).await? {
                Try::Opened(store) => return Ok(State::Open(store)),
                Try::Newer => return Ok(State::Newer),
                // A crash came between encrypting anew and deleting the old key. In the middle
                // of it the new pages are in the log alone, which looks like damage.
                Try::Damaged => {
                    if let Some(state) = self.unless_vault_opens(vaults).await? {
                        return Ok(state);
                    }
                }
                Try::WrongKey => {}
            }
        }
        self.open_from_vault(vaults).await
    }

    /// What becomes of a file that looks damaged to the key beside it; nothing where a key of the
    /// vault opens it.
    async fn unless_vault_opens(&self, vaults: &VaultAccess) -> Result<Option<State>> {
        let vault = match vaults.active() {
            Ok(vault) => vault,
            Err(AppError::PassphraseNeeded) => {
                return Ok(Some(State::Locked(VaultState::PassphraseNeeded)));
            }
            Err(_) => return self.begin_anew().await.map(Some),
        };
        match file_keys::kept_key(&*vault, keys::DESK_FILE).await {
            Ok(Some(key)) if file_keys::opens(&self.paths.desk_db(), &key).await? => Ok(None),
            Err(error @ (VaultError::Locked | VaultError::TimedOut)) => {
                self.locked_by(error).map(Some)
            }
            Ok(_) | Err(_) => self.begin_anew().await.map(Some),
        }
    }

    async fn open_from_vault(&self, vaults: &VaultAccess) -> Result<State> {
        let vault = match vaults.active() {
            Ok(vault) => vault,
            Err(AppError::PassphraseNeeded) => {
                return Ok(State::Locked(VaultState::PassphraseNeeded));
            }
            Err(_) => return Ok(self.without_keychain()),
        };
        let key = match file_keys::kept_key(&*vault, keys::DESK_FILE).await {
            Ok(key) => key,
            Err(error) => return self.locked_by(error),
        };
        let present = match key {
            Some(key) => self.try_key(key).await?,
            None => Try::WrongKey,
        };
        let damaged = match present {
            Try::Opened(store) => {
                remove_if_present(&self.paths.desk_key())?;
                return Ok(State::Open(store));
            }
            Try::Newer => return Ok(State::Newer),
            Try::WrongKey => false,
            Try::Damaged => true,
        };
        if let Some(state) = self.open_with_new_key(&*vault).await? {
            return Ok(state);
        }
        // A code brings keys back; it mends nothing.
        if !damaged && self.paths.recovery().exists() {
            return Ok(State::Locked(VaultState::KeysMissing));
        }
        self.begin_anew().await
    }

    /// The last way: the key that was about to take the present one's place.
    async fn open_with_new_key(&self, vault: &dyn Vault) -> Result<Option<State>> {
        let key = match file_keys::key_beside(vault, keys::DESK_FILE).await {
            Ok(key) => key,
            Err(error) => return self.locked_by(error).map(Some),
        };
        let Some(key) = key else { return Ok(None) };
        if !file_keys::opens(&self.paths.desk_db(), &key).await? {
            return Ok(None);
        }
        file_keys::settle_soon(vault, keys::DESK_FILE, &key).await;
        Ok(match self.try_key(key).await? {
            Try::Opened(store) => Some(State::Open(store)),
            Try::Newer => Some(State::Newer),
            Try::WrongKey | Try::Damaged => None,
        })
    }

    /// A vault that cannot be reached keeps the file closed.
    fn locked_by(&self, error: VaultError) -> Result<State> {
        match error {
            VaultError::Locked | VaultError::TimedOut => {
                Ok(State::Locked(VaultState::KeychainLocked))
            }
            VaultError::Unavailable => Ok(self.without_keychain()),
            error => Err(error.into()),
        }
    }

    fn without_keychain(&self) -> State {
        let recovery = self.paths.recovery().exists();
        State::Locked(VaultState::KeychainMissing { recovery })
    }

    /// Nothing brings the file's key back: it is set aside and a fresh one begun.
    pub(crate) async fn go_on_without_key(&self) -> Result<()> {
        let state = self.begin_anew().await?;
        *self.state.lock() = state;
        Ok(())
    }

    /// A fresh file with its key beside it.
    async fn begin(&self) -> Result<State> {
        let key = match self.key_on_disk()? {
            Some(key) => key,
            None => {
                let key = keys::fresh_key();
                let text = keys::key_to_text(&key);
                write_atomically(&self.paths.desk_key(), text.expose_secret().as_bytes())?;
                key
            }
        };
        match self.try_key(key).await? {
            Try::Opened(store) => Ok(State::Open(store)),
            Try::Newer => Ok(State::Newer),
            Try::WrongKey | Try::Damaged => Err(AppError::FileDamaged),
        }
    }

    /// The file cannot be read any more: it is set aside and a fresh one begun, which lists the
    /// accounts whose files are still there so that the operator learns what became of them.
    async fn begin_anew(&self) -> Result<State> {
        let paths = self.paths.clone();
        blocking(move || {
            let aside = fandesk_store::set_aside(&paths.desk_db(), &paths.set_aside())?;
            tracing::warn!(?aside, "desk.db could not be opened and was set aside");
            Ok(remove_if_present(&paths.desk_key())?)
        })
        .await?;
        self.begin_and_adopt().await
    }

    /// A fresh file, and in it the accounts whose files are there: none at the first start.
    async fn begin_and_adopt(&self) -> Result<State> {
        let state = self.begin().await?;
        if let State::Open(store) = &state {
            let (store, paths, now) = (store.clone(), self.paths.clone(), self.clock.now());
            blocking(move || adopt_files(&store, &paths, now)).await?;
        }
        Ok(state)
    }

    async fn try_key(&self, key: Key) -> Result<Try> {
        let (path, backups) = (self.paths.desk_db(), self.paths.backups());
        blocking(move || {
            use fandesk_store::Error;
            match DeskStore::open(&path, &key, &backups) {
                Ok(store) => Ok(Try::Opened(store)),
                Err(Error::WrongKey) => Ok(Try::WrongKey),
                Err(Error::Damaged) => Ok(Try::Damaged),
                Err(Error::Newer { .. }) => Ok(Try::Newer),
                Err(error) => Err(error.into()),
            }
        })
        .await
    }

    fn key_on_disk(&self) -> Result<Option<Key>> {
        match std::fs::read_to_string(self.paths.desk_key()) {
            Ok(text) => Ok(keys::key_from_text(&SecretString::from(text))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Before the first secret is kept: a fresh key into the vault, the file encrypted anew, the
    /// key beside it deleted, in this order.
    pub(crate) async fn move_key_to(&self, vaults: &VaultAccess) -> Result<()> {
        let Some(beside) = self.key_on_disk()? else { return Ok(()) };
        self.store().await?;
        let (vault, path) = (vaults.active()?, self.paths.desk_db());
        // Otherwise a key of the vault opens it already, and only this one was left behind.
        if file_keys::opens(&path, &beside).await? {
            let key = keys::fresh_key();
            file_keys::keep_surely(&*vault, keys::DESK_FILE, &key).await?;
            let rekeyed = blocking(move || Ok(fandesk_store::rekey_file(&path, &beside, &key)?));
            self.while_closed(vaults, rekeyed).await?;
        }
        Ok(remove_if_present(&self.paths.desk_key())?)
    }

    /// Encrypts the file anew with a fresh key. Whoever asks it meanwhile waits.
    ///
    /// # Errors
    /// As [`file_keys::rekey`].
    pub(crate) async fn rekey(&self, vaults: &VaultAccess) -> Result<()> {
        let vault = vaults.active()?;
        let renewal = file_keys::prepare(&*vault, keys::DESK_FILE, self.paths.desk_db()).await?;
        self.while_closed(vaults, renewal.finish(&*vault)).await
    }

    /// Closes the file for the time of this work and opens it again, whatever came of the work.
    async fn while_closed(
        &self,
        vaults: &VaultAccess,
        work: impl Future<Output = Result<()>>,
    ) -> Result<()> {
        let _turn = self.turn.write().await;
        self.close().await;
        let outcome = work.await;
        self.try_open(vaults).await?;
        outcome
    }

    /// Closes the file and waits, as [`when_closed`] does, for whoever still asks it.
    pub(crate) async fn close(&self) {
        let closed = State::Locked(VaultState::PassphraseNeeded);
        let before = std::mem::replace(&mut *self.state.lock(), closed);
        if let State::Open(store) = before {
            when_closed(store.closed()).await;
        }
    }
}

/// Lists the accounts of which only the files are left.
fn adopt_files(store: &DeskStore, paths: &Paths, now: UnixSeconds) -> Result<()> {
    for id in account_files(&paths.accounts())? {
        let record = match practice_record(paths, &id, now)? {
            Some(record) => record,
            None => crate::accounts::adopted_record(&id, now),
        };
        store.put_account(&record)?;
    }
    Ok(())
}

/// The practice account is known by its journal. The key of its file was in the list that is gone,
/// so the file is set aside; the world remembers everything, and a sync brings it back.
#[cfg(feature = "practice")]
fn practice_record(
    paths: &Paths,
    id: &AccountId,
    now: UnixSeconds,
) -> Result<Option<AccountRecord>> {
    let Some(record) = crate::accounts::remembered(paths, id, now) else { return Ok(None) };
    let file = paths.account_db(id);
    if file.exists() {
        fandesk_store::set_aside(&file, &paths.set_aside())?;
    }
    Ok(Some(record))
}

#[cfg(not(feature = "practice"))]
fn practice_record(_: &Paths, _: &AccountId, _: UnixSeconds) -> Result<Option<AccountRecord>> {
    Ok(None)
}

/// The accounts that have a file in this folder, in a steady order.
pub(crate) fn account_files(folder: &Path) -> Result<BTreeSet<AccountId>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        entries => entries?,
    };
    let mut ids = BTreeSet::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "db" || extension == "journal") {
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            ids.extend(stem.and_then(AccountId::parse));
        }
    }
    Ok(ids)
}
