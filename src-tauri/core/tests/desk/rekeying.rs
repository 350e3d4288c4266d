//! New keys for the files, and a program that dies at each step of it.

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use fandesk_core::input::{AccountInput, PassphraseInput, UnlockInput};
use fandesk_core::jobs::running_work;
use fandesk_core::keeping::use_passphrase;
use fandesk_core::overview::unlock;
use fandesk_core::rekeying::renew_file_keys;
use fandesk_core::sync::start_sync;
use fandesk_core::{
    AccountState, AccountSummary, AppError, Desk, DeskEvent, DeskParts, MemoryVault, SyncStatus,
    Vault, VaultError, VaultKind,
};
use fandesk_sandbox::{FaultRule, Sandbox, SandboxConfig, Trouble};
use rusqlite::Connection;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Notify;

use crate::home::{Home, PATIENCE, overview, practice, sync, synced};
use crate::mortal::open_mortal;

const PEOPLE: u32 = 40;

async fn world() -> (Home, Sandbox, AccountSummary) {
    let wechat = SandboxConfig::with_followers(PEOPLE).start().await.unwrap();
    let home = Home::with_keychain();
    let account = synced(&home, &wechat).await;
    (home, wechat, account)
}

/// The files with something real in them, by the names of their keys.
fn files(home: &Home, account: &AccountSummary) -> [(String, PathBuf); 2] {
    [
        (format!("file/{}", account.id), home.path(&format!("accounts/{}.db", account.id))),
        ("file/desk".to_owned(), home.path("desk.db")),
    ]
}

async fn kept(home: &Home, name: &str) -> String {
    home.keychain().get(name).await.unwrap().expose_secret().to_owned()
}

fn opens(file: &PathBuf, key: &str) -> bool {
    let connection = Connection::open(file).unwrap();
    connection.execute_batch("PRAGMA cipher_log_level = NONE;").unwrap();
    connection.pragma_update(None, "key", format!("x'{key}'")).unwrap();
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).is_ok()
}

async fn everybody_is_there(desk: &Desk) {
    let seen = overview(desk).await.accounts.remove(0);
    assert_eq!((&seen.state, seen.following), (&AccountState::Ready, PEOPLE));
}

#[tokio::test]
async fn every_file_gets_a_new_key_and_the_old_ones_open_nothing() {
    let (home, wechat, account) = world().await;
    let copies = ["desk.schema-1.db".to_owned(), format!("{}.schema-1.db", account.id)];
    std::fs::create_dir_all(home.path("backups")).unwrap();
    for copy in &copies {
        std::fs::write(home.path("backups").join(copy), "under the old key").unwrap();
    }
    let files = files(&home, &account);
    let mut old = Vec::new();
    for (name, _) in &files {
        old.push(kept(&home, name).await);
    }
    let names = home.keychain().names();

    let desk = home.open().await;
    let mut news = desk.events().listen();
    renew_file_keys(&desk, ()).await.unwrap();
    let mut told = Vec::new();
    while let Some(event) = news.next().await {
        match event {
            DeskEvent::FilesRekeyed { done, files } => told.push((done, files)),
            DeskEvent::Resync => break,
            _ => {}
        }
    }
    assert_eq!(told, [(0, 2), (1, 2), (2, 2)], "how far it is");
    everybody_is_there(&desk).await;
    sync(&desk, &account).await;
    desk.close().await;

    for ((name, file), old) in files.iter().zip(&old) {
        let new = kept(&home, name).await;
        assert!(!opens(file, old) && opens(file, &new), "{name}");
    }
    assert_eq!(home.keychain().names(), names, "nothing stays beside");
    assert!(home.files().iter().all(|file| !file.starts_with("backups/")), "nothing opens them");
    let desk = home.open().await;
    everybody_is_there(&desk).await;
    desk.close().await;
    home.keeps_no_secret_in_sight(&wechat, &[]).await;
}

#[tokio::test]
async fn keys_behind_a_passphrase_are_renewed_too() {
    const PASSPHRASE: &str = "correct horse battery";
    let (home, wechat, _account) = world().await;
    let desk = home.open().await;
    let input = PassphraseInput { passphrase: PASSPHRASE.into() };
    use_passphrase(&desk, input).await.unwrap();
    renew_file_keys(&desk, ()).await.unwrap();
    desk.close().await;
    let desk = home.open().await;
    unlock(&desk, UnlockInput { passphrase: Some(PASSPHRASE.into()) }).await.unwrap();
    everybody_is_there(&desk).await;
    home.ends(desk, &wechat, &[PASSPHRASE]).await;
}

#[tokio::test]
async fn without_anything_real_there_is_nothing_to_renew() {
    let home = Home::with_keychain();
    let desk = home.open().await;
    practice(&desk, 20).await;
    assert_eq!(renew_file_keys(&desk, ()).await.unwrap_err(), AppError::NotFound);
}

