//! Scripted trouble: a rule says on which path, when, and what goes wrong.

use std::net::IpAddr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::garble::Garble;
use crate::mix::Dice;

/// One rule of trouble.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultRule {
    /// The path it is about, such as `/cgi-bin/tags/create`; a trailing `*` matches any rest, and
    /// `*` alone every path.
    pub path: String,
    /// Which of the calls to that path; by default all.
    #[serde(default)]
    pub when: When,
    /// What goes wrong.
    pub what: Trouble,
}

/// Which calls a rule strikes. All conditions must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    /// The first so many calls are spared.
    pub after: u32,
    /// Of the others, every so-manieth one, beginning with the first; 0 and 1 = each.
    pub every: u32,
    /// The rule ends after it struck so many times.
    pub times: Option<u32>,
    /// Strikes with this probability, 0.0 to 1.0; the same calls are struck on each run.
    pub probability: Option<f64>,
    /// The rule ends so many seconds, on the sandbox's clock, after it was set.
    pub for_seconds: Option<u64>,
    /// Only calls whose query or body contains this text, for instance an openid.
    pub contains: Option<String>,
    /// Only calls for this account.
    pub appid: Option<String>,
}

/// What goes wrong with a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Trouble {
    /// The call is refused with this code and does nothing.
    Refuse {
        /// The code, such as −1 or 45009.
        code: i64,
        /// Text instead of the usual one; the suffix is added.
        #[serde(default)]
        errmsg: Option<String>,
    },
    /// 40164 on token calls, naming this address, until it is on the allow-list.
    RefuseAddress {
        /// The address WeChat claims to see.
        address: IpAddr,
    },
    /// Another system takes the token just before the call: all tokens of the account die.
    TakeToken,
    /// A gateway's HTML page with this status instead of an answer; the call does nothing.
    GatewayPage {
        /// HTTP status, such as 502.
        status: u16,
    },
    /// The call is carried out, but the body breaks off and the connection ends.
    CutBody {
        /// How many bytes arrive; by default half of them.
        #[serde(default)]
        keep_bytes: Option<usize>,
    },
    /// No answer ever comes; the connection stays open.
    NoAnswer {
        /// Whether the call is carried out all the same.
        #[serde(default)]
        applied: bool,
    },
    /// The answer takes longer than usual.
    Slow {
        /// Extra time.
        milliseconds: u64,
    },
    /// The call is carried out, then the connection ends without an answer.
    LoseAnswer,
    /// The connection ends before anything is done.
    Disconnect,
    /// Tagging and untagging work only for the others: 45171 with these people named.
    FailOpenids {
        /// Openids that fail.
        #[serde(default)]
        openids: Vec<String>,
        /// Besides, the first so many of the batch fail.
        #[serde(default)]
        count: usize,
    },
    /// A tag created by this call draws 45159 from the next so many calls that use it.
    HideNewTag {
        /// Number of calls.
        calls: u32,
    },
    /// People come and go just before the call.
    Crowd {
        /// How many join.
        #[serde(default)]
        join: u32,
        /// How many leave.
        #[serde(default)]
        leave: u32,
    },
    /// The answer arrives spoilt.
    Garble {
        /// In which way.
        how: Garble,
    },
}

impl FaultRule {
    /// Trouble on every call to a path.
    #[must_use]
    pub fn new(path: impl Into<String>, what: Trouble) -> Self {
        Self { path: path.into(), when: When::default(), what }
    }

    /// A refusal with a code on every call to a path.
    #[must_use]
    pub fn refuse(path: impl Into<String>, code: i64) -> Self {
        Self::new(path, Trouble::Refuse { code, errmsg: None })
    }

    /// Spares the first calls.
    #[must_use]
    pub fn after(mut self, calls: u32) -> Self {
        self.when.after = calls;
        self
    }

    /// Strikes every so-manieth call only.
    #[must_use]
    pub fn every(mut self, calls: u32) -> Self {
        self.when.every = calls;
        self
    }

