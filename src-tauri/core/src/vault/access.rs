//! Which vault is in use: the passphrase vault once one was chosen, otherwise the keychain.

use std::sync::Arc;

use parking_lot::Mutex;
use secrecy::SecretString;
use tokio::sync::MutexGuard;

use super::{PassphraseVault, RecoverableVault, Vault, VaultError, VaultKind, VaultState};
use crate::error::{AppError, Result};
use crate::files::{move_aside, remove_if_present};
use crate::keys;
use crate::paths::Paths;

/// What the keychain's recovery file says that was to be opened with its code.
pub(crate) fn by_code(error: VaultError) -> AppError {
    match error {
        VaultError::WrongPassphrase => AppError::WrongCode,
        VaultError::Damaged | VaultError::Missing => AppError::RecoveryDamaged,
        error => error.into(),
    }
}

/// The vaults of one desk.
#[derive(Debug)]
pub(crate) struct VaultAccess {
    keychain: Option<Arc<RecoverableVault>>,
    paths: Paths,
    opened: Mutex<Option<Arc<PassphraseVault>>>,
    /// Held while the keychain is swept.
    sweeping: tokio::sync::Mutex<()>,
}

impl VaultAccess {
    /// With the keychain, and the folder where the passphrase vault and the keychain's recovery
    /// file lie.
    pub(crate) fn new(keychain: Option<Arc<dyn Vault>>, paths: Paths) -> Self {
        let recoverable = |vault| RecoverableVault::new(vault, paths.recovery(), paths.set_aside());
        let keychain = keychain.map(|vault| Arc::new(recoverable(vault)));
        let sweeping = tokio::sync::Mutex::default();
        Self { keychain, paths, opened: Mutex::default(), sweeping }
    }

    /// The vault to keep things in.
    pub(crate) fn active(&self) -> Result<Arc<dyn Vault>> {
        if let Some(vault) = &*self.opened.lock() {
            return Ok(Arc::clone(vault) as Arc<dyn Vault>);
        }
        if self.passphrase_chosen() {
            return Err(AppError::PassphraseNeeded);
        }
        self.keychain().map(|keychain| keychain as Arc<dyn Vault>)
    }

    /// Whether the operator chose a passphrase at some time.
    pub(crate) fn passphrase_chosen(&self) -> bool {
        self.paths.vault().exists()
    }

    /// Makes a passphrase vault, from now on the one in use.
    pub(crate) async fn choose(&self, passphrase: SecretString) -> Result<()> {
        self.choose_with(passphrase, None, Vec::new()).await
    }

    /// Opens the passphrase vault.
    pub(crate) async fn unlock(&self, passphrase: SecretString) -> Result<()> {
        let vault = PassphraseVault::open(self.paths.vault(), passphrase).await?;
        self.opened_now(vault).await;
        Ok(())
    }

    /// The open passphrase vault.
    ///
    /// # Errors
    /// `passphraseNeeded` while it is locked; `notFound` where secrets are kept elsewhere.
    pub(crate) fn passphrase_vault(&self) -> Result<Arc<PassphraseVault>> {
        match &*self.opened.lock() {
            Some(vault) => Ok(Arc::clone(vault)),
            None if self.passphrase_chosen() => Err(AppError::PassphraseNeeded),
            None => Err(AppError::NotFound),
        }
    }

    /// The system's keychain, whether it is in use or not.
    pub(crate) fn keychain(&self) -> Result<Arc<RecoverableVault>> {
        self.keychain.clone().ok_or(AppError::KeychainMissing)
    }

    /// Opens the passphrase vault with its recovery code and gives it another passphrase.
    pub(crate) async fn recover(&self, code: SecretString, passphrase: SecretString) -> Result<()> {
        let opened = PassphraseVault::open_by_code(self.paths.vault(), code).await;
        let vault = opened.map_err(|error| match error {
            VaultError::WrongPassphrase => AppError::WrongCode,
            error => error.into(),
        })?;
        vault.set_passphrase(passphrase).await?;
        self.opened_now(vault).await;
        Ok(())
    }

    /// A code of the keychain's ended with the move behind the passphrase, also where the program
    /// died before its file was gone: it would keep the list of accounts closed. Where the keychain
    /// cannot end it, its file is set aside.
    async fn opened_now(&self, vault: PassphraseVault) {
        let vault = Arc::new(vault);
        *self.opened.lock() = Some(Arc::clone(&vault));
        let recovery = self.paths.recovery();
        if !recovery.exists() {
            return;
        }
        if let Some(keychain) = &self.keychain
            && let Ok(kept) = vault.entries().await
            && keychain.end_code(&kept).await.is_ok()
        {
            return;
        }
        if let Err(error) = move_aside(&recovery, &self.paths.set_aside()) {
            tracing::warn!(%error, "the keychain's recovery code does not end before the next start");
        }
    }

    /// These secrets are wanted no more: they go from the keychain too, where they stayed although
    /// secrets are kept behind a passphrase, because it could not be reached when they moved. One
    /// that still cannot is let be; one that asks for a password may take long, and whoever asked for
    /// this waits. File keys stay: they may be of another copy of the files.
    pub(crate) async fn sweep_keychain(&self, names: &[String]) {
        let Some(keychain) = &self.keychain else { return };
        let _turn = self.sweeping.lock().await;
        if !self.passphrase_chosen() {
            return;
        }
        for name in names {
            match keychain.delete(name).await {
                Ok(()) => {}
                // No keychain has nothing.
                Err(VaultError::Unavailable) => return,
                Err(error) => {
                    return tracing::warn!(%error, "what may be in the keychain stays there");
                }
            }
        }
    }

    /// As long as this is held nothing is swept out of the keychain: secrets move into it.
    pub(crate) async fn unswept(&self) -> MutexGuard<'_, ()> {
        self.sweeping.lock().await
    }

    /// Makes a passphrase vault of these entries, from now on the one in use, which this code opens
    /// too.
    pub(crate) async fn choose_with(
        &self,
        passphrase: SecretString,
        code: Option<SecretString>,
        entries: Vec<(String, SecretString)>,
    ) -> Result<()> {
        let path = self.paths.vault();
        let vault = PassphraseVault::create_with(path, passphrase, code, entries).await?;
        *self.opened.lock() = Some(Arc::new(vault));
        Ok(())
    }

    /// Removes the passphrase vault: from now on the keychain is in use.
    pub(crate) fn leave_passphrase(&self) -> Result<()> {
        remove_if_present(&self.paths.vault())?;
        *self.opened.lock() = None;
        Ok(())
    }

    /// How the vault stands when secrets are kept in it.
    pub(crate) async fn state(&self) -> VaultState {
        match self.active() {
            Ok(vault) if vault.kind() == VaultKind::Passphrase => {
                VaultState::Ready { kind: VaultKind::Passphrase }
            }
            Ok(keychain) => match keychain.get(keys::DESK_FILE).await {
                Err(VaultError::Locked | VaultError::TimedOut) => VaultState::KeychainLocked,
                // The files are open as long as the program runs: no code is needed.
                Err(VaultError::Unavailable) => VaultState::KeychainMissing { recovery: false },
                _ => VaultState::Ready { kind: VaultKind::Keychain },
            },
            Err(AppError::PassphraseNeeded) => VaultState::PassphraseNeeded,
            Err(_) => VaultState::KeychainMissing { recovery: false },
        }
    }

    /// Whether the system has a keychain, locked or not.
    pub(crate) async fn keychain_exists(&self) -> bool {
        match &self.keychain {
            Some(keychain) => keychain.exists().await,
            None => false,
        }
    }
}
