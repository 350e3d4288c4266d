//! Where keys and secrets are kept, as the operator changes it: keychain or passphrase, another
//! passphrase, a recovery code; and erasing everything on this computer.

use std::path::Path;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::accounts::{AccountId, AccountKind, id_of, kind_of};
use crate::blocking::blocking;
use crate::desk::Desk;
use crate::desk_file::account_files;
use crate::error::{AppError, Problem, Result};
use crate::event::DeskEvent;
use crate::input::{ChangePassphraseInput, MakeCodeInput, PassphraseInput, RecoverInput};
use crate::keys;
use crate::overview::{DeskOverview, Settings, desk_overview};
use crate::restoring::restore_behind_passphrase;
use crate::vault::{RecoverableVault, Vault, VaultError, VaultState, fresh_code, plain_code};

/// Fewest characters of a passphrase.
const SHORTEST_PASSPHRASE: usize = 8;

/// What can be changed about where secrets are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VaultFacts {
    /// How the vault stands.
    pub vault: VaultState,
    /// Whether the system has a keychain.
    pub keychain: bool,
    /// Whether a recovery code was made that is still good.
    pub recovery: bool,
}

/// A fresh recovery code. It is shown once and kept nowhere.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecoveryCode {
    /// 25 digits and letters in five groups.
    pub code: String,
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

/// A passphrase that is long enough.
pub(crate) fn sound_passphrase(passphrase: SecretString) -> Result<SecretString> {
    if passphrase.expose_secret().chars().count() < SHORTEST_PASSPHRASE {
        return Err(AppError::invalid("passphrase", Problem::TooShort));
    }
    Ok(passphrase)
}

/// What can be changed about where secrets are kept.
pub async fn vault_facts(desk: &Desk, (): ()) -> Result<VaultFacts> {
    let vaults = &desk.inner.vaults;
    Ok(VaultFacts {
        vault: desk.vault_state().await,
        keychain: vaults.keychain_exists().await,
        recovery: has_code(desk).await,
    })
}

/// A vault that cannot be asked just now is as good as one without a code: nothing can be made.
async fn has_code(desk: &Desk) -> bool {
    let vaults = &desk.inner.vaults;
    if vaults.passphrase_chosen() {
        return vaults.passphrase_vault().is_ok_and(|vault| vault.has_recovery());
    }
    match vaults.keychain() {
        Ok(keychain) => keychain.has_code().await.unwrap_or(false),
        Err(_) => false,
    }
}

/// From now on another passphrase opens the vault; nothing else changes.
///
/// # Errors
/// `invalid` when it is too short; `wrongPassphrase` for the present one; `notFound` where a
/// keychain is in use.
pub async fn change_passphrase(desk: &Desk, input: ChangePassphraseInput) -> Result<()> {
    let passphrase = sound_passphrase(input.passphrase)?;
    let _alone = desk.inner.changing.lock().await;
    let vault = desk.inner.vaults.passphrase_vault()?;
    vault.check(input.present).await?;
    Ok(vault.set_passphrase(passphrase).await?)
}

/// Makes a code that opens the vault when the passphrase is forgotten, or brings back the keys of
/// the files when the keychain has lost them; an earlier one ends.
///
/// # Errors
/// `wrongPassphrase`; `notFound` while nothing secret is kept; what the keychain or the disk says,
/// and then there may be no code any more.
pub async fn make_recovery_code(desk: &Desk, input: MakeCodeInput) -> Result<RecoveryCode> {
    let inner = &desk.inner;
    let _alone = inner.changing.lock().await;
    if inner.file.key_beside() {
        return Err(AppError::NotFound);
    }
    let code = if inner.vaults.passphrase_chosen() {
        let vault = inner.vaults.passphrase_vault()?;
        vault.check(input.passphrase.ok_or(AppError::WrongPassphrase)?).await?;
        let code = fresh_code();
        vault.set_recovery(plain_code(&code)).await?;
        code
    } else {
        inner.vaults.keychain()?.make_code(names(desk).await?).await?
    };
    Ok(RecoveryCode { code: code.expose_secret().to_owned() })
}

