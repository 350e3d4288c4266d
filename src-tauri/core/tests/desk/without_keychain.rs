//! The recovery code where there is no keychain: the keys go behind a passphrase.

use std::fs;
use std::sync::Arc;

use async_trait::async_trait;
use fandesk_core::accounts::{remove_account, remove_credentials};
use fandesk_core::input::{AccountInput, RecoverInput, UnlockInput};
use fandesk_core::keeping::{erase_everything, recover};
use fandesk_core::overview::unlock;
use fandesk_core::{
    AccountState, AppError, Desk, DeskParts, MemoryVault, Vault, VaultError, VaultKind, VaultState,
};
use secrecy::SecretString;
use tokio::sync::Semaphore;

use crate::home::{Home, PATIENCE, overview, practice};
use crate::restoring::{
    FILE, PASSPHRASE, PEOPLE, another_whose_file_is_elsewhere, everybody_is_there,
    goes_on_with_its_secret, has_code, nothing_is_set_aside, world,
};

fn by(code: &str) -> RecoverInput {
    RecoverInput { code: code.into(), passphrase: PASSPHRASE.into() }
}

#[tokio::test]
async fn on_a_computer_without_a_keychain_the_code_brings_the_keys_behind_a_passphrase() {
    let (mut home, wechat, account, code) = world().await;
    home.vault = None;
    let files = home.files();
    let desk = home.open().await;
    let seen = overview(&desk).await;
    assert_eq!(seen.vault, VaultState::KeychainMissing { recovery: true });
    assert_eq!(recover(&desk, by("00000")).await.unwrap_err(), AppError::WrongCode);
    let short = RecoverInput { passphrase: "short".into(), ..by(&code) };
    assert!(matches!(recover(&desk, short).await.unwrap_err(), AppError::Invalid { .. }));
    assert_eq!(home.files(), files, "nothing is touched");
    let seen = recover(&desk, by(&code)).await.unwrap();
    assert_eq!(seen.vault, VaultState::Ready { kind: VaultKind::Passphrase });
    everybody_is_there(&desk).await;
    goes_on_with_its_secret(&desk, &wechat, &account).await;
    desk.close().await;

    let desk = home.open().await;
    assert_eq!(desk.vault_state().await, VaultState::PassphraseNeeded);
    unlock(&desk, UnlockInput { passphrase: Some(PASSPHRASE.into()) }).await.unwrap();
    assert_eq!(overview(&desk).await.accounts[0].state, AccountState::Ready);
    desk.close().await;
    assert!(!home.path(FILE).exists());
    nothing_is_set_aside(&home);
    let desk = home.open().await;
    recover(&desk, by(&code)).await.unwrap();
    desk.close().await;
    home.keeps_no_secret_in_sight(&wechat, &[&code, &code.replace('-', ""), PASSPHRASE]).await;
}

#[tokio::test]
async fn behind_a_passphrase_a_code_stays_good_for_files_that_were_not_here() {
    let (mut home, wechat, account, code) = world().await;
    let (elsewhere, other, [file, later]) = another_whose_file_is_elsewhere(&home).await;
    home.vault = None;
    let desk = home.open().await;
    recover(&desk, by(&code)).await.unwrap();
    goes_on_with_its_secret(&desk, &wechat, &account).await;
    desk.close().await;

    fs::rename(&later, &file).unwrap();
    fs::rename(home.path("set-aside/recovery.1.json"), home.path(FILE)).unwrap();
    fs::rename(home.path("vault.json"), home.path("vault.before.json")).unwrap();
    let desk = home.open().await;
    recover(&desk, by(&code)).await.unwrap();
    let seen = overview(&desk).await.accounts;
    let other = seen.iter().find(|account| account.id == other).unwrap();
    assert_eq!(other.state, AccountState::SecretMissing, "its file opens");
    home.ends(desk, &elsewhere, &[&code, PASSPHRASE]).await;
    home.keeps_no_secret_in_sight(&wechat, &[&code, PASSPHRASE]).await;
}

