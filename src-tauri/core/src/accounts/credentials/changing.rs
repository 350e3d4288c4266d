//! Other credentials for an account, or none: the account and all that is known of it stay.

use fandesk_store::AccountRecord;
use tokio::sync::MutexGuard;

use super::{Credentials, RefreshTokens, forget_credentials, keep_credentials};
use crate::accounts::{
    Access, AccountId, AccountKind, AccountState, AccountSummary, kept_password, kind_of,
    put_to_use, record,
};
use crate::desk::Desk;
use crate::error::{AppError, Result};
use crate::input::{AccountInput, ReplaceCredentialsInput};
use crate::keys;
use crate::sync::{SyncStatus, sync_state};
use crate::vault::Vault;

/// Keeps other credentials, of the same kind or another one, after trying them. An account whose
/// file or key was lost begins anew with them; a sync that trouble had paused goes on, and so do
/// jobs that had stopped because WeChat did not let the account in.
///
/// # Errors
/// `accountUnknown`, `invalid`, what WeChat or the customer's service says, what the vault says.
pub async fn replace_credentials(
    desk: &Desk,
    input: ReplaceCredentialsInput,
) -> Result<AccountSummary> {
    let id = input.account;
    let credentials = input.credentials.checked(desk.clock().now())?;
    let record = desk.record(&id).await?;
    let vault = desk.inner.vaults.active()?;
    let access = access(desk, &*vault, &id, &record, &credentials).await?;
    let client = access.client(&desk.inner)?;
    client.check_credentials().await?;

    let alone = desk.inner.changing.lock().await;
    // The secrets may have moved meanwhile.
    let vault = desk.inner.vaults.active()?;
    if let Err(error) = keep(desk, &*vault, &id, &credentials, &alone).await {
        // Removed while WeChat was asked: nothing may stay behind.
        if error == AppError::AccountUnknown {
            forget_credentials(desk, &*vault, &id).await?;
        }
        return Err(error);
    }
    let anew = stands_still(desk, &id).await;
    let summary = put_to_use(desk, &id, client, anew, alone).await?;
    if let Ok(account) = desk.account(&id).await {
        crate::jobs::resume_shut_out(&account).await;
    }
    desk.inner.vaults.sweep_keychain(&keys::credentials_of(&id)).await;
    Ok(summary)
}

/// Removes what opens the account from this computer: AppSecret, addresses and headers, refresh
/// token or pasted token. Followers, history and settings stay usable; what is under way stops
/// and waits for other credentials. Nothing changes on WeChat's side.
///
/// # Errors
/// `accountUnknown`; `notFound` for the practice account; what the vault says, and then it can be
/// repeated.
pub async fn remove_credentials(desk: &Desk, input: AccountInput) -> Result<AccountSummary> {
    let id = input.account;
    let alone = desk.inner.changing.lock().await;
    let record = desk.record(&id).await?;
    if kind_of(&record) == AccountKind::Practice {
        return Err(AppError::NotFound);
    }
    let vault = desk.inner.vaults.active()?;
    desk.close_account_for(&id, forget_credentials(desk, &*vault, &id)).await?;
    drop(alone);
    desk.announce_account(&id).await;
    desk.inner.vaults.sweep_keychain(&keys::credentials_of(&id)).await;
    desk.summary(&id).await
}

async fn access(
    desk: &Desk,
    vault: &dyn Vault,
    id: &AccountId,
    record: &AccountRecord,
    credentials: &Credentials,
) -> Result<Access> {
    let Some(app_id) = record::app_id_of(record) else {
        return Err(AppError::AccountUnavailable { state: AccountState::SecretMissing });
    };
    let connection = record::connection_of(record)?;
    Ok(Access {
        app_id: app_id.to_owned(),
        credentials: credentials.clone(),
        refresh_tokens: RefreshTokens::of(&desk.inner, vault, id, credentials).await?,
        api_base: record::api_base_of(record).map(str::to_owned),
        proxy_password: kept_password(vault, id, &connection.proxy).await?,
        connection,
    })
}

/// Into the vault and the list, as the account is listed by now.
async fn keep(
    desk: &Desk,
    vault: &dyn Vault,
    id: &AccountId,
    credentials: &Credentials,
    _alone: &MutexGuard<'_, ()>,
) -> Result<()> {
    let record = desk.record(id).await?;
    let kind = record::official_kind(
        record::app_id_of(&record).ok_or(AppError::AccountUnknown)?,
        record::api_base_of(&record),
        &record::connection_of(&record)?,
        credentials.facts(),
    );
    let record = AccountRecord { kind, ..record };
    keep_credentials(desk, vault, id, credentials).await?;
    desk.with_desk_file(move |store| Ok(store.put_account(&record)?)).await
}

/// Whether trouble has paused a sync that may go on now.
async fn stands_still(desk: &Desk, id: &AccountId) -> bool {
    let input = AccountInput { account: id.clone() };
    let sync = sync_state(desk, input).await.ok().flatten();
    sync.is_some_and(|sync| matches!(sync.status, SyncStatus::Paused { because: Some(_) }))
}
