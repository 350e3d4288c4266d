//! What happened at WeChat since yesterday, which trouble meets the sync, and what must be true.

use std::collections::HashMap;

use fandesk_core::store::FollowerRow;
use fandesk_sandbox::{AccountHandle, FaultRule, FollowerView, Garble, Sandbox, Trouble};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use super::{BLACKLIST, DETAILS, LIST, MEMBERS, TAGS, TOKEN, WORKERS};
use crate::evidence::{Evidence, sorted};
use crate::world::people;
use crate::{Outcome, hold};

/// OpenIDs of one page of a list.
const PAGE: u64 = 10_000;
/// People one call for details may name.
const HUNDRED: u64 = 100;

/// One day, and the world before it.
pub(super) struct Day {
    before: HashMap<String, FollowerView>,
    /// People whose details WeChat refuses to tell (40003).
    refused: Vec<String>,
    loses_rows: bool,
    loses_cursor: bool,
}

impl Day {
    /// People leave, join and come back; colleagues tag, write remarks and block.
    pub(super) fn draw(
        wechat: &AccountHandle,
        gone: Vec<String>,
        dice: &mut StdRng,
    ) -> Outcome<Self> {
        let before = people(wechat);
        wechat.leave_some(100)?;
        wechat.come_back(&gone[..20])?;
        wechat.join(150)?;
        let mut openids = wechat.openids();
        openids.sort_unstable();
        let (chosen, _) = openids.partial_shuffle(dice, 300);
        let tags: Vec<u32> =
            wechat.tags().iter().map(|tag| tag.id).filter(|id| *id >= 100).collect();
        let mut tag = || tags[dice.random_range(0..tags.len())];
        wechat.tag(tag(), &chosen[..120])?;
        wechat.untag(tag(), &chosen[60..200])?;
        for openid in &chosen[200..230] {
            wechat.remark(openid, "别处改的")?;
        }
        wechat.block(&chosen[230..250])?;
        Ok(Self {
            before,
            refused: chosen[..3].to_vec(),
            loses_rows: dice.random_ratio(1, 3),
            loses_cursor: dice.random_ratio(1, 3),
        })
    }

    /// Rules for the sandbox. On the list only such as leave its pages whole or refuse them.
    pub(super) fn trouble(&self, dice: &mut StdRng) -> Vec<FaultRule> {
        let mut often = |path, what, every: std::ops::Range<u32>| {
            let after = dice.random_range(0..8);
            FaultRule::new(path, what).after(after).every(dice.random_range(every))
        };
        let busy = || Trouble::Refuse { code: -1, errmsg: None };
        let mut rules = vec![
            often(DETAILS, busy(), 15..25),
            often(DETAILS, Trouble::GatewayPage { status: 502 }, 35..60),
            often(DETAILS, Trouble::Disconnect, 35..60),
            often(DETAILS, Trouble::LoseAnswer, 35..60),
            often(DETAILS, Trouble::CutBody { keep_bytes: None }, 35..60),
            often(DETAILS, Trouble::Garble { how: Garble::NotJson }, 60..90),
            often(DETAILS, Trouble::TakeToken, 60..120),
            often(MEMBERS, busy(), 3..6),
            often(MEMBERS, Trouble::CutBody { keep_bytes: None }, 4..9),
        ];
        rules.extend([
            FaultRule::new(DETAILS, Trouble::GarbleRow { row: 57, how: Garble::ControlBytes })
                .after(2)
                .times(1),
            FaultRule::new(DETAILS, Trouble::LimitList { most: 99 }).after(20).times(2),
            FaultRule::new(LIST, Trouble::Crowd { join: 2, leave: 2 }),
            FaultRule::new(LIST, busy()).after(dice.random_range(0..3)).times(1),
            FaultRule::new(TAGS, Trouble::GatewayPage { status: 502 }).times(1),
            FaultRule::new(BLACKLIST, busy()).times(1),
        ]);
        rules.extend(self.refused.iter().map(|openid| {
            let what = Trouble::RefuseOpenids { openids: vec![openid.clone()], code: 40003 };
            FaultRule::new(DETAILS, what).containing(openid)
        }));
        if self.loses_rows {
            rules.push(FaultRule::new(LIST, Trouble::LoseRows { count: 70 }).times(1));
        }
        if self.loses_cursor {
            rules.push(FaultRule::new(LIST, Trouble::CursorLeaves).after(1).times(1));
        }
        if dice.random_ratio(1, 3) {
            let after = dice.random_range(10..120);
            rules.push(FaultRule::new(DETAILS, Trouble::UseUpDay).after(after).times(1));
        }
        if dice.random_ratio(1, 3) {
            let after = dice.random_range(10..120);
            rules.push(FaultRule::new(DETAILS, Trouble::UseUpMinute).after(after).times(1));
        }
        if dice.random_ratio(1, 3) {
            let address = std::net::Ipv4Addr::new(203, 0, 113, 9).into();
            rules.push(FaultRule::new(TOKEN, Trouble::RefuseAddress { address }).times(1));
        }
        if dice.random_ratio(1, 3) {
            rules.push(FaultRule::refuse(BLACKLIST, 48001).after(1).times(1));
        }
        rules
    }

