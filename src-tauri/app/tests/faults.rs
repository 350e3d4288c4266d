//! A fault of the program whose message quotes a secret: nothing that is kept of it repeats that.
//!
//! The log and what is done on a panic belong to a whole process, so the fault happens in this test
//! binary started again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use async_trait::async_trait;
use fandesk_core::{DeskParts, MemoryVault, Vault, VaultError, VaultKind};
use fandesk_sandbox::{DEFAULT_APPID, DEFAULT_SECRET, SandboxConfig};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use super::{PATIENCE, Program, parts};
use crate::{folders, log};

/// Tells the second process where to keep everything.
const DATA: &str = "FANDESK_FAULT_DATA";

/// A keychain that chokes on an AppSecret, and says on which.
#[derive(Debug, Default)]
struct Choking {
    entries: MemoryVault,
    chokes: AtomicBool,
}

#[async_trait]
impl Vault for Choking {
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
        if self.chokes.load(Ordering::SeqCst) && name.starts_with("secret/") {
            panic!("choked on {}", value.expose_secret());
        }
        self.entries.set(name, value).await
    }

    async fn delete(&self, name: &str) -> Result<(), VaultError> {
        self.entries.delete(name).await
    }
}

#[test]
fn a_fault_that_quotes_a_secret_leaves_it_in_no_log_no_file_and_on_no_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let story = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "tests::faults::a_command_chokes_on_a_secret",
            "--ignored",
            "--nocapture",
        ])
        .env(DATA, folder.path())
        .env("RUST_BACKTRACE", "full")
        .output()
        .unwrap();
    let terminal = String::from_utf8_lossy(&[story.stdout, story.stderr].concat()).into_owned();
    assert!(story.status.success() && terminal.contains("1 passed"), "{terminal}");
    assert!(terminal.contains("a fault at"), "it says where: {terminal}");
    assert!(!terminal.contains(DEFAULT_SECRET), "{terminal}");

    let mut told = String::new();
    for file in files(folder.path()) {
        let bytes = fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(DEFAULT_SECRET), "{} holds the secret", file.display());
        told.push_str(&text);
    }
    for expected in ["a formatted message", "internal fault", "faults.rs"] {
        assert!(told.contains(expected), "the log tells {expected}");
    }
}

/// Runs in a process of its own, when the test above says so.
#[test]
#[ignore = "a part of another test"]
fn a_command_chokes_on_a_secret() {
    let data = PathBuf::from(std::env::var_os(DATA).expect("called by a test"));
    let _log = log::start(&folders::logs(&data)).expect("the log can be written");
    log::panics();
    let wechat = SandboxConfig::with_followers(3).start();
    let wechat = tauri::async_runtime::block_on(wechat).unwrap();
    let keychain = Arc::new(Choking::default());
    let program = Program::with(DeskParts { keychain: Some(keychain.clone()), ..parts(&data) });
    let credentials = json!({ "kind": "secret", "appSecret": DEFAULT_SECRET });
    let typed = json!({
        "name": "店", "appId": DEFAULT_APPID, "credentials": credentials,
        "apiBase": wechat.base_url(),
    });
    program.call("start_connecting", typed).unwrap();
    until(|| program.call("connecting", json!(null)).unwrap()["status"]["state"] == "connected");
    let overview = program.call("desk_overview", json!(null)).unwrap();
    let account = &overview["accounts"][0]["id"];

    keychain.chokes.store(true, Ordering::SeqCst);
    let again = json!({ "account": account, "credentials": credentials });
    let fault = program.call("replace_credentials", again).unwrap_err();
    assert_eq!(fault["code"], "internal", "{fault}");

    let mut shown = Value::Null;
    until(|| {
        // The log is written beside the work.
        shown = program.call("diagnostics", json!(null)).unwrap();
        shown.to_string().contains("a command panicked")
    });
    assert!(!shown.to_string().contains(DEFAULT_SECRET), "{shown}");
}

fn until(mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "it does not come");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}
