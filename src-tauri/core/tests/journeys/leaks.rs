//! After each story: no secret and no token in any file, log or diagnostics, no OpenID in a log or in
//! plain sight.

use std::fmt::Display;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once};

use fandesk_core::diagnostics::{diagnostics, save_diagnostics};
use fandesk_core::overview::desk_overview;
use fandesk_core::{Desk, Vault};
use fandesk_sandbox::Sandbox;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use secrecy::ExposeSecret;
use tracing_subscriber::EnvFilter;

/// How an archive begins, a workbook too. Fewer bytes would not do: an encrypted file begins with
/// any.
const ARCHIVE: &[u8] = b"PK\x03\x04";

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Keeps everything that the program's crates log, of all stories in this process.
pub(crate) fn keep_logs() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let filter = "info,fandesk_core=trace,fandesk_store=trace,fandesk_wechat=trace";
        tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new(filter))
            .with_ansi(false)
            .with_writer(|| Log)
            .init();
    });
}

struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Where to look, and for what besides WeChat's secrets and OpenIDs.
pub(crate) struct Traces<'a> {
    /// Every file in it is looked at.
    pub(crate) folder: &'a Path,
    /// The data folder, in it or the same.
    pub(crate) data: &'a Path,
    /// Where the keys of the databases are; those whose key is elsewhere stay unread.
    pub(crate) vault: &'a dyn Vault,
    /// WeChat's side: every secret and token it ever gave out is looked for.
    pub(crate) sandbox: &'a Sandbox,
    /// What else may be found nowhere.
    pub(crate) secrets: &'a [String],
}

/// Looks everywhere. The desk must be closed. How many databases were read.
pub(crate) async fn search(traces: Traces<'_>) -> usize {
    let secrets = all_secrets(traces.sandbox, traces.secrets);
    let in_sight = [secrets.clone(), openids(traces.sandbox)].concat();
    let log = LOG.lock().unwrap().clone();
    holds_none(&log, &in_sight, &"the log");
    let files = files_in(traces.folder);
    for file in &files {
        let bytes = std::fs::read(file).unwrap();
        holds_none(&bytes, &in_sight, &file.display());
        if bytes.starts_with(ARCHIVE) {
            holds_none(&unpacked(&bytes), &in_sight, &file.display());
        }
    }
    let mut read = 0;
    let own = [traces.data.to_owned(), traces.data.join("accounts")];
    let is_own = |file: &&PathBuf| {
        file.extension().is_some_and(|extension| extension == "db")
            && file.parent().is_some_and(|folder| own.iter().any(|one| one == folder))
    };
    for file in files.iter().filter(is_own) {
        let name = file.file_stem().unwrap().to_string_lossy();
        let Ok(key) = traces.vault.get(&format!("file/{name}")).await else { continue };
        let values = decrypted(file, key.expose_secret());
        assert!(!values.is_empty(), "something was read from {}", file.display());
        holds_none(&values, &secrets, &file.display());
        read += 1;
    }
    read
}

/// No secret in the accounts as the window shows them, and no OpenID either in the diagnostics. They
/// are saved, too: [`search`] unpacks the archive, which stays in the downloads folder.
pub(crate) async fn tells_no_secret(desk: &Desk, sandbox: &Sandbox, secrets: &[String]) {
    let secrets = all_secrets(sandbox, secrets);
    let shown = serde_json::to_string(&desk_overview(desk, ()).await.unwrap()).unwrap();
    holds_none(shown.as_bytes(), &secrets, &"what is shown");
    let never = [secrets, openids(sandbox)].concat();
    for file in diagnostics(desk, ()).await.unwrap() {
        holds_none(file.text.as_bytes(), &never, &format!("the diagnostics' {}", file.name));
    }
    save_diagnostics(desk, ()).await.unwrap();
}

/// What it is, and how it reads.
type Text = (&'static str, String);

fn all_secrets(sandbox: &Sandbox, own: &[String]) -> Vec<Text> {
    let texts = sandbox.secrets().into_iter().chain(own.iter().cloned());
    texts.map(|text| ("secret", text)).collect()
}

/// How the OpenIDs of each account begin.
fn openids(sandbox: &Sandbox) -> Vec<Text> {
    let people = sandbox.accounts().into_iter().filter_map(|account| account.openids().pop());
    people.map(|openid| ("openid", openid[..6].to_owned())).collect()
}

fn holds_none(bytes: &[u8], never: &[Text], place: &dyn Display) {
    for (what, text) in never {
        assert!(!contains(bytes, text), "{place} holds a {what}: {text}");
    }
}

/// The parts of an archive, one after the other.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = Vec::new();
    for part in 0..archive.len() {
        archive.by_index(part).unwrap().read_to_end(&mut all).unwrap();
    }
    all
}

/// Every value of every table, one after the other; first what the file looks like inside, which is
/// something in an empty one, too.
fn decrypted(file: &Path, key: &str) -> Vec<u8> {
    let connection = Connection::open(file).unwrap();
    connection.execute_batch("PRAGMA cipher_log_level = NONE;").unwrap();
    connection.pragma_update(None, "key", format!("x'{key}'")).unwrap();
    let tables: Vec<String> = connection
        .prepare(
            "SELECT 'sqlite_schema'
            UNION ALL
            SELECT name
            FROM sqlite_schema
            WHERE type = 'table'",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut values = Vec::new();
    for table in tables {
        let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                match row.get_ref(column).unwrap() {
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => values.extend(bytes),
                    ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => {}
                }
                values.push(0);
            }
        }
    }
    values
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_in(&path));
        } else {
            files.push(path);
        }
    }
    files
}

fn contains(bytes: &[u8], text: &str) -> bool {
    memchr::memmem::find(bytes, text.as_bytes()).is_some()
}
