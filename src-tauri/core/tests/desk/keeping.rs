//! Moving keys and secrets between keychain and passphrase, and erasing everything.

use fandesk_core::input::{
    ChangePassphraseInput, MakeCodeInput, PassphraseInput, RecoverInput, UnlockInput,
};
use fandesk_core::keeping::{
    change_passphrase, erase_everything, make_recovery_code, recover, use_keychain, use_passphrase,
    vault_facts,
};
use fandesk_core::overview::{choose_passphrase, unlock};
use fandesk_core::{AppError, Desk, VaultError, VaultKind, VaultState};
use fandesk_sandbox::{Sandbox, SandboxConfig};

use crate::home::{Home, connect, overview, practice, sync};

const OLD: &str = "correct horse battery";
const NEW: &str = "another staple";

fn known_by(text: &str) -> MakeCodeInput {
    MakeCodeInput { passphrase: Some(text.into()) }
}

fn passphrase(text: &str) -> PassphraseInput {
    PassphraseInput { passphrase: text.into() }
}

async fn opens_with(home: &Home, text: &str) -> Desk {
    let desk = home.open().await;
    unlock(&desk, UnlockInput { passphrase: Some(text.into()) }).await.unwrap();
    desk
}

/// A desk behind a passphrase, with one account.
async fn behind_passphrase(home: &Home, wechat: &Sandbox) -> Desk {
    let desk = home.open().await;
    choose_passphrase(&desk, passphrase(OLD)).await.unwrap();
    connect(&desk, wechat).await.unwrap();
    desk
}

#[tokio::test]
async fn keys_and_secrets_move_from_the_keychain_behind_a_passphrase_and_back() {
    let wechat = SandboxConfig::with_followers(20).start().await.unwrap();
    let home = Home::with_keychain();
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    sync(&desk, &account).await;
    let kept = home.keychain().names();

    let moved = use_passphrase(&desk, passphrase(OLD)).await.unwrap();
    assert_eq!(moved, VaultState::Ready { kind: VaultKind::Passphrase });
    assert!(home.keychain().names().is_empty(), "nothing stays behind");
    sync(&desk, &account).await;
    desk.close().await;

    let desk = opens_with(&home, OLD).await;
    assert_eq!(overview(&desk).await.accounts[0].following, 20);
    let moved = use_keychain(&desk, ()).await.unwrap();
    assert_eq!(moved, VaultState::Ready { kind: VaultKind::Keychain });
    assert_eq!(home.keychain().names(), kept);
    assert!(!home.path("vault.json").exists());
    desk.close().await;
    let desk = home.open().await;
    assert_eq!(overview(&desk).await.accounts[0].following, 20);
    sync(&desk, &account).await;
    desk.close().await;
    home.keeps_no_secret_in_sight(&wechat, &[OLD]).await;
}

#[tokio::test]
async fn a_keychain_that_does_not_answer_changes_nothing() {
    let wechat = Sandbox::start().await.unwrap();
    let home = Home::with_keychain();
    let desk = home.open().await;
    connect(&desk, &wechat).await.unwrap();
    home.keychain().fail_with(Some(VaultError::Locked));
    let refused = use_passphrase(&desk, passphrase(OLD)).await.unwrap_err();
    assert_eq!(refused, AppError::KeychainLocked);
    assert!(!home.path("vault.json").exists());
    home.keychain().fail_with(None);

    use_passphrase(&desk, passphrase(OLD)).await.unwrap();
    home.keychain().fail_with(Some(VaultError::Unavailable));
    assert_eq!(use_keychain(&desk, ()).await.unwrap_err(), AppError::KeychainMissing);
    assert!(home.path("vault.json").exists());
    desk.close().await;
    home.keychain().fail_with(None);
    let desk = opens_with(&home, OLD).await;
    assert_eq!(overview(&desk).await.accounts.len(), 1);
    home.ends(desk, &wechat, &[OLD]).await;
}

