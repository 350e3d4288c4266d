//! Tolerant decoding: reads what WeChat sends, including what it should not send.
//!
//! The body goes straight into structs; only if that fails is it repaired (bad UTF-8 replaced, raw
//! control bytes inside strings escaped, half surrogates replaced) and read once more.
//! What still cannot be read is an error, never an empty list.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use bytes::Bytes;
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use crate::endpoint::Endpoint;
use crate::errcode::ErrCode;
use crate::error::{Error, Malformed, MalformedReason};
use crate::field;
use crate::id::OpenId;
use crate::refusal::Refusal;

/// Reads one answer: the fields of `T`, or WeChat's refusal if `errcode` is there and not 0.
///
/// Unknown fields are ignored, and so is the content type, which WeChat does not keep to.
///
/// # Errors
/// [`Error::Refused`], or [`Error::Malformed`] with the body if it cannot be read.
pub fn answer<T: DeserializeOwned>(
    endpoint: Endpoint,
    body: &Bytes,
    at: Timestamp,
) -> Result<T, Error> {
    let text = without_bom(body);
    let reading = read(text).or_else(|reason| match repaired(text) {
        Some(text) => read(text.as_bytes()),
        None => Err(reason),
    });
    match reading {
        Ok(Reading::Rows(rows)) => Ok(rows),
        Ok(Reading::Refusal(head)) => {
            Err(Error::Refused(Box::new(head.into_refusal(endpoint, at))))
        }
        Err(reason) => {
            Err(Error::Malformed(Box::new(Malformed::new(endpoint, reason, body.clone()))))
        }
    }
}

enum Reading<T> {
    Rows(T),
    Refusal(Head),
}

/// What every answer may carry: the code, its text, and whom a batch failed for.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    errcode: Option<Value>,
    #[serde(default, deserialize_with = "field::text")]
    errmsg: Option<String>,
    #[serde(default, deserialize_with = "field::openids")]
    fail_openid_list: Option<Vec<OpenId>>,
    #[serde(skip)]
    code: i64,
}

impl Head {
    fn into_refusal(self, endpoint: Endpoint, at: Timestamp) -> Refusal {
        let errmsg = self.errmsg.unwrap_or_default();
        let mut refusal = Refusal::new(endpoint, ErrCode(self.code), &errmsg, at);
        refusal.failed = self.fail_openid_list.unwrap_or_default();
        refusal
    }
}

fn read<T: DeserializeOwned>(text: &[u8]) -> Result<Reading<T>, MalformedReason> {
    if text.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        return Err(match serde_json::from_slice::<IgnoredAny>(text) {
            Ok(_) => MalformedReason::NotAnObject,
            Err(error) => reason(&error),
        });
    }
    if memchr::memmem::find(text, b"\"errcode\"").is_some() {
        let mut head: Head = serde_json::from_slice(text).map_err(|error| reason(&error))?;
        head.code = match &head.errcode {
            None | Some(Value::Null) => 0,
            Some(Value::Number(code)) => code.as_i64().ok_or(MalformedReason::UnexpectedShape)?,
            Some(Value::String(code)) => {
                code.trim().parse().map_err(|_| MalformedReason::UnexpectedShape)?
            }
            Some(_) => return Err(MalformedReason::UnexpectedShape),
        };
        if head.code != 0 {
            return Ok(Reading::Refusal(head));
        }
    }
    serde_json::from_slice(text).map(Reading::Rows).map_err(|error| reason(&error))
}

/// serde's own words may quote the answer, so only the place is kept.
fn reason(error: &serde_json::Error) -> MalformedReason {
    match error.classify() {
        serde_json::error::Category::Data => MalformedReason::UnexpectedShape,
        _ => MalformedReason::NotJson { line: error.line(), column: error.column() },
    }
}

pub(crate) fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}

/// The text with its known defects mended, or nothing if it has none of them.
///
/// Other backslashes are left alone: "mending" those would break the `\/` of picture addresses.
fn repaired(text: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(text);
    let mut mended = String::with_capacity(text.len() + 16);
    let mut changed = matches!(text, Cow::Owned(_));
    let mut in_string = false;
    let mut rest: &str = &text;
    while let Some(character) = rest.chars().next() {
        let mut taken = character.len_utf8();
        match character {
            '"' => {
                in_string = !in_string;
                mended.push('"');
            }
            '\\' if in_string => {
                let (length, mending) = escape(rest);
                taken = length;
                changed |= mending.is_some();
                mended.push_str(mending.unwrap_or(&rest[..length]));
            }
            control if in_string && control < ' ' => {
                changed = true;
                mended.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            other => mended.push(other),
        }
        rest = &rest[taken..];
    }
    changed.then_some(mended)
}

/// Length of the escape at the start of `rest`, and what to write in its place if it is half a character.
fn escape(rest: &str) -> (usize, Option<&'static str>) {
    match rest[1..].chars().next() {
        // A lone backslash before a raw control byte: the byte is mended on its own.
        Some(control) if control < ' ' => (1, Some("")),
        Some('u') => match code_unit(rest) {
            Some(0xD800..=0xDBFF) => match code_unit(&rest[6..]) {
                Some(0xDC00..=0xDFFF) => (12, None),
                _ => (6, Some("\\ufffd")),
            },
            Some(0xDC00..=0xDFFF) => (6, Some("\\ufffd")),
            Some(_) => (6, None),
            None => (2, None),
        },
        Some(other) => (1 + other.len_utf8(), None),
        None => (1, None),
    }
}

/// The number of a `\uXXXX` at the start of `text`.
fn code_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    u16::from_str_radix(digits, 16).ok()
}

/// The answer of a write: `errcode` has to be there, and 0.
#[derive(Debug, Deserialize)]
pub(crate) struct Done {
    #[serde(rename = "errcode", deserialize_with = "field::required_number")]
    _errcode: i64,
}
