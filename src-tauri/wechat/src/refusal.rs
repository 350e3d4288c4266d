//! A refusal: WeChat understood the request and said no.

use std::fmt;
use std::net::IpAddr;

use jiff::Timestamp;

use crate::endpoint::Endpoint;
use crate::errcode::{Class, ErrCode};
use crate::id::OpenId;

/// An answer with an `errcode` other than 0, taken apart.
#[derive(Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The call that was refused.
    pub endpoint: Endpoint,
    /// WeChat's code: the only part to act on.
    pub code: ErrCode,
    /// WeChat's English text without its suffixes.
    pub message: Box<str>,
    /// Diagnostic number: three groups of eight hex digits, kept by WeChat for seven days.
    pub rid: Option<Box<str>>,
    /// Older diagnostic text in square brackets.
    pub hint: Option<Box<str>>,
    /// When the answer arrived.
    pub at: Timestamp,
    /// The caller's address as WeChat saw it (40164, 61004): the one for the allow-list.
    pub address: Option<IpAddr>,
    /// Whom a batch failed for (45171), as far as WeChat said so.
    pub failed: Vec<OpenId>,
}

impl Refusal {
    /// What the refusal asks for: the code's class, except that a token call's own
    /// 40001 means a wrong AppSecret (pages "getAccessToken", "getStableAccessToken").
    pub fn class(&self) -> Class {
        if self.endpoint.fetches_token() && self.code.class() == Class::RenewToken {
            return Class::NeedsPerson;
        }
        self.code.class()
    }

    /// Overwrites every occurrence of `secret` in WeChat's text.
    pub(crate) fn blot_out(&mut self, secret: &str) {
        for text in [Some(&mut self.message), self.hint.as_mut()].into_iter().flatten() {
            if text.contains(secret) {
                *text = text.replace(secret, "***").into();
            }
        }
    }

    pub(crate) fn new(endpoint: Endpoint, code: ErrCode, errmsg: &str, at: Timestamp) -> Self {
        let parts = Parts::of(errmsg);
        Self {
            endpoint,
            code,
            message: parts.message.into(),
            rid: parts.rid.map(Into::into),
            hint: parts.hint.map(Into::into),
            at,
            address: seen_address(errmsg),
            failed: Vec::new(),
        }
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refusal")
            .field("endpoint", &self.endpoint)
            .field("code", &self.code.0)
            .field("message", &self.message)
            .field("rid", &self.rid)
            .field("hint", &self.hint)
            .field("at", &self.at)
            .field("address", &self.address)
            .field("failed", &self.failed.len())
            .finish()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "wechat refused {} with {}: {}", self.endpoint.path(), self.code, self.message)?;
        match &self.rid {
            Some(rid) => write!(f, " (rid {rid})"),
            None => Ok(()),
        }
    }
}

/// `errmsg` cut at its suffixes: ` hint: [X]`, ` requestIP: A`, ` rid: R`, in any combination.
struct Parts<'a> {
    message: &'a str,
    hint: Option<&'a str>,
    rid: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(errmsg: &'a str) -> Self {
        let end = ["hint:", "hints:", "requestIP:", "rid:"]
            .into_iter()
            .filter_map(|marker| position_of_word(errmsg, marker))
            .min()
            .unwrap_or(errmsg.len());
        Self {
            message: errmsg[..end].trim_end_matches([' ', ',']).trim_start(),
            hint: after_word(errmsg, "hint:")
                .or_else(|| after_word(errmsg, "hints:"))
                .and_then(bracketed),
            rid: after_word(errmsg, "rid:").and_then(leading_rid),
        }
    }
}

/// Where `word` begins in `text`, if a blank or a comma stands before it.
fn position_of_word(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word)
        .map(|(at, _)| at)
        .find(|&at| at == 0 || matches!(text.as_bytes()[at - 1], b' ' | b','))
}

fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    position_of_word(text, word).map(|at| text[at + word.len()..].trim_start())
}

/// `[X]`, `[X!]` and `[ req_id: X ]` all give X.
fn bracketed(text: &str) -> Option<&str> {
    let (inside, _) = text.strip_prefix('[')?.split_once(']')?;
    let inside = inside.trim();
    let inside = inside.strip_prefix("req_id:").unwrap_or(inside);
    let inside = inside.trim().trim_end_matches('!');
    (!inside.is_empty()).then_some(inside)
}

