//! Where the files of a desk lie in its data folder.

use std::path::{Path, PathBuf};

use crate::accounts::AccountId;

/// The data folder of one desk.
#[derive(Debug, Clone)]
pub(crate) struct Paths {
    root: PathBuf,
}

impl Paths {
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Accounts and settings, encrypted.
    pub(crate) fn desk_db(&self) -> PathBuf {
        self.root.join("desk.db")
    }

    /// The key of `desk.db` while nothing in it is worth protecting.
    pub(crate) fn desk_key(&self) -> PathBuf {
        self.root.join("desk.key")
    }

    /// The passphrase vault, where one was chosen.
    pub(crate) fn vault(&self) -> PathBuf {
        self.root.join("vault.json")
    }

    /// The keychain's file keys behind a recovery code, where one was made.
    pub(crate) fn recovery(&self) -> PathBuf {
        self.root.join("recovery.json")
    }

    pub(crate) fn accounts(&self) -> PathBuf {
        self.root.join("accounts")
    }

    pub(crate) fn account_db(&self, account: &AccountId) -> PathBuf {
        self.accounts().join(format!("{account}.db"))
    }

    /// What was done to the practice account's world.
    #[cfg(feature = "practice")]
    pub(crate) fn journal(&self, account: &AccountId) -> PathBuf {
        self.accounts().join(format!("{account}.journal"))
    }

    /// Copies made before a file's schema changes.
    pub(crate) fn backups(&self) -> PathBuf {
        self.root.join("backups")
    }

    /// What the program noted about its own work; written by the program around the desk.
    pub(crate) fn logs(&self) -> PathBuf {
        self.root.join("logs")
    }

    /// Files that could not be opened.
    pub(crate) fn set_aside(&self) -> PathBuf {
        self.root.join("set-aside")
    }
}
