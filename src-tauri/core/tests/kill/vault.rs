//! A vault in a plain file, so that every process of a round finds the keys of the one before.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use fandesk_core::store::Key;
use fandesk_core::{AccountId, Vault, VaultError, VaultKind};
use secrecy::{ExposeSecret, SecretString};

use crate::Outcome;

/// Names and texts as JSON, unencrypted.
#[derive(Debug)]
pub(crate) struct FileVault {
    path: PathBuf,
}

impl FileVault {
    /// The vault of a round's folder.
    pub(crate) fn in_folder(folder: &Path) -> Self {
        Self { path: folder.join("keys.json") }
    }

    /// The key of an account's file.
    pub(crate) fn key_of(&self, account: &AccountId) -> Outcome<Key> {
        let entries = self.entries().map_err(|error| error.to_string())?;
        let text = entries.get(&format!("file/{account}")).ok_or("the account has no key")?;
        let mut key = [0; 32];
        for (byte, place) in key.iter_mut().zip((0..text.len()).step_by(2)) {
            *byte = u8::from_str_radix(text.get(place..place + 2).ok_or("half a byte")?, 16)?;
        }
        Ok(Key::new(key))
    }

    fn entries(&self) -> Result<BTreeMap<String, String>, VaultError> {
        if !self.path.exists() {
            return Ok(BTreeMap::new());
        }
        let text = std::fs::read(&self.path)?;
        serde_json::from_slice(&text).map_err(|_| VaultError::Damaged)
    }

    fn change(&self, change: impl FnOnce(&mut BTreeMap<String, String>)) -> Result<(), VaultError> {
        let mut entries = self.entries()?;
        change(&mut entries);
        let text = serde_json::to_vec(&entries).map_err(|_| VaultError::Damaged)?;
        Ok(std::fs::write(&self.path, text)?)
    }
}

#[async_trait]
impl Vault for FileVault {
    fn kind(&self) -> VaultKind {
        VaultKind::Keychain
    }

    async fn exists(&self) -> bool {
        true
    }

    async fn get(&self, name: &str) -> Result<SecretString, VaultError> {
        self.entries()?.remove(name).map(SecretString::from).ok_or(VaultError::Missing)
    }

    async fn set(&self, name: &str, value: &SecretString) -> Result<(), VaultError> {
        self.change(|entries| {
            entries.insert(name.to_owned(), value.expose_secret().to_owned());
        })
    }

    async fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.change(|entries| {
            entries.remove(name);
        })
    }
}