/// Opens the vault with its recovery code and gives it another passphrase. Where keys were kept in
/// a keychain that is not there, its code brings them behind that passphrase.
///
/// # Errors
/// `invalid` when it is too short; `wrongCode`; `recoveryDamaged` as when keys are restored.
pub async fn recover(desk: &Desk, input: RecoverInput) -> Result<DeskOverview> {
    let passphrase = sound_passphrase(input.passphrase)?;
    let code = plain_code(&input.code);
    {
        let inner = &desk.inner;
        let _alone = inner.changing.lock().await;
        match inner.file.locked() {
            Some(VaultState::KeychainMissing { recovery: true }) => {
                restore_behind_passphrase(inner, code, passphrase).await?;
            }
            _ => inner.vaults.recover(code, passphrase).await?,
        }
    }
    desk.unlock(None).await?;
    desk_overview(desk, ()).await
}

/// Moves everything out of the keychain, behind a passphrase. The vault's file is written whole
/// before anything leaves the keychain, so that a crash between the steps loses nothing.
///
/// # Errors
/// `invalid` when it is too short; what the keychain or the disk says, and then nothing is changed.
pub async fn use_passphrase(desk: &Desk, input: PassphraseInput) -> Result<VaultState> {
    let passphrase = sound_passphrase(input.passphrase)?;
    let inner = &desk.inner;
    if inner.file.key_beside() {
        return desk.choose_passphrase(passphrase).await;
    }
    {
        let _alone = inner.changing.lock().await;
        if inner.vaults.passphrase_chosen() {
            return Err(AppError::PassphraseNeeded);
        }
        let keychain = inner.vaults.keychain()?;
        let entries = entries(desk, &*keychain).await?;
        inner.vaults.choose_with(passphrase, None, entries.clone()).await?;
        forget(&keychain, &entries).await;
    }
    announce(desk).await
}

/// Moves everything from behind the passphrase into the system's keychain, which has to give each
/// entry back before the passphrase goes.
///
/// # Errors
/// `passphraseNeeded` while locked; `keychainMissing`, `keychainLocked`, and then nothing is changed.
pub async fn use_keychain(desk: &Desk, (): ()) -> Result<VaultState> {
    let inner = &desk.inner;
    {
        let _alone = inner.changing.lock().await;
        let _unswept = inner.vaults.unswept().await;
        let vault = inner.vaults.passphrase_vault()?;
        let keychain = inner.vaults.keychain()?;
        for (name, value) in entries(desk, &*vault).await? {
            keychain.set(&name, &value).await?;
            if keychain.get(&name).await?.expose_secret() != value.expose_secret() {
                return Err(AppError::internal("the keychain gave back something else"));
            }
        }
        inner.vaults.leave_passphrase()?;
    }
    announce(desk).await
}

/// Erases every account with all that is known of it, keys, secrets and settings: the desk is as
/// on its first day. Files that were exported stay; WeChat hears nothing of it.
///
/// # Errors
/// What the keychain says, and then nothing is erased; what the disk says, and then it can be
/// repeated.
pub async fn erase_everything(desk: &Desk, (): ()) -> Result<DeskOverview> {
    let inner = &desk.inner;
    {
        let _alone = inner.changing.lock().await;
        inner.connecting.clear();
        if inner.vaults.passphrase_chosen() {
            let accounts = accounts_here(desk).await?;
            let secrets: Vec<_> = accounts.iter().flat_map(keys::secrets_of).collect();
            inner.vaults.sweep_keychain(&secrets).await;
        } else if let Ok(keychain) = inner.vaults.keychain()
            && may_keep_something(desk).await
        {
            for name in names(desk).await? {
                keychain.delete(&name).await?;
            }
            keychain.end_code(&[]).await?;
        }
        // From here on nothing opens: whoever asks for an account hears that the list is closed.
        inner.file.close().await;
        desk.close_accounts().await;
        inner.vaults.leave_passphrase()?;
        let (root, kept) = (inner.paths.root().to_owned(), desk.downloads_dir().to_owned());
        blocking(move || Ok(remove_all(&root, &kept)?)).await?;
        crate::files::create_private_folder(&inner.paths.accounts())?;
        inner.glances.forget().await;
        inner.pasted_tokens.forget();
        inner.redeemed_tokens.forget();
        inner.file.try_open(&inner.vaults).await?;
    }
    desk.notice_settings(Settings::default());
    desk.events().send(DeskEvent::Resync);
    desk_overview(desk, ()).await
}

