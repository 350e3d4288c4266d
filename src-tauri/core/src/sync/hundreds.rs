//! Reading people's details in parallel hundreds.
//!
//! Each worker asks for a hundred people and waits until they are saved before it asks for more,
//! so that a program that is killed repeats at most one call per worker. Answers that arrive while
//! the file is being written are saved together.

use std::collections::VecDeque;

use fandesk_store::{AccountStore, DetailRow, Due, FollowerId};
use fandesk_wechat::{DetailsOutcome, Endpoint, Error, Follower, OfficialAccount, OpenId, limits};
use futures::future::join_all;
use parking_lot::Mutex;
use tokio::sync::{mpsc, oneshot};

use super::run::{Halt, Run};
use super::state::UnreadablePerson;
use crate::clock::UnixSeconds;
use crate::error::Result;
use crate::event::Topic;

/// As many calls as the gate ever lets through.
const WORKERS: usize = 16;
/// People looked up in the index at once.
const LOOK_AHEAD: usize = 10_000;
/// Answers saved together: a few transactions.
const MOST_TOGETHER: usize = 20;

/// Reads everybody in the queue; `done` of `total` people were read before.
pub(super) async fn read_hundreds(
    run: &Run,
    queue: Queue,
    done: u32,
    total: u32,
) -> Result<(), Halt> {
    let queue = queue.within(run.calls_left(Endpoint::BatchUserInfo)?);
    run.begin_counting_at(done);
    run.show(done, Some(total));
    let client = run.client()?;
    let store = run.account.store();
    let (sender, receiver) = mpsc::channel(WORKERS);
    let halted = Mutex::new(None);
    let workers = (0..WORKERS).map(|_| work(&client, store, &queue, sender.clone(), &halted));
    let workers = join_all(workers);
    drop(sender);
    let (_, saved) = tokio::join!(workers, save_all(run, receiver, done, total));
    saved?;
    match halted.into_inner() {
        Some(error) if run.is_not_allowed(&error) => {}
        Some(error) => return Err(run.trouble(error)),
        None => {}
    }
    Ok(run.save().await?)
}

/// The people whose details are due, a hundred at a time.
pub(super) struct Queue {
    ahead: Mutex<VecDeque<Due>>,
    more: Option<Mutex<More>>,
    /// Calls that may still be made; none for any number.
    calls: Mutex<Option<u32>>,
}

/// Where the rest of a long queue comes from.
struct More {
    store: AccountStore,
    since: UnixSeconds,
    after: FollowerId,
}

impl Queue {
    /// Every follower whose details were read before `since` or never.
    pub(super) fn since(store: AccountStore, since: UnixSeconds) -> Self {
        let more = More { store, since, after: 0 };
        Self { ahead: Mutex::default(), more: Some(Mutex::new(more)), calls: Mutex::default() }
    }

    /// These people, in this order.
    pub(super) fn of(people: Vec<Due>) -> Self {
        Self { ahead: Mutex::new(people.into()), more: None, calls: Mutex::default() }
    }

    /// The same, cut off after so many calls.
    fn within(self, calls: Option<u32>) -> Self {
        Self { calls: Mutex::new(calls), ..self }
    }

    fn next(&self) -> Vec<OpenId> {
        if let Some(calls) = &mut *self.calls.lock() {
            if *calls == 0 {
                return Vec::new();
            }
            *calls -= 1;
        }
        let mut waiting = self.ahead.lock();
        if waiting.is_empty()
            && let Some(more) = &self.more
        {
            waiting.extend(more.lock().next());
        }
        let hundred = waiting.len().min(limits::DETAILS_PER_CALL);
        // What is not an OpenID cannot have come from WeChat's list.
        waiting.drain(..hundred).filter_map(|due| OpenId::new(&due.openid).ok()).collect()
    }
}

impl More {
    fn next(&mut self) -> Vec<Due> {
        let due = self.store.details_due(self.since, self.after, LOOK_AHEAD);
        self.after = due.last().map_or(self.after, |due| due.id);
        due
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
    store: &AccountStore,
    queue: &Queue,
    sender: mpsc::Sender<Answer>,
    halted: &Mutex<Option<Error>>,
) {
    while halted.lock().is_none() {
        let people = queue.next();
        if people.is_empty() {
            return;
        }
        let stamp = store.read_stamp();
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
    let mut unreadable = Vec::new();
    let mut acknowledgements = Vec::with_capacity(answers.len());
    for Answer { outcome, saved, .. } in answers {
        unreadable.extend(name_unreadable(run, &outcome));
        rows.extend(outcome.found.into_iter().map(detail_row));
        acknowledgements.push(saved);
    }
    // Never before the sync began, or they would count as unread.
    let now = run.account.now().max(run.started_at);
    let saved = run
        .account
        .ask(move |store| {
            if !unreadable.is_empty() {
                store.note_unreadable(&unreadable)?;
            }
            store.save_details(&rows, now, stamp)
        })
        .await?;
    for acknowledgement in acknowledgements {
        // A worker that is gone needs no answer.
        let _ = acknowledgement.send(());
    }
    Ok(saved.saved)
}

/// Notes whose details could not be read; their OpenIDs.
fn name_unreadable(run: &Run, outcome: &DetailsOutcome) -> Vec<String> {
    let missing = outcome.missing.iter().map(|openid| (openid, None));
    let failed = outcome.failed.iter().map(|(openid, error)| {
        run.keep_unreadable(error);
        (openid, error.code().and_then(|code| i32::try_from(code.0).ok()))
    });
    let mut openids = Vec::new();
    for (openid, code) in missing.chain(failed) {
        let openid = openid.as_str().to_owned();
        openids.push(openid.clone());
        run.note(|progress| progress.name_unreadable(UnreadablePerson { openid, code }));
    }
    openids
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
