//! Phase "details": everybody's details, in parallel hundreds.
//!
//! Each worker asks for a hundred people and waits until they are saved before it asks for more,
//! so that a program that is killed repeats at most one call per worker. Answers that arrive while
//! the file is being written are saved together.

use std::collections::VecDeque;

use fandesk_store::{AccountStore, DetailRow, Due, FollowerId};
use fandesk_wechat::{DetailsOutcome, Error, Follower, OfficialAccount, OpenId, limits};
use futures::future::join_all;
use parking_lot::Mutex;
use tokio::sync::{mpsc, oneshot};

use super::run::{Halt, Run};
use super::state::{SyncPhase, UnreadablePerson};
use crate::clock::UnixSeconds;
use crate::error::Result;
use crate::event::Topic;

/// As many calls as the gate ever lets through.
const WORKERS: usize = 16;
/// People looked up in the index at once.
const LOOK_AHEAD: usize = 10_000;
/// Answers saved together: a few transactions.
const MOST_TOGETHER: usize = 20;

pub(super) async fn read(run: &Run) -> Result<SyncPhase, Halt> {
    let client = run.client()?;
    let due = DueList::new(run.account.store().clone(), run.started_at);
    let total = run.account.store().following();
    let done = total.saturating_sub(run.account.store().details_due_count(run.started_at));
    run.begin_counting_at(done);
    run.show(done, Some(total));

    let (sender, receiver) = mpsc::channel(WORKERS);
    let halted = Mutex::new(None);
    let workers = (0..WORKERS).map(|_| work(&client, &due, sender.clone(), &halted));
    let workers = join_all(workers);
    drop(sender);
    let (_, saved) = tokio::join!(workers, save_all(run, receiver, done, total));
    saved?;
    match halted.into_inner() {
        Some(error) if run.is_not_allowed(&error) => {}
        Some(error) => return Err(run.trouble(error)),
        None => {}
    }
    run.save().await?;
    Ok(SyncPhase::TagLists)
}

/// The people whose details are due, a hundred at a time.
struct DueList {
    store: AccountStore,
    since: UnixSeconds,
    ahead: Mutex<(FollowerId, VecDeque<Due>)>,
}

impl DueList {
    fn new(store: AccountStore, since: UnixSeconds) -> Self {
        Self { store, since, ahead: Mutex::new((0, VecDeque::new())) }
    }

    fn next(&self) -> Vec<OpenId> {
        let mut ahead = self.ahead.lock();
        let (after, waiting) = &mut *ahead;
        if waiting.is_empty() {
            waiting.extend(self.store.details_due(self.since, *after, LOOK_AHEAD));
            *after = waiting.back().map_or(*after, |due| due.id);
        }
        let hundred = waiting.len().min(limits::DETAILS_PER_CALL);
        // What is not an OpenID cannot have come from WeChat's list.
        waiting.drain(..hundred).filter_map(|due| OpenId::new(&due.openid).ok()).collect()
    }
}

/// A worker's hundred, on its way to the file.
struct Answer {
    outcome: DetailsOutcome,
    /// Taken before WeChat was asked: what we changed since is kept.
    stamp: u32,
    saved: oneshot::Sender<()>,
}

async fn work(
    client: &OfficialAccount,
    due: &DueList,
    sender: mpsc::Sender<Answer>,
    halted: &Mutex<Option<Error>>,
) {
    while halted.lock().is_none() {
        let people = due.next();
        if people.is_empty() {
            return;
        }
        let stamp = due.store.read_stamp();
        let mut outcome = client.follower_details(&people).await;
        if let Some(unfinished) = outcome.unfinished.take() {
            halted.lock().get_or_insert(unfinished.error);
        }
        let (saved, was_saved) = oneshot::channel();
        let is_taken = sender.send(Answer { outcome, stamp, saved }).await.is_ok();
        if !is_taken || was_saved.await.is_err() {
            return;
        }
    }
}

async fn save_all(
    run: &Run,
    mut receiver: mpsc::Receiver<Answer>,
    mut done: u32,
    total: u32,
) -> Result<()> {
    while let Some(first) = receiver.recv().await {
        let mut answers = vec![first];
        while answers.len() < MOST_TOGETHER
            && let Ok(answer) = receiver.try_recv()
        {
            answers.push(answer);
        }
        done += save(run, answers).await?;
        run.show(done, Some(total));
        run.account.changed(&[Topic::Followers, Topic::Tags]);
    }
    Ok(())
}

async fn save(run: &Run, answers: Vec<Answer>) -> Result<u32> {
    let stamp = answers.iter().map(|answer| answer.stamp).min().unwrap_or_default();
    let mut rows = Vec::with_capacity(answers.len() * limits::DETAILS_PER_CALL);
    let mut acknowledgements = Vec::with_capacity(answers.len());
    for Answer { outcome, saved, .. } in answers {
        name_unreadable(run, &outcome);
        rows.extend(outcome.found.into_iter().map(detail_row));
        acknowledgements.push(saved);
    }
    // Never before the sync began, or they would count as unread.
    let now = run.account.now().max(run.started_at);
    let saved = run.account.ask(move |store| store.save_details(&rows, now, stamp)).await?;
    for acknowledgement in acknowledgements {
        // A worker that is gone needs no answer.
        let _ = acknowledgement.send(());
    }
    Ok(saved.saved)
}

fn name_unreadable(run: &Run, outcome: &DetailsOutcome) {
    let missing = outcome.missing.iter().map(|openid| (openid, None));
    let failed = outcome.failed.iter().map(|(openid, error)| {
        run.keep_unreadable(error);
        (openid, error.code().and_then(|code| i32::try_from(code.0).ok()))
    });
    for (openid, code) in missing.chain(failed) {
        let person = UnreadablePerson { openid: openid.as_str().to_owned(), code };
        run.note(|progress| progress.name_unreadable(person));
    }
}

fn detail_row(follower: Follower) -> DetailRow {
    let number = |value: Option<i64>| value.and_then(|value| u32::try_from(value).ok());
    DetailRow {
        openid: follower.openid.as_str().to_owned(),
        subscribed: follower.subscribed,
        unionid: follower.union_id.map(|id| id.as_str().to_owned()),
        remark: follower.remark,
        tags: follower.tag_ids.map(|tags| tags.into_iter().map(|tag| tag.0).collect()),
        followed_at: follower.subscribed_at.map(|at| at.as_second()),
        source: follower.subscribe_scene,
        qr_scene: number(follower.qr_scene),
        qr_text: follower.qr_scene_text,
        language: follower.language,
        nickname: follower.nickname,
        sex: number(follower.sex),
        city: follower.city,
        province: follower.province,
        country: follower.country,
        headimgurl: follower.picture_url,
        groupid: number(follower.group_id),
    }
}