    /// Ends after so many strikes.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.when.times = Some(times);
        self
    }

    /// Strikes with a probability.
    #[must_use]
    pub fn probability(mut self, probability: f64) -> Self {
        self.when.probability = Some(probability);
        self
    }

    /// Ends so many seconds, on the sandbox's clock, after it was set.
    #[must_use]
    pub fn for_seconds(mut self, seconds: u64) -> Self {
        self.when.for_seconds = Some(seconds);
        self
    }

    /// Strikes only calls whose query or body contains this text.
    #[must_use]
    pub fn containing(mut self, text: impl Into<String>) -> Self {
        self.when.contains = Some(text.into());
        self
    }

    /// Strikes only calls for this account.
    #[must_use]
    pub fn for_account(mut self, appid: impl Into<String>) -> Self {
        self.when.appid = Some(appid.into());
        self
    }

    fn is_about(&self, path: &str) -> bool {
        match self.path.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == self.path,
        }
    }
}

/// What a rule needs to know of a call.
pub(crate) struct Approach<'a> {
    pub(crate) path: &'a str,
    pub(crate) query: &'a str,
    pub(crate) body: &'a [u8],
    pub(crate) appid: Option<&'a str>,
    pub(crate) now: u64,
}

impl Approach<'_> {
    fn contains(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let within = |bytes: &[u8]| text.is_empty() || bytes.windows(text.len()).any(|w| w == text);
        within(self.query.as_bytes()) || within(self.body)
    }
}

/// Everything that will go wrong with one call.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Plan {
    pub(crate) struck: bool,
    pub(crate) delay: Duration,
    pub(crate) take_token: bool,
    pub(crate) join: u32,
    pub(crate) leave: u32,
    pub(crate) disconnect: bool,
    pub(crate) page: Option<u16>,
    /// Some(applied): no answer comes.
    pub(crate) no_answer: Option<bool>,
    pub(crate) refuse: Option<(i64, Option<String>)>,
    /// The address the caller of a token call seems to have.
    pub(crate) seen_address: Option<IpAddr>,
    pub(crate) fail_openids: Vec<String>,
    pub(crate) fail_first: usize,
    pub(crate) hide_new_tag: u32,
    pub(crate) lose_answer: bool,
    /// Some(None) = half of the bytes.
    pub(crate) cut: Option<Option<usize>>,
    pub(crate) garble: Vec<Garble>,
}

impl Plan {
    fn add(&mut self, trouble: &Trouble) {
        self.struck = true;
        match trouble {
            Trouble::Refuse { code, errmsg } => self.refuse = Some((*code, errmsg.clone())),
            Trouble::RefuseAddress { address } => self.seen_address = Some(*address),
            Trouble::TakeToken => self.take_token = true,
            Trouble::GatewayPage { status } => self.page = Some(*status),
            Trouble::CutBody { keep_bytes } => self.cut = Some(*keep_bytes),
            Trouble::NoAnswer { applied } => self.no_answer = Some(*applied),
            Trouble::Slow { milliseconds } => self.delay += Duration::from_millis(*milliseconds),
            Trouble::LoseAnswer => self.lose_answer = true,
            Trouble::Disconnect => self.disconnect = true,
            Trouble::FailOpenids { openids, count } => {
                self.fail_openids.extend_from_slice(openids);
                self.fail_first = self.fail_first.max(*count);
            }
            Trouble::HideNewTag { calls } => self.hide_new_tag = *calls,
            Trouble::Crowd { join, leave } => {
                self.join += join;
                self.leave += leave;
            }
            Trouble::Garble { how } => self.garble.push(*how),
        }
    }
}

/// The rules in force and how far each has got.
#[derive(Debug, Default)]
pub(crate) struct FaultBook {
    rules: Vec<Armed>,
}

#[derive(Debug)]
struct Armed {
    rule: FaultRule,
    set_at: u64,
    seen: u32,
    struck: u32,
    dice: Dice,
}

