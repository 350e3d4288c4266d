//! A recovery code, of a passphrase vault or for the keychain: what it looks like, and how it is
//! read back.

use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

/// Digits and letters that are not mistaken for one another (Crockford's base 32).
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS: usize = 5;
const GROUP: usize = 5;

/// A fresh code: 25 signs (125 random bits) in groups of five, to be written down.
pub(crate) fn fresh_code() -> SecretString {
    let mut bytes = Zeroizing::new([0_u8; GROUPS * GROUP]);
    getrandom::fill(bytes.as_mut_slice()).expect("the operating system gives random bytes");
    let mut code = Zeroizing::new(String::with_capacity(GROUPS * (GROUP + 1)));
    for (place, byte) in bytes.iter().enumerate() {
        if place > 0 && place % GROUP == 0 {
            code.push('-');
        }
        code.push(char::from(SIGNS[usize::from(byte % 32)]));
    }
    SecretString::from(code.as_str())
}

/// The code as it was meant: whatever its case and separators, wide signs of a Chinese keyboard
/// made narrow, O read as 0 and I and L as 1.
pub(crate) fn plain_code(typed: &SecretString) -> SecretString {
    let narrow = |sign: char| match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        sign => sign,
    };
    let mut plain = Zeroizing::new(String::with_capacity(GROUPS * GROUP));
    for sign in typed.expose_secret().chars().map(narrow).filter(char::is_ascii_alphanumeric) {
        plain.push(match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            sign => sign,
        });
    }
    SecretString::from(plain.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_however_it_was_written_down() {
        let code = fresh_code();
        let text = code.expose_secret();
        assert_eq!(text.len(), 29, "five groups of five with hyphens between");
        let plain = plain_code(&code);
        assert_eq!(plain.expose_secret().len(), 25);
        for typed in [text.to_lowercase(), text.replace('-', " "), text.replace('0', "O")] {
            assert_eq!(
                plain_code(&typed.as_str().into()).expose_secret(),
                plain.expose_secret(),
                "{typed}"
            );
        }
        assert_ne!(fresh_code().expose_secret(), text);
        assert_eq!(plain_code(&"ａb-ｌo 9".into()).expose_secret(), "AB109");
    }
}