/// Whether the keychain may keep something. With practice accounts alone it does not, and is not
/// asked: there may be none that answers. A list that was begun anew has its key beside it, too.
async fn may_keep_something(desk: &Desk) -> bool {
    let inner = &desk.inner;
    !inner.file.key_beside()
        || inner.paths.recovery().exists()
        || official_accounts(desk).await.is_ok_and(|accounts| !accounts.is_empty())
}

/// The accounts as they are listed, or, where a forgotten passphrase hides the list, as their files
/// are named.
async fn accounts_here(desk: &Desk) -> Result<Vec<AccountId>> {
    if let Ok(listed) = official_accounts(desk).await {
        return Ok(listed);
    }
    let folder = desk.inner.paths.accounts();
    blocking(move || Ok(account_files(&folder)?.into_iter().collect())).await
}

async fn official_accounts(desk: &Desk) -> Result<Vec<AccountId>> {
    let records = desk.with_desk_file(|store| Ok(store.accounts()?)).await?;
    let official = records.iter().filter(|record| kind_of(record) == AccountKind::Official);
    official.map(id_of).collect()
}

/// Every name under which something may be kept.
async fn names(desk: &Desk) -> Result<Vec<String>> {
    let mut names = vec![keys::DESK_FILE.to_owned(), keys::next(keys::DESK_FILE)];
    for id in official_accounts(desk).await? {
        names.extend([keys::account_file(&id), keys::next(&keys::account_file(&id))]);
        names.extend(keys::secrets_of(&id));
    }
    Ok(names)
}

async fn entries(desk: &Desk, vault: &dyn Vault) -> Result<Vec<(String, SecretString)>> {
    let mut entries = Vec::new();
    for name in names(desk).await? {
        match vault.get(&name).await {
            Ok(value) => entries.push((name, value)),
            Err(VaultError::Missing) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(entries)
}

/// What stays behind does no harm but is not needed any more. The keychain's code ends: the vault
/// behind the passphrase has one of its own.
async fn forget(keychain: &RecoverableVault, moved: &[(String, SecretString)]) {
    if let Err(error) = keychain.end_code(moved).await {
        tracing::warn!(%error, "the keychain's recovery code does not end before the next start");
    }
    for (name, _) in moved {
        if let Err(error) = keychain.delete(name).await {
            tracing::warn!(%error, "an entry stays in the keychain after the move");
        }
    }
}

async fn announce(desk: &Desk) -> Result<VaultState> {
    desk.events().send(DeskEvent::Resync);
    Ok(desk.vault_state().await)
}

/// Everything in the folder but the lock, which this program holds, and the folder of exports.
fn remove_all(root: &Path, kept: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(root)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if name == "lock" || path == kept {
            continue;
        }
        let removed = match path.is_dir() {
            true => std::fs::remove_dir_all(&path),
            false => std::fs::remove_file(&path),
        };
        // Today's log is being written; on Windows it cannot go, and it names nobody.
        if name != "logs" {
            removed?;
        }
    }
    Ok(())
}
