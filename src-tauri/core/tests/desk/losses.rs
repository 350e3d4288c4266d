//! Keys, secrets and files that are gone or broken: explained, set aside, never overwritten.

use std::fs;
use std::path::Path;

use fandesk_core::accounts::replace_secret;
use fandesk_core::followers::count_followers;
use fandesk_core::input::{AccountInput, CountFollowersInput, ReplaceSecretInput};
use fandesk_core::store::Filter;
use fandesk_core::sync::start_sync;
use fandesk_core::{AccountState, AccountSummary, AppError, Desk, Vault, VaultState};
use fandesk_sandbox::Sandbox;

use crate::home::{Home, connect, overview, practice, sync};

/// A connected and synced account, the desk closed again.
async fn synced(home: &Home, wechat: &Sandbox) -> AccountSummary {
    let desk = home.open().await;
    let account = connect(&desk, wechat).await.unwrap();
    sync(&desk, &account).await;
    desk.close().await;
    account
}

async fn type_the_secret_again(
    desk: &Desk,
    account: &AccountSummary,
    wechat: &Sandbox,
) -> AccountSummary {
    let app_secret = wechat.account().config().secret.clone().into();
    let input = ReplaceSecretInput { account: account.id.clone(), app_secret };
    replace_secret(desk, input).await.unwrap()
}

async fn people(desk: &Desk, account: &AccountSummary) -> u32 {
    let input = CountFollowersInput {
        account: account.id.clone(),
        filter: Filter::AllOf { filters: vec![] },
    };
    count_followers(desk, input).await.unwrap()
}

#[tokio::test]
async fn a_file_whose_key_is_gone_is_set_aside_and_the_account_begins_anew() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let account = synced(&home, &wechat).await;
    let file = home.path(&format!("accounts/{}.db", account.id));
    let bytes = fs::read(&file).unwrap();
    home.keychain().delete(&format!("file/{}", account.id)).await.unwrap();

    let desk = home.open().await;
    let state = overview(&desk).await.accounts[0].state.clone();
    let AccountState::KeyMissing { set_aside: Some(set_aside) } = &state else {
        panic!("the key is missing, not {state:?}");
    };
    assert!(!file.exists());
    assert_eq!(fs::read(set_aside).unwrap(), bytes, "not a byte of it was touched");
    let refused = start_sync(&desk, AccountInput { account: account.id.clone() }).await;
    assert_eq!(refused.unwrap_err(), AppError::AccountUnavailable { state: state.clone() });

    let revived = type_the_secret_again(&desk, &account, &wechat).await;
    assert_eq!((&revived.state, revived.never_synced), (&AccountState::Ready, true));
    assert!(Path::new(set_aside).exists());
}

#[tokio::test]
async fn without_its_secret_an_account_can_still_be_read() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let account = synced(&home, &wechat).await;
    home.keychain().delete(&format!("secret/{}", account.id)).await.unwrap();

    let desk = home.open().await;
    let seen = overview(&desk).await.accounts.remove(0);
    assert_eq!(seen.state, AccountState::SecretMissing);
    assert!(seen.following > 0 && people(&desk, &account).await > 0);
    let refused = start_sync(&desk, AccountInput { account: account.id.clone() }).await;
    let missing = AppError::AccountUnavailable { state: AccountState::SecretMissing };
    assert_eq!(refused.unwrap_err(), missing);

    let revived = type_the_secret_again(&desk, &account, &wechat).await;
    assert_eq!((&revived.state, revived.never_synced), (&AccountState::Ready, false));
    sync(&desk, &account).await;
}

#[tokio::test]
async fn a_damaged_file_is_set_aside_and_the_others_stay_usable() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    let trial = practice(&desk, 30).await;
    desk.close().await;
    let account = synced(&home, &wechat).await;
    let file = home.path(&format!("accounts/{}.db", account.id));
    let mut bytes = fs::read(&file).unwrap();
    // The first bytes are the salt of the key: without them no page could be told from a foreign one.
    bytes[16..4096].fill(0x5a);
    fs::write(&file, &bytes).unwrap();

    let desk = home.open().await;
    let accounts = overview(&desk).await.accounts;
    let AccountState::Damaged { set_aside: Some(set_aside) } = &accounts[1].state else {
        panic!("the file is damaged, not {:?}", accounts[1].state);
    };
    assert_eq!(fs::read(set_aside).unwrap(), bytes);
    assert_eq!((&accounts[0].id, &accounts[0].state), (&trial.id, &AccountState::Ready));
    let revived = type_the_secret_again(&desk, &account, &wechat).await;
    assert_eq!((&revived.state, revived.never_synced), (&AccountState::Ready, true));
}

#[tokio::test]
async fn a_lost_list_of_accounts_is_set_aside_and_their_files_are_listed_again() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let account = synced(&home, &wechat).await;
    let desk = home.open().await;
    let trial = practice(&desk, 20).await;
    desk.close().await;
    home.keychain().delete("file/desk").await.unwrap();

    let desk = home.open().await;
    let mut accounts = overview(&desk).await.accounts;
    accounts.sort_by_key(|seen| seen.id != account.id);
    assert_eq!(accounts.len(), 2);
    let (real, other) = (&accounts[0], &accounts[1]);
    assert_eq!((&real.id, &real.state), (&account.id, &AccountState::SecretMissing));
    assert!(people(&desk, real).await > 0, "its own key still opens its file");
    assert_eq!(other.id, trial.id);
    assert!(matches!(other.state, AccountState::KeyMissing { set_aside: Some(_) }));
    assert_eq!((&real.app_id, &*real.name), (&None, &account.id.as_str()[..8]));
    assert!(home.files().iter().any(|file| file.starts_with("set-aside/desk")));
    assert_eq!(desk.vault_state().await, VaultState::Unused { keychain: true });
}
