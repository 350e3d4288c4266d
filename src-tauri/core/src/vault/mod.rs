//! Where keys and secrets are kept: the trait, and a vault in memory for tests.
//!
//! The operating system's keychain is a third implementation; it lives in the window's crate,
//! because only a program on a desktop has one.

mod access;
mod code;
mod passphrase;
mod recoverable;

use std::collections::HashMap;
use std::fmt::Debug;

use async_trait::async_trait;
use parking_lot::Mutex;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub(crate) use access::{VaultAccess, by_code};
pub(crate) use code::{fresh_code, plain_code};
pub use passphrase::PassphraseVault;
pub(crate) use recoverable::RecoverableVault;

/// Keeps short texts (keys, AppSecrets) by name, such as `file/desk` or `secret/3f0a…`.
///
/// An implementation over something slow or blocking works on blocking threads with a time limit
/// of its own and answers `TimedOut` at its end.
#[async_trait]
pub trait Vault: Debug + Send + Sync {
    /// Which kind of vault this is, for the window.
    fn kind(&self) -> VaultKind;

    /// Whether there is a vault at all, open or locked. Asks nobody for anything: a first start
    /// must not begin with the system's question for a password.
    async fn exists(&self) -> bool;

    /// What is kept under this name.
    async fn get(&self, name: &str) -> Result<SecretString, VaultError>;

    /// Keeps a text under this name, replacing what was there.
    async fn set(&self, name: &str, value: &SecretString) -> Result<(), VaultError>;

    /// Forgets this name; one that is not kept is as good.
    async fn delete(&self, name: &str) -> Result<(), VaultError>;
}

/// The kinds of vault an operator can tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum VaultKind {
    /// The operating system's keychain.
    Keychain,
    /// A file wrapped by the operator's passphrase.
    Passphrase,
}

/// Why a vault did not do what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Nothing is kept under this name (and the vault is certain of it).
    #[error("nothing is kept under this name")]
    Missing,
    /// The vault is locked.
    #[error("the vault is locked")]
    Locked,
    /// There is no vault.
    #[error("there is no vault")]
    Unavailable,
    /// The vault did not answer in time; it may be waiting for the operator.
    #[error("the vault did not answer in time")]
    TimedOut,
    /// The passphrase does not open it.
    #[error("the passphrase does not open the vault")]
    WrongPassphrase,
    /// What is kept cannot be read any more.
    #[error("the vault is damaged")]
    Damaged,
    /// The vault's file could not be read or written.
    #[error("the vault's file could not be read or written: {0}")]
    Io(std::io::ErrorKind),
}

impl From<std::io::Error> for VaultError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error.kind())
    }
}

/// Where keys and secrets are kept, and whether they can be reached now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum VaultState {
    /// Nothing secret is kept yet; `keychain` tells whether the system has one to use later.
    Unused {
        /// Whether the system has a keychain.
        keychain: bool,
    },
    /// Keys and secrets can be read and kept.
    Ready {
        /// Where they are kept.
        kind: VaultKind,
    },
    /// The operator's passphrase is needed before accounts can be opened.
    PassphraseNeeded,
    /// The system's keychain exists but is locked or does not answer.
    KeychainLocked,
    /// The system's keychain is gone although secrets were kept in it.
    KeychainMissing {
        /// Whether a recovery code may open the files all the same, behind a passphrase.
        recovery: bool,
    },
    /// The keychain has no key that opens the files here; a recovery code may bring them back.
    KeysMissing,
}

/// A vault that forgets everything when the program ends, for tests.
#[derive(Debug, Default)]
pub struct MemoryVault {
    entries: Mutex<HashMap<String, SecretString>>,
    trouble: Mutex<Option<VaultError>>,
}

impl MemoryVault {
    /// From now on every call fails like this; `None` makes it work again.
    pub fn fail_with(&self, trouble: Option<VaultError>) {
        *self.trouble.lock() = trouble;
    }

    /// The names under which something is kept, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = self.entries.lock().keys().cloned().collect();
        names.sort();
        names
    }

    fn check(&self) -> Result<(), VaultError> {
        self.trouble.lock().map_or(Ok(()), Err)
    }
}

#[async_trait]
impl Vault for MemoryVault {
    fn kind(&self) -> VaultKind {
        VaultKind::Keychain
    }

    async fn exists(&self) -> bool {
        *self.trouble.lock() != Some(VaultError::Unavailable)
    }

    async fn get(&self, name: &str) -> Result<SecretString, VaultError> {
        self.check()?;
        self.entries.lock().get(name).cloned().ok_or(VaultError::Missing)
    }

    async fn set(&self, name: &str, value: &SecretString) -> Result<(), VaultError> {
        self.check()?;
        self.entries.lock().insert(name.to_owned(), value.expose_secret().into());
        Ok(())
    }

    async fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.check()?;
        self.entries.lock().remove(name);
        Ok(())
    }
}
