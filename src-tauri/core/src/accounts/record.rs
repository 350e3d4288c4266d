//! What `desk.db` keeps about an account, and what follows from it.

use fandesk_store::{AccountKind as StoredKind, AccountRecord};
use serde::{Deserialize, Serialize};

use super::{AccountId, AccountKind, AccountState, AccountSummary, Connection, CredentialsFacts};
use crate::clock::UnixSeconds;
use crate::error::{AppError, Result};

/// How an account's calls get to WeChat and what opens it, as `desk.db` keeps it. Nothing in it is
/// secret.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kept {
    #[serde(flatten)]
    connection: Connection,
    /// Written since there is more than one kind.
    #[serde(default)]
    credentials: CredentialsFacts,
}

/// The entry of a real account.
pub(super) fn official(
    id: &AccountId,
    name: &str,
    kind: StoredKind,
    now: UnixSeconds,
) -> AccountRecord {
    entry(id, name, kind, now)
}

/// What is kept about a real account besides its name.
pub(super) fn official_kind(
    app_id: &str,
    api_base: Option<&str>,
    connection: &Connection,
    credentials: CredentialsFacts,
) -> StoredKind {
    // The end of a token means nothing to another start of the program.
    let credentials = match credentials {
        CredentialsFacts::PastedToken { .. } => CredentialsFacts::PastedToken { until: None },
        lasting => lasting,
    };
    let kept = Kept { connection: connection.clone(), credentials };
    let text = || serde_json::to_string(&kept).expect("texts and numbers are always json");
    StoredKind::Official {
        app_id: app_id.to_owned(),
        api_base: api_base.map(str::to_owned),
        connection: (kept != Kept::default()).then(text),
    }
}

/// The entry of an account of which only the file is left: its id's first digits are its name, and
/// its id stands for the AppID that nobody knows any more.
pub(crate) fn adopted_record(id: &AccountId, now: UnixSeconds) -> AccountRecord {
    let kind =
        official_kind(id.as_str(), None, &Connection::default(), CredentialsFacts::default());
    official(id, &id.as_str()[..8], kind, now)
}

/// The entry of the practice account.
#[cfg(feature = "practice")]
pub(super) fn practice(
    id: &AccountId,
    name: &str,
    seed: u64,
    people: u32,
    now: UnixSeconds,
) -> AccountRecord {
    let kind = StoredKind::Practice { key: crate::keys::fresh_key(), seed, people };
    entry(id, name, kind, now)
}

fn entry(id: &AccountId, name: &str, kind: StoredKind, now: UnixSeconds) -> AccountRecord {
    AccountRecord {
        id: id.as_str().to_owned(),
        name: name.to_owned(),
        kind,
        colour: None,
        created_at: now,
    }
}

/// The AppID of a real account; none for one of which only the file is left.
pub(crate) fn app_id_of(record: &AccountRecord) -> Option<&str> {
    match &record.kind {
        StoredKind::Official { app_id, .. } if *app_id != record.id => Some(app_id),
        StoredKind::Official { .. } | StoredKind::Practice { .. } => None,
    }
}

/// Address of the API of a real account; none for WeChat's usual one.
pub(crate) fn api_base_of(record: &AccountRecord) -> Option<&str> {
    match &record.kind {
        StoredKind::Official { api_base, .. } => api_base.as_deref(),
        StoredKind::Practice { .. } => None,
    }
}

/// How the calls of an account get to WeChat.
///
/// What cannot be read is never taken for the usual way: calls would go past a proxy.
pub(crate) fn connection_of(record: &AccountRecord) -> Result<Connection> {
    Ok(kept_of(record)?.connection)
}

/// What opens an account, as far as that may be shown.
pub(crate) fn credentials_of(record: &AccountRecord) -> Result<CredentialsFacts> {
    Ok(kept_of(record)?.credentials)
}

fn kept_of(record: &AccountRecord) -> Result<Kept> {
    match &record.kind {
        StoredKind::Official { connection: Some(text), .. } => serde_json::from_str(text)
            .map_err(|_| AppError::internal("a stored connection has another shape")),
        StoredKind::Official { connection: None, .. } | StoredKind::Practice { .. } => {
            Ok(Kept::default())
        }
    }
}

/// The id of an entry.
pub(crate) fn id_of(record: &AccountRecord) -> Result<AccountId> {
    AccountId::parse(&record.id).ok_or_else(|| AppError::internal("an account with a foreign id"))
}

/// The kind of an entry.
pub(crate) fn kind_of(record: &AccountRecord) -> AccountKind {
    match record.kind {
        StoredKind::Practice { .. } => AccountKind::Practice,
        StoredKind::Official { .. } => AccountKind::Official,
    }
}

/// An account as the window shows it when nothing is known of its file.
pub(crate) fn bare_summary(
    id: AccountId,
    record: &AccountRecord,
    state: AccountState,
) -> AccountSummary {
    AccountSummary {
        id,
        name: record.name.clone(),
        kind: kind_of(record),
        app_id: app_id_of(record).map(str::to_owned),
        api_base: api_base_of(record).map(str::to_owned),
        credentials: credentials_of(record).unwrap_or_default(),
        connection: connection_of(record).unwrap_or_default(),
        state,
        following: 0,
        last_sync: None,
        never_synced: true,
    }
}
