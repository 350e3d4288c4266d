//! New keys for the files: a key that somebody may have got hold of does not open them any more.
//!
//! One file after the other is closed, encrypted anew and opened again, so that its work goes on.
//! `file_keys` says why the program may be ended at any moment of it. The practice account keeps
//! its key: nobody in it is real. A recovery code goes on being good, and with it the key of its file.

use std::path::PathBuf;

use crate::account::Account;
use crate::accounts::{AccountId, AccountKind, id_of, kind_of};
use crate::blocking::blocking;
use crate::desk::Desk;
use crate::error::{AppError, Result};
use crate::event::DeskEvent;
use crate::files::remove_beginning_with;
use crate::raised::Raised;
use crate::{file_keys, keys};

/// Gives every file with something real in it a new random key, and removes the copies made
/// before upgrades, which nothing opens any more. How far it is, is announced.
///
/// # Errors
/// `notFound` while nothing secret is kept; what the vault or the disk says, and then it can be
/// repeated: each file opens, with its old key or its new one.
pub async fn renew_file_keys(desk: &Desk, (): ()) -> Result<()> {
    // Whoever stops listening does not stop it half-way.
    let work = {
        let desk = desk.clone();
        desk.inner.tasks.clone().spawn(move |_| async move { renew(&desk).await })
    };
    match work.await {
        Ok(Some(outcome)) => outcome,
        Ok(None) => Err(AppError::FolderInUse),
        Err(_) => Err(AppError::internal("giving files new keys panicked")),
    }
}

async fn renew(desk: &Desk) -> Result<()> {
    let outcome = {
        let _alone = desk.inner.changing.lock().await;
        let _rekeying = Raised::new(&desk.inner.rekeying);
        renew_alone(desk).await
    };
    desk.events().send(DeskEvent::Resync);
    outcome
}

async fn renew_alone(desk: &Desk) -> Result<()> {
    let inner = &desk.inner;
    if inner.file.key_beside() {
        return Err(AppError::NotFound);
    }
    let vault = inner.vaults.active()?;
    let records = desk.with_desk_file(|store| Ok(store.accounts()?)).await?;
    let official = records.iter().filter(|record| kind_of(record) == AccountKind::Official);
    let accounts: Vec<AccountId> = official.map(id_of).collect::<Result<_>>()?;
    let files = u32::try_from(accounts.len()).unwrap_or(u32::MAX).saturating_add(1);
    let open: Vec<AccountId> =
        desk.open_accounts().await.iter().map(Account::id).cloned().collect();
    let announce = |done| desk.events().send(DeskEvent::FilesRekeyed { done, files });
    // One file that cannot be encrypted keeps no other from its new key.
    let mut failure = Ok(());
    for (done, id) in (0..).zip(&accounts) {
        announce(done);
        let path = inner.paths.account_db(id);
        let work = async {
            // One whose file was set aside has nothing to encrypt.
            if !path.exists() {
                return Ok(());
            }
            file_keys::rekey(&*vault, &keys::account_file(id), path).await
        };
        let outcome = desk.close_account_for(id, work).await;
        if open.contains(id)
            && let Err(error) = desk.account(id).await
        {
            tracing::warn!(
                code = error.code(),
                "an account stays closed after its key was changed"
            );
        }
        match outcome {
            Ok(()) => remove_copies(inner.paths.backups(), id.as_str()).await?,
            Err(error) => {
                tracing::warn!(account = %id, code = error.code(), "an account's file keeps its key");
                failure = failure.and(Err(error));
            }
        }
    }
    announce(files - 1);
    inner.file.rekey(&inner.vaults).await?;
    remove_copies(inner.paths.backups(), "desk").await?;
    announce(files);
    failure
}

/// The copies that were made of a file before an upgrade: their key is gone.
async fn remove_copies(folder: PathBuf, file: &str) -> Result<()> {
    let begin = format!("{file}.");
    blocking(move || Ok(remove_beginning_with(&folder, &begin)?)).await
}
