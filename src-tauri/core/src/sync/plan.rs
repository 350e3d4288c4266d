//! What a sync would take that began now: calls of each kind against what the day still allows.
//!
//! WeChat is asked for its total, its tags and the day's figures; the rest is what the file knows.
//! Whom the list will show as new can only be guessed from the total, so a plan says "about".

use std::pin::pin;

use fandesk_store::AccountStore;
use fandesk_wechat::{Endpoint, OfficialAccount, Tag, limits};
use futures::TryStreamExt;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::allowance::Allowances;
use super::details::{NEVER, due_again, hundreds};
use super::report::list_calls;
use super::run::may_not_call;
use super::schedule::fewest_hours;
use super::settings::SyncSettings;
use super::state::SyncPhase;
use crate::clock::UnixSeconds;
use crate::desk::Desk;
use crate::error::Result;
use crate::input::AccountInput;
use crate::recovery::next_day;

/// What a sync would take that began now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SyncPlan {
    /// The calls that come in numbers, in the order in which they would be made.
    pub parts: Vec<PlannedPart>,
    /// Of each day's calls so many per cent are left to the account's other systems.
    pub reserve_percent: u32,
    /// When what does not fit into this day would be gone on with, by itself.
    #[ts(type = "UnixSeconds")]
    pub rest_at: UnixSeconds,
    /// Syncs begin by themselves every so many hours at most, because of what the list takes.
    pub fewest_hours: u32,
}

/// The calls of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlannedPart {
    /// What they are for: `ids`, `details`, `tagLists`, `blacklist` or `refresh`.
    pub phase: SyncPhase,
    /// How many, about.
    pub calls: u32,
    /// What the day still allows of them, without the reserve; null while WeChat gives no figure.
    pub left: Option<u32>,
    /// How many of them would wait for the next day.
    pub later: u32,
}

/// What a sync would take that began now. Takes two calls beside the questions for the quota.
///
/// # Errors
/// `accountUnavailable`, and what keeps WeChat from answering.
pub async fn sync_plan(desk: &Desk, input: AccountInput) -> Result<SyncPlan> {
    let account = desk.account_or_anew(&input.account).await?;
    let client = account.client()?;
    let now = account.now();
    let settings = account.ask(SyncSettings::of).await?;
    let allowances = Allowances::default();
    let (total, tags, ()) = tokio::join!(
        total(&client),
        tags(&client),
        allowances.ask(&client, settings.reserve_percent)
    );
    let (total, tags) = (total?, tags?);
    let needs = account.ask(move |store| Needs::of(store, total, &tags, now)).await?;
    let left = |endpoint| allowances.left(&client, endpoint);
    Ok(SyncPlan {
        parts: needs.against(left, |endpoint| allowances.a_day(endpoint)),
        reserve_percent: settings.reserve_percent,
        rest_at: next_day(now),
        fewest_hours: fewest_hours(needs.total, settings.reserve_percent),
    })
}

/// WeChat's own total, from the first page of its list; none where it says nothing.
async fn total(client: &OfficialAccount) -> Result<Option<u32>> {
    let mut pages = pin!(client.followers(None));
    let first = pages.try_next().await?;
    Ok(first.and_then(|page| page.total).and_then(|total| u32::try_from(total).ok()))
}

/// WeChat's tags; none for an account that may not use them.
async fn tags(client: &OfficialAccount) -> Result<Vec<Tag>> {
    match client.tags().await {
        Err(error) if may_not_call(&error) => Ok(Vec::new()),
        answer => Ok(answer?),
    }
}

/// How many people and lists there are to read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Needs {
    /// WeChat's total.
    total: u32,
    /// People whose details were never read, those who must have joined among them.
    unread: u32,
    /// What WeChat counts in each tag whose list is to be read.
    moved_tags: Vec<u32>,
    blacklisted: u32,
    /// People whose turn it is to be read again.
    turn: u32,
}

impl Needs {
    fn of(
        store: &AccountStore,
        total: Option<u32>,
        tags: &[Tag],
        now: UnixSeconds,
    ) -> fandesk_store::Result<Self> {
        let known = store.following();
        let total = total.unwrap_or(known);
        let ours = store.tags();
        let count_here = |id| ours.iter().find(|tag| tag.id == id).map_or(0, |tag| tag.local_count);
        let count_there = |tag: &Tag| tag.count.and_then(|count| u32::try_from(count).ok());
        let moved = tags
            .iter()
            .filter_map(|tag| count_there(tag).filter(|&there| there != count_here(tag.id.0)));
        let never_read = store.details_due_count(NEVER);
        Ok(Self {
            total,
            unread: never_read + total.saturating_sub(known),
            // The first time, tags come with the details.
            moved_tags: if known == 0 { Vec::new() } else { moved.collect() },
            blacklisted: store.facets().blacklisted,
            // Whoever is read for the first time is not read twice.
            turn: due_again(store, total, now)?.min(known.saturating_sub(never_read)),
        })
    }

