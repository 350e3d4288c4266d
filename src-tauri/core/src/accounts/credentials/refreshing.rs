//! The refresh token of an account that a third-party platform opens: kept in the vault as often as
//! WeChat gives another one.

use std::sync::Arc;

use fandesk_wechat::KeepRefreshToken;
use secrecy::SecretString;

use super::Credentials;
use crate::accounts::AccountId;
use crate::desk;
use crate::error::Result;
use crate::keys;
use crate::vault::{Vault, VaultAccess, VaultError};

/// What was kept, and how the next one is.
pub(crate) struct RefreshTokens {
    pub(crate) kept: Option<SecretString>,
    pub(crate) keep: KeepRefreshToken,
}

impl RefreshTokens {
    /// For an account that is not kept itself yet: WeChat's list of accounts has the token.
    pub(crate) fn of_nobody() -> Self {
        Self { kept: None, keep: Arc::new(|_| {}) }
    }

    /// Of an account, where its credentials need one.
    ///
    /// # Errors
    /// What the vault says.
    pub(crate) async fn of(
        desk: &desk::Inner,
        vault: &dyn Vault,
        id: &AccountId,
        credentials: &Credentials,
    ) -> Result<Self, VaultError> {
        if !matches!(credentials, Credentials::Platform(_)) {
            return Ok(Self::of_nobody());
        }
        let kept = match vault.get(&keys::refresh_token(id)).await {
            Ok(token) => Some(token),
            Err(VaultError::Missing) => None,
            Err(error) => return Err(error),
        };
        let name = keys::refresh_token(id);
        let (vaults, tasks) = (Arc::clone(&desk.vaults), desk.tasks.clone());
        let keep = move |token: &SecretString| {
            let (vaults, name, token) = (Arc::clone(&vaults), name.clone(), token.clone());
            tasks.spawn(|_| async move {
                if let Err(error) = put_into_vault(&vaults, &name, &token).await {
                    let code = error.code();
                    tracing::warn!(code, "a refresh token was not kept; the list has it too");
                }
            });
        };
        Ok(Self { kept, keep: Arc::new(keep) })
    }
}

/// Into the vault that is in use now: it may be another than when the account was opened.
async fn put_into_vault(vaults: &VaultAccess, name: &str, token: &SecretString) -> Result<()> {
    Ok(vaults.active()?.set(name, token).await?)
}
