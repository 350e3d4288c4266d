//! Openids and unionids, computed instead of stored.
//!
//! A person is a number. The openid is that number enciphered under the account's key, so the
//! way back needs no table: a world of five million people keeps no openids in memory. An id
//! that was not made under the key does not survive the way back and is thereby foreign.

use crate::mix::{mix, mix2, safe_bits, safe_char};

/// Length of an openid in characters, in all recordings.
pub(crate) const OPENID_LENGTH: usize = 28;
/// Characters shared by all openids of one account, in all recordings (not a documented rule).
const PREFIX_LENGTH: usize = 6;

/// Makes and reads the ids of one account (openids) or of one open platform (unionids).
#[derive(Clone, Debug)]
pub(crate) struct IdCipher {
    prefix: [u8; PREFIX_LENGTH],
    round_keys: [u64; 4],
}

impl IdCipher {
    pub(crate) fn new(key: u64) -> Self {
        let mut prefix = *b"oXXXXX";
        for (place, character) in prefix.iter_mut().enumerate().skip(1) {
            *character = safe_char(mix2(key, place as u64) >> 8);
        }
        Self { prefix, round_keys: [1, 2, 3, 4].map(|round| mix2(key, 0xF015 + round)) }
    }

    /// The id of the person with this number; `half` sets families of numbers apart.
    pub(crate) fn id(&self, number: u64, half: u64) -> [u8; OPENID_LENGTH] {
        let (mut left, mut right) = (number, half);
        for key in self.round_keys {
            (left, right) = (right, left ^ mix(right ^ key));
        }
        let mut id = [0; OPENID_LENGTH];
        id[..PREFIX_LENGTH].copy_from_slice(&self.prefix);
        let bits = (u128::from(left) << 64) | u128::from(right);
        for (place, character) in id[PREFIX_LENGTH..].iter_mut().enumerate() {
            let shift = 6 * place as u32;
            // 22 characters carry 132 bits; the four spare ones are a checksum, so that the
            // last character looks like any other.
            let spare = if place == 21 { (mix2(left, right) & 15) << 2 } else { 0 };
            *character = safe_char((bits >> shift) as u64 | spare);
        }
        id
    }

    /// The openid of the person with this number, as text.
    pub(crate) fn text(&self, number: u32) -> String {
        String::from_utf8(self.id(u64::from(number), 0).to_vec()).expect("ids are plain ASCII")
    }

    /// The number behind an id of this cipher with `half` 0, or `None` for anything else.
    pub(crate) fn number(&self, id: &[u8]) -> Option<u32> {
        if id.len() != OPENID_LENGTH || id[..PREFIX_LENGTH] != self.prefix {
            return None;
        }
        let mut bits = 0_u128;
        for (place, character) in id[PREFIX_LENGTH..].iter().enumerate() {
            bits |= u128::from(safe_bits(*character)?) << (6 * place as u32);
        }
        let (mut left, mut right) = ((bits >> 64) as u64, bits as u64);
        for key in self.round_keys.iter().rev() {
            (left, right) = (right ^ mix(left ^ key), left);
        }
        let number = u32::try_from(left).ok()?;
        (right == 0 && self.id(left, 0) == id).then_some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_openid_leads_back_to_its_person_and_to_nobody_in_another_account() {
        let (ours, theirs) = (IdCipher::new(7), IdCipher::new(8));
        for number in [0, 1, 99, 1_000_000, u32::MAX] {
            let openid = ours.text(number);
            assert_eq!((openid.len(), &openid[..1]), (28, "o"));
            assert_eq!(ours.number(openid.as_bytes()), Some(number));
            assert_eq!(theirs.number(openid.as_bytes()), None);
        }
    }

    #[test]
    fn a_changed_character_makes_an_openid_unknown() {
        let cipher = IdCipher::new(7);
        let openid = cipher.text(5).into_bytes();
        for place in 0..openid.len() {
            let mut changed = openid.clone();
            changed[place] = if changed[place] == b'x' { b'y' } else { b'x' };
            assert_eq!(cipher.number(&changed), None, "place {place}");
        }
    }
}
