//! After each story: no secret and no token in any file or log, no OpenID in a log or in plain sight.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once};

use fandesk_core::Vault;
use fandesk_sandbox::{AccountConfig, Sandbox};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use secrecy::ExposeSecret;
use tracing_subscriber::EnvFilter;

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

/// Where to look, and for what besides the AppSecret, WeChat's token and OpenIDs.
pub(crate) struct Traces<'a> {
    /// Every file in it is looked at.
    pub(crate) folder: &'a Path,
    /// The data folder, in it or the same.
    pub(crate) data: &'a Path,
    /// Where the keys of the databases are; those whose key is elsewhere stay unread.
    pub(crate) vault: &'a dyn Vault,
    /// WeChat's side.
    pub(crate) sandbox: &'a Sandbox,
    /// What may be found nowhere.
    pub(crate) secrets: &'a [String],
}

/// Looks everywhere. The desk must be closed. How many databases were read.
pub(crate) async fn search(traces: Traces<'_>) -> usize {
    let credentials = traces.sandbox.account().config().clone();
    traces.sandbox.clear_faults();
    let (host, asked_with) = (traces.sandbox.base_url().to_owned(), credentials.clone());
    // The sandbox may live on the thread that asks.
    let token = tokio::task::spawn_blocking(move || token_of(&host, &asked_with)).await.unwrap();
    let prefix = traces.sandbox.account().openids()[0][..6].to_owned();
    let mut secrets = vec![("secret", credentials.secret.as_str()), ("token", token.as_str())];
    secrets.extend(traces.secrets.iter().map(|text| ("secret of this story", text.as_str())));

    let log = LOG.lock().unwrap().clone();
    for (what, text) in secrets.iter().copied().chain([("openid", prefix.as_str())]) {
        assert!(!contains(&log, text), "the log holds a {what}");
    }
    let files = files_in(traces.folder);
    for file in &files {
        let bytes = std::fs::read(file).unwrap();
        for (what, text) in secrets.iter().copied().chain([("openid", prefix.as_str())]) {
            assert!(!contains(&bytes, text), "{} holds a {what} in plain sight", file.display());
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
        for (what, text) in &secrets {
            assert!(!contains(&values, text), "{} holds a {what}", file.display());
        }
        read += 1;
    }
    read
}

/// The token in use: `stable_token` hands out the same one until it is old.
fn token_of(address: &str, credentials: &AccountConfig) -> String {
    let body = format!(
        r#"{{"grant_type":"client_credential","appid":"{}","secret":"{}"}}"#,
        credentials.appid, credentials.secret
    );
    let host = address.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "POST /cgi-bin/stable_token HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (_, rest) = answer.split_once("\"access_token\":\"").expect("a token");
    rest.split_once('"').expect("the token's end").0.to_owned()
}

/// Every value of every table, one after the other.
fn decrypted(file: &Path, key: &str) -> Vec<u8> {
    let connection = Connection::open(file).unwrap();
    connection.execute_batch("PRAGMA cipher_log_level = NONE;").unwrap();
    connection.pragma_update(None, "key", format!("x'{key}'")).unwrap();
    let tables: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
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
