//! What the window shows of an account while its file is still being opened.

use std::sync::Arc;

use async_trait::async_trait;
use fandesk_core::accounts::rename_account;
use fandesk_core::followers::{FirstPage, first_page, open_result_set};
use fandesk_core::input::{AccountInput, OpenResultSetInput, RenameAccountInput, ViewInUseInput};
use fandesk_core::overview::desk_overview;
use fandesk_core::store::{Filter, OpenedResultSet, Sort, SortKey};
use fandesk_core::tags::tags;
use fandesk_core::views::keep_view_in_use;
use fandesk_core::{
    AccountSummary, Desk, DeskEvent, DeskParts, Listener, MemoryVault, Vault, VaultError,
    VaultKind, ViewInUse,
};
use fandesk_sandbox::Sandbox;
use secrecy::SecretString;
use tokio::sync::Semaphore;

use crate::home::{Home, PATIENCE, connect, overview, sync};

/// A keychain that answers for accounts' files only when it is let.
#[derive(Debug)]
struct Hesitant {
    keychain: Arc<MemoryVault>,
    let_go: Semaphore,
}

#[async_trait]
impl Vault for Hesitant {
    fn kind(&self) -> VaultKind {
        self.keychain.kind()
    }

    async fn exists(&self) -> bool {
        self.keychain.exists().await
    }

    async fn get(&self, name: &str) -> Result<SecretString, VaultError> {
        if name.starts_with("file/") && name != "file/desk" {
            self.let_go.acquire().await.unwrap().forget();
        }
        self.keychain.get(name).await
    }

    async fn set(&self, name: &str, value: &SecretString) -> Result<(), VaultError> {
        self.keychain.set(name, value).await
    }

    async fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.keychain.delete(name).await
    }
}

/// The program started anew, with a file that opens only when it is let.
async fn started_slowly(home: &Home) -> (Desk, Arc<Hesitant>) {
    let keychain = home.vault.clone().unwrap();
    let hesitant = Arc::new(Hesitant { keychain, let_go: Semaphore::new(0) });
    let vault = Arc::clone(&hesitant) as Arc<dyn Vault>;
    let desk = Desk::open(DeskParts { keychain: Some(vault), ..home.parts() }).await.unwrap();
    (desk, hesitant)
}

fn of(account: &AccountSummary) -> AccountInput {
    AccountInput { account: account.id.clone() }
}

const BY_OPENID: Sort = Sort { by: SortKey::Openid, descending: true };

async fn list(desk: &Desk, account: &AccountSummary, filter: Filter) -> OpenedResultSet {
    let asked = OpenResultSetInput { account: account.id.clone(), filter, sort: vec![BY_OPENID] };
    open_result_set(desk, asked).await.unwrap()
}

async fn page_at_once(desk: &Desk, account: &AccountSummary) -> Option<FirstPage> {
    desk_overview(desk, ()).await.unwrap();
    first_page(desk, of(account)).await.unwrap()
}

#[tokio::test]
async fn the_first_screen_does_not_wait_for_a_slow_file_and_hears_when_it_is_open() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    sync(&desk, &account).await;
    let known = overview(&desk).await.accounts;
    desk.close().await;

    let (desk, hesitant) = started_slowly(&home).await;
    let mut listener = desk.events().listen();
    let seen = desk_overview(&desk, ()).await.unwrap();
    assert_eq!(seen.accounts, known, "the figures are those of the last time");
    hesitant.let_go.add_permits(1);
    assert_eq!(opened(&mut listener).await, known[0]);
    home.ends(desk, &wechat, &[]).await;
}

/// An account as the window hears of it next.
async fn opened(listener: &mut Listener) -> AccountSummary {
    let told = async {
        loop {
            if let DeskEvent::AccountState { account } = listener.next().await.unwrap() {
                return account;
            }
        }
    };
    tokio::time::timeout(PATIENCE, told).await.expect("the file is open at last")
}

#[tokio::test]
async fn a_slow_file_is_told_as_its_account_is_listed_when_it_opens() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    sync(&desk, &account).await;
    desk.close().await;

    let (desk, hesitant) = started_slowly(&home).await;
    let mut listener = desk.events().listen();
    desk_overview(&desk, ()).await.unwrap();
    let name = "国贸店";
    let renaming = tokio::spawn({
        let (desk, account) = (desk.clone(), account.id.clone());
        let input = RenameAccountInput { account, name: name.to_owned() };
        async move { rename_account(&desk, input).await }
    });
    let listed = async {
        while desk_overview(&desk, ()).await.unwrap().accounts[0].name != name {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, listed).await.expect("the list has the new name");
    hesitant.let_go.add_permits(1);
    assert_eq!(opened(&mut listener).await.name, name, "whoever was late tells no old name");
    renaming.await.unwrap().unwrap();
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn the_first_page_is_there_until_the_file_is_open() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    sync(&desk, &account).await;
    let view = ViewInUse { from: None, version: 1, body: "{\"density\":\"compact\"}".to_owned() };
    let kept = ViewInUseInput { account: account.id.clone(), view: view.clone() };
    keep_view_in_use(&desk, kept).await.unwrap();
    let following = Filter::AllOf { filters: vec![Filter::Following] };
    let list_then = list(&desk, &account, following).await;
    // Who is looked for later is not what a start opens with.
    list(&desk, &account, Filter::Untagged).await;
    let tags_then = tags(&desk, of(&account)).await.unwrap();
    assert_eq!(first_page(&desk, of(&account)).await.unwrap(), None, "the list itself is there");
    desk.close().await;

    let (desk, hesitant) = started_slowly(&home).await;
    let page = page_at_once(&desk, &account).await.expect("it was kept");
    let OpenedResultSet { people, first_rows: rows, .. } = list_then;
    assert!(rows.len() == 100 && people > 100, "there is a page, and more behind it");
    let expected =
        FirstPage { view: Some(view), sort: vec![BY_OPENID], people, rows, tags: tags_then };
    assert_eq!(page, expected);
    hesitant.let_go.add_permits(1);
    overview(&desk).await;
    assert_eq!(first_page(&desk, of(&account)).await.unwrap(), None, "the file is open");
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn the_first_page_is_as_the_program_left_it() {
    let (home, wechat) = (Home::with_keychain(), Sandbox::start().await.unwrap());
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    sync(&desk, &account).await;
    let before = list(&desk, &account, Filter::Following).await;
    let first = before.first_rows[0].openid.clone();
    wechat.account().leave(&[&first]).unwrap();
    sync(&desk, &account).await;
    desk.close().await;

    let (desk, hesitant) = started_slowly(&home).await;
    let page = page_at_once(&desk, &account).await.expect("it was kept");
    assert_eq!((page.people, page.rows.len()), (before.people - 1, 100));
    assert_eq!(page.rows[0], before.first_rows[1], "who left does not stand there any more");
    hesitant.let_go.add_permits(1);
    home.ends(desk, &wechat, &[]).await;
}
