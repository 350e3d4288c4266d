//! Changing how a connected account's calls get to WeChat.

use fandesk_store::AccountRecord;
use secrecy::SecretString;
use serde::Deserialize;
use ts_rs::TS;

use super::credentials::RefreshTokens;
use super::{
    Access, AccountId, AccountState, AccountSummary, Connection, ProxyChoice, kept_credentials,
    kept_password, put_to_use, record, validate,
};
use crate::desk::Desk;
use crate::error::{AppError, Result};
use crate::keys;

/// Another way for an account's calls.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionInput {
    /// Which.
    pub account: AccountId,
    /// Another address of the API; null for WeChat's usual one.
    pub api_base: Option<String>,
    /// How its calls get to WeChat.
    pub connection: Connection,
    /// The password of its proxy. Null for the one that is kept, if server and user stay the same.
    #[ts(type = "string | null")]
    pub proxy_password: Option<SecretString>,
}

/// What would be kept, and the client that it makes.
struct Wanted {
    record: AccountRecord,
    access: Access,
}

/// Asks WeChat for a token in this way; keeps nothing.
///
/// # Errors
/// `invalid` naming the field; `accountUnavailable` without credentials; what the proxy, the
/// network or WeChat says, each told from the others.
pub async fn check_connection(desk: &Desk, input: ConnectionInput) -> Result<()> {
    let wanted = wanted(desk, &input).await?;
    Ok(wanted.access.client(&desk.inner)?.check_credentials().await?)
}

/// Keeps another way for an account's calls, without asking WeChat. From now on every call goes
/// so: what is running is stopped and goes on in the new way.
///
/// # Errors
/// `invalid` naming the field; `accountUnavailable` without credentials; what the vault says, and
/// then nothing is changed.
pub async fn change_connection(desk: &Desk, input: ConnectionInput) -> Result<AccountSummary> {
    let id = input.account.clone();
    let alone = desk.inner.changing.lock().await;
    let Wanted { record, access } = wanted(desk, &input).await?;
    let vault = desk.inner.vaults.active()?;
    let name = keys::proxy_password(&id);
    let password = access.proxy_password.clone();
    let client = access.client(&desk.inner)?;
    // The password first: a proxy without its password would refuse, one too many does no harm.
    if let Some(password) = &password {
        vault.set(&name, password).await?;
    }
    desk.with_desk_file(move |store| Ok(store.put_account(&record)?)).await?;
    if password.is_none() {
        vault.delete(&name).await?;
    }
    // A sync holds its client for as long as a list takes; opened again, it goes on.
    let anew = is_working(desk, &id).await?;
    put_to_use(desk, &id, client, anew, alone).await
}

async fn wanted(desk: &Desk, input: &ConnectionInput) -> Result<Wanted> {
    let record = desk.record(&input.account).await?;
    let connection = validate::connection(&input.connection)?;
    let typed = validate::proxy_password(input.proxy_password.as_ref())?;
    let unavailable = |state| AppError::AccountUnavailable { state };
    let app_id = record::app_id_of(&record);
    let app_id = app_id.ok_or_else(|| unavailable(AccountState::SecretMissing))?.to_owned();
    let vault = desk.inner.vaults.active()?;
    let facts = record::credentials_of(&record)?;
    let kept = kept_credentials(&desk.inner, &input.account, &facts).await?;
    let credentials = kept.map_err(unavailable)?;
    let refresh_tokens =
        RefreshTokens::of(&desk.inner, &*vault, &input.account, &credentials).await?;
    let before = record::connection_of(&record).unwrap_or_default().proxy;
    let proxy_password = match (&connection.proxy, typed) {
        (ProxyChoice::Server { user: Some(_), .. }, Some(typed)) => Some(typed),
        // A kept password is never sent to another server.
        (proxy, None) if *proxy == before => kept_password(&*vault, &input.account, proxy).await?,
        _ => None,
    };
    let api_base = validate::api_base(input.api_base.as_deref());
    let kind = record::official_kind(&app_id, api_base.as_deref(), &connection, facts);
    Ok(Wanted {
        record: AccountRecord { kind, ..record },
        access: Access {
            app_id,
            credentials,
            refresh_tokens,
            api_base,
            connection,
            proxy_password,
        },
    })
}

async fn is_working(desk: &Desk, id: &AccountId) -> Result<bool> {
    let work = crate::jobs::running_work(desk, ()).await?;
    let syncs = work.syncs.iter().any(|sync| sync.account == *id);
    Ok(syncs || work.jobs.iter().any(|job| job.account == *id))
}