#[tokio::test]
async fn a_code_left_over_by_a_kill_stands_in_nobodys_way_whatever_the_keychain_says() {
    for trouble in [VaultError::Unavailable, VaultError::Locked] {
        let (home, wechat, account, code) = world().await;
        let left_over = fs::read(home.path(FILE)).unwrap();
        home.keychain().fail_with(Some(VaultError::Unavailable));
        let desk = home.open().await;
        recover(&desk, by(&code)).await.unwrap();
        goes_on_with_its_secret(&desk, &wechat, &account).await;
        desk.close().await;
        fs::write(home.path(FILE), left_over).unwrap();
        home.keychain().fail_with(Some(trouble));
        let desk = home.open().await;
        let seen = recover(&desk, by(&code)).await.unwrap();
        assert_eq!(seen.vault, VaultState::Ready { kind: VaultKind::Passphrase });
        assert_eq!(overview(&desk).await.accounts[0].state, AccountState::Ready);
        assert!(!home.path(FILE).exists());
        home.keychain().fail_with(None);
        home.ends(desk, &wechat, &[&code, PASSPHRASE]).await;
    }
}

#[tokio::test]
async fn a_code_left_over_by_a_kill_is_set_aside_where_it_alone_has_a_key() {
    let (home, wechat, _account, code) = world().await;
    let (elsewhere, _other, _places) = another_whose_file_is_elsewhere(&home).await;
    let left_over = fs::read(home.path(FILE)).unwrap();
    home.keychain().fail_with(Some(VaultError::Unavailable));
    let desk = home.open().await;
    recover(&desk, by(&code)).await.unwrap();
    desk.close().await;
    // Killed before anything was set aside; at the next start the keychain is there.
    fs::remove_dir_all(home.path("set-aside")).unwrap();
    fs::write(home.path(FILE), &left_over).unwrap();
    home.keychain().fail_with(None);
    let desk = home.open().await;
    unlock(&desk, UnlockInput { passphrase: Some(PASSPHRASE.into()) }).await.unwrap();
    assert!(!home.path(FILE).exists() && !home.keychain().names().contains(&"recovery".to_owned()));
    let aside = fs::read(home.path("set-aside/recovery.1.json")).unwrap();
    assert_eq!(aside, left_over, "the only copy of the other account's key is in it");
    home.ends(desk, &elsewhere, &[&code, PASSPHRASE]).await;
    home.keeps_no_secret_in_sight(&wechat, &[&code, PASSPHRASE]).await;
}

/// What makes secrets needless.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Ending {
    Everything,
    /// Everything, by somebody who has forgotten the passphrase.
    Forgotten,
    Account,
    Credentials,
    Replaced,
}

#[tokio::test]
async fn secrets_that_stayed_in_a_keychain_out_of_reach_go_when_they_are_not_needed_any_more() {
    use Ending::{Account, Credentials, Everything, Forgotten, Replaced};
    for ending in [Everything, Forgotten, Account, Credentials, Replaced] {
        let (home, wechat, account, code) = world().await;
        let [secret, refresh, proxy] =
            ["secret", "refresh", "proxy"].map(|kind| format!("{kind}/{}", account.id));
        for name in [&refresh, &proxy] {
            home.keychain().set(name, &"kept before".into()).await.unwrap();
        }
        home.keychain().fail_with(Some(VaultError::Unavailable));
        let mut desk = home.open().await;
        recover(&desk, by(&code)).await.unwrap();
        if ending == Forgotten {
            desk.close().await;
            desk = home.open().await;
        }
        home.keychain().fail_with(None);
        assert!(home.keychain().names().contains(&secret));
        let input = AccountInput { account: account.id.clone() };
        match ending {
            Everything | Forgotten => drop(erase_everything(&desk, ()).await.unwrap()),
            Account => remove_account(&desk, input).await.unwrap(),
            Credentials => drop(remove_credentials(&desk, input).await.unwrap()),
            Replaced => goes_on_with_its_secret(&desk, &wechat, &account).await,
        }
        let left = home.keychain().names();
        assert!(!left.contains(&secret) && !left.contains(&refresh), "{ending:?}: {left:?}");
        let way_stays = matches!(ending, Credentials | Replaced);
        assert_eq!(left.contains(&proxy), way_stays, "its proxy is no part of the credentials");
        assert!(left.contains(&format!("file/{}", account.id)), "the copy of a file may need it");
        // Those that stay open nothing here any more.
        for name in left {
            home.keychain().delete(&name).await.unwrap();
        }
        home.ends(desk, &wechat, &[&code, PASSPHRASE]).await;
    }
}

