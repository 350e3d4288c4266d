//! A keychain that has lost its keys, and the recovery code that brings them back.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use fandesk_core::accounts::{add_account, remove_account, replace_credentials};
use fandesk_core::input::{
    AccountInput, LabelTagInput, MakeCodeInput, PassphraseInput, ReplaceCredentialsInput,
    RestoreKeysInput, UnlockInput,
};
use fandesk_core::keeping::{erase_everything, make_recovery_code, use_passphrase, vault_facts};
use fandesk_core::overview::unlock;
use fandesk_core::rekeying::renew_file_keys;
use fandesk_core::restoring::{go_on_without_keys, restore_keys};
use fandesk_core::tags::{label_tag, tags};
use fandesk_core::{
    AccountId, AccountState, AccountSummary, AppError, Desk, DeskOverview, NewAccount, Vault,
    VaultError, VaultKind, VaultState,
};
use fandesk_sandbox::{Sandbox, SandboxConfig};

use crate::home::{Home, connect, credentials, overview, practice, secret, sync};
use crate::mortal::open_mortal;

pub(crate) const PEOPLE: u32 = 40;
pub(crate) const FILE: &str = "recovery.json";
pub(crate) const PASSPHRASE: &str = "correct horse battery";

async fn code_of(desk: &Desk) -> Result<String, AppError> {
    Ok(make_recovery_code(desk, MakeCodeInput { passphrase: None }).await?.code)
}

async fn restore(desk: &Desk, code: &str) -> Result<DeskOverview, AppError> {
    restore_keys(desk, RestoreKeysInput { code: code.into() }).await
}

pub(crate) async fn has_code(desk: &Desk) -> bool {
    vault_facts(desk, ()).await.unwrap().recovery
}

/// An account with all its people, the desk closed, and the code that was written down.
pub(crate) async fn world() -> (Home, Sandbox, AccountSummary, String) {
    let wechat = SandboxConfig::with_followers(PEOPLE).start().await.unwrap();
    let home = Home::with_keychain();
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    sync(&desk, &account).await;
    let code = code_of(&desk).await.unwrap();
    desk.close().await;
    (home, wechat, account, code)
}

/// A second account, whose file lies elsewhere afterwards: its places, then and now.
pub(crate) async fn another_whose_file_is_elsewhere(
    home: &Home,
) -> (Sandbox, AccountId, [PathBuf; 2]) {
    let mut elsewhere = SandboxConfig::with_followers(PEOPLE);
    elsewhere.accounts[0].appid = "wx00000000000000aa".to_owned();
    let elsewhere = elsewhere.start().await.unwrap();
    let desk = home.open().await;
    let other = NewAccount { name: "国贸店".to_owned(), ..credentials(&elsewhere) };
    let other = add_account(&desk, other).await.unwrap();
    desk.close().await;
    let places = [home.path(&format!("accounts/{}.db", other.id)), home.path("later.db")];
    fs::rename(&places[0], &places[1]).unwrap();
    (elsewhere, other.id, places)
}

/// Another user of the system, or a system set up anew: everything is there but the keychain.
fn lose_keychain(home: &mut Home) {
    home.vault = Some(Arc::default());
}

pub(crate) async fn everybody_is_there(desk: &Desk) {
    let seen = overview(desk).await.accounts.remove(0);
    assert_eq!((&seen.state, seen.following), (&AccountState::SecretMissing, PEOPLE));
}

/// No code brings an AppSecret back: it is given once more.
pub(crate) async fn goes_on_with_its_secret(
    desk: &Desk,
    wechat: &Sandbox,
    account: &AccountSummary,
) {
    let credentials = secret(&wechat.account().config().secret);
    let input = ReplaceCredentialsInput { account: account.id.clone(), credentials };
    replace_credentials(desk, input).await.unwrap();
    sync(desk, account).await;
    assert!(has_code(desk).await, "the code goes on being good");
}

pub(crate) fn nothing_is_set_aside(home: &Home) {
    assert!(home.files().iter().all(|file| !file.starts_with("set-aside/")), "{:?}", home.files());
}

