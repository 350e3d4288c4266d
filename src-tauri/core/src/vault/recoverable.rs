//! The keychain, and beside the databases a file that a recovery code opens: what opens the
//! databases is kept in both.
//!
//! The file is made like the vault behind a passphrase: the code stands for the passphrase, and the
//! entries are file keys, never an AppSecret. Its own key lies in the keychain, so that it follows
//! every change without the code. What is kept goes into the file first, what is dropped leaves the
//! keychain first: so the file has every key that the keychain has.

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};

use super::{PassphraseVault, Vault, VaultError, VaultKind, fresh_code, plain_code};
use crate::files::{move_aside, remove_if_present};
use crate::keys;

/// A keychain whose file keys a code can bring back, where one was made.
#[derive(Debug)]
pub(crate) struct RecoverableVault {
    keychain: Arc<dyn Vault>,
    path: PathBuf,
    /// Where the file goes that cannot be read here: the only copy of a key may be in it.
    aside: PathBuf,
    /// Both places change together.
    turn: tokio::sync::Mutex<()>,
}

impl RecoverableVault {
    pub(crate) fn new(keychain: Arc<dyn Vault>, path: PathBuf, aside: PathBuf) -> Self {
        Self { keychain, path, aside, turn: tokio::sync::Mutex::default() }
    }

    /// Whether a code was made that brings back the keys of today.
    pub(crate) async fn has_code(&self) -> Result<bool, VaultError> {
        Ok(self.copies().await?.is_some())
    }

    /// Makes a code that brings back the file keys among these names; an earlier code ends, its
    /// file as in [`end_code`](Self::end_code).
    pub(crate) async fn make_code(&self, names: Vec<String>) -> Result<SecretString, VaultError> {
        let _turn = self.turn.lock().await;
        let earlier = self.copies().await?;
        let mut entries = Vec::new();
        for name in names.into_iter().filter(|name| keys::opens_a_file(name)) {
            let value = match (self.keychain.get(&name).await, &earlier) {
                (Err(VaultError::Missing), Some(copies)) => self.bring_back(copies, &name).await,
                (answer, _) => answer,
            };
            match value {
                Ok(value) => entries.push((name, value)),
                Err(VaultError::Missing) => {}
                Err(error) => return Err(error),
            }
        }
        if !is_needless(earlier.as_ref(), &entries).await? {
            move_aside(&self.path, &self.aside)?;
        }
        let code = fresh_code();
        // A program killed between the two has ended the earlier code and shown no new one: the
        // file does not open with the key in the keychain, so there is none.
        let path = self.path.clone();
        let copies = PassphraseVault::create_with(path, plain_code(&code), None, entries).await?;
        self.adopt(&copies).await?;
        Ok(code)
    }

    /// From now on every change of a file key is kept in these copies too.
    pub(crate) async fn adopt(&self, copies: &PassphraseVault) -> Result<(), VaultError> {
        self.keychain.set(keys::RECOVERY, &keys::key_to_text(&copies.own_key())).await
    }

    /// Ends the code. Its file goes; where it cannot be read here, or has a key that is not among
    /// these entries (that of a file which is damaged, or not here now), it is set aside.
    pub(crate) async fn end_code(&self, kept: &[(String, SecretString)]) -> Result<(), VaultError> {
        let _turn = self.turn.lock().await;
        if is_needless(self.copies().await?.as_ref(), kept).await? {
            remove_if_present(&self.path)?;
        } else {
            move_aside(&self.path, &self.aside)?;
        }
        self.keychain.delete(keys::RECOVERY).await
    }

    /// The copies; none where no code was made, or where the file is not the one whose key is in
    /// the keychain.
    async fn copies(&self) -> Result<Option<PassphraseVault>, VaultError> {
        if !self.path.exists() {
            return Ok(None);
        }
        let key = match self.keychain.get(keys::RECOVERY).await {
            Ok(text) => keys::key_from_text(&text),
            Err(VaultError::Missing) => None,
            Err(error) => return Err(error),
        };
        let Some(key) = key else { return Ok(None) };
        match PassphraseVault::open_by_key(self.path.clone(), key).await {
            Ok(copies) => Ok(Some(copies)),
            Err(VaultError::Damaged | VaultError::Missing) => {
                tracing::warn!("the file of the recovery code is of no use; a new code is needed");
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// A file key that the keychain has lost, out of the copies.
    async fn bring_back(
        &self,
        copies: &PassphraseVault,
        name: &str,
    ) -> Result<SecretString, VaultError> {
        let value = copies.get(name).await?;
        self.keychain.set(name, &value).await?;
        Ok(value)
    }

    /// The copies, if a file key stands under this name.
    async fn copies_for(&self, name: &str) -> Result<Option<PassphraseVault>, VaultError> {
        if keys::opens_a_file(name) { self.copies().await } else { Ok(None) }
    }
}

/// Whether these copies can be read, and all that is in them is kept elsewhere.
async fn is_needless(
    copies: Option<&PassphraseVault>,
    kept: &[(String, SecretString)],
) -> Result<bool, VaultError> {
    let Some(copies) = copies else { return Ok(false) };
    Ok(copies.entries().await?.iter().all(|copy| is_among(copy, kept)))
}

/// A name alone says little: an account that was begun anew has another key under the same one.
fn is_among((name, value): &(String, SecretString), kept: &[(String, SecretString)]) -> bool {
    kept.iter().any(|(known, key)| known == name && key.expose_secret() == value.expose_secret())
}

#[async_trait]
impl Vault for RecoverableVault {
    fn kind(&self) -> VaultKind {
        self.keychain.kind()
    }

    async fn exists(&self) -> bool {
        self.keychain.exists().await
    }

    /// A single file key that the keychain has lost comes back out of the copies.
    async fn get(&self, name: &str) -> Result<SecretString, VaultError> {
        match self.keychain.get(name).await {
            Err(VaultError::Missing) if keys::opens_a_file(name) => {}
            answer => return answer,
        }
        let _turn = self.turn.lock().await;
        let copies = self.copies().await?.ok_or(VaultError::Missing)?;
        self.bring_back(&copies, name).await
    }

    async fn set(&self, name: &str, value: &SecretString) -> Result<(), VaultError> {
        let _turn = self.turn.lock().await;
        if let Some(copies) = self.copies_for(name).await? {
            copies.set(name, value).await?;
        }
        self.keychain.set(name, value).await
    }

    async fn delete(&self, name: &str) -> Result<(), VaultError> {
        let _turn = self.turn.lock().await;
        self.keychain.delete(name).await?;
        match self.copies_for(name).await? {
            Some(copies) => copies.delete(name).await,
            None => Ok(()),
        }
    }
}
