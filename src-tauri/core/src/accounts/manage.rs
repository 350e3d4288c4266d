//! Renaming an account and removing it: on this computer only, WeChat hears nothing of it.

use std::fs::{self, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use fandesk_store::AccountRecord;
use memchr::memmem;

use super::credentials::forget_credentials;
use super::{AccountId, AccountKind, AccountSummary, kind_of, validate};
use crate::blocking::blocking;
use crate::desk::Desk;
use crate::error::Result;
use crate::event::Topic;
use crate::files::remove_beginning_with;
use crate::input::{AccountInput, RenameAccountInput};
use crate::keys;
use crate::paths::Paths;

/// Renames the account on this computer only.
///
/// # Errors
/// `accountUnknown`, `invalid`.
pub async fn rename_account(desk: &Desk, input: RenameAccountInput) -> Result<AccountSummary> {
    let name = validate::name(&input.name)?;
    let id = input.account;
    let alone = desk.inner.changing.lock().await;
    let record = AccountRecord { name, ..desk.record(&id).await? };
    desk.with_desk_file(move |store| Ok(store.put_account(&record)?)).await?;
    drop(alone);
    desk.announce_account(&id).await;
    desk.summary(&id).await
}

/// Removes the account from this computer only: its work is stopped, then its file with all
/// copies, its key and its AppSecret go, and the log no longer says which account it was. Nothing
/// changes on WeChat's side.
///
/// # Errors
/// `accountUnknown`; what the vault or the disk says, and then the account is still listed, so that
/// removing can be repeated.
pub async fn remove_account(desk: &Desk, input: AccountInput) -> Result<()> {
    let id = input.account;
    let alone = desk.inner.changing.lock().await;
    let kind = kind_of(&desk.record(&id).await?);
    forget(desk, &id, kind).await?;
    drop(alone);
    let left = leave(desk, &id).await;
    desk.announce(&[Topic::Accounts]);
    if kind == AccountKind::Official {
        desk.inner.vaults.sweep_keychain(&keys::secrets_of(&id)).await;
    }
    left
}

/// The window does not begin with this account any more.
async fn leave(desk: &Desk, id: &AccountId) -> Result<()> {
    let mut settings = desk.settings().await?;
    if settings.current_account.as_ref() == Some(id) {
        settings.current_account = None;
        crate::overview::save_settings(desk, settings).await?;
    }
    Ok(())
}

/// Everything about an account goes, the list's entry last. Whoever asks for the account
/// meanwhile waits, and finds that there is none: opened half-way through, it would make a fresh
/// file, or set the old one aside as one without a key.
pub(super) async fn forget(desk: &Desk, id: &AccountId, kind: AccountKind) -> Result<()> {
    desk.close_account_for(id, forget_closed(desk, id, kind)).await
}

async fn forget_closed(desk: &Desk, id: &AccountId, kind: AccountKind) -> Result<()> {
    if kind == AccountKind::Official {
        let vault = desk.inner.vaults.active()?;
        forget_credentials(desk, &*vault, id).await?;
        vault.delete(&keys::proxy_password(id)).await?;
        vault.delete(&keys::next(&keys::account_file(id))).await?;
        vault.delete(&keys::account_file(id)).await?;
    }
    let (paths, account) = (desk.inner.paths.clone(), id.clone());
    blocking(move || remove_files(&paths, &account)).await?;
    desk.forget_glance(id).await?;
    desk.forget_first_page(id).await?;
    let key = id.as_str().to_owned();
    desk.with_desk_file(move |store| Ok(store.remove_account(&key)?)).await?;
    if kind == AccountKind::Official {
        // A test of the connection that was under way may have wanted a refresh token again.
        let vault = desk.inner.vaults.active()?;
        forget_credentials(desk, &*vault, id).await?;
    }
    let (logs, account) = (desk.inner.paths.logs(), id.clone());
    // A log that cannot be written keeps no account from going.
    blocking(move || {
        if let Err(error) = blot_logs(&logs, &account) {
            tracing::warn!(%error, "a removed account is still named in the log");
        }
        Ok(())
    })
    .await
}

/// The account's file, its journal, and the copies made before migrations or set aside: every file
/// whose name begins with the id.
fn remove_files(paths: &Paths, id: &AccountId) -> Result<()> {
    for folder in [paths.accounts(), paths.backups(), paths.set_aside()] {
        remove_beginning_with(&folder, id.as_str())?;
    }
    Ok(())
}

/// Lines about the account stay in the log without its id. Each file is changed in its place and keeps
/// its length: today's is being written to.
fn blot_logs(folder: &Path, id: &AccountId) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let path = entry?.path();
        if !path.is_file() {
            continue;
        }
        let text = match fs::read(&path) {
            // The oldest goes when a new one begins.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            text => text?,
        };
        let mut places = memmem::find_iter(&text, id.as_str()).peekable();
        if places.peek().is_none() {
            continue;
        }
        let mut file = OpenOptions::new().write(true).open(&path)?;
        for place in places {
            file.seek(SeekFrom::Start(place as u64))?;
            file.write_all(&vec![b'-'; id.as_str().len()])?;
        }
    }
    Ok(())
}
