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

/// The key beside the present one, if it is the one that opens the file: the program was ended
/// between encrypting it anew and saying so. It takes the present one's place.
pub(crate) async fn left_beside(
    vault: &dyn Vault,
    name: &str,
    path: &Path,
) -> Result<Option<Key>, VaultError> {
    let Some(key) = kept_key(vault, &keys::next(name)).await? else { return Ok(None) };
    let (path, tried) = (path.to_owned(), key.clone());
    let fits = blocking(move || Ok(fandesk_store::opens(&path, &tried)?)).await;
    if !matches!(fits, Ok(true)) {
        return Ok(None);
    }
    if let Err(error) = settle(vault, name, &key).await {
        // Both are kept: the next opening finds it again.
        tracing::warn!(code = error.code(), "a file's new key still stands beside the old one");
    }
    Ok(Some(key))
}

/// The new key takes the present one's place.
pub(crate) async fn settle(vault: &dyn Vault, name: &str, key: &Key) -> Result<()> {
    keep_surely(vault, name, key).await?;
    Ok(vault.delete(&keys::next(name)).await?)
}

/// Encrypts a file anew that nobody has open.
///
/// # Errors
/// `fileDamaged` when neither kept key opens it; what the vault or the disk says. The file opens
/// as before or with the key beside, whatever happens.
pub(crate) async fn rekey(vault: &dyn Vault, name: &str, path: PathBuf) -> Result<()> {
    let present = present_key(vault, name, &path).await?;
    let key = keys::fresh_key();
    keep_surely(vault, &keys::next(name), &key).await?;
    let new = key.clone();
    blocking(move || Ok(fandesk_store::rekey_file(&path, &present, &new)?)).await?;
    settle(vault, name, &key).await
}

/// The key that opens the file now. The key beside it may be written over afterwards.
async fn present_key(vault: &dyn Vault, name: &str, path: &Path) -> Result<Key> {
    if let Some(key) = kept_key(vault, name).await? {
        let (path, tried) = (path.to_owned(), key.clone());
        if blocking(move || Ok(fandesk_store::opens(&path, &tried)?)).await? {
            return Ok(key);
        }
    }
    left_beside(vault, name, path).await?.ok_or(AppError::FileDamaged)
}
