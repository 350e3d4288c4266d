//! Where credentials are kept: in the vault, and a pasted token in memory alone.

use std::collections::HashMap;

use parking_lot::Mutex;
use secrecy::SecretString;

use super::{Credentials, CredentialsFacts};
use crate::accounts::{AccountId, AccountState};
use crate::clock::UnixSeconds;
use crate::desk::{self, Desk};
use crate::error::{AppError, Result};
use crate::keys;
use crate::vault::{Vault, VaultError};

/// The tokens that were pasted since the program began; they go with it.
#[derive(Debug, Default)]
pub(crate) struct PastedTokens(Mutex<HashMap<AccountId, (SecretString, UnixSeconds)>>);

impl PastedTokens {
    /// Forgets all of them.
    pub(crate) fn forget(&self) {
        self.0.lock().clear();
    }
}

/// Keeps what opens an account; what was kept of another kind goes.
pub(crate) async fn keep_credentials(
    desk: &Desk,
    vault: &dyn Vault,
    id: &AccountId,
    credentials: &Credentials,
) -> Result<()> {
    match credentials.entry()? {
        Some(entry) => vault.set(&keys::account_secret(id), &entry).await?,
        None => vault.delete(&keys::account_secret(id)).await?,
    }
    if !matches!(credentials, Credentials::Platform(_)) {
        desk.inner.wanted_tokens.forget(vault, id).await?;
    }
    let mut pasted = desk.inner.pasted_tokens.0.lock();
    match credentials {
        Credentials::PastedToken { token, until } => {
            pasted.insert(id.clone(), (token.clone(), *until))
        }
        _ => pasted.remove(id),
    };
    Ok(())
}

/// What opens an account, where it is kept; otherwise the state that leaves the account in.
///
/// # Errors
/// What the vault says.
pub(crate) async fn kept_credentials(
    desk: &desk::Inner,
    id: &AccountId,
    facts: &CredentialsFacts,
) -> Result<Result<Credentials, AccountState>, VaultError> {
    if let CredentialsFacts::PastedToken { .. } = facts {
        let kept = desk.pasted_tokens.0.lock().get(id).cloned();
        let kept = kept.map(|(token, until)| Credentials::PastedToken { token, until });
        return Ok(kept.ok_or(AccountState::TokenNeeded));
    }
    // Whoever opens an account has reached the vault for the key of its file.
    let vault = desk.vaults.active().map_err(|_| VaultError::Locked)?;
    match vault.get(&keys::account_secret(id)).await {
        Ok(entry) => Credentials::of_entry(entry).map(Ok).map_err(|_| VaultError::Damaged),
        Err(VaultError::Missing) => Ok(Err(AccountState::SecretMissing)),
        Err(error) => Err(error),
    }
}

/// Forgets what opens an account.
pub(crate) async fn forget_credentials(
    desk: &Desk,
    vault: &dyn Vault,
    id: &AccountId,
) -> Result<(), AppError> {
    desk.inner.pasted_tokens.0.lock().remove(id);
    desk.inner.wanted_tokens.forget(vault, id).await?;
    Ok(vault.delete(&keys::account_secret(id)).await?)
}
