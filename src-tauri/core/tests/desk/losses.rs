//! Keys, secrets and files that are gone or broken: explained, set aside, never overwritten.

use std::fs;
use std::path::Path;

use fandesk_core::accounts::replace_credentials;
use fandesk_core::followers::count_followers;
use fandesk_core::input::{AccountInput, CountFollowersInput, ReplaceCredentialsInput};
use fandesk_core::overview::desk_overview;
use fandesk_core::store::Filter;
use fandesk_core::sync::start_sync;
use fandesk_core::{AccountKind, AccountState, AccountSummary, AppError, Desk, Vault, VaultState};
use fandesk_sandbox::Sandbox;

use crate::home::{Home, overview, practice, secret, sync, synced};

async fn type_the_secret_again(
    desk: &Desk,
    account: &AccountSummary,
    wechat: &Sandbox,
) -> AccountSummary {
    let credentials = secret(&wechat.account().config().secret);
    let input = ReplaceCredentialsInput { account: account.id.clone(), credentials };
    replace_credentials(desk, input).await.unwrap()
}

async fn count(desk: &Desk, account: &AccountSummary) -> Result<u32, AppError> {
    let input = CountFollowersInput {
        account: account.id.clone(),
        filter: Filter::AllOf { filters: vec![] },
    };
    count_followers(desk, input).await
}

async fn people(desk: &Desk, account: &AccountSummary) -> u32 {
    count(desk, account).await.unwrap()
}

fn account_size(wechat: &Sandbox) -> u32 {
    wechat.account().follower_count()
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
    let refused = count(&desk, &account).await;
    assert_eq!(refused.unwrap_err(), AppError::AccountUnavailable { state: state.clone() });

    sync(&desk, &account).await;
    let revived = overview(&desk).await.accounts.remove(0);
    assert_eq!((&revived.state, revived.following), (&AccountState::Ready, account_size(&wechat)));
    assert!(Path::new(set_aside).exists());
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn an_account_whose_key_and_secret_are_gone_begins_anew_with_the_secret() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let account = synced(&home, &wechat).await;
    for kept in ["file", "secret"] {
        home.keychain().delete(&format!("{kept}/{}", account.id)).await.unwrap();
    }

    let desk = home.open().await;
    assert!(matches!(overview(&desk).await.accounts[0].state, AccountState::KeyMissing { .. }));
    let refused = start_sync(&desk, AccountInput { account: account.id.clone() }).await;
    let missing = AppError::AccountUnavailable { state: AccountState::SecretMissing };
    assert_eq!(refused.unwrap_err(), missing, "what is asked for next");
    let revived = type_the_secret_again(&desk, &account, &wechat).await;
    assert_eq!((&revived.state, revived.never_synced), (&AccountState::Ready, true));
    home.ends(desk, &wechat, &[]).await;
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
    home.ends(desk, &wechat, &[]).await;
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
    sync(&desk, &account).await;
    let revived = overview(&desk).await.accounts.remove(1);
    assert_eq!((&revived.state, revived.following), (&AccountState::Ready, account_size(&wechat)));
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn an_account_that_cannot_be_looked_at_hides_no_other() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let account = synced(&home, &wechat).await;
    let desk = home.open().await;
    let trial = practice(&desk, 30).await;
    desk.close().await;
    // Neither a damaged file nor one without a key: a folder stands where it should be.
    let file = home.path(&format!("accounts/{}.db", account.id));
    for side in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{side}", file.display()));
    }
    fs::create_dir(&file).unwrap();

    let desk = home.open().await;
    let seen = desk_overview(&desk, ()).await.unwrap().accounts;
    assert_eq!(seen.len(), 2);
    assert_eq!((&seen[1].id, &seen[1].state), (&trial.id, &AccountState::Ready));
    assert_eq!((&seen[0].id, seen[0].following), (&account.id, account_size(&wechat)));
    assert!(count(&desk, &account).await.is_err(), "whoever asks for its people is told");
    assert_eq!(count(&desk, &trial).await, Ok(0));
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn a_practice_world_whose_history_cannot_be_read_begins_anew() {
    let home = Home::without_keychain();
    let desk = home.open().await;
    let trial = practice(&desk, 60).await;
    sync(&desk, &trial).await;
    desk.close().await;
    let journal = home.path(&format!("accounts/{}.journal", trial.id));
    let bytes = [&fs::read(&journal).unwrap()[..], b"nonsense\n"].concat();
    fs::write(&journal, &bytes).unwrap();

    let desk = home.open().await;
    let state = overview(&desk).await.accounts.remove(0).state;
    let AccountState::Damaged { set_aside: Some(set_aside) } = state else {
        panic!("its history is damaged, not {state:?}");
    };
    assert_eq!(fs::read(set_aside).unwrap(), bytes);
    sync(&desk, &trial).await;
    assert_eq!(overview(&desk).await.accounts[0].state, AccountState::Ready);
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
    assert_eq!((&other.id, other.kind), (&trial.id, AccountKind::Practice));
    assert_eq!((&other.state, other.never_synced), (&AccountState::Ready, true));
    sync(&desk, other).await;
    assert!(people(&desk, other).await > 0, "its world remembers everybody");
    assert_eq!((&real.app_id, &*real.name), (&None, &account.id.as_str()[..8]));
    assert!(home.files().iter().any(|file| file.starts_with("set-aside/desk")));
    assert_eq!(desk.vault_state().await, VaultState::Unused { keychain: true });
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn accounts_are_listed_again_when_the_list_was_deleted() {
    let home = Home::without_keychain();
    let desk = home.open().await;
    let trial = practice(&desk, 40).await;
    sync(&desk, &trial).await;
    let open = desk.account(&trial.id).await.unwrap();
    let world = open.practice_world().await.unwrap();
    let (tag, openids) = (world.create_tag("两人").unwrap(), world.openids());
    world.tag(tag, &openids[..2]).unwrap();
    drop((world, open));
    desk.close().await;
    for file in home.files().iter().filter(|file| file.starts_with("desk.")) {
        fs::remove_file(home.path(file)).unwrap();
    }

    let desk = home.open().await;
    let again = overview(&desk).await.accounts.remove(0);
    assert_eq!((&again.id, again.kind), (&trial.id, AccountKind::Practice));
    let world = desk.account(&trial.id).await.unwrap().practice_world().await.unwrap();
    assert_eq!(world.members(tag).len(), 2, "what was done to it is remembered");
    assert!(home.files().iter().any(|file| file.starts_with("set-aside/")), "nothing is deleted");
}
