//! Connecting, checking, renaming and removing Official Accounts.

use std::sync::Arc;

use async_trait::async_trait;
use fandesk_core::accounts::{add_account, remove_account, rename_account, replace_credentials};
use fandesk_core::input::{AccountInput, RenameAccountInput, ReplaceCredentialsInput};
use fandesk_core::overview::save_settings;
use fandesk_core::tags::tags;
use fandesk_core::{
    AccountKind, AccountState, AppError, Density, Desk, DeskParts, MemoryVault, NewAccount,
    Problem, Settings, Theme, Vault, VaultError, VaultKind,
};
use fandesk_sandbox::{AccountConfig, Sandbox, SandboxConfig};
use futures::FutureExt;
use secrecy::SecretString;
use tokio::sync::Notify;

use crate::home::{Home, connect, credentials, overview, practice, secret, sync};

#[tokio::test]
async fn an_added_account_is_there() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    let added = connect(&desk, &wechat).await.unwrap();
    assert_eq!((added.kind, &added.state), (AccountKind::Official, &AccountState::Ready));
    assert_eq!(added.app_id.as_deref(), Some(&*wechat.account().config().appid));
    assert_eq!(added.api_base.as_deref(), Some(wechat.base_url()));
    assert!(added.never_synced);
    assert_eq!(overview(&desk).await.accounts, [added]);
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn one_official_account_is_connected_once() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    connect(&desk, &wechat).await.unwrap();
    let again = AppError::AccountExists { name: "望京店".to_owned() };
    assert_eq!(connect(&desk, &wechat).await.unwrap_err(), again);
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn what_wechat_says_against_the_credentials_is_told_and_nothing_is_kept() {
    let home = Home::with_keychain();
    let wechat = SandboxConfig::default()
        .account(AccountConfig::default().allow_list(["198.51.100.7".parse().unwrap()]))
        .start()
        .await
        .unwrap();
    let desk = home.open().await;
    let right = credentials(&wechat);
    let wrong_id = NewAccount { app_id: "wxffffffffffffffff".to_owned(), ..right.clone() };
    let credentials = secret("ffffffffffffffffffffffffffffffff");
    let wrong_secret = NewAccount { credentials, ..right.clone() };
    for (typed, expected) in [(wrong_id, 40013), (wrong_secret, 40125), (right, 40164)] {
        let AppError::Wechat { errcode, address, .. } =
            add_account(&desk, typed).await.unwrap_err()
        else {
            panic!("WeChat refuses");
        };
        assert_eq!(errcode, expected);
        assert_eq!(address.is_some(), expected == 40164, "the address is there to be copied");
    }
    assert!(overview(&desk).await.accounts.is_empty());
    assert!(home.keychain().names().is_empty());
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn what_cannot_be_right_is_refused_before_wechat_is_asked() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    let right = credentials(&wechat);
    let base = |base: &str| NewAccount { api_base: Some(base.to_owned()), ..right.clone() };
    for (typed, field, problem) in [
        (NewAccount { name: " ".to_owned(), ..right.clone() }, "name", Problem::Empty),
        (NewAccount { app_id: "gh_1".to_owned(), ..right.clone() }, "appId", Problem::NotAnAppId),
        (
            NewAccount { credentials: secret("x"), ..right.clone() },
            "appSecret",
            Problem::NotASecret,
        ),
        (base("api.weixin.qq.com"), "apiBase", Problem::NotAnAddress),
        (base("http://api.weixin.qq.com"), "apiBase", Problem::InsecureAddress),
    ] {
        let refused = add_account(&desk, typed).await.unwrap_err();
        assert_eq!(refused, AppError::Invalid { field: field.to_owned(), problem });
    }
    assert!(wechat.calls().is_empty());
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn a_host_may_name_the_address_of_accounts_that_name_none() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let mut parts = home.parts();
    parts.default_api_base = Some(wechat.base_url().to_owned());
    let desk = Desk::open(parts).await.unwrap();
    let typed = NewAccount { api_base: None, ..credentials(&wechat) };
    let added = add_account(&desk, typed).await.unwrap();
    assert_eq!(added.api_base.as_deref(), Some(wechat.base_url()));
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn a_new_name_stays() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    let input = RenameAccountInput { account: account.id.clone(), name: " 国贸店 ".to_owned() };
    assert_eq!(rename_account(&desk, input).await.unwrap().name, "国贸店");
    desk.close().await;
    let desk = home.open().await;
    assert_eq!(overview(&desk).await.accounts[0].name, "国贸店");
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn a_removed_account_leaves_nothing_on_this_computer_and_everything_at_wechat() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    let trial = practice(&desk, 30).await;
    sync(&desk, &account).await;
    let settings = Settings {
        current_account: Some(account.id.clone()),
        theme: Theme::Dark,
        ..<_>::default()
    };
    save_settings(&desk, settings).await.unwrap();
    let (people, tags) = (wechat.account().follower_count(), wechat.account().tags().len());
    let log = home.path("logs").join("fandesk.2026-11-22.log");
    let line = |account: &str, trial: &str| format!("a {account} b\na {trial}{account}\n");
    std::fs::create_dir_all(home.path("logs")).unwrap();
    std::fs::write(&log, line(account.id.as_str(), trial.id.as_str())).unwrap();

    for id in [&account.id, &trial.id] {
        remove_account(&desk, AccountInput { account: id.clone() }).await.unwrap();
        assert_eq!(
            home.files().iter().filter(|file| file.contains(id.as_str())).count(),
            0,
            "neither file nor copy nor journal is left"
        );
    }
    assert_eq!(home.keychain().names(), ["file/desk"], "neither key nor secret is left");
    let nobody = "-".repeat(32);
    assert_eq!(std::fs::read_to_string(&log).unwrap(), line(&nobody, &nobody));
    let seen = overview(&desk).await;
    assert!(seen.accounts.is_empty());
    assert_eq!(seen.settings, Settings { theme: Theme::Dark, ..Settings::default() });
    let gone = remove_account(&desk, AccountInput { account: account.id }).await;
    assert_eq!(gone.unwrap_err(), AppError::AccountUnknown);
    assert_eq!((wechat.account().follower_count(), wechat.account().tags().len()), (people, tags));
    home.ends(desk, &wechat, &[]).await;
}

