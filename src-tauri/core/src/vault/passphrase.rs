//! A vault in a file: wrapped by the operator's passphrase, for computers without a keychain, or by
//! a recovery code, for the copies of a keychain's file keys.
//!
//! A random master key seals every entry (XChaCha20-Poly1305, bound to the entry's name); Argon2id
//! turns the passphrase into the key that seals the master key. The checksum over everything is
//! not secret: it tells a damaged file from a wrong passphrase.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use blake2::{Blake2s256, Digest};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use fandesk_store::Key;
use parking_lot::Mutex;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Vault, VaultError, VaultKind};
use crate::files::write_atomically;

const FORMAT: u32 = 1;
/// Name under which the master key is sealed; entries have other names.
const MASTER: &str = "master";
/// The same, sealed by the recovery code.
const RECOVERY: &str = "recovery";

/// Cost of turning a passphrase into a key: about a fifth of a second on a small laptop.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;
/// More than any file of ours asks for; a damaged file must not eat the computer's memory.
const MAX_MEMORY_KIB: u32 = 1024 * 1024;

/// An open vault; the passphrase itself is not kept.
pub struct PassphraseVault {
    path: PathBuf,
    master: Zeroizing<[u8; 32]>,
    file: Arc<Mutex<VaultFile>>,
}

impl std::fmt::Debug for PassphraseVault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PassphraseVault").finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct VaultFile {
    format: u32,
    kdf: Kdf,
    master: Sealed,
    /// The second way to the master key, where one was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recovery: Option<Lock>,
    entries: BTreeMap<String, Sealed>,
    checksum: String,
}

/// The master key behind a text of its own.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Lock {
    kdf: Kdf,
    master: Sealed,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kdf {
    name: String,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sealed {
    nonce: String,
    sealed: String,
}

impl PassphraseVault {
    /// Writes a new, empty vault. Takes a fifth of a second of work on a blocking thread.
    pub async fn create(path: PathBuf, passphrase: SecretString) -> Result<Self, VaultError> {
        Self::create_with(path, passphrase, None, Vec::new()).await
    }

    /// Writes a new vault that holds these entries, and that this code opens too: all of it or
    /// nothing.
    pub(crate) async fn create_with(
        path: PathBuf,
        passphrase: SecretString,
        code: Option<SecretString>,
        entries: Vec<(String, SecretString)>,
    ) -> Result<Self, VaultError> {
        blocking(move || {
            let master = Zeroizing::new(random::<32>());
            let Lock { kdf, master: sealed } = lock(&master, MASTER, &passphrase)?;
            let recovery = code.map(|code| lock(&master, RECOVERY, &code)).transpose()?;
            let sealed_entry = |(name, value): (String, SecretString)| {
                let sealed = seal(&master, &name, value.expose_secret().as_bytes());
                (name, sealed)
            };
            let mut file = VaultFile {
                format: FORMAT,
                kdf,
                master: sealed,
                recovery,
                entries: entries.into_iter().map(sealed_entry).collect(),
                checksum: String::new(),
            };
            save(&path, &mut file)?;
            Ok(Self { path, master, file: Arc::new(Mutex::new(file)) })
        })
        .await
    }

    /// Opens the vault at `path`. Takes a fifth of a second of work on a blocking thread.
    ///
    /// # Errors
    /// `Missing` when there is no such file, `WrongPassphrase`, or `Damaged`.
    pub async fn open(path: PathBuf, passphrase: SecretString) -> Result<Self, VaultError> {
        blocking(move || {
            let file = load(&path)?;
            let passed = Lock { kdf: file.kdf.clone(), master: file.master.clone() };
            let master = unlock(&passed, MASTER, &passphrase)?;
            Ok(Self { path, master, file: Arc::new(Mutex::new(file)) })
        })
        .await
    }

    /// Opens the vault at `path` with its recovery code instead of the passphrase.
    ///
    /// # Errors
    /// As [`open`](Self::open); `WrongPassphrase` also when no code was ever made.
    pub(crate) async fn open_by_code(
        path: PathBuf,
        code: SecretString,
    ) -> Result<Self, VaultError> {
        blocking(move || {
            let file = load(&path)?;
            let recovery = file.recovery.clone().ok_or(VaultError::WrongPassphrase)?;
            let master = unlock(&recovery, RECOVERY, &code)?;
            Ok(Self { path, master, file: Arc::new(Mutex::new(file)) })
        })
        .await
    }

    /// Opens the vault at `path` with its own key, see [`own_key`](Self::own_key).
    ///
    /// # Errors
    /// `Missing` when there is no such file; `Damaged` also when the key is of another one.
    pub(crate) async fn open_by_key(path: PathBuf, key: Key) -> Result<Self, VaultError> {
        blocking(move || {
            let (file, master) = (load(&path)?, Zeroizing::new(*key.bytes()));
            for (name, sealed) in &file.entries {
                unseal(&master, name, sealed).ok_or(VaultError::Damaged)?;
            }
            Ok(Self { path, master, file: Arc::new(Mutex::new(file)) })
        })
        .await
    }

    /// The key that seals the entries.
    pub(crate) fn own_key(&self) -> Key {
        Key::new(*self.master)
    }

    /// The names under which something is kept, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        self.file.lock().entries.keys().cloned().collect()
    }

    /// Everything that is kept.
    pub(crate) async fn entries(&self) -> Result<Vec<(String, SecretString)>, VaultError> {
        let mut entries = Vec::new();
        for name in self.names() {
            let value = self.get(&name).await?;
            entries.push((name, value));
        }
        Ok(entries)
    }

    /// Whether a recovery code was made.
    pub(crate) fn has_recovery(&self) -> bool {
        self.file.lock().recovery.is_some()
    }

    /// Whether this is the passphrase.
    pub(crate) async fn check(&self, passphrase: SecretString) -> Result<(), VaultError> {
        Self::open(self.path.clone(), passphrase).await.map(drop)
    }

    /// From now on another passphrase opens the vault. The entries stay as they are.
    pub(crate) async fn set_passphrase(&self, passphrase: SecretString) -> Result<(), VaultError> {
        let master = self.master.clone();
        self.change_file(move |file| {
            let Lock { kdf, master } = lock(&master, MASTER, &passphrase)?;
            (file.kdf, file.master) = (kdf, master);
            Ok(())
        })
        .await
    }

    /// From now on this code opens the vault too, and no earlier one.
    pub(crate) async fn set_recovery(&self, code: SecretString) -> Result<(), VaultError> {
        let master = self.master.clone();
        self.change_file(move |file| {
            file.recovery = Some(lock(&master, RECOVERY, &code)?);
            Ok(())
        })
        .await
    }

    /// Applies a change to the entries and writes the file; on failure nothing has changed.
    async fn change(
        &self,
        change: impl FnOnce(&mut BTreeMap<String, Sealed>) + Send + 'static,
    ) -> Result<(), VaultError> {
        self.change_file(move |file| {
            change(&mut file.entries);
            Ok(())
        })
        .await
    }

    async fn change_file(
        &self,
        change: impl FnOnce(&mut VaultFile) -> Result<(), VaultError> + Send + 'static,
    ) -> Result<(), VaultError> {
        let (path, shared) = (self.path.clone(), Arc::clone(&self.file));
        blocking(move || {
            let mut file = shared.lock();
            let mut next = file.clone();
            change(&mut next)?;
            save(&path, &mut next)?;
            *file = next;
            Ok(())
        })
        .await
    }
}

