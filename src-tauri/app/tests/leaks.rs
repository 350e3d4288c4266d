//! After each story: no secret and no token in any file, log or command line, no OpenID in a log.
//!
//! The databases are searched decrypted. Their keys lie in the story's keychain, which only a
//! process behind the story's kind of session bus can open; so that part of the search runs in
//! this test binary again, behind `dbus-run-session`.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use fandesk_app::keychain::Keychain;
use fandesk_core::{Vault, VaultError};
use rusqlite::types::ValueRef;
use secrecy::ExposeSecret;

use crate::wechat::Wechat;
use crate::window::{Folders, KEYCHAIN_PASSWORD, WITH_KEYCHAIN};

/// Tells the second process where the story's data lies.
const DATA: &str = "FANDESK_LEAKS_DATA";
/// What the second process looks for, a line each.
const TEXTS: &str = "FANDESK_LEAKS_TEXTS";

/// Looks everywhere, after the window was closed.
pub(crate) fn search(folders: &Folders, wechat: &Wechat) {
    let secrets = search_files(folders, wechat);
    search_decrypted(folders, &secrets);
    search_logs(folders);
}

/// Looks into every file as it lies on the disk: for all that WeChat ever gave out and for what the
/// story keeps secret. Returns what was looked for.
pub(crate) fn search_files(folders: &Folders, wechat: &Wechat) -> Vec<String> {
    let mut secrets = wechat.secrets();
    secrets.extend(folders.secrets());
    let found = files_with(folders, &secrets);
    assert!(found.is_empty(), "a secret or a token lies in plain sight in {found:?}");
    secrets
}

/// The logs alone, for stories without a secret.
pub(crate) fn search_logs(folders: &Folders) {
    let mut logs = Vec::new();
    visit(&folders.data().join("logs"), &mut |path| logs.push(path.to_path_buf()));
    assert!(!logs.is_empty(), "the program writes a log");
    for log in logs {
        let text = std::fs::read_to_string(&log).expect("a log is text");
        let telling: Vec<&str> = text.lines().filter(|line| has_openid(line)).collect();
        assert!(telling.is_empty(), "OpenIDs in the log: {telling:?}");
        assert!(text.contains("the program starts"), "it is the program's log");
    }
}

/// Every file of the story that holds one of these texts, as UTF-8 or UTF-16 (web views store
/// both). The keychain's own files are encrypted like any other's and searched as well.
fn files_with(folders: &Folders, secrets: &[String]) -> Vec<PathBuf> {
    let spellings = |text: &String| {
        [text.as_bytes().to_vec(), text.encode_utf16().flat_map(u16::to_le_bytes).collect()]
    };
    let needles: Vec<Vec<u8>> = secrets.iter().flat_map(spellings).collect();
    let mut found = Vec::new();
    visit(folders.home(), &mut |path| {
        let bytes = std::fs::read(path).unwrap_or_default();
        if needles.iter().any(|needle| contains(&bytes, needle)) {
            found.push(path.to_path_buf());
        }
    });
    found
}

fn search_decrypted(folders: &Folders, secrets: &[String]) {
    behind_keychain(folders, "leaks::inside_the_databases", secrets);
}

/// After an account was removed from the computer: no file, no key and no line of it is left.
pub(crate) fn search_removed(folders: &Folders, account: &str, telling: &[&str]) {
    let mut files = Vec::new();
    visit(&folders.data(), &mut |path| files.push(path.to_path_buf()));
    assert!(!files.is_empty(), "the other account is still there");
    for file in &files {
        let name = file.file_name().expect("a file has a name").to_string_lossy();
        assert!(!name.contains(account), "{} is left", file.display());
    }
    let telling: Vec<String> = telling.iter().map(|text| (*text).to_owned()).collect();
    let found = files_with(folders, &telling);
    assert!(found.is_empty(), "something of the account lies in {found:?}");
    let keys = ["file", "secret", "refresh", "proxy"].map(|kind| format!("{kind}/{account}"));
    behind_keychain(folders, "leaks::not_in_the_keychain", &keys);
}

