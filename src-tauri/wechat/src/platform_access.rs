//! An account that a third-party platform opens: its refresh token, and the way back when that is lost.

use std::fmt;
use std::sync::Arc;

use parking_lot::Mutex;
use secrecy::{ExposeSecret, SecretString};

use crate::errcode::ErrCode;
use crate::error::Error;
use crate::id::AppId;
use crate::platform::Platform;
use crate::token::TokenAnswer;

/// Called with each new refresh token, which must be kept: the one before may be dead
/// (page "api_authorizer_token").
pub type KeepRefreshToken = Arc<dyn Fn(&SecretString) + Send + Sync>;

/// A platform's access to one account. Clones share the refresh token.
#[derive(Clone)]
pub struct PlatformAccess {
    platform: Platform,
    refresh_token: Arc<Mutex<Option<SecretString>>>,
    keep: KeepRefreshToken,
}

impl fmt::Debug for PlatformAccess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.platform.fmt(f)
    }
}

impl PlatformAccess {
    /// Access with the refresh token that was kept; without one WeChat's list of accounts has it.
    pub fn new(
        platform: Platform,
        refresh_token: Option<SecretString>,
        keep: KeepRefreshToken,
    ) -> Self {
        Self { platform, refresh_token: Arc::new(Mutex::new(refresh_token)), keep }
    }

    /// A token of the account. A refresh token that WeChat does not accept (61023) is looked for
    /// once in the list of accounts, which is the documented way back.
    pub(crate) async fn token(&self, account: &AppId) -> Result<TokenAnswer, Error> {
        let kept = self.refresh_token.lock().clone();
        let Some(kept) = kept else { return self.token_by_list(account).await };
        match self.platform.account_token(account, &kept).await {
            Err(error) if error.code() == Some(ErrCode::INVALID_REFRESH_TOKEN) => {
                tracing::info!("the refresh token of an account was lost and is looked for");
                self.token_by_list(account).await
            }
            Err(error) => Err(error),
            Ok((token, renewed)) => {
                self.remember(renewed.as_ref(), &kept);
                Ok(token)
            }
        }
    }

    async fn token_by_list(&self, account: &AppId) -> Result<TokenAnswer, Error> {
        let accounts = self.platform.accounts().await?;
        let listed = accounts.into_iter().find(|listed| listed.app_id == *account);
        let Some(listed) = listed.and_then(|listed| listed.refresh_token) else {
            // WeChat says why: not authorised (61003), or a refresh token that it does not show.
            let nothing = SecretString::from("none");
            return Ok(self.platform.account_token(account, &nothing).await?.0);
        };
        let (token, renewed) = self.platform.account_token(account, &listed).await?;
        self.remember(Some(renewed.as_ref().unwrap_or(&listed)), &SecretString::default());
        Ok(token)
    }

    /// Keeps a refresh token that is another than before.
    fn remember(&self, renewed: Option<&SecretString>, before: &SecretString) {
        let Some(renewed) = renewed else { return };
        if renewed.expose_secret() != before.expose_secret() {
            *self.refresh_token.lock() = Some(renewed.clone());
            (self.keep)(renewed);
        }
    }
}
