//! The accounts that have authorised a third-party platform, to choose from before one is connected.

use fandesk_wechat::{AuthorisedAccount, Platform, WECHAT_API};
use futures::StreamExt;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::connection::http;
use super::credentials::Around;
use super::{Connection, NewPlatform, record, validate};
use crate::desk::Desk;
use crate::error::{AppError, Result};

/// How many accounts are asked about at once.
const AT_ONCE: usize = 4;

/// Which platform, and the way to WeChat.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlatformInput {
    /// The platform.
    pub platform: NewPlatform,
    /// Another address of the API; null for WeChat's usual one.
    pub api_base: Option<String>,
    /// How calls get to WeChat.
    pub connection: Connection,
    /// The password of the proxy; null for none.
    #[ts(type = "string | null")]
    pub proxy_password: Option<SecretString>,
}

/// An account that has authorised a platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlatformAccount {
    /// Its AppID.
    pub app_id: String,
    /// Its name at WeChat; null when WeChat does not tell.
    pub name: Option<String>,
    /// The numbers of the permission sets that its owner granted; null when WeChat does not tell.
    pub permission_sets: Option<Vec<u32>>,
    /// Whether user management is among them; without it followers and tags cannot be read.
    pub user_management: bool,
    /// Whether it is connected on this computer already.
    pub connected: bool,
}

/// The code that an owner's scan brought, and the platform that it was meant for.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RedeemInput {
    /// The platform, and the way to WeChat.
    pub through: PlatformInput,
    /// The code (auth_code); it is good once, for the ten minutes that
    /// the address names beside it (`expires_in=600`).
    #[ts(type = "string")]
    pub code: SecretString,
}

/// The accounts that have authorised this platform. Nothing is kept.
///
/// # Errors
/// `invalid` naming the field; what the ticket's service or WeChat says.
pub async fn platform_accounts(desk: &Desk, input: PlatformInput) -> Result<Vec<PlatformAccount>> {
    let platform = input.platform(desk)?;
    let authorised = platform.accounts().await?;
    let told = futures::stream::iter(authorised)
        .map(|account| told(&platform, account))
        .buffered(AT_ONCE)
        .collect::<Vec<_>>()
        .await;
    marked(desk, told).await
}

/// Redeems the code of an authorisation (page "api_query_auth"): the account that it is for, to be
/// connected next. What opens it is remembered until then, in memory only.
///
/// # Errors
/// `invalid` naming the field; WeChat's 61009 and 61010 for a code that is wrong, used or too old.
pub async fn redeem_authorisation(desk: &Desk, input: RedeemInput) -> Result<PlatformAccount> {
    let platform = input.through.platform(desk)?;
    let code = validate::authorisation_code(&input.code)?;
    let account = platform.redeem(&code).await?;
    if let Some(token) = &account.refresh_token {
        desk.inner.redeemed_tokens.remember(account.app_id.as_str(), token);
    }
    let mut marked = marked(desk, vec![told(&platform, account).await]).await?;
    marked.pop().ok_or(AppError::NotFound)
}

impl PlatformInput {
    /// The platform's handle. Nothing is sent yet.
    fn platform(&self, desk: &Desk) -> Result<Platform> {
        let entry = self.platform.checked()?;
        let connection = validate::connection(&self.connection)?;
        let password = validate::proxy_password(self.proxy_password.as_ref())?;
        let typed = validate::api_base(self.api_base.as_deref());
        let base = typed.or_else(|| desk.inner.parts.default_api_base.clone());
        entry.for_client(&Around {
            http: http(&desk.inner, &connection.proxy, password)?,
            base_address: base.unwrap_or_else(|| WECHAT_API.to_owned()),
            clock: desk.inner.parts.clock.for_calls(),
        })
    }
}

/// Those that are on this computer already are marked.
async fn marked(desk: &Desk, told: Vec<PlatformAccount>) -> Result<Vec<PlatformAccount>> {
    let records = desk.with_desk_file(|store| Ok(store.accounts()?)).await?;
    let known: Vec<_> = records.iter().filter_map(record::app_id_of).collect();
    let marked = told.into_iter().map(|account| PlatformAccount {
        connected: known.contains(&account.app_id.as_str()),
        ..account
    });
    Ok(marked.collect())
}

/// What WeChat tells about one of them. Where it does not, the account can be chosen all the same.
async fn told(platform: &Platform, account: AuthorisedAccount) -> PlatformAccount {
    let info = platform.account_info(&account.app_id).await;
    if let Err(error) = &info {
        tracing::warn!(%error, "wechat does not tell about an account of the platform");
    }
    let info = info.ok();
    PlatformAccount {
        app_id: account.app_id.as_str().to_owned(),
        user_management: info.as_ref().is_none_or(|info| info.allows_user_management()),
        name: info.as_ref().map(|info| info.name.clone()),
        permission_sets: info.map(|info| info.permission_sets),
        connected: false,
    }
}
