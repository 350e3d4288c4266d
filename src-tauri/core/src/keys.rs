//! Names under which the vault keeps things, and keys as text.

use fandesk_store::Key;
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::accounts::AccountId;

/// The key of `desk.db`.
pub(crate) const DESK_FILE: &str = "file/desk";

/// What the names of file keys begin with.
const FILES: &str = "file/";

/// The key of an account's file.
pub(crate) fn account_file(account: &AccountId) -> String {
    format!("{FILES}{account}")
}

/// An account's AppSecret.
pub(crate) fn account_secret(account: &AccountId) -> String {
    format!("secret/{account}")
}

/// What gets the tokens of an account that a third-party platform opens.
pub(crate) fn refresh_token(account: &AccountId) -> String {
    format!("refresh/{account}")
}

/// The password of an account's proxy.
pub(crate) fn proxy_password(account: &AccountId) -> String {
    format!("proxy/{account}")
}

/// What opens an account at WeChat.
pub(crate) fn credentials_of(account: &AccountId) -> [String; 2] {
    [account_secret(account), refresh_token(account)]
}

/// What WeChat or a proxy lets somebody in by for an account: all that is kept of it but file keys.
pub(crate) fn secrets_of(account: &AccountId) -> [String; 3] {
    let [secret, refresh_token] = credentials_of(account);
    [secret, refresh_token, proxy_password(account)]
}

/// Where the key waits that is about to take the place of the one under this name.
pub(crate) fn next(name: &str) -> String {
    format!("next/{name}")
}

/// The key of the file that a recovery code opens too.
pub(crate) const RECOVERY: &str = "recovery";

/// Whether what is kept under this name opens a file, now or while it gets a new key.
pub(crate) fn opens_a_file(name: &str) -> bool {
    name.strip_prefix("next/").unwrap_or(name).starts_with(FILES)
}

/// The account whose file the key under this name opens; none for `desk.db`.
pub(crate) fn account_of_file(name: &str) -> Option<AccountId> {
    name.strip_prefix(FILES).and_then(AccountId::parse)
}

/// A fresh, random key.
pub(crate) fn fresh_key() -> Key {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(bytes.as_mut_slice()).expect("the operating system gives random bytes");
    Key::new(*bytes)
}

/// A key as 64 hexadecimal digits.
pub(crate) fn key_to_text(key: &Key) -> SecretString {
    let mut text = Zeroizing::new(String::with_capacity(64));
    for byte in key.bytes() {
        for digit in [byte >> 4, byte & 15] {
            text.push(char::from_digit(digit.into(), 16).expect("four bits are a digit"));
        }
    }
    SecretString::from(text.as_str())
}

/// The key that 64 hexadecimal digits mean.
pub(crate) fn key_from_text(text: &SecretString) -> Option<Key> {
    let text = text.expose_secret().trim().as_bytes();
    if text.len() != 64 {
        return None;
    }
    let mut bytes = Zeroizing::new([0; 32]);
    for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
        let digit = |digit: u8| char::from(digit).to_digit(16);
        let value = digit(pair[0])? << 4 | digit(pair[1])?;
        *byte = u8::try_from(value).expect("two hexadecimal digits are a byte");
    }
    Some(Key::new(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_being_text() {
        let key = fresh_key();
        assert!(key_from_text(&key_to_text(&key)) == Some(key));
        assert!(key_from_text(&"00".into()).is_none());
        assert!(key_from_text(&"zz".repeat(32).into()).is_none());
    }
}
