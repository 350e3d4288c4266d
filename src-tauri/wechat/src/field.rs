//! Lenient fields: numbers as text, text as numbers, null as absent; what cannot be used is "unknown".

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{self, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::id::{InvalidId, OpenId, TagId};

/// A number, or a number written as text; null and anything else is "unknown".
pub(crate) fn number<'de, D, N>(deserializer: D) -> Result<Option<N>, D::Error>
where
    D: Deserializer<'de>,
    N: TryFrom<i64>,
{
    let number = deserializer.deserialize_any(Lenient(ToNumber))?;
    Ok(number.and_then(|number| N::try_from(number).ok()))
}

/// A number that has to be there.
pub(crate) fn required_number<'de, D, N>(deserializer: D) -> Result<N, D::Error>
where
    D: Deserializer<'de>,
    N: TryFrom<i64>,
{
    number(deserializer)?.ok_or_else(|| D::Error::custom("a number is missing"))
}

/// A text, or a number as text; null and anything else is "unknown". "" is a text.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    deserializer.deserialize_any(Lenient(ToText))
}

/// 1 and 0, true and false, as numbers, words or text.
pub(crate) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    let number = deserializer.deserialize_any(Lenient(ToNumber))?;
    Ok(number.map(|number| number != 0))
}

/// A valid id, or nothing: "" is no id.
pub(crate) fn id<'de, D, I>(deserializer: D) -> Result<Option<I>, D::Error>
where
    D: Deserializer<'de>,
    I: for<'text> TryFrom<&'text str>,
{
    deserializer.deserialize_any(Lenient(ToId(PhantomData)))
}

/// A list of openids; "" (so in the vendor's samples) and null are left out, and null instead of
/// the list is "unknown". Any other entry that is no openid spoils the whole: a person who drops out
/// of a list unnoticed would be taken for one who left.
pub(crate) fn openids<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<OpenId>>, D::Error> {
    struct Entry(Option<OpenId>);

    impl<'de> Deserialize<'de> for Entry {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(Self(None))
        }
    }

    impl<'de> Visitor<'de> for Entry {
        type Value = Self;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an openid")
        }

        fn visit_unit<E: de::Error>(self) -> Result<Self, E> {
            Ok(Self(None))
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Self, E> {
            match OpenId::new(text) {
                Ok(openid) => Ok(Self(Some(openid))),
                Err(InvalidId::Empty) => Ok(Self(None)),
                Err(error) => Err(E::custom(error)),
            }
        }
    }

    struct List;

    impl<'de> Visitor<'de> for List {
        type Value = Option<Vec<OpenId>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of openids")
        }

        fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut openids = Vec::new();
            while let Some(Entry(openid)) = entries.next_element()? {
                openids.extend(openid);
            }
            Ok(Some(openids))
        }
    }

    deserializer.deserialize_any(List)
}

/// A list of tag ids; null, or a list with an entry that is none, is "unknown" as a whole,
/// so that nobody's stored tags are overwritten with half a list.
pub(crate) fn tag_ids<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<TagId>>, D::Error> {
    #[derive(Deserialize)]
    struct Entry(#[serde(deserialize_with = "number")] Option<u32>);

    struct List;

    impl<'de> Visitor<'de> for List {
        type Value = Option<Vec<TagId>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of tag ids")
        }

        fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut ids = Some(Vec::new());
            while let Some(Entry(id)) = entries.next_element()? {
                match (&mut ids, id) {
                    (Some(ids), Some(id)) => ids.push(TagId(id)),
                    _ => ids = None,
                }
            }
            Ok(ids)
        }
    }

    deserializer.deserialize_any(List)
}

/// A text that has to be there.
pub(crate) fn required_text<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<String, D::Error> {
    text(deserializer)?.ok_or_else(|| D::Error::custom("a text is missing"))
}

/// What a scalar becomes.
trait Scalar {
    type Value;

    fn number_value(self, number: i64) -> Option<Self::Value>;
    fn text_value(self, text: &str) -> Option<Self::Value>;
}

struct ToNumber;

impl Scalar for ToNumber {
    type Value = i64;

    fn number_value(self, number: i64) -> Option<i64> {
        Some(number)
    }

    fn text_value(self, text: &str) -> Option<i64> {
        text.trim().parse().ok()
    }
}

struct ToText;

impl Scalar for ToText {
    type Value = String;

    fn number_value(self, number: i64) -> Option<String> {
        Some(number.to_string())
    }

    fn text_value(self, text: &str) -> Option<String> {
        Some(text.to_owned())
    }
}

struct ToId<I>(PhantomData<I>);

impl<I: for<'text> TryFrom<&'text str>> Scalar for ToId<I> {
    type Value = I;

    fn number_value(self, _: i64) -> Option<I> {
        None
    }

    fn text_value(self, text: &str) -> Option<I> {
        I::try_from(text).ok()
    }
}

/// Accepts any JSON value; what the target cannot use becomes "unknown".
struct Lenient<T>(T);

impl<'de, T: Scalar> Visitor<'de> for Lenient<T> {
    type Value = Option<T::Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any json value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(self.0.number_value(i64::from(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(self.0.number_value(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(value).ok().and_then(|value| self.0.number_value(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        let whole = value.fract() == 0.0 && value.abs() < 9e15;
        Ok(whole.then(|| self.0.number_value(value as i64)).flatten())
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        Ok(self.0.text_value(value))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        while entries.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}
