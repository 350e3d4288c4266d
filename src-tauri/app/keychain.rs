//! Secrets in the operating system's keychain: Keychain on macOS, Credential Manager on Windows,
//! the Secret Service on Linux.
//!
//! Every call runs on a blocking thread with a time limit, because a locked keychain may ask its
//! owner first and that takes as long as it takes. The stores are used directly rather than
//! through `keyring`'s convenience layer, which remembers for the whole process that it once
//! found no keychain: here "try again" tries again.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use fandesk_core::{Vault, VaultError, VaultKind};
use keyring_core::api::CredentialStore;
use keyring_core::{Entry, Error};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};

/// How long the keychain, and the person it may be asking, have for an answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// The entry that is written, read and deleted to learn whether the keychain can be used.
const PROBE: &str = "probe";

/// The keychain, seen through one service name.
#[derive(Clone)]
pub struct Keychain {
    service: String,
    patience: Duration,
    /// One call at a time: while the system asks its owner, a second question would not help.
    turn: Arc<Semaphore>,
    /// The connection, kept while it works.
    store: Arc<Mutex<Option<Arc<CredentialStore>>>>,
}

impl fmt::Debug for Keychain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Keychain").field("service", &self.service).finish_non_exhaustive()
    }
}

impl Keychain {
    /// The keychain's entries of one program; `service` is its identifier. Asks nothing yet.
    pub fn new(service: &str) -> Self {
        Self {
            service: service.to_owned(),
            patience: PATIENCE,
            turn: Arc::new(Semaphore::new(1)),
            store: Arc::default(),
        }
    }

    /// The same with another time limit for one answer.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Asks the store something, on a blocking thread, in turn and within the time limit.
    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Keys<'_>) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<T, VaultError> {
        let this = self.clone();
        self.in_turn(move || this.with_store(question)).await
    }

    /// A call that ran out of time keeps its turn until the keychain answers: the next one then
    /// waits for the same answer instead of asking the person at the screen twice.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let deadline = Instant::now() + self.patience;
        let turn = timeout_at(deadline, Arc::clone(&self.turn).acquire_owned()).await;
        let turn = turn.map_err(|_| VaultError::TimedOut)?.map_err(|_| VaultError::Unavailable)?;
        let answer = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        match timeout_at(deadline, answer).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_panicked)) => {
                *self.store.lock().unwrap_or_else(PoisonError::into_inner) = None;
                Err(VaultError::Unavailable)
            }
            Err(_) => Err(VaultError::TimedOut),
        }
    }

    /// Blocking. Connects if needed; a connection that failed is given up, so that a keychain that
    /// was started or unlocked meanwhile is found by the next call.
    fn with_store<T>(
        &self,
        question: impl FnOnce(&Keys<'_>) -> keyring_core::Result<T>,
    ) -> Result<T, VaultError> {
        let kept = self.store.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let store = match kept {
            Some(store) => store,
            None => connect().map_err(|error| {
                tracing::info!(reason = reason(&error), "there is no keychain");
                VaultError::Unavailable
            })?,
        };
        let outcome = question(&Keys { store: store.as_ref(), service: &self.service });
        let works = matches!(&outcome, Ok(_) | Err(Error::NoEntry));
        *self.store.lock().unwrap_or_else(PoisonError::into_inner) = works.then_some(store);
        outcome.map_err(|error| vault_error(&error))
    }
}

#[async_trait]
impl Vault for Keychain {
    fn kind(&self) -> VaultKind {
        VaultKind::Keychain
    }

    async fn exists(&self) -> bool {
        let exists = self.ask(|_| if has_place()? { Ok(()) } else { Err(Error::NoDefaultStore) });
        exists.await != Err(VaultError::Unavailable)
    }

    /// A locked Secret Service answers as if nothing were kept, so "nothing" is believed only
    /// after an entry could be written, read and deleted.
    async fn get(&self, name: &str) -> Result<SecretString, VaultError> {
        let name = name.to_owned();
        self.ask(move |keys| match keys.entry(&name)?.get_password() {
            Err(Error::NoEntry) => {
                keys.probe()?;
                Err(Error::NoEntry)
            }
            other => other.map(SecretString::from),
        })
        .await
    }

