//! Typed ids, so that one kind cannot be passed for another.
//!
//! `OpenId` and `UnionId` keep up to 30 bytes in place (real ones have 28),
//! so a million of them cost 32 MB and no allocation.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde::de::{self, Deserialize, Deserializer};
use serde::{Serialize, Serializer};

/// How many bytes an id may have before it is refused as no id at all.
const LONGEST_ID: usize = 128;
const IN_PLACE: usize = 30;

/// Why a text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidId {
    /// Nothing but blanks.
    #[error("the id is empty")]
    Empty,
    /// Longer than any id WeChat hands out.
    #[error("the id is longer than {LONGEST_ID} bytes")]
    TooLong,
    /// Holds something else than ASCII letters, digits, `_` and `-`.
    #[error("the id contains a character that ids do not have")]
    BadCharacter,
}

/// Blanks around it gone, then only ASCII letters, digits, `_` and `-`.
fn checked(text: &str) -> Result<&str, InvalidId> {
    let text = text.trim();
    if text.is_empty() {
        return Err(InvalidId::Empty);
    }
    if text.len() > LONGEST_ID {
        return Err(InvalidId::TooLong);
    }
    if !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-') {
        return Err(InvalidId::BadCharacter);
    }
    Ok(text)
}

/// A short ASCII text: in place up to 30 bytes, on the heap above.
#[derive(Clone)]
enum ShortText {
    Here { length: u8, bytes: [u8; IN_PLACE] },
    Heap(Box<str>),
}

impl ShortText {
    fn new(text: &str) -> Self {
        let length = text.len();
        if length > IN_PLACE {
            return Self::Heap(text.into());
        }
        let mut bytes = [0; IN_PLACE];
        bytes[..length].copy_from_slice(text.as_bytes());
        Self::Here { length: length as u8, bytes }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Here { length, bytes } => std::str::from_utf8(&bytes[..usize::from(*length)])
                .expect("the bytes were copied from a str as a whole"),
            Self::Heap(text) => text,
        }
    }

    fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Here { length, bytes } => &bytes[..usize::from(*length)],
            Self::Heap(text) => text.as_bytes(),
        }
    }
}

/// Everything `OpenId` and `UnionId` have in common.
macro_rules! person_id {
    ($(#[$docs:meta])* $name:ident) => {
        $(#[$docs])*
        #[derive(Clone)]
        pub struct $name(ShortText);

        impl $name {
            /// Checks and keeps an id; blanks around it are dropped.
            ///
            /// # Errors
            /// [`InvalidId`] if it is empty, longer than 128 bytes, or holds anything but
            /// ASCII letters, digits, `_` and `-`.
            pub fn new(text: &str) -> Result<Self, InvalidId> {
                checked(text).map(|text| Self(ShortText::new(text)))
            }

            /// The id as WeChat writes it.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        /// Masked (`…` and the last four characters), so that a log of debug output names nobody.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let text = self.as_str();
                let tail = &text[text.len().saturating_sub(4)..];
                write!(f, "{}(…{tail})", stringify!($name))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.0.as_bytes() == other.0.as_bytes()
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.0.as_bytes().cmp(other.0.as_bytes())
            }
        }

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.0.as_bytes().hash(state);
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = InvalidId;

            fn try_from(text: &str) -> Result<Self, InvalidId> {
                Self::new(text)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;

                impl de::Visitor<'_> for Visitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("an id")
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        $name::new(text).map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Visitor)
            }
        }
    };
}

person_id! {
    /// One follower of one Official Account (the same person has another one at each account).
    ///
    /// 28 characters beginning with `o` in every recording, though no page promises it.
    ///
    /// ```
    /// use fandesk_wechat::OpenId;
    ///
    /// let id = OpenId::new(" oSbx7thANDXVoY4l2v1TdBOQKcs3 ").unwrap();
    /// assert_eq!(id.as_str(), "oSbx7thANDXVoY4l2v1TdBOQKcs3");
    /// assert_eq!(format!("{id:?}"), "OpenId(…Kcs3)");
    /// assert!(OpenId::new("oSbx7t]").is_err());
    /// ```
    OpenId
}