/// A keychain that asks for a password before anything leaves it.
#[derive(Debug)]
struct Asking {
    keychain: Arc<MemoryVault>,
    asked: Semaphore,
    answered: Semaphore,
}

#[async_trait]
impl Vault for Asking {
    fn kind(&self) -> VaultKind {
        self.keychain.kind()
    }

    async fn exists(&self) -> bool {
        self.keychain.exists().await
    }

    async fn get(&self, name: &str) -> Result<SecretString, VaultError> {
        self.keychain.get(name).await
    }

    async fn set(&self, name: &str, value: &SecretString) -> Result<(), VaultError> {
        self.keychain.set(name, value).await
    }

    async fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.asked.add_permits(1);
        let _answer = self.answered.acquire().await.unwrap();
        self.keychain.delete(name).await
    }
}

#[tokio::test]
async fn a_keychain_that_asks_for_a_password_holds_nothing_up_while_an_account_goes() {
    let (home, wechat, account, code) = world().await;
    let keychain = home.vault.clone().unwrap();
    let (asked, answered) = (Semaphore::new(0), Semaphore::new(0));
    let asking = Arc::new(Asking { keychain, asked, answered });
    home.keychain().fail_with(Some(VaultError::Unavailable));
    let parts = DeskParts { keychain: Some(asking.clone()), ..home.parts() };
    let desk = Desk::open(parts).await.unwrap();
    recover(&desk, by(&code)).await.unwrap();
    home.keychain().fail_with(None);

    let going = AccountInput { account: account.id.clone() };
    let going = tokio::spawn({
        let desk = desk.clone();
        async move { remove_account(&desk, going).await }
    });
    asking.asked.acquire().await.unwrap().forget();
    let meanwhile = async {
        assert!(overview(&desk).await.accounts.is_empty(), "it is gone already");
        practice(&desk, 20).await;
    };
    tokio::time::timeout(PATIENCE, meanwhile).await.expect("nobody waits for the keychain");
    asking.answered.add_permits(1);
    going.await.unwrap().unwrap();
    let secret = format!("secret/{}", account.id);
    assert!(!home.keychain().names().contains(&secret), "and in the end it is empty");
    home.ends(desk, &wechat, &[&code, PASSPHRASE]).await;
}

#[tokio::test]
async fn a_keychain_that_comes_back_needs_no_code() {
    let (home, wechat, _account, _code) = world().await;
    home.keychain().fail_with(Some(VaultError::Unavailable));
    let desk = home.open().await;
    assert_eq!(desk.vault_state().await, VaultState::KeychainMissing { recovery: true });
    home.keychain().fail_with(None);
    desk.unlock(None).await.unwrap();
    assert_eq!(overview(&desk).await.accounts[0].state, AccountState::Ready);
    assert!(has_code(&desk).await);
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn without_a_keychain_a_list_that_no_key_opens_is_begun_anew_behind_the_passphrase() {
    let (mut home, wechat, account, code) = world().await;
    let other = Home::with_keychain();
    other.open().await.close().await;
    fs::copy(other.path("desk.db"), home.path("desk.db")).unwrap();
    home.vault = None;
    let desk = home.open().await;
    recover(&desk, by(&code)).await.unwrap();
    let seen = overview(&desk).await.accounts.remove(0);
    assert_eq!((&seen.id, seen.following), (&account.id, PEOPLE));
    desk.close().await;
    let desk = home.open().await;
    assert_eq!(desk.vault_state().await, VaultState::PassphraseNeeded, "no key lies beside");
    unlock(&desk, UnlockInput { passphrase: Some(PASSPHRASE.into()) }).await.unwrap();
    assert_eq!(overview(&desk).await.accounts.len(), 1);
    home.ends(desk, &wechat, &[PASSPHRASE, &code]).await;
}
