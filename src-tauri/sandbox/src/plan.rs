//! Which trouble strikes which call: the rules in force, and how far each has got.

use std::net::IpAddr;
use std::time::Duration;

use serde::Deserialize;

use crate::faults::{FaultRule, Trouble};
use crate::garble::Garble;
use crate::mix::Dice;

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

    /// Whether the body names this tag, as the tag of people or as the tag itself.
    fn names_tag(&self, id: u32) -> bool {
        #[derive(Deserialize)]
        struct Body {
            tagid: Option<u32>,
            tag: Option<Tag>,
        }

        #[derive(Deserialize)]
        struct Tag {
            id: Option<u32>,
        }

        serde_json::from_slice::<Body>(self.body)
            .is_ok_and(|body| body.tagid.or(body.tag.and_then(|tag| tag.id)) == Some(id))
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
    /// People whom naming draws a code.
    pub(crate) bad_openids: Vec<(Vec<String>, i64)>,
    pub(crate) longest_list: Option<usize>,
    pub(crate) use_up_day: bool,
    pub(crate) use_up_minute: bool,
    pub(crate) cursor_leaves: bool,
    /// How many rows of a page are missing although they are counted.
    pub(crate) lost_rows: usize,
    pub(crate) hide_new_tag: u32,
    pub(crate) hide_new_tag_seconds: u64,
    pub(crate) lose_answer: bool,
    /// Some(None) = half of the bytes.
    pub(crate) cut: Option<Option<usize>>,
    pub(crate) garble: Vec<Garble>,
    /// Single rows, counted from 1, that arrive spoilt.
    pub(crate) garble_rows: Vec<(usize, Garble)>,
}

impl Plan {
    /// The rows of a page that arrive.
    pub(crate) fn left_of<'a>(&self, rows: &'a [u32]) -> &'a [u32] {
        &rows[self.lost_rows.min(rows.len())..]
    }

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
            Trouble::RefuseOpenids { openids, code } => {
                self.bad_openids.push((openids.clone(), *code));
            }
            Trouble::LimitList { most } => self.longest_list = Some(*most),
            Trouble::UseUpDay => self.use_up_day = true,
            Trouble::UseUpMinute => self.use_up_minute = true,
            Trouble::CursorLeaves => self.cursor_leaves = true,
            Trouble::LoseRows { count } => self.lost_rows = *count,
            Trouble::HideNewTag { calls } => self.hide_new_tag = *calls,
            Trouble::HideNewTagFor { seconds } => self.hide_new_tag_seconds = *seconds,
            Trouble::Crowd { join, leave } => {
                self.join = self.join.saturating_add(*join);
                self.leave = self.leave.saturating_add(*leave);
            }
            Trouble::Garble { how } => self.garble.push(*how),
            Trouble::GarbleRow { row, how } => self.garble_rows.push((*row, *how)),
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
        let over =
            when.for_seconds.is_some_and(|seconds| call.now >= self.set_at.saturating_add(seconds))
                || when.times.is_some_and(|times| self.struck >= times);
        if over
            || !self.rule.is_about(call.path)
            || when.appid.as_deref().is_some_and(|appid| call.appid != Some(appid))
            || when.tag.is_some_and(|id| !call.names_tag(id))
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
}
