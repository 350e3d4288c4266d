//! A computer for a test: a data folder, perhaps a keychain, and WeChat next door.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use fandesk_core::accounts::{add_account, open_practice_account};
use fandesk_core::input::{AccountInput, PracticeInput};
use fandesk_core::overview::desk_overview;
use fandesk_core::sync::start_sync;
use fandesk_core::{
    AccountSummary, AppError, Desk, DeskEvent, DeskOverview, DeskParts, MemoryVault, NewAccount,
    NewCredentials, OpenError, PassphraseVault, SyncStatus, SystemClock, Vault, VaultError,
};
use fandesk_sandbox::Sandbox;
use tempfile::TempDir;

use crate::leaks::{self, Traces};

/// Nothing here takes longer on a slow machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

thread_local! {
    /// The story on this thread has a credential and has not been searched yet.
    static OWES_A_SEARCH: Cell<bool> = const { Cell::new(false) };
}

/// Whoever connects an account here has to end with a search: [`Home::ends`].
pub(crate) struct Home {
    folder: TempDir,
    pub(crate) vault: Option<Arc<MemoryVault>>,
}

impl Home {
    pub(crate) fn with_keychain() -> Self {
        let mut home = Self::without_keychain();
        home.vault = Some(Arc::default());
        home
    }

    pub(crate) fn without_keychain() -> Self {
        leaks::keep_logs();
        Self { folder: tempfile::tempdir().unwrap(), vault: None }
    }

    pub(crate) fn keychain(&self) -> &MemoryVault {
        self.vault.as_ref().expect("this home has a keychain")
    }

    /// A path in the data folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn parts(&self) -> DeskParts {
        DeskParts {
            data_dir: self.folder.path().to_owned(),
            downloads_dir: self.path("downloads"),
            keychain: self.vault.clone().map(|vault| vault as Arc<dyn Vault>),
            clock: Arc::new(SystemClock),
            version: "0.0.0".to_owned(),
            default_api_base: None,
        }
    }

    pub(crate) async fn try_open(&self) -> Result<Desk, OpenError> {
        Desk::open(self.parts()).await
    }

    pub(crate) async fn open(&self) -> Desk {
        self.try_open().await.unwrap()
    }

    /// Ends a story: neither what the desk shows nor what it leaves behind holds a secret of
    /// WeChat's, or one of these. Closes the desk.
    pub(crate) async fn ends(&self, desk: Desk, wechat: &Sandbox, secrets: &[&str]) {
        let own: Vec<String> = secrets.iter().copied().map(str::to_owned).collect();
        leaks::tells_no_secret(&desk, wechat, &own).await;
        desk.close().await;
        self.keeps_no_secret_in_sight(wechat, secrets).await;
    }

    /// No secret that the sandbox ever gave out, and none of these, lies anywhere: in no file, in no
    /// database whose key is kept, in no log. One of these is the passphrase, where there is one. The
    /// desk must be closed.
    pub(crate) async fn keeps_no_secret_in_sight(&self, wechat: &Sandbox, secrets: &[&str]) {
        self.keeps_no_secret_at(self.folder.path(), wechat, secrets).await;
    }

    /// The same with the desk's data in this folder of the home.
    pub(crate) async fn keeps_no_secret_at(&self, data: &Path, wechat: &Sandbox, secrets: &[&str]) {
        let secrets: Vec<String> = secrets.iter().copied().map(str::to_owned).collect();
        let keys = self.file_keys(data, &secrets).await;
        let folder = self.folder.path();
        let traces = Traces { folder, data, vault: &keys, sandbox: wechat, secrets: &secrets };
        let read = leaks::search(traces).await;
        let keys = keys.names();
        let readable = keys.iter().filter(|name| match name.strip_prefix("file/") {
            Some("desk") => data.join("desk.db").is_file(),
            Some(account) => data.join(format!("accounts/{account}.db")).is_file(),
            None => false,
        });
        assert_eq!(read, readable.count(), "every database whose key is there was read");
        assert!(read > 0 || !data.join("desk.db").exists(), "the list of accounts was read");
        OWES_A_SEARCH.set(false);
    }

    /// What opens the databases in this folder, wherever it is kept: behind a passphrase, in the
    /// keychain, or beside the list of accounts.
    async fn file_keys(&self, data: &Path, secrets: &[String]) -> MemoryVault {
        let keys = MemoryVault::default();
        let behind = data.join("vault.json");
        let (vault, names) = match &self.vault {
            _ if behind.exists() => (opened(&behind, secrets).await, names_in(&behind)),
            Some(keychain) => (Arc::clone(keychain) as Arc<dyn Vault>, keychain.names()),
            None => (Arc::new(MemoryVault::default()) as Arc<dyn Vault>, Vec::new()),
        };
        for name in names.iter().filter(|name| name.starts_with("file/")) {
            keys.set(name, &vault.get(name).await.unwrap()).await.unwrap();
        }
        let beside = std::fs::read_to_string(data.join("desk.key"));
        if let (Ok(key), false) = (beside, names.iter().any(|name| name == "file/desk")) {
            keys.set("file/desk", &key.into()).await.unwrap();
        }
        keys
    }

    /// Names of all files in the data folder, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.folder.path()).unwrap();
                    files.push(name.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        files.sort();
        files
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // Taken, so that a story that failed owes nothing to the next one on its thread.
        let searched = !OWES_A_SEARCH.take();
        assert!(searched || std::thread::panicking(), "the story ends without a search");
    }
}

