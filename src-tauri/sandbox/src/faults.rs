//! Scripted trouble: a rule says on which path, when, and what goes wrong.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::garble::Garble;

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
    /// Of the others, every n-th one, the first of them included; 0 and 1 = each.
    pub every: u32,
    /// The rule ends after it struck so many times.
    pub times: Option<u32>,
    /// Strikes with this probability, 0.0 to 1.0; the same calls are struck on each run.
    pub probability: Option<f64>,
    /// The rule ends so many seconds, on the sandbox's clock, after it was set.
    pub for_seconds: Option<u64>,
    /// Only calls whose query or body contains this text, for instance an openid.
    pub contains: Option<String>,
    /// Only calls whose body names this tag: for its members, a change of them, or the tag itself.
    pub tag: Option<u32>,
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
    /// A call that names one of these people draws the code and does nothing, as if the one were
    /// malformed (40003), of another account (49003), gone (50005) or laden with tags (45059).
    RefuseOpenids {
        /// Openids that are found fault with.
        openids: Vec<String>,
        /// The code.
        code: i64,
    },
    /// Lists of people may hold no more than this: longer ones draw 40032.
    LimitList {
        /// Number of openids.
        most: usize,
    },
    /// Other programs use up the day's allowance of the path just before the call: 45009 until
    /// midnight in China, and `quota/get` agrees.
    UseUpDay,
    /// The same with the minute's allowance: 45011 until the next minute.
    UseUpMinute,
    /// The person whose openid is the cursor of this call leaves just before it.
    CursorLeaves,
    /// The first so many rows of a page of openids do not arrive, though `count` and `total` hold
    /// them.
    LoseRows {
        /// Number of rows.
        count: usize,
    },
    /// A tag created by this call draws 45159 from the next so many calls that use it.
    HideNewTag {
        /// Number of calls.
        calls: u32,
    },
    /// The same for so many seconds on the sandbox's clock.
    HideNewTagFor {
        /// Number of seconds.
        seconds: u64,
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
    /// One row of `batchget` arrives spoilt, the others as they should.
    GarbleRow {
        /// Counted from 1.
        row: usize,
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

    /// Strikes every n-th call only, the first included.
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

    /// Strikes only calls whose body names this tag.
    #[must_use]
    pub fn for_tag(mut self, tag: u32) -> Self {
        self.when.tag = Some(tag);
        self
    }

    /// Strikes only calls for this account.
    #[must_use]
    pub fn for_account(mut self, appid: impl Into<String>) -> Self {
        self.when.appid = Some(appid.into());
        self
    }

    pub(crate) fn is_about(&self, path: &str) -> bool {
        match self.path.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == self.path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