#[tokio::test]
async fn the_code_brings_back_people_labels_and_history_but_no_secret() {
    let (mut home, wechat, account, code) = world().await;
    let desk = home.open().await;
    let input = AccountInput { account: account.id.clone() };
    let tag = tags(&desk, input.clone()).await.unwrap()[0].id;
    let note = "每月一号清理".to_owned();
    let label = LabelTagInput { account: account.id.clone(), tag, hue: Some(7), note };
    let label = label_tag(&desk, label).await.unwrap();
    let before = overview(&desk).await.accounts.remove(0);
    desk.close().await;
    lose_keychain(&mut home);
    let files = home.files();

    let desk = home.open().await;
    let seen = overview(&desk).await;
    assert_eq!((seen.vault, seen.accounts.len()), (VaultState::KeysMissing, 0));
    for wrong in ["", "00000-00000-00000-00000-00000"] {
        assert_eq!(restore(&desk, wrong).await.unwrap_err(), AppError::WrongCode);
    }
    assert!(home.keychain().names().is_empty() && home.files() == files, "nothing is touched");
    let seen = restore(&desk, &code.to_lowercase().replace('-', " ")).await.unwrap();
    assert_eq!(seen.vault, VaultState::Ready { kind: VaultKind::Keychain });
    everybody_is_there(&desk).await;
    let after = overview(&desk).await.accounts.remove(0);
    assert_eq!(after.last_sync, before.last_sync);
    let known = tags(&desk, input).await.unwrap();
    assert_eq!(known.iter().find(|known| known.id == tag), Some(&label));
    let again = restore(&desk, &code).await.unwrap_err();
    assert_eq!(again, AppError::NotFound, "no key is missing any more");

    goes_on_with_its_secret(&desk, &wechat, &account).await;
    desk.close().await;
    let desk = home.open().await;
    assert_eq!(overview(&desk).await.accounts[0].state, AccountState::Ready, "nothing is asked");
    desk.close().await;
    home.keeps_no_secret_in_sight(&wechat, &[&code, &code.replace('-', "")]).await;
}

#[tokio::test]
async fn the_code_follows_new_keys_new_accounts_and_removed_ones() {
    let (mut home, wechat, account, code) = world().await;
    let other = SandboxConfig::with_followers(PEOPLE).start().await.unwrap();
    let desk = home.open().await;
    let input = AccountInput { account: account.id.clone() };
    remove_account(&desk, input).await.unwrap();
    let added = NewAccount { name: "国贸店".to_owned(), ..credentials(&other) };
    let added = add_account(&desk, added).await.unwrap();
    sync(&desk, &added).await;
    renew_file_keys(&desk, ()).await.unwrap();
    desk.close().await;
    lose_keychain(&mut home);

    let desk = home.open().await;
    restore(&desk, &code).await.unwrap();
    everybody_is_there(&desk).await;
    let mut expected = ["file/desk", &format!("file/{}", added.id), "recovery"].map(str::to_owned);
    expected.sort();
    assert_eq!(home.keychain().names(), expected, "of the removed account nothing is left");
    desk.close().await;
    nothing_is_set_aside(&home);
    home.keeps_no_secret_in_sight(&wechat, &[&code]).await;
}

#[tokio::test]
async fn a_newer_code_a_passphrase_and_erasing_end_a_code() {
    let (mut home, wechat, _account, first) = world().await;
    let desk = home.open().await;
    let second = code_of(&desk).await.unwrap();
    desk.close().await;
    let keychain = home.vault.take();
    lose_keychain(&mut home);
    let desk = home.open().await;
    assert_eq!(restore(&desk, &first).await.unwrap_err(), AppError::WrongCode);
    restore(&desk, &second).await.unwrap();
    desk.close().await;

    home.vault = keychain;
    let desk = home.open().await;
    use_passphrase(&desk, PassphraseInput { passphrase: PASSPHRASE.into() }).await.unwrap();
    assert!(!has_code(&desk).await, "a passphrase has a code of its own");
    assert!(!home.path(FILE).exists() && home.keychain().names().is_empty());
    nothing_is_set_aside(&home);
    erase_everything(&desk, ()).await.unwrap();

    connect(&desk, &wechat).await.unwrap();
    code_of(&desk).await.unwrap();
    erase_everything(&desk, ()).await.unwrap();
    assert!(!home.path(FILE).exists() && home.keychain().names().is_empty());
    practice(&desk, 20).await;
    assert_eq!(code_of(&desk).await.unwrap_err(), AppError::NotFound, "there is nothing secret");
    home.ends(desk, &wechat, &[PASSPHRASE, &first, &second]).await;
}