person_id! {
    /// One person across all accounts bound to the same open platform account.
    ///
    /// The vendor's samples (page "userInfo") print it with a leading blank; blanks are dropped.
    UnionId
}

/// A tag of one account; 0 (ungrouped), 1 (blacklist) and 2 (starred) are WeChat's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct TagId(pub u32);

impl TagId {
    /// True for 0, 1 and 2, which can be neither renamed nor deleted (page "updateTag", error 45058).
    pub fn is_system(self) -> bool {
        self.0 <= 2
    }
}

impl fmt::Display for TagId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Taken from a number or from a number written as text.
impl<'de> Deserialize<'de> for TagId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::field::number(deserializer)?.map(Self).ok_or_else(|| de::Error::custom("no tag id"))
    }
}

/// The AppID of an Official Account: `wx` and 16 more characters in every recording.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct AppId(Box<str>);

impl AppId {
    /// Checks and keeps an AppID; blanks around it are dropped, case is kept.
    ///
    /// # Errors
    /// [`InvalidId`] if it is empty, longer than 128 bytes, or holds anything but
    /// ASCII letters, digits, `_` and `-`.
    pub fn new(text: &str) -> Result<Self, InvalidId> {
        checked(text).map(|text| Self(text.into()))
    }

    /// The AppID as the operator's console shows it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True for the usual form, `wx` and 16 letters or digits; anything else is worth a question, not a refusal.
    pub fn has_usual_form(&self) -> bool {
        self.0.len() == 18
            && self.0.starts_with("wx")
            && self.0.bytes().all(|byte| byte.is_ascii_alphanumeric())
    }
}

impl fmt::Display for AppId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for AppId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::new(&text).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_openid_of_usual_length_needs_no_allocation_and_32_bytes() {
        assert_eq!(size_of::<OpenId>(), 32);
        let id = OpenId::new("oSbx7thANDXVoY4l2v1TdBOQKcs3").unwrap();
        assert!(matches!(id.0, ShortText::Here { length: 28, .. }));
    }

    #[test]
    fn an_unusually_long_openid_is_kept_whole() {
        let long = "o".repeat(64);
        let id = OpenId::new(&long).unwrap();
        assert_eq!(id.as_str(), long);
        assert_eq!(id, OpenId::new(&format!("\t{long}\n")).unwrap());
    }

    #[test]
    fn what_cannot_be_an_id_is_refused() {
        assert_eq!(OpenId::new("  "), Err(InvalidId::Empty));
        assert_eq!(OpenId::new(&"o".repeat(129)), Err(InvalidId::TooLong));
        for bad in ["o b", "o\"", "o]", "粉丝", "o\u{0}"] {
            assert_eq!(OpenId::new(bad), Err(InvalidId::BadCharacter), "{bad:?}");
        }
    }

    #[test]
    fn debug_output_of_a_person_shows_four_characters_at_most() {
        let id = OpenId::new("oSbx7thANDXVoY4l2v1TdBOQKcs3").unwrap();
        assert_eq!(format!("{id:?}"), "OpenId(…Kcs3)");
        let union = UnionId::new(" oUnSbxWpWjxzJ6a8mqDIANqOuouY").unwrap();
        assert_eq!(format!("{union:?}"), "UnionId(…uouY)");
    }

    #[test]
    fn a_tag_id_is_read_from_a_number_or_from_text() {
        assert_eq!(serde_json::from_str::<TagId>("134").unwrap(), TagId(134));
        assert_eq!(serde_json::from_str::<TagId>("\"134\"").unwrap(), TagId(134));
        assert!(serde_json::from_str::<TagId>("-1").is_err());
        assert!(serde_json::from_str::<TagId>("null").is_err());
    }

    #[test]
    fn the_first_three_tags_belong_to_wechat() {
        assert!((0..=2).all(|id| TagId(id).is_system()));
        assert!(!TagId(100).is_system());
    }

    #[test]
    fn an_appid_keeps_its_case_and_loses_its_blanks() {
        let id = AppId::new(" wx0123456789abcDEF\n").unwrap();
        assert_eq!(id.as_str(), "wx0123456789abcDEF");
        assert!(id.has_usual_form());
        assert!(!AppId::new("gh_0123456789ab").unwrap().has_usual_form());
    }
}
