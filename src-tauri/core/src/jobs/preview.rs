//! Looking before leaping: freezes the people, writes the draft, says what it would take.

use fandesk_store::{AccountStore, Change, Draft, JobRecord, RemarkSample};
use fandesk_wechat::{Endpoint, OfficialAccount};

use super::check::{checked, sound_pattern};
use super::ledger;
use super::summary::{JobPreview, PlannedCalls};
use super::write::writes_of;
use crate::account::Account;
use crate::desk::Desk;
use crate::error::{AppError, Result};
use crate::input::{
    PreviewJobInput, PreviewRetryInput, PreviewUndoInput, RemarkSamplesInput, TagRecordInput,
};
use crate::quota;

/// People whose remarks are shown while a pattern is typed.
const SAMPLES: usize = 5;

/// Freezes the people of a selection and writes the draft of a job with each person's state
/// before. Nothing is sent but a question for what is left of the day's calls.
///
/// # Errors
/// `selectionEmpty`, `resultSetExpired`, and what is wrong with the change; then no draft is kept.
pub async fn preview_job(desk: &Desk, input: PreviewJobInput) -> Result<JobPreview> {
    let account = desk.account(&input.account).await?;
    let tags = account.ask(|store| Ok(store.tags())).await?;
    let change = checked(input.change, &tags)?;
    let people = account.ask(move |store| store.selected(&input.selection)).await?;
    if people.is_empty() {
        return Err(AppError::SelectionEmpty);
    }
    let draft = write_draft(&account, change, people).await?;
    preview_of(&account, draft).await
}

/// Freezes the people whom a job changed in the draft of a job that takes it back: exactly the
/// state before, for those whom nobody has changed since, or for everybody.
///
/// # Errors
/// `jobUnknown`; `jobState` while the job is not over.
pub async fn preview_undo(desk: &Desk, input: PreviewUndoInput) -> Result<JobPreview> {
    let account = desk.account(&input.account).await?;
    let now = account.now();
    let undo = move |store: &AccountStore| store.write_undo(input.job, input.include_changed, now);
    preview_of(&account, account.ask(undo).await?).await
}

/// Freezes everybody who carried a deleted tag in the draft of a job that gives it back to them.
/// Starting it makes the tag anew, under another number.
///
/// # Errors
/// `tagUnknown` if no such deletion is on record.
pub async fn preview_restore(desk: &Desk, input: TagRecordInput) -> Result<JobPreview> {
    let account = desk.account(&input.account).await?;
    let now = account.now();
    let restore = move |store: &AccountStore| store.write_restoration(input.record, now);
    preview_of(&account, account.ask(restore).await?).await
}

/// Freezes people of a job in the draft of the same change: those with an outcome and a reason, or
/// else those who failed and those whose turn never came.
///
/// # Errors
/// `jobUnknown`; `jobState` while the job is not over; `selectionEmpty` if there is nobody.
pub async fn preview_retry(desk: &Desk, input: PreviewRetryInput) -> Result<JobPreview> {
    let account = desk.account(&input.account).await?;
    let now = account.now();
    let PreviewRetryInput { job, outcome, reason, .. } = input;
    let draft = account.ask(move |store| store.write_retry(job, outcome, reason, now)).await?;
    if draft.people == 0 {
        account.ask(move |store| store.discard_draft(draft.job)).await?;
        return Err(AppError::SelectionEmpty);
    }
    preview_of(&account, draft).await
}

/// What a pattern makes of the first people of a selection, while it is being typed.
///
/// # Errors
/// `resultSetExpired`; what is wrong with the pattern.
pub async fn remark_samples(desk: &Desk, input: RemarkSamplesInput) -> Result<Vec<RemarkSample>> {
    let pattern = sound_pattern(&input.pattern)?;
    let account = desk.account(&input.account).await?;
    let samples = move |store: &AccountStore| {
        let people = store.selected(&input.selection)?;
        store.remark_samples(&pattern, &people, SAMPLES)
    };
    account.ask(samples).await
}

/// A draft in numbers, with the calls it takes and what is left of the day's.
async fn preview_of(account: &Account, draft: Draft) -> Result<JobPreview> {
    let JobRecord { change, tag_names, undoes, restores, .. } =
        ledger::record(account, draft.job).await?;
    let job = draft.job;
    let to_remake = account.ask(move |store| store.tag_to_remake(job)).await?;
    let mut calls = planned_calls(&change, &draft);
    if let Ok(client) = account.client() {
        ask_quota(&client, &mut calls).await;
    }
    let all_calls = calls.iter().map(|planned| planned.calls).sum();
    Ok(JobPreview {
        job: draft.job,
        account: account.id().clone(),
        change,
        people: draft.people,
        to_change: draft.to_change,
        already_so: draft.already_so,
        over_tag_limit: draft.over_tag_limit,
        left: draft.left,
        tag_names,
        undoes,
        restores,
        remakes_tag: to_remake.is_some(),
        changed_since: draft.changed_since,
        cannot_be_restored: draft.cannot_be_restored,
        remark_too_long: draft.remark_too_long,
        blacklisted: draft.blacklisted,
        seconds: account.job_slot().pace(|pace| pace.seconds_for(all_calls)),
        calls,
    })
}

/// Writes the draft of a change that was checked.
pub(super) async fn write_draft(
    account: &Account,
    change: Change,
    people: Vec<fandesk_store::FollowerId>,
) -> Result<Draft> {
    let now = account.now();
    account.ask(move |store| store.write_draft(&change, &people, now)).await
}

/// Calls per endpoint, in the order of the change's units.
fn planned_calls(change: &Change, draft: &Draft) -> Vec<PlannedCalls> {
    let mut planned: Vec<PlannedCalls> = Vec::new();
    for (write, &people) in writes_of(change).iter().zip(&draft.people_per_unit) {
        let (endpoint, calls) = (write.endpoint().path(), write.calls_for(people));
        match planned.iter_mut().find(|planned| planned.endpoint == endpoint) {
            Some(planned) => planned.calls += calls,
            None if calls == 0 => {}
            None => {
                let endpoint = endpoint.to_owned();
                planned.push(PlannedCalls { endpoint, calls, quota_left: None });
            }
        }
    }
    planned
}

/// Fills in what is left of the day's calls, as far as WeChat tells in time.
async fn ask_quota(client: &OfficialAccount, planned: &mut [PlannedCalls]) {
    let endpoints: Vec<Endpoint> =
        planned.iter().filter_map(|planned| endpoint_of(&planned.endpoint)).collect();
    let answers = quota::today(client, &endpoints).await;
    for (planned, daily) in planned.iter_mut().zip(answers) {
        let left = daily.map(|daily| daily.remaining);
        planned.quota_left = left.map(|left| u32::try_from(left).unwrap_or(u32::MAX));
    }
}

fn endpoint_of(path: &str) -> Option<Endpoint> {
    Endpoint::ALL.into_iter().find(|endpoint| endpoint.path() == path)
}