#[tokio::test]
async fn without_the_code_the_files_are_set_aside_and_the_account_is_synced_anew() {
    let (mut home, wechat, account, code) = world().await;
    let file = home.path(&format!("accounts/{}.db", account.id));
    let bytes = fs::read(&file).unwrap();
    lose_keychain(&mut home);
    let desk = home.open().await;
    let seen = go_on_without_keys(&desk, ()).await.unwrap();
    assert_eq!(seen.vault, VaultState::Unused { keychain: true });
    let listed = overview(&desk).await.accounts.remove(0);
    let AccountState::KeyMissing { set_aside: Some(set_aside) } = &listed.state else {
        panic!("the key is missing, not {:?}", listed.state);
    };
    assert_eq!(fs::read(set_aside).unwrap(), bytes, "not a byte of it was touched");
    let kept = home.files();
    assert!(kept.iter().any(|file| file.starts_with("set-aside/recovery.")), "{kept:?}");
    assert_eq!(restore(&desk, &code).await.unwrap_err(), AppError::NotFound);

    let credentials = secret(&wechat.account().config().secret);
    let input = ReplaceCredentialsInput { account: account.id.clone(), credentials };
    assert!(replace_credentials(&desk, input).await.is_err(), "the list no longer knows its AppID");
    connect(&desk, &wechat).await.unwrap();
    assert!(!has_code(&desk).await, "a new code has to be made");
    code_of(&desk).await.unwrap();
    home.ends(desk, &wechat, &[&code]).await;
}

#[tokio::test]
async fn killed_between_any_two_steps_the_keys_come_back_all_the_same() {
    // The key of the copies, the account's key, the desk's.
    for survived in 0..=3 {
        let (mut home, wechat, _account, code) = world().await;
        lose_keychain(&mut home);
        let (desk, _) = open_mortal(&home, survived).await;
        let outcome = restore(&desk, &code).await;
        assert_eq!(outcome.is_ok(), survived == 3, "after {survived} changes: {outcome:?}");
        desk.close().await;

        let desk = home.open().await;
        if desk.vault_state().await == VaultState::KeysMissing {
            restore(&desk, &code).await.unwrap();
        }
        everybody_is_there(&desk).await;
        desk.close().await;
        nothing_is_set_aside(&home);
        home.keeps_no_secret_in_sight(&wechat, &[&code]).await;
    }
}

#[tokio::test]
async fn killed_while_files_get_new_keys_the_code_still_opens_them() {
    for survived in 0..=6 {
        let (mut home, wechat, _account, code) = world().await;
        let (desk, _) = open_mortal(&home, survived).await;
        let _ = renew_file_keys(&desk, ()).await;
        desk.close().await;
        lose_keychain(&mut home);
        let desk = home.open().await;
        restore(&desk, &code).await.unwrap();
        everybody_is_there(&desk).await;
        renew_file_keys(&desk, ()).await.expect("and they can get new keys");
        everybody_is_there(&desk).await;
        desk.close().await;
        nothing_is_set_aside(&home);
        home.keeps_no_secret_in_sight(&wechat, &[&code]).await;
    }
}

#[tokio::test]
async fn killed_while_a_code_is_made_there_is_none_and_the_next_one_is_good() {
    let (mut home, wechat, _account, first) = world().await;
    let (desk, _) = open_mortal(&home, 0).await;
    assert_eq!(code_of(&desk).await.unwrap_err(), AppError::KeychainLocked);
    assert!(!has_code(&desk).await, "which is said, because the first has ended");
    renew_file_keys(&desk, ()).await.expect_err("the keychain takes nothing");
    desk.close().await;
    let desk = home.open().await;
    assert!(!has_code(&desk).await);
    renew_file_keys(&desk, ()).await.unwrap();
    let second = code_of(&desk).await.unwrap();
    assert!(has_code(&desk).await);
    desk.close().await;
    lose_keychain(&mut home);
    let desk = home.open().await;
    assert_eq!(restore(&desk, &first).await.unwrap_err(), AppError::WrongCode);
    restore(&desk, &second).await.unwrap();
    everybody_is_there(&desk).await;
    home.ends(desk, &wechat, &[&first, &second]).await;
}