#[tokio::test]
async fn a_running_sync_rests_meanwhile_and_goes_on() {
    let (home, wechat, account) = world().await;
    let desk = home.open().await;
    const LIST: &str = "/cgi-bin/user/get";
    wechat.add_fault(FaultRule::new(LIST, Trouble::NoAnswer { applied: false }));
    wechat.reset_calls();
    let mut news = desk.events().listen();
    match start_sync(&desk, AccountInput { account: account.id.clone() }).await {
        Ok(_) | Err(AppError::SyncRunning) => {}
        Err(error) => panic!("{error:?}"),
    }
    let asked = async {
        while wechat.call_count(LIST) == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, asked).await.expect("the list is asked for");
    wechat.clear_faults();
    renew_file_keys(&desk, ()).await.unwrap();
    let finished = async {
        loop {
            if let Some(DeskEvent::SyncMoved { sync }) = news.next().await
                && let SyncStatus::Finished { report } = sync.status
            {
                return report.following;
            }
        }
    };
    let following = tokio::time::timeout(PATIENCE, finished).await.expect("the sync goes on");
    assert_eq!(following, PEOPLE);
    home.ends(desk, &wechat, &[]).await;
}

/// A keychain that holds still after it was given the new key of an account's file.
#[derive(Debug)]
struct Still {
    keychain: Arc<MemoryVault>,
    reached: Notify,
    go_on: Notify,
}

#[async_trait]
impl Vault for Still {
    fn kind(&self) -> VaultKind {
        self.keychain.kind()
    }

    async fn exists(&self) -> bool {
        true
    }

    async fn get(&self, name: &str) -> Result<SecretString, VaultError> {
        self.keychain.get(name).await
    }

    async fn set(&self, name: &str, value: &SecretString) -> Result<(), VaultError> {
        self.keychain.set(name, value).await?;
        if name.starts_with("next/") && name != "next/file/desk" {
            self.reached.notify_one();
            self.go_on.notified().await;
        }
        Ok(())
    }

    async fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.keychain.delete(name).await
    }
}

#[tokio::test]
async fn whoever_asks_what_runs_meanwhile_is_answered_at_once() {
    let (home, wechat, _account) = world().await;
    let keychain = home.vault.clone().unwrap();
    let still = Still { keychain, reached: Notify::new(), go_on: Notify::new() };
    let still = Arc::new(still);
    let parts = DeskParts { keychain: Some(still.clone()), ..home.parts() };
    let desk = Desk::open(parts).await.unwrap();
    everybody_is_there(&desk).await;
    assert!(!running_work(&desk, ()).await.unwrap().rekeying);

    let renewal = tokio::spawn({
        let desk = desk.clone();
        async move { renew_file_keys(&desk, ()).await }
    });
    tokio::time::timeout(PATIENCE, still.reached.notified()).await.expect("the file is closed");
    let asked = tokio::time::timeout(PATIENCE, running_work(&desk, ())).await;
    assert!(asked.expect("nobody waits for the file").unwrap().rekeying);
    still.go_on.notify_one();
    renewal.await.unwrap().unwrap();
    assert!(!running_work(&desk, ()).await.unwrap().rekeying);
    everybody_is_there(&desk).await;
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn a_program_that_dies_between_any_two_steps_leaves_files_that_open() {
    // For each of two files: the new key beside, in the old one's place, and nothing beside.
    const CHANGES: i32 = 2 * 3;
    for survived in 0..=CHANGES {
        let (home, wechat, account) = world().await;
        let names = home.keychain().names();
        let mut old = Vec::new();
        for (name, _) in files(&home, &account) {
            old.push(kept(&home, &name).await);
        }
        let (desk, _) = open_mortal(&home, survived).await;
        let outcome = renew_file_keys(&desk, ()).await;
        assert_eq!(outcome.is_ok(), survived == CHANGES, "after {survived} changes: {outcome:?}");
        desk.close().await;

        let desk = home.open().await;
        everybody_is_there(&desk).await;
        assert!(home.files().iter().all(|file| !file.starts_with("set-aside/")));
        renew_file_keys(&desk, ()).await.expect("it can be repeated");
        everybody_is_there(&desk).await;
        desk.close().await;
        assert_eq!(home.keychain().names(), names, "nothing stays beside after {survived}");
        for ((name, file), old) in files(&home, &account).iter().zip(&old) {
            assert!(!opens(file, old), "{name} after {survived}");
        }
        home.keeps_no_secret_in_sight(&wechat, &[]).await;
    }
}

#[tokio::test]
async fn a_vault_that_refuses_twice_in_one_run_leaves_files_that_open() {
    // After the first change the account's new key stands beside and its file is encrypted with it;
    // after the fourth the same is true of `desk.db`.
    for granted in [1, 4] {
        for granted_then in 0..=7 {
            let (home, wechat, _account) = world().await;
            let (desk, vault) = open_mortal(&home, granted).await;
            renew_file_keys(&desk, ()).await.expect_err("the vault refuses");
            vault.grant(granted_then);
            let _ = renew_file_keys(&desk, ()).await;
            desk.close().await;

            let desk = home.open().await;
            everybody_is_there(&desk).await;
            assert!(home.files().iter().all(|file| !file.starts_with("set-aside/")));
            desk.close().await;
            home.keeps_no_secret_in_sight(&wechat, &[]).await;
        }
    }
}

#[tokio::test]
async fn removing_and_erasing_leave_no_key_that_was_left_beside() {
    let (home, wechat, account) = world().await;
    let beside = format!("next/file/{}", account.id);
    home.keychain().set(&beside, &"00".repeat(32).into()).await.unwrap();
    let desk = home.open().await;
    let input = AccountInput { account: account.id.clone() };
    fandesk_core::accounts::remove_account(&desk, input).await.unwrap();
    assert!(!home.keychain().names().contains(&beside));
    home.ends(desk, &wechat, &[]).await;
}