    async fn set(&self, name: &str, value: &SecretString) -> Result<(), VaultError> {
        let (name, value) = (name.to_owned(), value.clone());
        self.ask(move |keys| keys.entry(&name)?.set_password(value.expose_secret())).await
    }

    async fn delete(&self, name: &str) -> Result<(), VaultError> {
        let name = name.to_owned();
        self.ask(move |keys| match keys.entry(&name)?.delete_credential() {
            Err(Error::NoEntry) => keys.probe(),
            other => other,
        })
        .await
    }
}

/// The entries of one service in a store that is connected.
struct Keys<'a> {
    store: &'a CredentialStore,
    service: &'a str,
}

impl Keys<'_> {
    fn entry(&self, name: &str) -> keyring_core::Result<Entry> {
        self.store.build(self.service, name, None)
    }

    /// Writes, reads and deletes an entry of no meaning.
    fn probe(&self) -> keyring_core::Result<()> {
        let probe = self.entry(PROBE)?;
        probe.set_password("probe")?;
        let read = probe.get_password();
        probe.delete_credential()?;
        read.map(drop)
    }
}

#[cfg(target_os = "linux")]
fn connect() -> keyring_core::Result<Arc<CredentialStore>> {
    let store: Arc<CredentialStore> = zbus_secret_service_keyring_store::Store::new()?;
    Ok(store)
}

#[cfg(target_os = "macos")]
fn connect() -> keyring_core::Result<Arc<CredentialStore>> {
    let store: Arc<CredentialStore> = apple_native_keyring_store::keychain::Store::new()?;
    Ok(store)
}

#[cfg(windows)]
fn connect() -> keyring_core::Result<Arc<CredentialStore>> {
    let store: Arc<CredentialStore> = windows_native_keyring_store::Store::new()?;
    Ok(store)
}

fn vault_error(error: &Error) -> VaultError {
    let verdict = match error {
        Error::NoEntry => VaultError::Missing,
        Error::NoStorageAccess(cause) if has_no_keyring(cause.as_ref()) => VaultError::Unavailable,
        Error::NoStorageAccess(_) => VaultError::Locked,
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::Ambiguous(_) => {
            VaultError::Damaged
        }
        _ => VaultError::Unavailable,
    };
    if verdict != VaultError::Missing {
        tracing::warn!(reason = reason(error), ?verdict, "the keychain refused");
    }
    verdict
}

/// Whether the Secret Service has a keyring, open or locked, that new entries would go to.
#[cfg(target_os = "linux")]
fn has_place() -> keyring_core::Result<bool> {
    use secret_service::{EncryptionType, blocking::SecretService};
    let failure = |error| Error::PlatformFailure(Box::new(error));
    let service = SecretService::connect(EncryptionType::Plain).map_err(failure)?;
    match service.get_default_collection() {
        Ok(_) => Ok(true),
        Err(secret_service::Error::NoResult) => Ok(false),
        Err(error) => Err(failure(error)),
    }
}

/// macOS and Windows make theirs with the user.
#[cfg(not(target_os = "linux"))]
fn has_place() -> keyring_core::Result<bool> {
    Ok(true)
}

/// A Secret Service in which nobody ever made a keyring has none to unlock.
#[cfg(target_os = "linux")]
fn has_no_keyring(cause: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    matches!(cause.downcast_ref(), Some(secret_service::Error::NoResult))
}

#[cfg(not(target_os = "linux"))]
fn has_no_keyring(_: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    false
}

/// The kind of error without what it carries: a store may put an entry's bytes into its error.
fn reason(error: &Error) -> &'static str {
    match error {
        Error::PlatformFailure(_) => "platform failure",
        Error::NoStorageAccess(_) => "no access",
        Error::NoEntry => "no entry",
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) => "bad format",
        Error::Ambiguous(_) => "ambiguous",
        Error::NoDefaultStore => "no store",
        _ => "refused",
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests;