impl FaultBook {
    pub(crate) fn add(&mut self, rule: FaultRule, now: u64) {
        let dice = Dice::new(self.rules.len() as u64);
        self.rules.push(Armed { rule, set_at: now, seen: 0, struck: 0, dice });
    }

    pub(crate) fn clear(&mut self) {
        self.rules.clear();
    }

    /// What goes wrong with this call; counts it.
    pub(crate) fn plan(&mut self, call: &Approach<'_>) -> Plan {
        let mut plan = Plan::default();
        for armed in &mut self.rules {
            if armed.strikes(call) {
                plan.add(&armed.rule.what);
            }
        }
        plan
    }
}

impl Armed {
    fn strikes(&mut self, call: &Approach<'_>) -> bool {
        let when = &self.rule.when;
        let over = when.for_seconds.is_some_and(|seconds| call.now >= self.set_at + seconds)
            || when.times.is_some_and(|times| self.struck >= times);
        if over
            || !self.rule.is_about(call.path)
            || when.appid.as_deref().is_some_and(|appid| call.appid != Some(appid))
            || when.contains.as_deref().is_some_and(|text| !call.contains(text))
        {
            return false;
        }
        self.seen += 1;
        let strikes = self.seen > when.after
            && (self.seen - when.after - 1).is_multiple_of(when.every.max(1))
            && when.probability.is_none_or(|probability| self.dice.unit() < probability);
        self.struck += u32::from(strikes);
        strikes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn struck(rule: FaultRule, calls: u64) -> Vec<u64> {
        let mut book = FaultBook::default();
        book.add(rule, 100);
        let strikes = |now: &u64| {
            let call =
                Approach { path: "/a/b", query: "", body: b"me", appid: None, now: 100 + now };
            book.plan(&call).struck
        };
        (0..calls).filter(strikes).collect()
    }

    #[test]
    fn a_rule_strikes_the_calls_its_conditions_name() {
        let rule = || FaultRule::refuse("/a/*", -1);
        assert_eq!(struck(rule(), 3), [0, 1, 2]);
        assert_eq!(struck(rule().after(2).every(3), 10), [2, 5, 8]);
        assert_eq!(struck(rule().times(2), 10), [0, 1]);
        assert_eq!(struck(rule().for_seconds(4), 10), [0, 1, 2, 3]);
        assert_eq!(struck(rule().containing("me"), 2), [0, 1]);
        assert_eq!(struck(rule().containing("you"), 2), [0; 0]);
        assert_eq!(struck(rule().for_account("wx1"), 2), [0; 0]);
        assert_eq!(struck(FaultRule::refuse("/a", -1), 2), [0; 0]);
    }

    #[test]
    fn probability_is_the_same_on_each_run_and_about_right() {
        let run = || struck(FaultRule::refuse("*", -1).probability(0.25), 4000);
        assert_eq!(run(), run());
        assert!((900..1100).contains(&run().len()));
    }

    #[test]
    fn the_file_format_is_read_and_mistakes_in_it_are_refused() {
        let text = r#"{"path":"*","when":{"every":2},"what":{"kind":"slow","milliseconds":5}}"#;
        let rule: FaultRule = serde_json::from_str(text).unwrap();
        assert_eq!(rule, FaultRule::new("*", Trouble::Slow { milliseconds: 5 }).every(2));
        for wrong in [
            r#"{"path":"*","what":{"kind":"slow","milliseconds":5,"seconds":1}}"#,
            r#"{"path":"*","whne":{},"what":{"kind":"take_token"}}"#,
            r#"{"path":"*","when":{"evry":1},"what":{"kind":"take_token"}}"#,
            r#"{"path":"*","what":{"kind":"no such thing"}}"#,
        ] {
            assert!(serde_json::from_str::<FaultRule>(wrong).is_err(), "{wrong}");
        }
    }
}