#[async_trait]
impl Vault for PassphraseVault {
    fn kind(&self) -> VaultKind {
        VaultKind::Passphrase
    }

    async fn exists(&self) -> bool {
        true
    }

    async fn get(&self, name: &str) -> Result<SecretString, VaultError> {
        let sealed = self.file.lock().entries.get(name).cloned().ok_or(VaultError::Missing)?;
        let opened = unseal(&self.master, name, &sealed).ok_or(VaultError::Damaged)?;
        let text = std::str::from_utf8(&opened).map_err(|_| VaultError::Damaged)?;
        Ok(SecretString::from(text))
    }

    async fn set(&self, name: &str, value: &SecretString) -> Result<(), VaultError> {
        let sealed = seal(&self.master, name, value.expose_secret().as_bytes());
        let name = name.to_owned();
        self.change(move |entries| {
            entries.insert(name, sealed);
        })
        .await
    }

    async fn delete(&self, name: &str) -> Result<(), VaultError> {
        if !self.file.lock().entries.contains_key(name) {
            return Ok(());
        }
        let name = name.to_owned();
        self.change(move |entries| {
            entries.remove(&name);
        })
        .await
    }
}

fn load(path: &Path) -> Result<VaultFile, VaultError> {
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => VaultError::Missing,
        kind => VaultError::Io(kind),
    })?;
    let file: VaultFile = serde_json::from_slice(&bytes).map_err(|_| VaultError::Damaged)?;
    let sound = file.format == FORMAT
        && file.kdf.name == "argon2id"
        && file.kdf.memory_kib <= MAX_MEMORY_KIB
        && file.recovery.as_ref().is_none_or(|lock| lock.kdf.memory_kib <= MAX_MEMORY_KIB)
        && file.checksum == checksum(&file);
    if sound { Ok(file) } else { Err(VaultError::Damaged) }
}

fn save(path: &Path, file: &mut VaultFile) -> Result<(), VaultError> {
    file.checksum = checksum(file);
    let text = serde_json::to_vec_pretty(file).expect("plain texts and numbers serialise");
    Ok(write_atomically(path, &text)?)
}

fn checksum(file: &VaultFile) -> String {
    let bare = VaultFile { checksum: String::new(), ..file.clone() };
    let text = serde_json::to_vec(&bare).expect("plain texts and numbers serialise");
    BASE64.encode(Blake2s256::digest(text))
}

