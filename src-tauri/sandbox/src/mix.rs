//! Repeatable randomness: the same seed always gives the same world, on every machine.

/// Turns a number into an unrelated-looking one (the finaliser of splitmix64). Bijective.
pub(crate) fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Mixes two numbers into one.
pub(crate) fn mix2(a: u64, b: u64) -> u64 {
    mix(a ^ mix(b))
}

/// A number for a text, to derive keys from AppIDs.
pub(crate) fn text_key(text: &str) -> u64 {
    text.bytes().fold(0x5EED, |key, byte| mix2(key, u64::from(byte)))
}

/// A small stream of numbers from one seed.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(mix(seed))
    }

    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// A number from 0 up to, but not including, `limit`; 0 when `limit` is 0.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.roll()) * u128::from(limit)) >> 64) as u64
    }

    /// A number from 0.0 up to, but not including, 1.0.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True in `per_million` of a million cases.
    pub(crate) fn chance(&mut self, per_million: u64) -> bool {
        self.below(1_000_000) < per_million
    }

    /// One of the items; the list must not be empty.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len() as u64) as usize]
    }
}

const SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/// The URL-safe character for the lowest six bits.
pub(crate) fn safe_char(bits: u64) -> u8 {
    SAFE[(bits & 63) as usize]
}

/// The six bits of a URL-safe character.
pub(crate) fn safe_bits(character: u8) -> Option<u64> {
    let bits = match character {
        b'A'..=b'Z' => character - b'A',
        b'a'..=b'z' => character - b'a' + 26,
        b'0'..=b'9' => character - b'0' + 52,
        b'_' => 62,
        b'-' => 63,
        _ => return None,
    };
    Some(u64::from(bits))
}

/// `length` URL-safe characters.
pub(crate) fn safe_text(dice: &mut Dice, length: usize) -> String {
    (0..length).map(|_| char::from(safe_char(dice.roll() >> 20))).collect()
}
