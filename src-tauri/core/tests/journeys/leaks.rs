//! After each story: no secret and no token in any file or log, no OpenID in a log or in plain sight.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::{Mutex, Once};

use fandesk_core::Vault;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use secrecy::ExposeSecret;
use tracing_subscriber::EnvFilter;

use crate::world::World;

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

/// Looks everywhere. The desk must be closed.
pub(crate) async fn search(world: &World) {
    let credentials = world.wechat().config().clone();
    let token = token_of(world);
    let prefix = world.wechat().openids()[0][..6].to_owned();
    let mut secrets = vec![("secret", credentials.secret.as_str()), ("token", token.as_str())];
    secrets.extend(world.secrets.iter().map(|text| ("secret of this story", text.as_str())));

    let log = LOG.lock().unwrap().clone();
    for (what, text) in secrets.iter().copied().chain([("openid", prefix.as_str())]) {
        assert!(!contains(&log, text), "the log holds a {what}");
    }
    for file in files_in(world.folder.path()) {
        let bytes = std::fs::read(&file).unwrap();
        for (what, text) in secrets.iter().copied().chain([("openid", prefix.as_str())]) {
            assert!(!contains(&bytes, text), "{} holds a {what} in plain sight", file.display());
        }
    }
    let data = world.folder.path().join("data");
    let account = data.join("accounts").join(format!("{}.db", world.account));
    for (file, key) in
        [(account, format!("file/{}", world.account)), (data.join("desk.db"), "file/desk".into())]
    {
        let key = world.vault.get(&key).await.unwrap();
        let values = decrypted(&file, key.expose_secret());
        assert!(!values.is_empty(), "something was read from {}", file.display());
        for (what, text) in &secrets {
            assert!(!contains(&values, text), "{} holds a {what}", file.display());
        }
    }
}

/// The token in use: `stable_token` hands out the same one until it is old.
fn token_of(world: &World) -> String {
    let credentials = world.wechat().config().clone();
    world.sandbox.clear_faults();
    let body = format!(
        r#"{{"grant_type":"client_credential","appid":"{}","secret":"{}"}}"#,
        credentials.appid, credentials.secret
    );
    let host = world.sandbox.base_url().trim_start_matches("http://");
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

fn files_in(folder: &Path) -> Vec<std::path::PathBuf> {
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
