//! `jobs`: a change of 10,000 people's tags, killed among lost answers, −1, 45171 and 40001.

mod plan;

use std::path::Path;
use std::time::Duration;

use fandesk_core::AccountId;
use fandesk_core::store::JobStage;
use fandesk_sandbox::{CallRecord, Sandbox};
use rand::Rng;
use rand::rngs::StdRng;
use tempfile::TempDir;

use crate::evidence::Evidence;
use crate::lives::{End, Moment, live};
use crate::order::{Order, Task};
use crate::rounds::Story;
use crate::tally::{Stage, Tally};
use crate::time::HurriedClock;
use crate::world::{NOON, born, connect, copy_folder, free_port, people, sync_in_peace};
use crate::{Outcome, hold};

use plan::{Plan, TAGGING, UNTAGGING};

const PEOPLE: u32 = 10_000;
const LATENCY: Duration = Duration::from_millis(15);
const TOKEN: &str = "/cgi-bin/stable_token";
/// Everybody carries it before the job.
const OLD_TAG: &str = "老客";
/// Nobody carries it before the job.
const NEW_TAG: &str = "新客";

/// One lane: a desk that has synced, to be copied for each round, and the port of its WeChat.
pub(crate) struct Jobs {
    template: TempDir,
    account: AccountId,
    port: u16,
}

impl Story for Jobs {
    const AT_WORK_PERCENT: u32 = 80;

    async fn begin() -> Outcome<Self> {
        let port = free_port()?;
        let sandbox = world(port).await?;
        let template = tempfile::tempdir()?;
        let account = connect(&sandbox, template.path()).await?;
        let jobs = Self { template, account, port };
        sync_in_peace(&jobs.order(jobs.template.path(), Task::Syncs(1)), 1).await?;
        sandbox.stop().await;
        Ok(jobs)
    }

    async fn round(
        &self,
        round: u32,
        folder: &TempDir,
        dice: &mut StdRng,
        tally: &mut Tally,
    ) -> Outcome<()> {
        let sandbox = world(self.port).await?;
        let outcome = self.job(&sandbox, round, folder.path(), dice, tally).await;
        sandbox.stop().await;
        outcome
    }
}

async fn world(port: u16) -> Outcome<Sandbox> {
    let sandbox = born(PEOPLE, port).await?;
    let wechat = sandbox.account();
    wechat.create_tag(NEW_TAG)?;
    wechat.tag(wechat.create_tag(OLD_TAG)?, &wechat.openids())?;
    Ok(sandbox)
}

impl Jobs {
    fn order(&self, folder: &Path, task: Task) -> Order {
        let clock = HurriedClock::beginning_at(NOON);
        Order { folder: folder.to_owned(), account: self.account.clone(), clock, task }
    }

    /// One job, from its preview to the end, over as many deaths as the dice say.
    async fn job(
        &self,
        sandbox: &Sandbox,
        round: u32,
        folder: &Path,
        dice: &mut StdRng,
        tally: &mut Tally,
    ) -> Outcome<()> {
        let wechat = sandbox.account();
        let plan = Plan::draw(&wechat, dice)?;
        sandbox.set_latency(LATENCY);
        sandbox.set_faults(plan.trouble(dice));
        copy_folder(self.template.path(), folder)?;
        let order = self.order(folder, Task::Change(plan.change()));
        let (all_calls, mut kills) = (plan.calls(), dice.random_range(2..=3));
        let mut calls_left = all_calls;
        loop {
            let early = round.is_multiple_of(4) && tally.kills() == 0;
            let moment = moment(dice, kills, early, calls_left);
            let (log, sent) = (sandbox.calls().len(), tag_calls(sandbox));
            let calls = || tag_calls(sandbox) - sent;
            let end = live(&order, &moment, calls, || {}).await?;
            let taken = calls_taken(&sandbox.calls()[log..]);
            hold(taken <= calls_left, || {
                format!("{taken} calls were taken of a life with {calls_left} unfinished ones")
            })?;
            let evidence = Evidence::of(folder, &self.account)?;
            if end == End::Finished {
                return plan.is_carried_out(&evidence, &people(&wechat));
            }
            kills -= 1;
            plan.holds_half_way(&evidence, &people(&wechat))?;
            calls_left = plan.calls_left(&evidence)?;
            tally.add(stage(&evidence, calls(), calls_left, all_calls)?);
        }
    }
}

/// When the next life ends: among its batches or, if `early`, before the first of them.
fn moment(dice: &mut StdRng, kills: u32, early: bool, calls_left: u64) -> Moment {
    if kills == 0 || calls_left == 0 {
        return Moment::Never;
    }
    if early {
        return Moment::AfterStart(Duration::from_millis(dice.random_range(0..200)));
    }
    let calls = dice.random_range(1..=calls_left);
    Moment::AfterCalls { calls, and: Duration::from_micros(dice.random_range(0..30_000)) }
}

fn tag_calls(sandbox: &Sandbox) -> u64 {
    sandbox.call_count(TAGGING) + sandbox.call_count(UNTAGGING)
}

/// Calls that were carried out and whose answers arrived, since this life fetched its token. What
/// was on its way when the life before was killed may still arrive before that.
fn calls_taken(log: &[CallRecord]) -> u64 {
    let own = log.iter().skip_while(|call| call.path != TOKEN);
    let taken = own.filter(|call| {
        matches!(call.path.as_str(), TAGGING | UNTAGGING) && call.code == Some(0) && !call.trouble
    });
    taken.count() as u64
}

/// Where the job stood when the program died.
fn stage(evidence: &Evidence, sent: u64, left: u64, all: u64) -> Outcome<Stage> {
    let stage = |place, name, at_work| Ok(Stage { place, name, at_work });
    let Some(job) = evidence.job()? else { return stage(0, "before the start of the job", false) };
    if job.stage == JobStage::Finished || left == 0 {
        return stage(7, "after the last batch", false);
    }
    if sent == 0 {
        return stage(1, "before the first batch of a life", false);
    }
    match (all - left) * 4 / all {
        0 => stage(2, "batches, first quarter", true),
        1 => stage(3, "batches, second quarter", true),
        2 => stage(4, "batches, third quarter", true),
        _ => stage(5, "batches, last quarter", true),
    }
}
