//! Unusual computers: folders of any name, folders that cannot be written, clocks that are wrong.

use std::path::Path;
use std::sync::Arc;

use fandesk_core::store::AccountStore;
use fandesk_core::{AppError, Clock, Desk, DeskParts, ManualClock, OpenError};
use fandesk_sandbox::SandboxConfig;

use crate::home::{Home, connect, overview, practice, sync};

async fn open_at(home: &Home, folder: &Path) -> Result<Desk, OpenError> {
    Desk::open(DeskParts { data_dir: folder.to_owned(), ..home.parts() }).await
}

#[tokio::test]
async fn a_data_folder_may_have_any_name() {
    let home = Home::with_keychain();
    let wechat = SandboxConfig::with_followers(25).start().await.unwrap();
    let folder = home.path("公众号 数据/粉丝 (店长’s) 100% #1 é🙂");
    let desk = open_at(&home, &folder).await.unwrap();
    practice(&desk, 30).await;
    let account = connect(&desk, &wechat).await.unwrap();
    sync(&desk, &account).await;
    desk.close().await;
    let desk = open_at(&home, &folder).await.unwrap();
    let following: Vec<_> =
        overview(&desk).await.accounts.iter().map(|account| account.following).collect();
    assert_eq!(following, [0, 25], "the practice account was never synced");
    desk.close().await;
    let beside: Vec<_> = home
        .files()
        .into_iter()
        .filter(|file| !file.starts_with("公众号 数据/粉丝 (店长’s)"))
        .collect();
    assert_eq!(beside, [""; 0], "nothing is written anywhere else");
    home.keeps_no_secret_at(&folder, &wechat, &[]).await;
}

/// A file where a folder has to be: what no right of any user gets around.
#[tokio::test]
async fn a_folder_that_cannot_be_written_is_said_and_nothing_is_lost() {
    let home = Home::with_keychain();
    let wechat = SandboxConfig::with_followers(25).start().await.unwrap();
    let in_the_way = home.path("folder");
    std::fs::write(&in_the_way, "a shopping list").unwrap();
    for folder in [in_the_way.clone(), in_the_way.join("inside")] {
        let error = open_at(&home, &folder).await.unwrap_err();
        assert_eq!(AppError::from(error), AppError::ReadOnly, "{folder:?}");
    }
    assert_eq!(std::fs::read(&in_the_way).unwrap(), b"a shopping list");

    let folder = home.path("data");
    let desk = open_at(&home, &folder).await.unwrap();
    let account = connect(&desk, &wechat).await.unwrap();
    sync(&desk, &account).await;
    desk.close().await;
    let (accounts, aside) = (folder.join("accounts"), folder.join("accounts-elsewhere"));
    std::fs::rename(&accounts, &aside).unwrap();
    std::fs::write(&accounts, "in the way").unwrap();
    let error = open_at(&home, &folder).await.unwrap_err();
    assert_eq!(AppError::from(error), AppError::ReadOnly);
    std::fs::remove_file(&accounts).unwrap();
    std::fs::rename(&aside, &accounts).unwrap();
    let desk = open_at(&home, &folder).await.unwrap();
    assert_eq!(overview(&desk).await.accounts[0].following, 25, "all is there again");
    desk.close().await;
    home.keeps_no_secret_at(&folder, &wechat, &[]).await;
}

#[tokio::test]
async fn a_clock_that_is_years_off_lets_an_account_be_connected_synced_and_opened_again() {
    for wrong in [0, 9_000_000_000] {
        let home = Home::with_keychain();
        let wechat = SandboxConfig::with_followers(25).start().await.unwrap();
        let parts = |now| DeskParts {
            clock: Arc::new(ManualClock::at(now)) as Arc<dyn Clock>,
            ..home.parts()
        };
        let desk = Desk::open(parts(wrong)).await.unwrap();
        let account = connect(&desk, &wechat).await.unwrap();
        sync(&desk, &account).await;
        desk.close().await;
        let desk = Desk::open(parts(1_767_225_600)).await.unwrap();
        sync(&desk, &account).await;
        assert_eq!(overview(&desk).await.accounts[0].following, 25, "{wrong}");
        assert!(wechat.call_count("/cgi-bin/stable_token") <= 4, "nobody asks in circles");
        desk.close().await;
        home.keeps_no_secret_in_sight(&wechat, &[]).await;
    }
}

#[tokio::test]
async fn closing_waits_for_what_still_asks_the_file_though_nobody_waits_for_the_answer() {
    let home = Home::without_keychain();
    let desk = home.open().await;
    let account = practice(&desk, 30).await;
    let open = desk.account(&account.id).await.unwrap();
    let (begun, began) = tokio::sync::oneshot::channel();
    let (go, gone) = std::sync::mpsc::channel::<()>();
    let nobody = tokio::spawn(async move {
        let question = move |store: &AccountStore| {
            begun.send(()).unwrap();
            // Until the other end is dropped.
            let _ = gone.recv();
            (0..20).try_for_each(|_| store.check())
        };
        open.ask(question).await
    });
    began.await.unwrap();
    nobody.abort();
    assert!(nobody.await.unwrap_err().is_cancelled());

    let closing = tokio::spawn(async move { desk.close().await });
    drop(go);
    closing.await.unwrap();
    let files = home.files();
    assert!(!files.iter().any(|name| name.ends_with("-wal")), "all is closed: {files:?}");
}
