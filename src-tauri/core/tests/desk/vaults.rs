//! Where the desk's key lies, and what happens when the vault cannot be reached.

use fandesk_core::input::{PassphraseInput, UnlockInput};
use fandesk_core::overview::{choose_passphrase, unlock};
use fandesk_core::{AppError, OpenError, VaultError, VaultKind, VaultState};
use fandesk_sandbox::Sandbox;

use crate::home::{Home, connect, overview, practice};

const PASSPHRASE: &str = "correct horse battery";

#[tokio::test]
async fn a_second_program_is_refused_the_folder_until_the_first_has_closed_it() {
    let home = Home::without_keychain();
    let first = home.open().await;
    assert!(matches!(home.try_open().await, Err(OpenError::InUse)));
    first.close().await;
    home.open().await.close().await;
}

#[tokio::test]
async fn the_first_secret_moves_the_desks_key_from_beside_the_file_into_the_vault() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    practice(&desk, 50).await;
    assert_eq!(desk.vault_state().await, VaultState::Unused { keychain: true });
    assert!(home.path("desk.key").exists());
    assert!(home.keychain().names().is_empty(), "practice keeps nothing in the keychain");

    let account = connect(&desk, &wechat).await.unwrap();
    assert!(!home.path("desk.key").exists());
    let (file, secret) = (format!("file/{}", account.id), format!("secret/{}", account.id));
    let mut expected = ["file/desk".to_owned(), file, secret];
    expected.sort();
    assert_eq!(home.keychain().names(), expected);
    assert_eq!(desk.vault_state().await, VaultState::Ready { kind: VaultKind::Keychain });
    desk.close().await;

    let desk = home.open().await;
    assert_eq!(overview(&desk).await.accounts.len(), 2, "the vault's key opens the file");
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn a_crash_before_the_old_key_is_deleted_does_no_harm() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    let old_key = std::fs::read(home.path("desk.key")).unwrap();
    connect(&desk, &wechat).await.unwrap();
    desk.close().await;
    std::fs::write(home.path("desk.key"), old_key).unwrap();

    let desk = home.open().await;
    assert_eq!(overview(&desk).await.accounts.len(), 1);
    assert!(!home.path("desk.key").exists(), "the step that the crash left out is made up for");
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn a_vault_that_cannot_be_reached_is_said_and_costs_nothing() {
    let (mut home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    connect(&desk, &wechat).await.unwrap();
    desk.close().await;
    let before = home.files();

    for (trouble, state) in [
        (VaultError::Locked, VaultState::KeychainLocked),
        (VaultError::TimedOut, VaultState::KeychainLocked),
        (VaultError::Unavailable, VaultState::KeychainMissing { recovery: false }),
    ] {
        home.keychain().fail_with(Some(trouble));
        let desk = home.open().await;
        let seen = overview(&desk).await;
        assert_eq!((seen.vault, seen.accounts.len()), (state, 0), "{trouble:?}");
        home.keychain().fail_with(None);
        let seen = unlock(&desk, UnlockInput { passphrase: None }).await.unwrap();
        assert_eq!(seen.accounts.len(), 1, "asking again is enough");
        desk.close().await;
    }

    let keychain = home.vault.take();
    let desk = home.open().await;
    let missing = VaultState::KeychainMissing { recovery: false };
    assert_eq!(overview(&desk).await.vault, missing);
    desk.close().await;
    home.vault = keychain;
    assert_eq!(home.files(), before, "nothing was set aside or begun anew");
    home.keeps_no_secret_in_sight(&wechat, &[]).await;
}

#[tokio::test]
async fn a_locked_keychain_keeps_an_account_from_being_connected_and_nothing_of_it_is_kept() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    home.keychain().fail_with(Some(VaultError::Locked));
    assert_eq!(connect(&desk, &wechat).await.unwrap_err(), AppError::KeychainLocked);
    home.keychain().fail_with(None);
    assert!(overview(&desk).await.accounts.is_empty());
    assert!(home.path("desk.key").exists(), "the desk still opens without the keychain");
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn a_passphrase_takes_the_place_of_a_keychain() {
    let (home, wechat) = (Home::without_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    assert_eq!(desk.vault_state().await, VaultState::Unused { keychain: false });
    assert_eq!(connect(&desk, &wechat).await.unwrap_err(), AppError::KeychainMissing);

    let short = choose_passphrase(&desk, PassphraseInput { passphrase: "short".into() }).await;
    assert!(matches!(short.unwrap_err(), AppError::Invalid { .. }));
    let chosen = choose_passphrase(&desk, PassphraseInput { passphrase: PASSPHRASE.into() }).await;
    assert_eq!(chosen.unwrap(), VaultState::Ready { kind: VaultKind::Passphrase });
    connect(&desk, &wechat).await.unwrap();
    desk.close().await;

    let desk = home.open().await;
    let seen = overview(&desk).await;
    assert_eq!((seen.vault, seen.accounts.len()), (VaultState::PassphraseNeeded, 0));
    let wrong = unlock(&desk, UnlockInput { passphrase: Some("wrong horse".into()) }).await;
    assert_eq!(wrong.unwrap_err(), AppError::WrongPassphrase);
    let seen = unlock(&desk, UnlockInput { passphrase: Some(PASSPHRASE.into()) }).await.unwrap();
    assert_eq!(seen.vault, VaultState::Ready { kind: VaultKind::Passphrase });
    assert_eq!(seen.accounts.len(), 1);
    home.ends(desk, &wechat, &[PASSPHRASE]).await;
}

#[tokio::test]
async fn a_passphrase_cannot_be_chosen_once_the_keychain_holds_secrets() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    connect(&desk, &wechat).await.unwrap();
    let input = PassphraseInput { passphrase: PASSPHRASE.into() };
    assert_eq!(choose_passphrase(&desk, input).await.unwrap_err(), AppError::KeychainMissing);
    assert!(!home.path("vault.json").exists());
    home.ends(desk, &wechat, &[PASSPHRASE]).await;
}
