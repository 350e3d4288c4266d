//! A program that dies between two changes of its keychain.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use async_trait::async_trait;
use fandesk_core::{Desk, DeskParts, MemoryVault, Vault, VaultError, VaultKind};
use secrecy::SecretString;

use crate::home::Home;

/// The desk with a keychain that takes so many changes.
pub(crate) async fn open_mortal(home: &Home, changes: i32) -> (Desk, Arc<Mortal>) {
    let keychain = home.vault.clone().unwrap();
    let mortal = Arc::new(Mortal { keychain, changes_left: AtomicI32::new(changes) });
    let parts = DeskParts { keychain: Some(mortal.clone()), ..home.parts() };
    (Desk::open(parts).await.unwrap(), mortal)
}

/// A keychain that takes so many changes; then the program dies.
#[derive(Debug)]
pub(crate) struct Mortal {
    keychain: Arc<MemoryVault>,
    changes_left: AtomicI32,
}

impl Mortal {
    /// From now on it takes so many changes more.
    pub(crate) fn grant(&self, changes: i32) {
        self.changes_left.store(changes, Ordering::SeqCst);
    }

    fn change(&self) -> Result<(), VaultError> {
        match self.changes_left.fetch_sub(1, Ordering::SeqCst) {
            ..=0 => Err(VaultError::TimedOut),
            _ => Ok(()),
        }
    }
}

#[async_trait]
impl Vault for Mortal {
    fn kind(&self) -> VaultKind {
        self.keychain.kind()
    }

    async fn exists(&self) -> bool {
        true
    }

    async fn get(&self, name: &str) -> Result<SecretString, VaultError> {
        self.keychain.get(name).await
    }

    async fn set(&self, name: &str, value: &SecretString) -> Result<(), VaultError> {
        self.change()?;
        self.keychain.set(name, value).await
    }

    async fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.change()?;
        self.keychain.delete(name).await
    }
}
