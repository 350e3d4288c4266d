//! How an account's calls get to WeChat: kind of token and proxy, and the client that goes so.

use fandesk_wechat::{
    AppId, Http, HttpSettings, OfficialAccount, Proxy, ProxyLogin, ProxyProtocol as Protocol,
    Route, TokenKind as Kind, WECHAT_API,
};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use tokio::sync::MutexGuard;
use ts_rs::TS;

use super::credentials::{Around, Credentials, RefreshTokens};
use super::{AccountId, AccountSummary};
use crate::desk::{self, Desk};
use crate::error::{AppError, Result};
use crate::keys;
use crate::vault::{Vault, VaultError};

/// How an account's calls get to WeChat. Holds no password.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// Which of WeChat's token calls is used.
    pub token_kind: TokenKind,
    /// Through which proxy.
    pub proxy: ProxyChoice,
}

/// Which of WeChat's two token calls is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum TokenKind {
    /// `stable_token`: shared with every other program, takes nothing from any.
    #[default]
    Stable,
    /// `token`: each fetch ends the token of other programs that use this call, five minutes later.
    Classic,
}

/// Through which proxy calls go.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ProxyChoice {
    /// As the system is set.
    #[default]
    System,
    /// Through none, whatever the system is set to.
    Straight,
    /// Through this one, every call.
    Server {
        /// The language it speaks.
        protocol: ProxyProtocol,
        /// Its name or address.
        host: String,
        /// 1 to 65535.
        port: u32,
        /// The user name, if it asks for one. The password is in the vault.
        user: Option<String>,
    },
}

/// The language of a proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ProxyProtocol {
    /// HTTP with CONNECT.
    Http,
    /// The same inside TLS.
    Https,
    /// SOCKS 5.
    Socks5,
}

/// All that a client of a real account is made of.
pub(crate) struct Access {
    pub(crate) app_id: String,
    pub(crate) credentials: Credentials,
    pub(crate) refresh_tokens: RefreshTokens,
    pub(crate) api_base: Option<String>,
    pub(crate) connection: Connection,
    pub(crate) proxy_password: Option<SecretString>,
}

impl Access {
    /// The client. Nothing is sent yet.
    pub(crate) fn client(self, desk: &desk::Inner) -> Result<OfficialAccount> {
        let http = http(desk, &self.connection.proxy, self.proxy_password)?;
        let kind = match self.connection.token_kind {
            TokenKind::Stable => Kind::Stable,
            TokenKind::Classic => Kind::Classic,
        };
        let around = Around {
            http,
            base_address: self.api_base.unwrap_or_else(|| WECHAT_API.to_owned()),
            clock: desk.parts.clock.for_calls(),
        };
        let credentials = self.credentials.for_client(&around, self.refresh_tokens)?;
        Ok(OfficialAccount::opened_by(AppId::new(&self.app_id)?, credentials)
            .base_address(around.base_address)
            .http(around.http)
            .token_kind(kind)
            .clock(around.clock)
            .build()?)
    }
}

/// Accounts that go as the system says share their connections.
pub(super) fn http(
    desk: &desk::Inner,
    choice: &ProxyChoice,
    password: Option<SecretString>,
) -> Result<Http> {
    let route = match choice {
        ProxyChoice::System => return Ok(desk.http.clone()),
        ProxyChoice::Straight => Route::Straight,
        ProxyChoice::Server { protocol, host, port, user } => {
            let password = password.unwrap_or_default();
            Route::Through(Proxy {
                protocol: (*protocol).into(),
                host: host.clone(),
                // 0 is refused as no port.
                port: u16::try_from(*port).unwrap_or(0),
                login: user.clone().map(|user| ProxyLogin { user, password }),
            })
        }
    };
    Ok(Http::new(&HttpSettings { route, ..HttpSettings::default() })?)
}

impl From<ProxyProtocol> for Protocol {
    fn from(protocol: ProxyProtocol) -> Self {
        match protocol {
            ProxyProtocol::Http => Self::Http,
            ProxyProtocol::Https => Self::Https,
            ProxyProtocol::Socks5 => Self::Socks5,
        }
    }
}

/// The password kept for an account's proxy; none if the proxy asks for no user.
pub(crate) async fn kept_password(
    vault: &dyn Vault,
    id: &AccountId,
    choice: &ProxyChoice,
) -> Result<Option<SecretString>, VaultError> {
    if !matches!(choice, ProxyChoice::Server { user: Some(_), .. }) {
        return Ok(None);
    }
    match vault.get(&keys::proxy_password(id)).await {
        Ok(password) => Ok(Some(password)),
        // The proxy will say that it wants another one.
        Err(VaultError::Missing) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Lets an account's calls go through another client from now on, and announces the account. What
/// runs keeps the old client for as long as it goes on, unless it is to begin `anew`.
pub(super) async fn put_to_use(
    desk: &Desk,
    id: &AccountId,
    client: OfficialAccount,
    anew: bool,
    alone: MutexGuard<'_, ()>,
) -> Result<AccountSummary> {
    match desk.account(id).await {
        Ok(account) if !anew => account.set_client(client),
        // What kept it closed may be over: a file that was set aside is not there any more.
        Ok(_) | Err(AppError::AccountUnavailable { .. }) => desk.close_account(id).await,
        Err(error) => return Err(error),
    }
    drop(alone);
    desk.announce_account(id).await;
    desk.summary(id).await
}