#[tokio::test]
async fn a_damaged_file_of_the_code_is_told_and_stands_in_nobodys_way() {
    let (mut home, wechat, _account, code) = world().await;
    let whole = fs::read(home.path(FILE)).unwrap();
    fs::write(home.path(FILE), &whole[..whole.len() / 2]).unwrap();
    let desk = home.open().await;
    assert!(!has_code(&desk).await);
    assert_eq!(overview(&desk).await.accounts[0].following, PEOPLE);
    renew_file_keys(&desk, ()).await.unwrap();
    desk.close().await;

    lose_keychain(&mut home);
    let desk = home.open().await;
    assert_eq!(restore(&desk, &code).await.unwrap_err(), AppError::RecoveryDamaged);
    assert_eq!(desk.vault_state().await, VaultState::KeysMissing);
    go_on_without_keys(&desk, ()).await.unwrap();
    assert_eq!(overview(&desk).await.accounts.len(), 1);
    home.ends(desk, &wechat, &[&code]).await;
}

#[tokio::test]
async fn a_file_of_the_code_from_before_new_keys_opens_nothing_and_changes_nothing() {
    let (mut home, wechat, _account, code) = world().await;
    let old = fs::read(home.path(FILE)).unwrap();
    let desk = home.open().await;
    renew_file_keys(&desk, ()).await.unwrap();
    desk.close().await;
    let present = fs::read(home.path(FILE)).unwrap();
    fs::write(home.path(FILE), old).unwrap();
    lose_keychain(&mut home);
    let files = home.files();
    let desk = home.open().await;
    assert_eq!(restore(&desk, &code).await.unwrap_err(), AppError::RecoveryDamaged);
    assert_eq!(desk.vault_state().await, VaultState::KeysMissing);
    assert!(home.keychain().names().is_empty() && home.files() == files, "nothing is touched");

    fs::write(home.path(FILE), present).unwrap();
    restore(&desk, &code).await.expect("the right one, put back");
    everybody_is_there(&desk).await;
    home.ends(desk, &wechat, &[&code]).await;
}

#[tokio::test]
async fn a_list_that_no_key_opens_is_begun_anew_and_erasing_empties_the_keychain_all_the_same() {
    let (mut home, wechat, account, code) = world().await;
    let other = Home::with_keychain();
    other.open().await.close().await;
    fs::copy(other.path("desk.db"), home.path("desk.db")).unwrap();
    lose_keychain(&mut home);
    let desk = home.open().await;
    restore(&desk, &code).await.unwrap();
    let seen = overview(&desk).await.accounts.remove(0);
    assert_eq!((&seen.id, seen.following), (&account.id, PEOPLE));
    assert!(home.keychain().names().contains(&format!("file/{}", account.id)));

    erase_everything(&desk, ()).await.unwrap();
    assert_eq!(home.keychain().names(), Vec::<String>::new());
    home.ends(desk, &wechat, &[&code]).await;
}

#[tokio::test]
async fn a_new_code_brings_back_a_key_that_only_the_earlier_one_had_kept() {
    let (mut home, wechat, account, _first) = world().await;
    home.keychain().delete(&format!("file/{}", account.id)).await.unwrap();
    let desk = home.open().await;
    let second = code_of(&desk).await.unwrap();
    desk.close().await;
    lose_keychain(&mut home);
    let desk = home.open().await;
    restore(&desk, &second).await.unwrap();
    everybody_is_there(&desk).await;
    nothing_is_set_aside(&home);
    home.ends(desk, &wechat, &[&second]).await;
}

#[tokio::test]
async fn a_new_code_sets_aside_a_file_that_only_the_earlier_one_opens() {
    let (mut home, wechat, account, first) = world().await;
    let before = fs::read(home.path(FILE)).unwrap();
    for name in ["recovery".to_owned(), format!("file/{}", account.id)] {
        home.keychain().delete(&name).await.unwrap();
    }
    let desk = home.open().await;
    code_of(&desk).await.unwrap();
    assert!(has_code(&desk).await);
    desk.close().await;
    let aside = fs::read(home.path("set-aside/recovery.1.json")).unwrap();
    assert_eq!(aside, before, "the only copy of the account's key is in it");

    fs::write(home.path(FILE), aside).unwrap();
    lose_keychain(&mut home);
    let desk = home.open().await;
    restore(&desk, &first).await.unwrap();
    everybody_is_there(&desk).await;
    home.ends(desk, &wechat, &[&first]).await;
}

