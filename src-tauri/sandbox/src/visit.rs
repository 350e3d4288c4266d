//! One call on its way through the sandbox: what it asked, who asked, what it gets.

use std::borrow::Cow;
use std::cell::Cell as Slot;
use std::net::IpAddr;

use parking_lot::MutexGuard;
use serde::Deserialize;

use crate::account::Account;
use crate::change::Change;
use crate::codes::{Suffix, text_of};
use crate::json::push_text;
use crate::plan::Plan;
use crate::rids::RefusedCall;
use crate::rows::push_list;
use crate::world::{Cell, World};

/// A body, or the reason why there is none.
pub(crate) type Answer = Result<Vec<u8>, Refusal>;

/// An error as the server words it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: i64,
    /// Text instead of the usual one.
    pub(crate) errmsg: Option<String>,
    /// Openids that failed while the others went through (45171).
    pub(crate) fail_openids: Vec<String>,
}

impl Refusal {
    pub(crate) fn new(code: i64) -> Self {
        Self { code, errmsg: None, fail_openids: Vec::new() }
    }
}

/// Refuses with a code.
pub(crate) fn refuse<T>(code: i64) -> Result<T, Refusal> {
    Err(Refusal::new(code))
}

/// The answer of a write that went through.
pub(crate) fn ok() -> Answer {
    Ok(br#"{"errcode":0,"errmsg":"ok"}"#.to_vec())
}

/// One call.
pub(crate) struct Visit<'a> {
    pub(crate) world: &'a World,
    pub(crate) get: bool,
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) body: &'a [u8],
    pub(crate) address: IpAddr,
    pub(crate) now: u64,
    pub(crate) plan: &'a Plan,
    /// The code this call draws for meeting another one at the same person.
    pub(crate) conflict: Option<i64>,
    /// For the log: the account, once known.
    pub(crate) account: Slot<Option<usize>>,
    /// For the log: how many openids the request carried.
    pub(crate) batch: Slot<usize>,
}

impl<'a> Visit<'a> {
    /// A parameter of the query string.
    pub(crate) fn parameter(&self, name: &str) -> Option<Cow<'a, str>> {
        form_urlencoded::parse(self.query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// The body as JSON: 44002 when it is empty, 47001 when it cannot be read.
    pub(crate) fn json<T: Deserialize<'a>>(&self) -> Result<T, Refusal> {
        if self.body.is_empty() {
            return refuse(44002);
        }
        serde_json::from_slice(self.body).map_err(|_| Refusal::new(47001))
    }

    /// As [`Visit::json`] for names and remarks, where `\uXXXX` is refused (47002).
    pub(crate) fn json_with_text<T: Deserialize<'a>>(&self) -> Result<T, Refusal> {
        let parsed = self.json()?;
        if has_code_escape(self.body) {
            return refuse(47002);
        }
        Ok(parsed)
    }

    /// A list of people holds 1 to `most` of them (40032). Trouble may have made it shorter.
    pub(crate) fn check_list_size(&self, given: usize, most: usize) -> Result<(), Refusal> {
        self.batch.set(given);
        let most = self.plan.longest_list.unwrap_or(most).min(most);
        if given == 0 || given > most { refuse(40032) } else { Ok(()) }
    }

    /// Trouble may have been ordered for whoever names this person.
    pub(crate) fn check_openid(&self, openid: &str) -> Result<(), Refusal> {
        let named = |(openids, _): &&(Vec<String>, i64)| openids.iter().any(|bad| bad == openid);
        match self.plan.bad_openids.iter().find(named) {
            Some((_, code)) => refuse(*code),
            None => Ok(()),
        }
    }

    /// Lets something happen; a journal that cannot be written is a system error.
    pub(crate) fn commit(
        &self,
        cell: &Cell,
        state: &mut MutexGuard<'_, Account>,
        change: Change,
    ) -> Result<(), Refusal> {
        self.world.commit(cell, state, change).map_err(|_| Refusal::new(-1))
    }

    /// The body of an error. Its rid is remembered for `rid/get`.
    pub(crate) fn word(&self, refusal: &Refusal) -> Vec<u8> {
        let (usual, suffix) = text_of(refusal.code);
        let mut errmsg = refusal.errmsg.clone().unwrap_or_else(|| usual.to_owned());
        let mut rids = self.world.rids.lock();
        let rid = rids.mint(self.now);
        if suffix == Suffix::HintAndRid {
            errmsg.push_str(&format!(" hint: [{}]", rids.hint()));
        }
        if suffix != Suffix::Plain {
            errmsg.push_str(&format!(" rid: {rid}"));
        }
        let mut body = format!("{{\"errcode\":{},\"errmsg\":", refusal.code).into_bytes();
        push_text(&mut body, &errmsg);
        if !refusal.fail_openids.is_empty() {
            body.extend_from_slice(b",\"fail_openid_list\":[");
            push_list(&mut body, &refusal.fail_openids, |out, openid| push_text(out, openid));
            body.push(b']');
        }
        body.push(b'}');
        rids.remember(rid, self.refused_call(&body));
        body
    }

    fn refused_call(&self, body: &[u8]) -> RefusedCall {
        let start = &self.body[..self.body.len().min(2048)];
        RefusedCall {
            account: self.account.get(),
            invoke_time: self.now,
            request_url: self.query.to_owned(),
            request_body: String::from_utf8_lossy(start).into_owned(),
            response_body: String::from_utf8_lossy(body).into_owned(),
            client_ip: self.address.to_string(),
        }
    }
}

/// Whether JSON holds a `\uXXXX`; an escaped backslash before a `u` is none.
fn has_code_escape(json: &[u8]) -> bool {
    let mut bytes = json.iter();
    while let Some(byte) = bytes.next() {
        if *byte == b'\\' && bytes.next() == Some(&b'u') {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backslash_of_the_text_itself_is_no_escaped_code() {
        for (json, expected) in [
            (r#""\u738b""#, true),
            (r#""\\\u738b""#, true),
            (r#""C:\\users""#, false),
            (r#""\"u""#, false),
            ("\\", false),
        ] {
            assert_eq!(has_code_escape(json.as_bytes()), expected, "{json}");
        }
    }
}