    /// Nobody is shown as left who has not left, and nobody has anything that was never so.
    pub(super) fn holds_half_way(
        &self,
        evidence: &Evidence,
        world: &HashMap<String, FollowerView>,
    ) -> Outcome<()> {
        evidence.rows.iter().try_for_each(|row| {
            let now = world.get(&row.openid).ok_or("the copy has somebody WeChat never knew")?;
            let before = self.before.get(&row.openid);
            let had_left = !now.following || before.is_some_and(|before| !before.following);
            hold(row.following || had_left, || {
                format!("{} is shown as left and never left", row.openid)
            })?;
            // Whoever left lost the tags there, list by list.
            let sound = !row.following
                || !now.following
                || !row.details_read
                || is_as(row, now)
                || before.is_some_and(|before| is_as(row, before));
            hold(sound, || {
                let there = before.map(|before| (sorted(&before.tags), before.remark.clone()));
                format!(
                    "{} has {:?} and {:?}, at WeChat {:?} and {:?}, before {there:?}",
                    row.openid, row.tags, row.remark, now.tags, now.remark
                )
            })
        })
    }

    /// Whole lists once, details once a person; and each time the sync was stopped, whatever was
    /// under way once more: a page of a list, or a hundred of each worker.
    pub(super) fn read_nothing_twice(
        &self,
        sandbox: &Sandbox,
        kills: u64,
        rests: u64,
    ) -> Outcome<()> {
        let (wechat, log) = (sandbox.account(), sandbox.calls());
        let taken = |path| log.iter().filter(move |call| call.path == path && call.code == Some(0));
        let whole = |path| taken(path).filter(|call| !call.trouble);
        let pages = |people: usize| (people as u64).div_ceil(PAGE) + 1;
        let limit = |what: &str, read: u64, most: u64| {
            hold(read <= most, || format!("{read} {what} were read, at most {most} are due"))
        };
        let world = people(&wechat);
        let ever = |person: &&FollowerView| {
            let before = self.before.get(&person.openid);
            person.following || before.is_some_and(|before| before.following)
        };
        let ever = world.values().filter(ever).count();
        let readings = 1 + u64::from(self.loses_rows) + u64::from(self.loses_cursor);
        limit("pages of the list", taken(LIST).count() as u64, pages(ever) * readings + kills)?;
        let details: usize = whole(DETAILS).map(|call| call.batch).sum();
        limit("details", details as u64, ever as u64 + kills * WORKERS * HUNDRED)?;
        let stops = kills + rests;
        limit("lists of tags", whole(TAGS).count() as u64, 2 + stops)?;
        let tags: Vec<u64> = wechat.tags().iter().map(|tag| pages(tag.count as usize)).collect();
        let longest = tags.iter().max().copied().unwrap_or(0);
        let members = whole(MEMBERS).count() as u64;
        limit("pages of tags", members, tags.iter().sum::<u64>() + stops * longest)?;
        let blocked = whole(BLACKLIST).count() as u64;
        limit("pages of the blacklist", blocked, pages(wechat.blacklist().len()) * (1 + stops))
    }
}

/// Tags and remark are as this view has them. A remark that came with a control byte keeps it.
fn is_as(row: &FollowerRow, person: &FollowerView) -> bool {
    row.tags == sorted(&person.tags) && row.remark.trim_start_matches('\u{14}') == person.remark
}