fn leading_rid(text: &str) -> Option<&str> {
    const LENGTH: usize = 8 + 1 + 8 + 1 + 8;
    let rid = text.get(..LENGTH)?;
    let well_formed = rid.bytes().enumerate().all(|(at, byte)| match at {
        8 | 17 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    });
    let ends_there = text.as_bytes().get(LENGTH).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    (well_formed && ends_there).then_some(rid)
}

/// The address in `invalid ip A ipv6 B, not in whitelist` or in `requestIP: A`; `0.0.0.0` says nothing.
fn seen_address(errmsg: &str) -> Option<IpAddr> {
    ["invalid ip", "ipv6", "requestIP:"]
        .into_iter()
        .filter_map(|word| after_word(errmsg, word))
        .filter_map(|rest| rest.split([' ', ',']).next()?.parse::<IpAddr>().ok())
        .map(|address| address.to_canonical())
        .find(|address| !address.is_unspecified())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(code: i64, errmsg: &str) -> Refusal {
        Refusal::new(Endpoint::UserInfo, ErrCode(code), errmsg, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn every_known_form_of_suffix_is_taken_apart() {
        let rid = Some("661f6f22-4e5022ac-04a408f4");
        for (errmsg, message, hint, expected_rid) in [
            (
                "invalid tag id hint: [uGiBx0mre-Mz7bhA] rid: 661f6f22-4e5022ac-04a408f4",
                "invalid tag id",
                Some("uGiBx0mre-Mz7bhA"),
                rid,
            ),
            ("invalid appid rid: 661f6f22-4e5022ac-04a408f4", "invalid appid", None, rid),
            ("invalid code, rid: 661f6f22-4e5022ac-04a408f4", "invalid code", None, rid),
            (
                "invalid credential hint: [TjpTva03141527]",
                "invalid credential",
                Some("TjpTva03141527"),
                None,
            ),
            ("user limited hints: [eIEAjawgE-5!]", "user limited", Some("eIEAjawgE-5"), None),
            ("bad, hints: [ req_id: KhpFn2Dae-jhOqva ]", "bad", Some("KhpFn2Dae-jhOqva"), None),
            ("system error", "system error", None, None),
            ("", "", None, None),
            ("x rid: 661f6f22-4e5022ac", "x", None, None),
            ("the grid: is no suffix", "the grid: is no suffix", None, None),
            ("账号已冻结 rid: 粉丝", "账号已冻结", None, None),
        ] {
            let refusal = refusal(1, errmsg);
            assert_eq!(&*refusal.message, message, "{errmsg}");
            assert_eq!(refusal.hint.as_deref(), hint, "{errmsg}");
            assert_eq!(refusal.rid.as_deref(), expected_rid, "{errmsg}");
        }
    }

    #[test]
    fn the_address_for_the_allow_list_is_found() {
        for (errmsg, address) in [
            (
                "invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist rid: 6207df1a-08ef8516-2a6c18c6",
                Some("203.0.113.9"),
            ),
            ("invalid ip 203.0.113.9, not in whitelist hint: [abc]", Some("203.0.113.9")),
            ("invalid ip 0.0.0.0 ipv6 2001:db8::7, not in whitelist", Some("2001:db8::7")),
            ("invalid ip 0.0.0.0, not in whitelist", None),
            (
                "access clientip is not registered hint: [OOcsrA0577oxy3] requestIP: 203.0.113.9 rid: 6207df1a-08ef8516-2a6c18c6",
                Some("203.0.113.9"),
            ),
            ("system error", None),
        ] {
            let expected = address.map(|text| text.parse::<IpAddr>().unwrap());
            assert_eq!(refusal(40164, errmsg).address, expected, "{errmsg}");
        }
    }

    #[test]
    fn a_wrong_secret_on_the_token_call_asks_for_a_person_and_not_for_a_new_token() {
        let data = refusal(40001, "invalid credential");
        assert_eq!(data.class(), Class::RenewToken);
        let token = Refusal { endpoint: Endpoint::StableToken, ..data };
        assert_eq!(token.class(), Class::NeedsPerson);
    }
}