/// Runs a part of a story in front of its keychain, while no window is open. A part is a test of its own
/// that is ignored otherwise and begins by [`called_with`].
pub(crate) fn behind_keychain(folders: &Folders, part: &str, texts: &[String]) {
    let run = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", WITH_KEYCHAIN, KEYCHAIN_PASSWORD])
        .arg(std::env::current_exe().expect("a test knows its own program"))
        .args(["--exact", part, "--ignored", "--nocapture"])
        .envs(folders.environment())
        .env(DATA, folders.data())
        .env(TEXTS, texts.join("\n"))
        .env_remove("DISPLAY")
        .stdin(Stdio::null())
        .output()
        .expect("dbus-run-session can be started");
    let said =
        String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success() && said.contains("1 passed"), "{said}");
}

/// What a story tells such a part: the data folder, texts, and its keychain.
pub(crate) fn called_with() -> (PathBuf, String, Keychain) {
    let data = PathBuf::from(std::env::var_os(DATA).expect("called by a story"));
    let texts = std::env::var(TEXTS).expect("called by a story");
    let keychain = Keychain::new(&format!("app.fandesk.desktop:{}", data.display()));
    (data, texts, keychain)
}

/// Runs in front of a story's keychain, when [`search_removed`] says so.
#[test]
#[ignore = "a part of the other stories' search, not a story"]
fn not_in_the_keychain() {
    let (_, keys, keychain) = called_with();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be made");
    let desk = runtime.block_on(keychain.get("file/desk"));
    assert!(desk.is_ok(), "it is the story's keychain");
    for key in keys.lines() {
        let found = runtime.block_on(keychain.get(key));
        assert!(matches!(found, Err(VaultError::Missing)), "{key} is left");
    }
}

/// Runs in front of a story's keychain, when [`search_decrypted`] says so.
#[test]
#[ignore = "a part of the other stories' search, not a story"]
fn inside_the_databases() {
    let (data, secrets, keychain) = called_with();
    let mut files = vec![(data.join("desk.db"), "file/desk".to_owned())];
    visit(&data.join("accounts"), &mut |path| {
        if path.extension().is_some_and(|ending| ending == "db") {
            let id = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
            files.push((path.to_path_buf(), format!("file/{id}")));
        }
    });
    assert!(files.len() > 1, "an account has a file");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be made");
    for (file, key) in files {
        let key = runtime.block_on(keychain.get(&key)).expect("the key is in the keychain");
        let values = decrypted(&file, key.expose_secret());
        assert!(values.len() > 100, "something was read from {}", file.display());
        for secret in secrets.lines() {
            assert!(!contains(&values, secret.as_bytes()), "{} holds a secret", file.display());
        }
    }
}

/// Every text and blob of every table, one after the other.
fn decrypted(file: &Path, key: &str) -> Vec<u8> {
    let connection = opened(file, key);
    let mut values = Vec::new();
    let mut tables = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .expect("the key fits");
    let tables = tables.query_map([], |row| row.get::<_, String>(0)).expect("tables are listed");
    for table in tables {
        let table = table.expect("a table has a name");
        let mut statement =
            connection.prepare(&format!("SELECT * FROM \"{table}\"")).expect("a table can be read");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("a table can be read");
        while let Some(row) = rows.next().expect("a row can be read") {
            for column in 0..columns {
                if let ValueRef::Text(bytes) | ValueRef::Blob(bytes) =
                    row.get_ref(column).expect("a column can be read")
                {
                    values.extend_from_slice(bytes);
                }
                values.push(0);
            }
        }
    }
    values
}

/// A database behind its key.
pub(crate) fn opened(file: &Path, key: &str) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(file).expect("the file opens");
    connection.pragma_update(None, "key", format!("x'{key}'")).expect("the key is taken");
    connection
}

/// Something shaped like an OpenID: `o` and 27 letters, digits, `-` or `_`.
fn has_openid(line: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    line.split(|c| !is_part(c)).any(|word| word.len() == 28 && word.starts_with('o'))
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}

/// Every file below a folder.
pub(crate) fn visit(folder: &Path, each: &mut dyn FnMut(&Path)) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => visit(&path, each),
            Ok(kind) if kind.is_file() => each(&path),
            _ => {}
        }
    }
}