#[tokio::test]
async fn another_passphrase_takes_the_place_of_the_present_one() {
    let wechat = Sandbox::start().await.unwrap();
    let home = Home::without_keychain();
    let desk = behind_passphrase(&home, &wechat).await;
    let change = |present: &str, passphrase: &str| ChangePassphraseInput {
        present: present.into(),
        passphrase: passphrase.into(),
    };
    let wrong = change_passphrase(&desk, change("wrong horse", NEW)).await.unwrap_err();
    assert_eq!(wrong, AppError::WrongPassphrase);
    let short = change_passphrase(&desk, change(OLD, "short")).await.unwrap_err();
    assert!(matches!(short, AppError::Invalid { .. }));
    change_passphrase(&desk, change(OLD, NEW)).await.unwrap();
    desk.close().await;

    let desk = home.open().await;
    let old = unlock(&desk, UnlockInput { passphrase: Some(OLD.into()) }).await.unwrap_err();
    assert_eq!(old, AppError::WrongPassphrase);
    desk.close().await;
    let desk = opens_with(&home, NEW).await;
    assert_eq!(overview(&desk).await.accounts.len(), 1);
    desk.close().await;
    home.keeps_no_secret_in_sight(&wechat, &[OLD, NEW]).await;
}

#[tokio::test]
async fn a_recovery_code_is_the_way_out_of_a_forgotten_passphrase() {
    let wechat = Sandbox::start().await.unwrap();
    let home = Home::without_keychain();
    let desk = behind_passphrase(&home, &wechat).await;
    assert!(!vault_facts(&desk, ()).await.unwrap().recovery);
    let wrong = make_recovery_code(&desk, known_by("wrong horse")).await.unwrap_err();
    assert_eq!(wrong, AppError::WrongPassphrase);
    let first = make_recovery_code(&desk, known_by(OLD)).await.unwrap();
    let code = make_recovery_code(&desk, known_by(OLD)).await.unwrap();
    assert!(vault_facts(&desk, ()).await.unwrap().recovery);
    assert!(!format!("{code:?}").contains(&code.code));
    desk.close().await;
    let file = std::fs::read_to_string(home.path("vault.json")).unwrap();
    assert!(!file.contains(&code.code) && !file.contains(&code.code.replace('-', "")));

    let desk = home.open().await;
    let with = |code: &str| RecoverInput { code: code.into(), passphrase: NEW.into() };
    let ended = recover(&desk, with(&first.code)).await.unwrap_err();
    assert_eq!(ended, AppError::WrongCode, "a newer code ends an earlier one");
    let seen = recover(&desk, with(&code.code.to_lowercase().replace('-', " "))).await.unwrap();
    assert_eq!(seen.vault, VaultState::Ready { kind: VaultKind::Passphrase });
    assert_eq!(seen.accounts.len(), 1);
    desk.close().await;
    let desk = opens_with(&home, NEW).await;
    assert!(vault_facts(&desk, ()).await.unwrap().recovery, "the code goes on being good");
    desk.close().await;
    home.keeps_no_secret_in_sight(&wechat, &[OLD, NEW, &first.code, &code.code]).await;
}

#[tokio::test]
async fn erasing_leaves_a_desk_as_on_its_first_day() {
    for behind in [None, Some(OLD)] {
        let wechat = SandboxConfig::with_followers(20).start().await.unwrap();
        let home = Home::with_keychain();
        let desk = home.open().await;
        practice(&desk, 20).await;
        let account = connect(&desk, &wechat).await.unwrap();
        sync(&desk, &account).await;
        if let Some(text) = behind {
            use_passphrase(&desk, passphrase(text)).await.unwrap();
        }
        std::fs::create_dir_all(home.path("downloads")).unwrap();
        std::fs::write(home.path("downloads/export.csv"), "kept").unwrap();

        let seen = erase_everything(&desk, ()).await.unwrap();
        assert_eq!((seen.vault, seen.accounts.len()), (VaultState::Unused { keychain: true }, 0));
        assert!(home.keychain().names().is_empty());
        let left: Vec<_> =
            home.files().into_iter().filter(|name| !name.starts_with("desk.")).collect();
        assert_eq!(left, ["downloads/export.csv", "lock"], "exports are the operator's");
        assert!(wechat.account().follower_count() == 20, "WeChat hears nothing of it");

        desk.close().await;
        home.keeps_no_secret_in_sight(&wechat, &[OLD]).await;

        let desk = home.open().await;
        connect(&desk, &wechat).await.unwrap();
        desk.close().await;
        let desk = home.open().await;
        assert_eq!(overview(&desk).await.accounts.len(), 1, "and one begins anew");
        home.ends(desk, &wechat, &[OLD]).await;
    }
}