    /// The calls these take, and what of them the day does not allow: as the phases decide it.
    fn against(
        &self,
        left: impl Fn(Endpoint) -> Option<u32>,
        a_day: impl Fn(Endpoint) -> Option<u32>,
    ) -> Vec<PlannedPart> {
        let list = list_calls(self.total, limits::FOLLOWERS_PER_PAGE);
        let (details, refresh) = (hundreds(self.unread), hundreds(self.turn));
        let details_left = left(Endpoint::BatchUserInfo);
        let after_details = details_left.map(|left| left.saturating_sub(details));
        let (tag_lists, tag_lists_later) = self.tag_lists(left(Endpoint::TagMembers));
        let blacklist = list_calls(self.blacklisted, limits::BLACKLIST_PER_PAGE);
        let blacklist_later =
            if over(blacklist, left(Endpoint::Blacklist)) > 0 { blacklist } else { 0 };
        let planned = [
            (SyncPhase::Ids, Endpoint::Followers, list, over(list, left(Endpoint::Followers))),
            (SyncPhase::Details, Endpoint::BatchUserInfo, details, over(details, details_left)),
            (SyncPhase::TagLists, Endpoint::TagMembers, tag_lists, tag_lists_later),
            (SyncPhase::Blacklist, Endpoint::Blacklist, blacklist, blacklist_later),
            (SyncPhase::Refresh, Endpoint::BatchUserInfo, refresh, over(refresh, after_details)),
        ];
        // A list that fits into a whole day but not into this one is waited for, and all else with it.
        let waits = over(list, left(Endpoint::Followers)) > 0
            && a_day(Endpoint::Followers).is_some_and(|a_day| list <= a_day);
        let part = |(phase, endpoint, calls, later)| PlannedPart {
            phase,
            calls,
            left: left(endpoint),
            later: if waits { calls } else { later },
        };
        planned.into_iter().map(part).collect()
    }

    /// Calls for the people of the moved tags, and those of them for lists that do not fit.
    fn tag_lists(&self, mut left: Option<u32>) -> (u32, u32) {
        let (mut calls, mut later) = (0, 0);
        for &people in &self.moved_tags {
            let needed = list_calls(people, limits::FOLLOWERS_PER_PAGE);
            calls += needed;
            match left.map(|left| left.checked_sub(needed)) {
                Some(None) => later += needed,
                Some(rest) => left = rest,
                None => {}
            }
        }
        (calls, later)
    }
}

/// How many of so many calls are too many; none while nobody knows.
fn over(calls: u32, left: Option<u32>) -> u32 {
    left.map_or(0, |left| calls.saturating_sub(left))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs() -> Needs {
        Needs {
            total: 1_000_000,
            unread: 2_000,
            moved_tags: vec![30_000, 9_000],
            blacklisted: 1_500,
            turn: 70_000,
        }
    }

    /// Calls and those that wait, with so many calls left of the list, details, tags and blacklist.
    fn planned(left: [u32; 4]) -> Vec<(SyncPhase, u32, u32)> {
        let of = |endpoint| {
            Some(match endpoint {
                Endpoint::Followers => left[0],
                Endpoint::BatchUserInfo => left[1],
                Endpoint::TagMembers => left[2],
                _ => left[3],
            })
        };
        let parts = needs().against(of, |_| Some(500));
        parts.iter().map(|part| (part.phase, part.calls, part.later)).collect()
    }

    #[test]
    fn a_day_with_calls_enough_puts_nothing_off() {
        assert_eq!(
            planned([450, 900, 900, 900]),
            [
                (SyncPhase::Ids, 101, 0),
                (SyncPhase::Details, 20, 0),
                (SyncPhase::TagLists, 4 + 2, 0),
                (SyncPhase::Blacklist, 3, 0),
                (SyncPhase::Refresh, 700, 0),
            ]
        );
    }

    #[test]
    fn the_most_useful_part_goes_first_and_the_rest_waits() {
        let short = planned([101, 300, 3, 2]);
        let later: Vec<u32> = short.iter().map(|&(_, _, later)| later).collect();
        assert_eq!(later, [0, 0, 4, 3, 420], "the smaller tag still fits, the old details partly");
        let shorter = planned([101, 5, 0, 0]);
        let later: Vec<u32> = shorter.iter().map(|&(_, _, later)| later).collect();
        assert_eq!(later, [0, 15, 6, 3, 700]);
    }

    #[test]
    fn without_its_list_nothing_begins() {
        for (_, calls, later) in planned([100, 900, 900, 900]) {
            assert_eq!(later, calls);
        }
    }

    #[test]
    fn a_list_longer_than_a_day_is_begun_all_the_same() {
        let parts = needs().against(|_| Some(90), |_| Some(100));
        assert_eq!((parts[0].calls, parts[0].later), (101, 11));
        assert_eq!(parts[1].later, 0);
    }

    #[test]
    fn without_figures_nothing_is_foretold_as_late() {
        let parts = needs().against(|_| None, |_| None);
        assert!(parts.iter().all(|part| part.left.is_none() && part.later == 0));
    }
}
