//! The refresh token of an account that a third-party platform opens: kept in the vault as often as
//! WeChat gives another one, for as long as the account and its credentials are kept.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use fandesk_wechat::KeepRefreshToken;
use secrecy::SecretString;
use tokio::sync::Mutex;

use super::Credentials;
use super::kept::fits_an_entry;
use crate::accounts::AccountId;
use crate::desk;
use crate::error::Result;
use crate::keys;
use crate::vault::{Vault, VaultAccess, VaultError};

/// The accounts whose refresh tokens are wanted. A token may arrive after its account or its
/// credentials were removed: it is kept only under this lock, under which they are forgotten too.
#[derive(Debug, Default, Clone)]
pub(crate) struct WantedTokens(Arc<Mutex<HashSet<AccountId>>>);

impl WantedTokens {
    /// From now on no refresh token of this account is kept, and the one that was is gone.
    pub(super) async fn forget(&self, vault: &dyn Vault, id: &AccountId) -> Result<(), VaultError> {
        let mut wanted = self.0.lock().await;
        wanted.remove(id);
        vault.delete(&keys::refresh_token(id)).await
    }

    /// Into the vault that is in use now: it may be another than when the account was opened.
    async fn keep(&self, vaults: &VaultAccess, id: &AccountId, token: &SecretString) -> Result<()> {
        let wanted = self.0.lock().await;
        if !wanted.contains(id) {
            return Ok(());
        }
        if !fits_an_entry(token) {
            tracing::warn!("a refresh token is too long to be kept; the list has it too");
            return Ok(());
        }
        Ok(vaults.active()?.set(&keys::refresh_token(id), token).await?)
    }
}

/// The refresh tokens of codes that were redeemed, by AppID, until their accounts are connected.
/// They are nowhere else, and go with the program.
#[derive(Debug, Default)]
pub(crate) struct RedeemedTokens(parking_lot::Mutex<HashMap<String, SecretString>>);

impl RedeemedTokens {
    pub(crate) fn remember(&self, app_id: &str, token: &SecretString) {
        self.0.lock().insert(app_id.to_owned(), token.clone());
    }

    /// Forgets all of them.
    pub(crate) fn forget(&self) {
        self.0.lock().clear();
    }

    fn of(&self, app_id: &str) -> Option<SecretString> {
        self.0.lock().get(app_id).cloned()
    }

    /// Into the vault, with the account that it is for.
    ///
    /// # Errors
    /// What the vault says.
    pub(crate) async fn hand_over(
        &self,
        vault: &dyn Vault,
        id: &AccountId,
        app_id: &str,
    ) -> Result<(), VaultError> {
        if let Some(token) = self.of(app_id).filter(fits_an_entry) {
            vault.set(&keys::refresh_token(id), &token).await?;
        }
        self.0.lock().remove(app_id);
        Ok(())
    }
}

/// What was kept, and how the next one is.
pub(crate) struct RefreshTokens {
    pub(crate) kept: Option<SecretString>,
    pub(crate) keep: KeepRefreshToken,
}

impl RefreshTokens {
    /// For an account that needs none.
    pub(crate) fn of_nobody() -> Self {
        Self { kept: None, keep: Arc::new(|_| {}) }
    }

    /// For an account that is not kept itself yet: of a code that was redeemed, or else WeChat's
    /// list of accounts has the token.
    pub(crate) fn of_newcomer(desk: &desk::Inner, app_id: &str) -> Self {
        Self { kept: desk.redeemed_tokens.of(app_id), ..Self::of_nobody() }
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
        let wanted = desk.wanted_tokens.clone();
        wanted.0.lock().await.insert(id.clone());
        let (vaults, tasks, id) = (Arc::clone(&desk.vaults), desk.tasks.clone(), id.clone());
        let keep = move |token: &SecretString| {
            let (vaults, wanted) = (Arc::clone(&vaults), wanted.clone());
            let (id, token) = (id.clone(), token.clone());
            tasks.spawn(|_| async move {
                if let Err(error) = wanted.keep(&vaults, &id, &token).await {
                    let code = error.code();
                    tracing::warn!(code, "a refresh token was not kept; the list has it too");
                }
            });
        };
        Ok(Self { kept, keep: Arc::new(keep) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::Paths;
    use crate::vault::MemoryVault;

    #[tokio::test]
    async fn a_token_that_arrives_after_its_account_was_removed_is_not_kept() {
        let vault = Arc::new(MemoryVault::default());
        let nowhere = Paths::new("there-is-no-such-folder".into());
        let vaults = VaultAccess::new(Some(vault.clone()), nowhere);
        let (wanted, id) = (WantedTokens::default(), AccountId::random());
        wanted.0.lock().await.insert(id.clone());
        wanted.keep(&vaults, &id, &"first".into()).await.unwrap();
        assert_eq!(vault.names(), [keys::refresh_token(&id)]);
        wanted.forget(&*vault, &id).await.unwrap();
        wanted.keep(&vaults, &id, &"second".into()).await.unwrap();
        assert!(vault.names().is_empty(), "{:?}", vault.names());
    }
}
