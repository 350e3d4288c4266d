//! Connecting an Official Account: what opens it is tried before anything is kept.

use fandesk_store::AccountRecord;
use secrecy::SecretString;
use serde::Deserialize;
use ts_rs::TS;

use super::credentials::{Credentials, RefreshTokens, keep_credentials};
use super::{
    Access, AccountId, AccountKind, AccountSummary, Connection, NewCredentials, ProxyChoice,
    record, validate,
};
use crate::desk::Desk;
use crate::error::{AppError, Result};
use crate::keys;
use crate::vault::Vault;

/// What an operator types to connect an Official Account.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewAccount {
    /// The name it gets on this computer, at most 60 characters.
    pub name: String,
    /// `wx` and sixteen letters or digits.
    pub app_id: String,
    /// What opens it.
    pub credentials: NewCredentials,
    /// Another address of the API; null for WeChat's usual one.
    pub api_base: Option<String>,
    /// How its calls get to WeChat; the usual way if left out.
    #[serde(default)]
    pub connection: Connection,
    /// The password of its proxy, kept in the vault only; null for none.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub proxy_password: Option<SecretString>,
}

/// What was typed, trimmed and found to be possible.
pub(super) struct Checked {
    pub(super) name: String,
    pub(super) app_id: String,
    pub(super) credentials: Credentials,
    api_base: Option<String>,
    connection: Connection,
    proxy_password: Option<SecretString>,
}

impl NewAccount {
    pub(super) fn checked(&self, desk: &Desk) -> Result<Checked> {
        let typed = validate::api_base(self.api_base.as_deref());
        let connection = validate::connection(&self.connection)?;
        let password = validate::proxy_password(self.proxy_password.as_ref())?;
        let has_user = matches!(connection.proxy, ProxyChoice::Server { user: Some(_), .. });
        Ok(Checked {
            name: validate::name(&self.name)?,
            app_id: validate::app_id(&self.app_id)?,
            credentials: self.credentials.checked(desk.clock().now())?,
            api_base: typed.or_else(|| desk.inner.parts.default_api_base.clone()),
            connection,
            proxy_password: password.filter(|_| has_user),
        })
    }
}

impl Checked {
    pub(super) fn access(&self, desk: &Desk) -> Access {
        Access {
            app_id: self.app_id.clone(),
            credentials: self.credentials.clone(),
            refresh_tokens: RefreshTokens::of_newcomer(&desk.inner, &self.app_id),
            api_base: self.api_base.clone(),
            connection: self.connection.clone(),
            proxy_password: self.proxy_password.clone(),
        }
    }
}

/// Connects an Official Account after trying what opens it, in one go.
///
/// # Errors
/// `invalid` naming the field; `accountExists`; what WeChat says; and what the vault says, before
/// anything is kept.
pub async fn add_account(desk: &Desk, input: NewAccount) -> Result<AccountSummary> {
    let checked = input.checked(desk)?;
    refuse_known(desk, &checked.app_id).await?;
    checked.access(desk).client(&desk.inner)?.check_credentials().await?;
    keep(desk, &checked).await
}

/// Keeps an account to which WeChat has agreed.
///
/// # Errors
/// `accountExists`; what the vault says, before anything is kept.
pub(super) async fn keep(desk: &Desk, checked: &Checked) -> Result<AccountSummary> {
    let id = AccountId::random();
    let alone = desk.inner.changing.lock().await;
    // Somebody may have been quicker while WeChat was asked.
    refuse_known(desk, &checked.app_id).await?;
    let vault = desk.inner.vaults.active()?;
    desk.inner.file.move_key_to(&desk.inner.vaults).await?;
    let kind = record::official_kind(
        &checked.app_id,
        checked.api_base.as_deref(),
        &checked.connection,
        checked.credentials.facts(),
    );
    let record = record::official(&id, &checked.name, kind, desk.clock().now());
    // The list first: a crash from here on leaves an account that asks for its credentials, and
    // never a secret that no account owns.
    desk.with_desk_file(move |store| Ok(store.put_account(&record)?)).await?;
    let opened = match keep_secrets(desk, &*vault, &id, checked).await {
        Ok(()) => desk.account(&id).await.map(drop),
        Err(error) => Err(error),
    };
    if let Err(error) = opened {
        super::manage::forget(desk, &id, AccountKind::Official).await?;
        return Err(error);
    }
    drop(alone);
    desk.announce_account(&id).await;
    desk.summary(&id).await
}

pub(super) async fn refuse_known(desk: &Desk, app_id: &str) -> Result<()> {
    let known = |record: &AccountRecord| record::app_id_of(record) == Some(app_id);
    let records = desk.with_desk_file(|store| Ok(store.accounts()?)).await?;
    match records.into_iter().find(known) {
        Some(record) => Err(AppError::AccountExists { name: record.name }),
        None => Ok(()),
    }
}

async fn keep_secrets(
    desk: &Desk,
    vault: &dyn Vault,
    id: &AccountId,
    checked: &Checked,
) -> Result<()> {
    keep_credentials(desk, vault, id, &checked.credentials).await?;
    if matches!(checked.credentials, Credentials::Platform(_)) {
        desk.inner.redeemed_tokens.hand_over(vault, id, &checked.app_id).await?;
    }
    if let Some(password) = &checked.proxy_password {
        vault.set(&keys::proxy_password(id), password).await?;
    }
    Ok(())
}
