//! Files whose keys the keychain has lost (another user of the system, a system set up anew, a
//! computer without a keychain): back with the recovery code, or on without them.
//!
//! Until one of the two is chosen no file is touched.

use std::path::Path;

use fandesk_store::Key;
use secrecy::SecretString;

use crate::blocking::blocking;
use crate::desk::{Desk, Inner};
use crate::error::{AppError, Result};
use crate::file_keys::{keep_surely, kept_key, opens};
use crate::files::{move_aside, remove_if_present};
use crate::input::RestoreKeysInput;
use crate::keys;
use crate::overview::{DeskOverview, desk_overview};
use crate::vault::{PassphraseVault, VaultState, by_code, plain_code};

/// Brings back the keys of the files with the recovery code, which goes on being good. AppSecrets
/// do not come back: WeChat's console shows them to nobody either, and gives new ones.
///
/// A key is put back only where it opens its file, that of `desk.db` last: killed on the way, the
/// program asks for the code again, or has all it needs.
///
/// # Errors
/// `wrongCode`, and `recoveryDamaged` when its file cannot be read or no key in it opens anything
/// here (it is of other files, or from before they got new keys), and then nothing is changed;
/// `notFound` when no key is missing; what the keychain or the disk says.
pub async fn restore_keys(desk: &Desk, input: RestoreKeysInput) -> Result<DeskOverview> {
    {
        let inner = &desk.inner;
        let _alone = inner.changing.lock().await;
        keys_are_missing(inner)?;
        let keychain = inner.vaults.keychain()?;
        let copies = copies_by_code(inner, plain_code(&input.code)).await?;
        let fitting = fitting(inner, &copies).await?;
        keychain.adopt(&copies).await?;
        for (name, key) in &fitting.accounts {
            keep_surely(&*keychain, name, key).await?;
        }
        match fitting.list {
            Some(key) => keep_surely(&*keychain, keys::DESK_FILE, &key).await?,
            // The accounts are worth more than the list of them, which can be made anew.
            None => inner.file.go_on_without_key().await?,
        }
    }
    desk.unlock(None).await?;
    desk_overview(desk, ()).await
}

/// Brings the keys back where there is no keychain to put them: they are kept behind a passphrase
/// from now on, which the code goes on opening.
///
/// # Errors
/// As [`restore_keys`].
pub(crate) async fn restore_behind_passphrase(
    inner: &Inner,
    code: SecretString,
    passphrase: SecretString,
) -> Result<()> {
    let copies = copies_by_code(inner, code.clone()).await?;
    let Fitting { accounts, list } = fitting(inner, &copies).await?;
    let list_fits = list.is_some();
    let found = accounts.into_iter().chain(list.map(|key| (keys::DESK_FILE.to_owned(), key)));
    let entries: Vec<_> = found.map(|(name, key)| (name, keys::key_to_text(&key))).collect();
    let all_fit = copies.names().len() == entries.len();
    inner.vaults.choose_with(passphrase, Some(code), entries).await?;
    if !list_fits {
        inner.file.go_on_without_key().await?;
        inner.file.move_key_to(&inner.vaults).await?;
    }
    // A key of a file that is damaged, or not here yet, is in the copies alone.
    let (copies, aside) = (inner.paths.recovery(), inner.paths.set_aside());
    let ended =
        move || if all_fit { remove_if_present(&copies) } else { move_aside(&copies, &aside) };
    blocking(move || Ok(ended()?)).await
}

/// Goes on without the keys: the files are set aside, with what a code found later would open them
/// by, and the accounts listed to be synced anew.
///
/// # Errors
/// `notFound` when no key is missing; what the disk says.
pub async fn go_on_without_keys(desk: &Desk, (): ()) -> Result<DeskOverview> {
    {
        let inner = &desk.inner;
        let _alone = inner.changing.lock().await;
        keys_are_missing(inner)?;
        let paths = inner.paths.clone();
        blocking(move || Ok(move_aside(&paths.recovery(), &paths.set_aside())?)).await?;
        inner.file.go_on_without_key().await?;
    }
    desk.unlock(None).await?;
    desk_overview(desk, ()).await
}

fn keys_are_missing(inner: &Inner) -> Result<()> {
    match inner.file.locked() {
        Some(VaultState::KeysMissing) => Ok(()),
        _ => Err(AppError::NotFound),
    }
}

/// The keys that this code brings back, as they were kept last.
async fn copies_by_code(inner: &Inner, code: SecretString) -> Result<PassphraseVault> {
    PassphraseVault::open(inner.paths.recovery(), code).await.map_err(by_code)
}

/// The keys that open files of this folder.
struct Fitting {
    accounts: Vec<(String, Key)>,
    /// That of `desk.db`.
    list: Option<Key>,
}

async fn fitting(inner: &Inner, copies: &PassphraseVault) -> Result<Fitting> {
    let mut accounts = Vec::new();
    for name in copies.names() {
        let Some(account) = keys::account_of_file(&name) else { continue };
        if let Some(key) = opening(copies, &name, &inner.paths.account_db(&account)).await? {
            accounts.push((name, key));
        }
    }
    let list = opening(copies, keys::DESK_FILE, &inner.paths.desk_db()).await?;
    if list.is_none() && accounts.is_empty() {
        return Err(AppError::RecoveryDamaged);
    }
    Ok(Fitting { accounts, list })
}

/// The key of the copies that opens this file: the one under the name, or the one that was about
/// to take its place.
async fn opening(copies: &PassphraseVault, name: &str, file: &Path) -> Result<Option<Key>> {
    if !file.exists() {
        return Ok(None);
    }
    for name in [name.to_owned(), keys::next(name)] {
        if let Some(key) = kept_key(copies, &name).await?
            && opens(file, &key).await?
        {
            return Ok(Some(key));
        }
    }
    Ok(None)
}