/// The master key behind a passphrase or a code, with a fresh salt.
fn lock(master: &[u8; 32], name: &str, passphrase: &SecretString) -> Result<Lock, VaultError> {
    let kdf = Kdf {
        name: "argon2id".to_owned(),
        memory_kib: MEMORY_KIB,
        passes: PASSES,
        lanes: LANES,
        salt: BASE64.encode(random::<16>()),
    };
    let wrapping = derive(&kdf, passphrase)?;
    let master = seal(&wrapping, name, master.as_slice());
    Ok(Lock { kdf, master })
}

fn unlock(
    lock: &Lock,
    name: &str,
    passphrase: &SecretString,
) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let wrapping = derive(&lock.kdf, passphrase)?;
    // The checksum holds, so what does not open was sealed with another passphrase.
    let opened = unseal(&wrapping, name, &lock.master).ok_or(VaultError::WrongPassphrase)?;
    Ok(Zeroizing::new(opened.as_slice().try_into().map_err(|_| VaultError::Damaged)?))
}

fn derive(kdf: &Kdf, passphrase: &SecretString) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let salt = BASE64.decode(&kdf.salt).map_err(|_| VaultError::Damaged)?;
    let params = Params::new(kdf.memory_kib, kdf.passes, kdf.lanes, Some(32))
        .map_err(|_| VaultError::Damaged)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.expose_secret().as_bytes(), &salt, key.as_mut_slice())
        .map_err(|_| VaultError::Damaged)?;
    Ok(key)
}

fn seal(key: &[u8; 32], name: &str, text: &[u8]) -> Sealed {
    let nonce = random::<24>();
    let sealed = XChaCha20Poly1305::new(key.into())
        .encrypt(XNonce::from_slice(&nonce), Payload { msg: text, aad: name.as_bytes() })
        .expect("a short text fits the cipher");
    Sealed { nonce: BASE64.encode(nonce), sealed: BASE64.encode(sealed) }
}

fn unseal(key: &[u8; 32], name: &str, sealed: &Sealed) -> Option<Zeroizing<Vec<u8>>> {
    let nonce: [u8; 24] = BASE64.decode(&sealed.nonce).ok()?.try_into().ok()?;
    let text = BASE64.decode(&sealed.sealed).ok()?;
    XChaCha20Poly1305::new(key.into())
        .decrypt(XNonce::from_slice(&nonce), Payload { msg: &text, aad: name.as_bytes() })
        .ok()
        .map(Zeroizing::new)
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, VaultError> + Send + 'static,
) -> Result<T, VaultError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| VaultError::Damaged)?
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn vault_with_entry(path: &Path) -> PassphraseVault {
        let vault = PassphraseVault::create(path.to_owned(), "correct horse".into()).await.unwrap();
        vault.set("secret/1", &"0123456789abcdef".into()).await.unwrap();
        vault
    }

    #[tokio::test]
    async fn what_was_kept_comes_back_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.json");
        drop(vault_with_entry(&path).await);
        let vault = PassphraseVault::open(path, "correct horse".into()).await.unwrap();
        let kept = vault.get("secret/1").await.unwrap();
        assert_eq!(kept.expose_secret(), "0123456789abcdef");
        assert_eq!(vault.get("secret/2").await.unwrap_err(), VaultError::Missing);
    }

    #[tokio::test]
    async fn a_deleted_entry_is_gone_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.json");
        vault_with_entry(&path).await.delete("secret/1").await.unwrap();
        let vault = PassphraseVault::open(path, "correct horse".into()).await.unwrap();
        assert_eq!(vault.get("secret/1").await.unwrap_err(), VaultError::Missing);
    }

    #[tokio::test]
    async fn a_wrong_passphrase_is_told_apart_from_damage() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.json");
        drop(vault_with_entry(&path).await);
        let wrong = PassphraseVault::open(path.clone(), "battery staple".into()).await;
        assert_eq!(wrong.unwrap_err(), VaultError::WrongPassphrase);

        let text = fs::read_to_string(&path).unwrap();
        let salt_at = text.find("\"salt\": \"").unwrap() + 9;
        let mut bytes = text.into_bytes();
        bytes[salt_at] = if bytes[salt_at] == b'A' { b'B' } else { b'A' };
        fs::write(&path, &bytes).unwrap();
        let damaged = PassphraseVault::open(path.clone(), "correct horse".into()).await;
        assert_eq!(damaged.unwrap_err(), VaultError::Damaged);

        fs::write(&path, &bytes[..100]).unwrap();
        let cut = PassphraseVault::open(path, "correct horse".into()).await;
        assert_eq!(cut.unwrap_err(), VaultError::Damaged);
    }

    #[tokio::test]
    async fn neither_secret_nor_passphrase_stands_in_the_file_or_in_debug_output() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.json");
        let vault = vault_with_entry(&path).await;
        for text in [fs::read_to_string(&path).unwrap(), format!("{vault:?}")] {
            assert!(!text.contains("0123456789abcdef") && !text.contains("correct horse"));
        }
    }

    #[tokio::test]
    async fn a_file_that_is_not_there_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let opened = PassphraseVault::open(folder.path().join("vault.json"), "x".into()).await;
        assert_eq!(opened.unwrap_err(), VaultError::Missing);
    }
}