#[tokio::test]
async fn with_practice_alone_the_keychain_is_not_asked_before_erasing() {
    let home = Home::with_keychain();
    home.keychain().fail_with(Some(VaultError::Locked));
    let desk = home.open().await;
    practice(&desk, 20).await;
    assert_eq!(erase_everything(&desk, ()).await.unwrap().accounts.len(), 0);
}

#[tokio::test]
async fn a_left_over_file_of_the_keychains_code_keeps_nobody_out() {
    let wechat = Sandbox::start().await.unwrap();
    let home = Home::without_keychain();
    let desk = behind_passphrase(&home, &wechat).await;
    let code = make_recovery_code(&desk, known_by(OLD)).await.unwrap().code;
    desk.close().await;
    // It cannot be set aside: a file lies where the folder for it has to be.
    std::fs::write(home.path("recovery.json"), "of another computer").unwrap();
    std::fs::write(home.path("set-aside"), "").unwrap();
    let desk = opens_with(&home, OLD).await;
    assert_eq!(overview(&desk).await.accounts.len(), 1);
    desk.close().await;
    let desk = home.open().await;
    let input = RecoverInput { code: (&*code).into(), passphrase: NEW.into() };
    assert_eq!(recover(&desk, input).await.unwrap().accounts.len(), 1);
    desk.close().await;
    std::fs::remove_file(home.path("set-aside")).unwrap();
    opens_with(&home, NEW).await.close().await;
    assert!(!home.path("recovery.json").exists());
    let aside = std::fs::read(home.path("set-aside/recovery.1.json")).unwrap();
    assert_eq!(aside, b"of another computer", "what cannot be read is not deleted");
    home.keeps_no_secret_in_sight(&wechat, &[OLD, NEW, &code]).await;
}

#[tokio::test]
async fn a_damaged_vault_is_not_told_as_a_useless_code() {
    let wechat = Sandbox::start().await.unwrap();
    let home = Home::without_keychain();
    let desk = behind_passphrase(&home, &wechat).await;
    let code = make_recovery_code(&desk, known_by(OLD)).await.unwrap().code;
    desk.close().await;
    let whole = std::fs::read(home.path("vault.json")).unwrap();
    std::fs::write(home.path("vault.json"), &whole[..whole.len() / 2]).unwrap();
    let desk = home.open().await;
    let input = RecoverInput { code: (&*code).into(), passphrase: NEW.into() };
    assert_eq!(recover(&desk, input).await.unwrap_err(), AppError::FileDamaged);
    std::fs::write(home.path("vault.json"), whole).unwrap();
    home.ends(desk, &wechat, &[OLD, NEW, &code]).await;
}

#[tokio::test]
async fn a_forgotten_passphrase_without_a_code_leaves_erasing() {
    let wechat = Sandbox::start().await.unwrap();
    let home = Home::without_keychain();
    behind_passphrase(&home, &wechat).await.close().await;
    let desk = home.open().await;
    assert_eq!(desk.vault_state().await, VaultState::PassphraseNeeded);
    let seen = erase_everything(&desk, ()).await.unwrap();
    assert_eq!((seen.vault, seen.accounts.len()), (VaultState::Unused { keychain: false }, 0));
    assert!(!home.path("vault.json").exists());
    home.ends(desk, &wechat, &[OLD]).await;
}