#[tokio::test]
async fn a_new_code_sets_aside_a_file_that_alone_has_the_key_of_an_account_not_listed() {
    let (mut home, wechat, _account, first) = world().await;
    let (elsewhere, _other, _places) = another_whose_file_is_elsewhere(&home).await;
    // The list is begun anew, of the files that are here.
    let stranger = Home::with_keychain();
    stranger.open().await.close().await;
    fs::copy(stranger.path("desk.db"), home.path("desk.db")).unwrap();
    lose_keychain(&mut home);
    let desk = home.open().await;
    restore(&desk, &first).await.unwrap();
    assert_eq!(overview(&desk).await.accounts.len(), 1);
    connect(&desk, &wechat).await.unwrap();
    let before = fs::read(home.path(FILE)).unwrap();
    let second = code_of(&desk).await.unwrap();
    let aside = fs::read(home.path("set-aside/recovery.1.json")).unwrap();
    assert_eq!(aside, before, "the only copy of the other account's key is in it");
    home.ends(desk, &wechat, &[&first, &second]).await;
    home.keeps_no_secret_in_sight(&elsewhere, &[]).await;
}

#[tokio::test]
async fn a_move_behind_a_passphrase_sets_aside_a_file_that_only_its_code_opens() {
    let (home, wechat, account, _code) = world().await;
    let file = fs::read(home.path(FILE)).unwrap();
    for name in ["recovery".to_owned(), format!("file/{}", account.id)] {
        home.keychain().delete(&name).await.unwrap();
    }
    let desk = home.open().await;
    use_passphrase(&desk, PassphraseInput { passphrase: PASSPHRASE.into() }).await.unwrap();
    desk.close().await;
    assert!(!home.path(FILE).exists());
    let aside = fs::read(home.path("set-aside/recovery.1.json")).unwrap();
    assert_eq!(aside, file, "the only copy of the account's key is in it");
    home.keeps_no_secret_in_sight(&wechat, &[PASSPHRASE]).await;
}

#[tokio::test]
async fn a_code_that_a_killed_move_left_behind_ends_when_the_passphrase_is_given() {
    let (home, wechat, _account, _code) = world().await;
    let file = fs::read(home.path(FILE)).unwrap();
    let key = home.keychain().get("recovery").await.unwrap();
    let desk = home.open().await;
    use_passphrase(&desk, PassphraseInput { passphrase: PASSPHRASE.into() }).await.unwrap();
    desk.close().await;
    fs::write(home.path(FILE), file).unwrap();
    home.keychain().set("recovery", &key).await.unwrap();
    let desk = home.open().await;
    unlock(&desk, UnlockInput { passphrase: Some(PASSPHRASE.into()) }).await.unwrap();
    assert!(!home.path(FILE).exists() && home.keychain().names().is_empty());
    nothing_is_set_aside(&home);
    home.ends(desk, &wechat, &[PASSPHRASE]).await;
}

#[tokio::test]
async fn going_on_without_keys_can_be_repeated_after_it_failed_half_way() {
    let (mut home, wechat, _account, _code) = world().await;
    lose_keychain(&mut home);
    let desk = home.open().await;
    fs::create_dir_all(home.path("set-aside")).unwrap();
    fs::rename(home.path(FILE), home.path("set-aside/recovery.1.json")).unwrap();
    go_on_without_keys(&desk, ()).await.unwrap();
    assert_eq!(overview(&desk).await.accounts.len(), 1);
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn one_key_that_the_keychain_lost_comes_back_by_itself() {
    let (home, wechat, account, _code) = world().await;
    for name in ["file/desk".to_owned(), format!("file/{}", account.id)] {
        home.keychain().delete(&name).await.unwrap();
        let desk = home.open().await;
        let seen = overview(&desk).await.accounts.remove(0);
        assert_eq!((&seen.state, seen.following), (&AccountState::Ready, PEOPLE), "{name}");
        desk.close().await;
        assert!(home.keychain().names().contains(&name));
        home.keeps_no_secret_in_sight(&wechat, &[]).await;
    }
    nothing_is_set_aside(&home);
}

#[tokio::test]
async fn a_keychain_that_is_only_locked_asks_for_no_code() {
    let (home, wechat, _account, code) = world().await;
    home.keychain().fail_with(Some(VaultError::Locked));
    let desk = home.open().await;
    assert_eq!(desk.vault_state().await, VaultState::KeychainLocked);
    assert_eq!(restore(&desk, &code).await.unwrap_err(), AppError::NotFound);
    assert_eq!(go_on_without_keys(&desk, ()).await.unwrap_err(), AppError::NotFound);
    home.keychain().fail_with(None);
    desk.unlock(None).await.unwrap();
    assert_eq!(overview(&desk).await.accounts[0].state, AccountState::Ready);
    home.ends(desk, &wechat, &[&code]).await;
}