/// The vault behind the passphrase that is one of these.
async fn opened(file: &Path, secrets: &[String]) -> Arc<dyn Vault> {
    for secret in secrets {
        match PassphraseVault::open(file.to_owned(), secret.as_str().into()).await {
            Err(VaultError::WrongPassphrase) => {}
            vault => return Arc::new(vault.unwrap()),
        }
    }
    panic!("the search has to know the passphrase");
}

/// Under which names a vault behind a passphrase keeps something.
fn names_in(file: &Path) -> Vec<String> {
    let file: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    file["entries"].as_object().unwrap().keys().cloned().collect()
}

/// What connects the sandbox's account.
pub(crate) fn credentials(wechat: &Sandbox) -> NewAccount {
    let config = wechat.account().config().clone();
    OWES_A_SEARCH.set(true);
    NewAccount {
        name: "望京店".to_owned(),
        app_id: config.appid,
        credentials: secret(&config.secret),
        api_base: Some(wechat.base_url().to_owned()),
        connection: Default::default(),
        proxy_password: None,
    }
}

/// An AppSecret as an operator gives it.
pub(crate) fn secret(text: &str) -> NewCredentials {
    NewCredentials::Secret { app_secret: text.into() }
}

pub(crate) async fn connect(desk: &Desk, wechat: &Sandbox) -> Result<AccountSummary, AppError> {
    add_account(desk, credentials(wechat)).await
}

/// A connected and synced account, the desk closed again.
pub(crate) async fn synced(home: &Home, wechat: &Sandbox) -> AccountSummary {
    let desk = home.open().await;
    let account = connect(&desk, wechat).await.unwrap();
    sync(&desk, &account).await;
    desk.close().await;
    account
}

pub(crate) async fn practice(desk: &Desk, followers: u32) -> AccountSummary {
    let input = PracticeInput { name: "练习".to_owned(), followers };
    open_practice_account(desk, input).await.unwrap()
}

/// The first screen once every file was opened, however slow the machine.
pub(crate) async fn overview(desk: &Desk) -> DeskOverview {
    let mut seen = desk_overview(desk, ()).await.unwrap();
    for account in &mut seen.accounts {
        *account = desk.summary(&account.id).await.unwrap();
    }
    seen
}

/// A full sync, to its end; one that began by itself when the account was opened will do.
pub(crate) async fn sync(desk: &Desk, account: &AccountSummary) {
    let mut listener = desk.events().listen();
    match start_sync(desk, AccountInput { account: account.id.clone() }).await {
        Ok(_) | Err(AppError::SyncRunning) => {}
        Err(refused) => panic!("no sync begins: {refused:?}"),
    }
    let finished = async {
        while let Some(event) = listener.next().await {
            let DeskEvent::SyncMoved { sync } = event else { continue };
            match sync.status {
                SyncStatus::Finished { .. } => return,
                SyncStatus::Running => {}
                other => panic!("the sync stands at {other:?}"),
            }
        }
    };
    tokio::time::timeout(PATIENCE, finished).await.expect("the sync ends");
}
