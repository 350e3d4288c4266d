//! What the diagnostics say: the program, its settings, its accounts and their calls, the files'
//! schema, and the log.

use std::fmt::Write;
use std::path::Path;

use fandesk_store::AccountStore;
use serde::Serialize;
use serde_json::json;

use super::{DiagnosticsFile, blotted};
use crate::account::Account;
use crate::blocking::blocking;
use crate::desk::Desk;
use crate::error::{AppError, Result};
use crate::overview::{DeskOverview, Settings, desk_overview};

/// Log files that are taken along, newest first.
const LOGS: usize = 3;
/// The end of each, in bytes.
const LOG_END: u64 = 200_000;

/// Every text. A part that cannot be had says why and hides no other.
pub(super) async fn collected(desk: &Desk) -> Vec<DiagnosticsFile> {
    let mut files = Vec::new();
    let folder = desk.data_dir().to_string_lossy().into_owned();
    let mut add = |name: &str, text: Result<String>| {
        let text = text.unwrap_or_else(|error| missing(&error));
        files.push(DiagnosticsFile { name: name.to_owned(), text: blotted(&text, &folder) });
    };
    let overview = desk_overview(desk, ()).await;
    add("program.txt", Ok(program(desk, overview.as_ref().ok()).await));
    let settings = overview
        .as_ref()
        .map(|overview| Settings { current_account: None, ..overview.settings.clone() });
    add("settings.json", settings.map_err(Clone::clone).map(|settings| pretty(&settings)));
    let overview = overview.as_ref().map_err(Clone::clone);
    add("accounts.json", overview.clone().map(accounts));
    let numbered = numbered(desk, overview.ok()).await;
    add("calls.json", Ok(calls(&numbered)));
    add("schema.sql", Ok(schema(desk, &numbered).await));
    let path = desk.inner.paths.logs();
    match blocking(move || Ok(logs(&path)?)).await {
        Ok(logs) => {
            for (name, text) in logs {
                add(&format!("logs/{name}"), Ok(text));
            }
        }
        Err(error) => add("logs.txt", Err(error)),
    }
    files
}

async fn program(desk: &Desk, overview: Option<&DeskOverview>) -> String {
    let mut text = String::new();
    // Writing into a text does not fail.
    let _ = writeln!(text, "fandesk {}", desk.version());
    let _ = writeln!(text, "system {} {}", std::env::consts::OS, std::env::consts::ARCH);
    let _ = writeln!(text, "time {}", desk.clock().now());
    let _ = writeln!(text, "vault {:?}", desk.vault_state().await);
    let _ = writeln!(text, "accounts {}", overview.map_or(0, |overview| overview.accounts.len()));
    text
}

fn missing(error: &AppError) -> String {
    format!("could not be had: {}", error.code())
}

/// The accounts that are open, by the numbers that [`accounts`] gives them.
async fn numbered(desk: &Desk, overview: Option<&DeskOverview>) -> Vec<(usize, Account)> {
    let open = desk.open_accounts().await;
    let listed = overview.map_or(&[][..], |overview| &overview.accounts).iter().enumerate();
    let account = |id| open.iter().find(|account| account.id() == id).cloned();
    listed.filter_map(|(number, listed)| Some((number + 1, account(&listed.id)?))).collect()
}

/// The accounts by their numbers; names are the operator's.
fn accounts(overview: &DeskOverview) -> String {
    let told = overview.accounts.iter().enumerate().map(|(number, account)| {
        json!({
            "account": number + 1,
            "kind": account.kind,
            "appId": account.app_id,
            "apiBase": account.api_base,
            "tokenKind": account.connection.token_kind,
            "proxy": proxy_kind(&account.connection.proxy),
            "state": state_name(&account.state),
            "following": account.following,
            "lastSync": account.last_sync.as_ref().map(|sync| json!({
                "finishedAt": sync.finished_at,
                "calls": sync.calls,
                "unreadable": sync.unreadable_count,
                "putOff": sync.put_off,
                "notAllowed": sync.not_allowed,
            })),
        })
    });
    pretty(&told.collect::<Vec<_>>())
}

fn proxy_kind(proxy: &crate::accounts::ProxyChoice) -> String {
    use crate::accounts::ProxyChoice;
    match proxy {
        ProxyChoice::System => "system".to_owned(),
        ProxyChoice::Straight => "straight".to_owned(),
        ProxyChoice::Server { protocol, user, .. } => {
            format!(
                "{protocol:?}, {}",
                if user.is_some() { "with a login" } else { "without a login" }
            )
        }
    }
}

fn state_name(state: &crate::accounts::AccountState) -> serde_json::Value {
    serde_json::to_value(state).map_or(serde_json::Value::Null, |state| state["state"].clone())
}

/// How often each endpoint was called since its account was opened, and how it went.
fn calls(numbered: &[(usize, Account)]) -> String {
    let told = numbered
        .iter()
        .map(|(number, account)| json!({ "account": number, "calls": of_account(account) }));
    pretty(&told.collect::<Vec<_>>())
}

fn of_account(account: &Account) -> serde_json::Value {
    let Ok(client) = account.client() else { return serde_json::Value::Null };
    let counts = client.call_counts().into_iter().map(|(endpoint, count)| {
        json!({
            "endpoint": endpoint.path(),
            "sent": count.sent,
            "refused": count.refused,
            "failed": count.failed,
        })
    });
    counts.collect()
}

/// What each open file looks like inside; those of the same schema have it once.
async fn schema(desk: &Desk, numbered: &[(usize, Account)]) -> String {
    let list = desk.with_desk_file(|store| Ok(store.schema()?)).await;
    let mut told = vec![(list, vec!["desk.db".to_owned()])];
    for (number, account) in numbered {
        let schema = account.store().ask(AccountStore::schema).await.map_err(AppError::from);
        let name = format!("account {number}");
        match told.iter_mut().find(|(known, _)| *known == schema) {
            Some((_, names)) => names.push(name),
            None => told.push((schema, vec![name])),
        }
    }
    let engine = told.iter().find_map(|(schema, _)| Some(&schema.as_ref().ok()?.engine));
    let mut text = engine.map_or(String::new(), |engine| format!("-- {engine}\n"));
    for (schema, names) in &told {
        let names = names.join(", ");
        // Writing into a text does not fail.
        let _ = match schema {
            Ok(schema) => {
                writeln!(text, "\n-- {names}: version {}\n\n{}", schema.version, schema.sql)
            }
            Err(error) => writeln!(text, "\n-- {names}: {}", missing(error)),
        };
    }
    text
}

fn logs(folder: &Path) -> std::io::Result<Vec<(String, String)>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    names.sort();
    let newest = names.into_iter().rev().take(LOGS);
    newest
        .map(|name| Ok((name.to_string_lossy().into_owned(), end_of(&folder.join(&name))?)))
        .collect()
}

/// The last part of a file, from the beginning of a line.
fn end_of(path: &Path) -> std::io::Result<String> {
    use std::io::{Read, Seek, SeekFrom};
    let mut file = std::fs::File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(LOG_END)))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if length <= LOG_END {
        return Ok(text);
    }
    Ok(text.split_once('\n').map_or(String::new(), |(_, rest)| rest.to_owned()))
}

fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
