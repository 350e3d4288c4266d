//! Which vault is in use: the passphrase vault once one was chosen, otherwise the keychain.

use std::path::PathBuf;
use std::sync::Arc;

use parking_lot::Mutex;
use secrecy::SecretString;

use super::{PassphraseVault, Vault, VaultError, VaultKind, VaultState};
use crate::error::{AppError, Result};
use crate::keys;

/// The vaults of one desk.
#[derive(Debug)]
pub(crate) struct VaultAccess {
    keychain: Option<Arc<dyn Vault>>,
    path: PathBuf,
    opened: Mutex<Option<Arc<PassphraseVault>>>,
}

impl VaultAccess {
    pub(crate) fn new(keychain: Option<Arc<dyn Vault>>, path: PathBuf) -> Self {
        Self { keychain, path, opened: Mutex::default() }
    }

    /// The vault to keep things in.
    pub(crate) fn active(&self) -> Result<Arc<dyn Vault>> {
        if let Some(vault) = &*self.opened.lock() {
            return Ok(Arc::clone(vault) as Arc<dyn Vault>);
        }
        if self.passphrase_chosen() {
            return Err(AppError::PassphraseNeeded);
        }
        self.keychain.clone().ok_or(AppError::KeychainMissing)
    }

    /// Whether the operator chose a passphrase at some time.
    pub(crate) fn passphrase_chosen(&self) -> bool {
        self.path.exists()
    }

    /// Makes a passphrase vault, from now on the one in use.
    pub(crate) async fn choose(&self, passphrase: SecretString) -> Result<()> {
        let vault = PassphraseVault::create(self.path.clone(), passphrase).await?;
        *self.opened.lock() = Some(Arc::new(vault));
        Ok(())
    }

    /// Opens the passphrase vault.
    pub(crate) async fn unlock(&self, passphrase: SecretString) -> Result<()> {
        let vault = PassphraseVault::open(self.path.clone(), passphrase).await?;
        *self.opened.lock() = Some(Arc::new(vault));
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
                Err(VaultError::Unavailable) => VaultState::KeychainMissing,
                _ => VaultState::Ready { kind: VaultKind::Keychain },
            },
            Err(AppError::PassphraseNeeded) => VaultState::PassphraseNeeded,
            Err(_) => VaultState::KeychainMissing,
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