/// A keychain in which somebody can look around while something is being deleted.
#[derive(Debug, Default)]
struct Watched {
    entries: Arc<MemoryVault>,
    deleting: Notify,
    go_on: Notify,
}

#[async_trait]
impl Vault for Watched {
    fn kind(&self) -> VaultKind {
        self.entries.kind()
    }

    async fn exists(&self) -> bool {
        true
    }

    async fn get(&self, name: &str) -> Result<SecretString, VaultError> {
        self.entries.get(name).await
    }

    async fn set(&self, name: &str, value: &SecretString) -> Result<(), VaultError> {
        self.entries.set(name, value).await
    }

    async fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.entries.delete(name).await?;
        if name.starts_with("file/") {
            self.deleting.notify_one();
            self.go_on.notified().await;
        }
        Ok(())
    }
}

#[tokio::test]
async fn an_account_being_removed_is_not_opened_again_half_way() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let entries = home.vault.clone().unwrap();
    let keychain = Arc::new(Watched { entries, ..Watched::default() });
    let parts = DeskParts { keychain: Some(keychain.clone()), ..home.parts() };
    let desk = Desk::open(parts).await.unwrap();
    let account = connect(&desk, &wechat).await.unwrap();
    sync(&desk, &account).await;

    let input = AccountInput { account: account.id.clone() };
    let (remover, removing) = (desk.clone(), input.clone());
    let removal = tokio::spawn(async move { remove_account(&remover, removing).await });
    keychain.deleting.notified().await;
    // Its key is gone, its file is not: opened now, the file would be set aside and stay for ever.
    let mut looks = std::pin::pin!(tags(&desk, input));
    assert!(looks.as_mut().now_or_never().is_none(), "whoever asks has to wait");
    keychain.go_on.notify_one();
    assert_eq!(looks.await, Err(AppError::AccountUnknown));
    removal.await.unwrap().unwrap();
    let left = home.files().into_iter().filter(|file| file.contains(account.id.as_str()));
    assert_eq!(left.collect::<Vec<_>>(), [""; 0]);
    home.ends(desk.clone(), &wechat, &[]).await;
}

#[tokio::test]
async fn another_secret_is_kept_only_after_wechat_took_it() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    let wrong = ReplaceCredentialsInput {
        account: account.id.clone(),
        credentials: secret("ffffffffffffffffffffffffffffffff"),
    };
    let refused = replace_credentials(&desk, wrong).await.unwrap_err();
    assert!(matches!(refused, AppError::Wechat { errcode: 40125, .. }));
    desk.close().await;
    let desk = home.open().await;
    let open = desk.account(&account.id).await.unwrap();
    open.client().unwrap().check_credentials().await.expect("the old secret is still the one kept");
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn settings_are_kept_and_an_account_that_is_not_there_is_none() {
    let home = Home::without_keychain();
    let desk = home.open().await;
    let account = practice(&desk, 10).await;
    let wanted = Settings {
        current_account: Some(account.id),
        theme: Theme::Dark,
        density: Density::Compact,
        ..<_>::default()
    };
    save_settings(&desk, wanted.clone()).await.unwrap();
    assert_eq!(overview(&desk).await.settings, wanted);
    let nobody = serde_json::from_str("\"../../etc\"").unwrap();
    let hostile = Settings { current_account: Some(nobody), ..wanted.clone() };
    save_settings(&desk, hostile).await.unwrap();
    let expected = Settings { current_account: None, ..wanted };
    assert_eq!(overview(&desk).await.settings, expected);
}
