//! Which key of the vault opens a file, also after a program was ended while it changed the key.
//!
//! A file gets a new key in four steps: the new key is kept beside the present one, the file is
//! encrypted anew, the new key takes the present one's place, and what was beside it is dropped.
//! Whenever the program ends, one of the two kept keys opens the file.

use std::path::{Path, PathBuf};

use fandesk_store::Key;
use secrecy::ExposeSecret;

use crate::blocking::blocking;
use crate::error::{AppError, Result};
use crate::keys;
use crate::vault::{Vault, VaultError};

/// The key kept under this name; none where nothing is kept, or something that is no key.
pub(crate) async fn kept_key(vault: &dyn Vault, name: &str) -> Result<Option<Key>, VaultError> {
    match vault.get(name).await {
        Ok(text) => Ok(keys::key_from_text(&text)),
        Err(VaultError::Missing) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Keeps a key and asks for it again: a vault that forgets must be found out before a file
/// depends on it.
pub(crate) async fn keep_surely(vault: &dyn Vault, name: &str, key: &Key) -> Result<()> {
    let text = keys::key_to_text(key);
    vault.set(name, &text).await?;
    if vault.get(name).await?.expose_secret() != text.expose_secret() {
        return Err(AppError::internal("the vault gave back something else"));
    }
    Ok(())
}

/// The key that was about to take the present one's place; see [`kept_key`].
pub(crate) async fn key_beside(vault: &dyn Vault, name: &str) -> Result<Option<Key>, VaultError> {
    kept_key(vault, &keys::next(name)).await
}

/// Whether the key opens the file. A disk that does not answer is an error: the key may be right.
pub(crate) async fn opens(path: &Path, key: &Key) -> Result<bool> {
    let (path, key) = (path.to_owned(), key.clone());
    blocking(move || Ok(fandesk_store::opens(&path, &key)?)).await
}

/// The key beside opens the file, so it takes the present one's place. Where the vault refuses just
/// now, both stay: the next opening finds it again.
pub(crate) async fn settle_soon(vault: &dyn Vault, name: &str, key: &Key) {
    if let Err(error) = settle(vault, name, key).await {
        tracing::warn!(code = error.code(), "a file's new key still stands beside the old one");
    }
}

/// The new key takes the present one's place.
pub(crate) async fn settle(vault: &dyn Vault, name: &str, key: &Key) -> Result<()> {
    keep_surely(vault, name, key).await?;
    Ok(vault.delete(&keys::next(name)).await?)
}

/// Encrypts a file anew that nobody has open.
///
/// # Errors
/// As [`prepare`] and [`Renewal::finish`].
pub(crate) async fn rekey(vault: &dyn Vault, name: &str, path: PathBuf) -> Result<()> {
    prepare(vault, name, path).await?.finish(vault).await
}

/// A file about to get a new key, which stands beside the present one already.
pub(crate) struct Renewal {
    name: String,
    path: PathBuf,
    present: Key,
    new: Key,
}

/// Keeps a new key beside the present one.
///
/// # Errors
/// `fileDamaged` when neither kept key opens the file; what the vault or the disk says.
pub(crate) async fn prepare(vault: &dyn Vault, name: &str, path: PathBuf) -> Result<Renewal> {
    let present = present_key(vault, name, &path).await?;
    let new = keys::fresh_key();
    keep_surely(vault, &keys::next(name), &new).await?;
    Ok(Renewal { name: name.to_owned(), path, present, new })
}

impl Renewal {
    /// Encrypts the file, which nobody has open now, and puts the new key in the present one's place.
    ///
    /// # Errors
    /// What the disk or the vault says. One of the two kept keys opens the file, whatever happens.
    pub(crate) async fn finish(self, vault: &dyn Vault) -> Result<()> {
        let Self { name, path, present, new } = self;
        let key = new.clone();
        blocking(move || Ok(fandesk_store::rekey_file(&path, &present, &key)?)).await?;
        settle(vault, &name, &new).await
    }
}

/// The key that opens the file now, in its place: what stands beside it may be written over.
async fn present_key(vault: &dyn Vault, name: &str, path: &Path) -> Result<Key> {
    if let Some(key) = kept_key(vault, name).await?
        && opens(path, &key).await?
    {
        return Ok(key);
    }
    let key = key_beside(vault, name).await?.ok_or(AppError::FileDamaged)?;
    if !opens(path, &key).await? {
        return Err(AppError::FileDamaged);
    }
    settle(vault, name, &key).await?;
    Ok(key)
}
