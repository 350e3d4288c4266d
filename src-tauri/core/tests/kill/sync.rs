//! `sync`: a sync of 20,000 people, killed in every phase among all the trouble a server can make.

mod day;
mod moments;

use std::path::Path;
use std::time::Duration;

use fandesk_core::AccountId;
use fandesk_sandbox::{AccountHandle, Quirks, Sandbox};
use rand::Rng;
use rand::rngs::StdRng;
use tempfile::TempDir;

use crate::evidence::Evidence;
use crate::lives::{End, live};
use crate::order::{Order, Task};
use crate::rounds::Story;
use crate::tally::Tally;
use crate::time::HurriedClock;
use crate::world::{NOON, born, connect, copy_folder, free_port, people, sync_in_peace};
use crate::{Outcome, hold};

use day::Day;
use moments::{Target, stage};

pub(crate) const LIST: &str = "/cgi-bin/user/get";
pub(crate) const DETAILS: &str = "/cgi-bin/user/info/batchget";
pub(crate) const TAGS: &str = "/cgi-bin/tags/get";
pub(crate) const MEMBERS: &str = "/cgi-bin/user/tag/get";
pub(crate) const BLACKLIST: &str = "/cgi-bin/tags/members/getblacklist";
pub(crate) const TOKEN: &str = "/cgi-bin/stable_token";

const PEOPLE: u32 = 20_000;
const LATENCY: Duration = Duration::from_millis(10);
const DAY_SECONDS: u32 = 86_400;
/// People who leave between the two syncs of the template, so that some can come back.
const GONE_BEFORE: u32 = 60;
/// Calls that a sync has under way at most, each with a page of its own.
const WORKERS: u64 = 16;

/// One lane: a desk that was only just connected, one that has synced, and their WeChat's port.
pub(crate) struct Syncs {
    fresh: TempDir,
    synced: TempDir,
    account: AccountId,
    port: u16,
}

impl Story for Syncs {
    const AT_WORK_PERCENT: u32 = 70;

    async fn begin() -> Outcome<Self> {
        let port = free_port()?;
        let sandbox = born(PEOPLE, port).await?;
        let (fresh, synced) = (tempfile::tempdir()?, tempfile::tempdir()?);
        let account = connect(&sandbox, fresh.path()).await?;
        copy_folder(fresh.path(), synced.path())?;
        let syncs = Self { fresh, synced, account, port };
        let order = syncs.order(syncs.synced.path(), NOON, 1);
        sync_in_peace(&order, 1).await?;
        let gone = sandbox.account().leave_some(GONE_BEFORE)?;
        sync_in_peace(&order, 2).await?;
        hold(gone.len() == GONE_BEFORE as usize, || "nobody left".to_owned())?;
        sandbox.stop().await;
        Ok(syncs)
    }

    async fn round(
        &self,
        round: u32,
        folder: &TempDir,
        dice: &mut StdRng,
        tally: &mut Tally,
    ) -> Outcome<()> {
        let sandbox = born(PEOPLE, self.port).await?;
        sandbox.set_latency(LATENCY);
        let outcome = self.sync(&sandbox, round, folder.path(), dice, tally).await;
        sandbox.stop().await;
        outcome
    }
}

impl Syncs {
    fn order(&self, folder: &Path, now: i64, syncs: usize) -> Order {
        let clock = HurriedClock::beginning_at(now);
        let task = Task::Syncs(syncs);
        Order { folder: folder.to_owned(), account: self.account.clone(), clock, task }
    }

    /// One sync over as many deaths as the dice say, and one in peace after it.
    async fn sync(
        &self,
        sandbox: &Sandbox,
        round: u32,
        folder: &Path,
        dice: &mut StdRng,
        tally: &mut Tally,
    ) -> Outcome<()> {
        let wechat = sandbox.account();
        let gone = wechat.leave_some(GONE_BEFORE)?;
        let first = dice.random_ratio(1, 4);
        let (template, syncs) = if first { (&self.fresh, 1) } else { (&self.synced, 3) };
        let day = Day::draw(&wechat, gone, dice)?;
        sandbox.set_faults(day.trouble(dice));
        wechat.set_quirks(Quirks { strict_cursors: true, ..Quirks::default() });
        copy_folder(template.path(), folder)?;
        let order = self.order(folder, NOON + i64::from(DAY_SECONDS), syncs);
        let (mut kills, mut rests) = (dice.random_range(2..=4), 0);
        let mut evidence = Evidence::of(folder, &self.account)?;
        loop {
            let early = round.is_multiple_of(4) && tally.kills() == 0;
            let target = Target::draw(dice, kills, early, &evidence)?;
            let sent = target.calls_so_far(sandbox);
            let mut order = order.clone();
            if dice.random_ratio(1, 4) {
                order.clock = order.clock.set_back(3_600);
            }
            let next_day = || {
                rests += 1;
                sandbox.clock().advance(Duration::from_secs(DAY_SECONDS.into()));
            };
            let calls = || target.calls_so_far(sandbox) - sent;
            let end = live(&order, &target.moment, calls, next_day).await?;
            evidence = Evidence::of(folder, &self.account)?;
            day.holds_half_way(&evidence, &people(&wechat))?;
            if end == End::Finished {
                break;
            }
            kills -= 1;
            tally.add(stage(&evidence, syncs)?);
        }
        day.read_nothing_twice(sandbox, u64::from(tally.kills()), rests)?;
        self.ends_well(sandbox, &wechat, &order, syncs + 1).await
    }

    /// The next sync, in peace, puts right whatever moved meanwhile or could not be read.
    async fn ends_well(
        &self,
        sandbox: &Sandbox,
        wechat: &AccountHandle,
        order: &Order,
        syncs: usize,
    ) -> Outcome<()> {
        sandbox.clear_faults();
        sandbox.clock().advance(Duration::from_secs(DAY_SECONDS.into()));
        sync_in_peace(order, syncs).await?;
        Evidence::of(&order.folder, &self.account)?.equals(&people(wechat))
    }
}
