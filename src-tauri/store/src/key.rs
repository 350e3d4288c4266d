//! The key of one file.

use std::fmt::{self, Write as _};

use zeroize::{Zeroize, Zeroizing};

/// 32 random bytes that encrypt one file. Wiped when dropped; prints as dots.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl Key {
    /// Takes 32 bytes from a cryptographic random source.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be kept in a vault.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// `x'…'`: SQLCipher takes this as the key itself and derives nothing from it.
    pub(crate) fn raw_literal(&self) -> Zeroizing<String> {
        let mut literal = Zeroizing::new(String::with_capacity(67));
        literal.push_str("x'");
        for byte in &self.0 {
            write!(literal, "{byte:02x}").expect("writing to a String cannot fail");
        }
        literal.push('\'');
        literal
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_prints_as_dots() {
        assert_eq!(format!("{:?}", Key::new([7; 32])), "Key(…)");
    }

    #[test]
    fn the_literal_is_hexadecimal() {
        let literal = Key::new([0xab; 32]).raw_literal();
        assert_eq!(*literal, format!("x'{}'", "ab".repeat(32)));
    }
}
