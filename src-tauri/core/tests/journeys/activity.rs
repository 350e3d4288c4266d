//! Looking back: what was done and found, for one person too, and what is forgotten of it.

use fandesk_core::activity::{activity, old_history};
use fandesk_core::input::{ActivityInput, OldHistoryInput, PreviewUndoInput};
use fandesk_core::jobs::preview_undo;
use fandesk_core::overview::save_settings;
use fandesk_core::store::{ActivityFilter, ActivityKind, OldHistory};
use fandesk_core::sync::{SyncSettings, cancel_sync};
use fandesk_core::{Activity, AppError, DeskEvent, KeepHistory, Settings, Topic};

use crate::doing::{add, remark};
use crate::world::{PATIENCE, World};

const DAY: u32 = 86_400;

impl World {
    /// All entries that meet a filter, two a page: the numbers of jobs, and of syncs below zero;
    /// changes of tags are left out.
    async fn looked_back(&self, filter: &ActivityFilter) -> Vec<i64> {
        let (mut numbers, mut after) = (Vec::new(), None);
        loop {
            let input = ActivityInput {
                account: self.account.clone(),
                filter: filter.clone(),
                after,
                limit: 2,
            };
            let page = activity(self.desk(), input).await.unwrap();
            numbers.extend(page.entries.iter().filter_map(|entry| match entry {
                Activity::Job { job } => Some(i64::from(job.id)),
                Activity::Sync { sync, .. } => Some(-i64::from(*sync)),
                Activity::Tag { .. } => None,
            }));
            after = page.next;
            if after.is_none() {
                return numbers;
            }
        }
    }

    async fn keep(&self, keep_history: KeepHistory) {
        let settings = Settings { keep_history, ..self.desk().settings().await.unwrap() };
        save_settings(self.desk(), settings).await.unwrap();
    }

    async fn old(&self, keep: KeepHistory) -> OldHistory {
        old_history(self.desk(), OldHistoryInput { keep }).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn jobs_and_syncs_stand_in_one_list_that_can_be_narrowed_to_one_person() {
    let world = World::synced(50).await;
    let [one, other] = world.some(2).try_into().unwrap();
    let tag = world.wechat().create_tag("门店A").unwrap();
    world.wait(60);
    world.sync().await;
    world.wait(60);
    let tagged = world.run(world.these(&[one.clone(), other]).await, add(tag)).await.job.id;
    world.wait(60);
    let remarked = world.change_one(&one, remark("熟客")).await.unwrap().job.id;
    world.wait(60);
    world.start_sync().await.unwrap();
    let given_up = cancel_sync(world.desk(), world.account_input()).await;
    given_up.unwrap();

    let everything = world.looked_back(&ActivityFilter::default()).await;
    let jobs: Vec<i64> = everything.iter().copied().filter(|number| *number > 0).collect();
    assert_eq!(jobs, [i64::from(remarked), i64::from(tagged)], "{everything:?}");
    assert_eq!(everything.last(), Some(&-1), "the first sync is the oldest");
    let remarks = ActivityFilter { kinds: vec![ActivityKind::Remark], ..Default::default() };
    assert_eq!(world.looked_back(&remarks).await, [i64::from(remarked)]);
    let about_tag = ActivityFilter { tag: Some(tag), ..Default::default() };
    assert_eq!(world.looked_back(&about_tag).await, [i64::from(tagged)]);
    let person = world.ids_of(&[one]).await[0];
    let of_one = ActivityFilter { person: Some(person), ..Default::default() };
    assert_eq!(
        world.looked_back(&of_one).await,
        [i64::from(remarked), i64::from(tagged), -1],
        "the syncs after the first one found nothing of this person"
    );
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn history_is_kept_for_ever_until_the_operator_wants_less() {
    let mut world = World::synced(50).await;
    let people = world.some(3);
    let tag = world.wechat().create_tag("门店A").unwrap();
    world.sync().await;
    let job = world.run(world.these(&people).await, add(tag)).await.job.id;
    world.set(SyncSettings { on_start_hours: 0, ..SyncSettings::default() }).await;
    world.wait(100 * DAY);
    world.reopen().await;
    world.desk().settings().await.unwrap();
    assert_eq!(world.old(KeepHistory::Forever).await, OldHistory::default());
    assert_eq!(world.old(KeepHistory::OneYear).await, OldHistory::default());
    let old = world.old(KeepHistory::ThreeMonths).await;
    assert_eq!(old, OldHistory { jobs: 1, syncs: 1, tags: 1, events: 3 }, "the last sync stays");

    let mut listener = world.desk().events().listen();
    world.keep(KeepHistory::ThreeMonths).await;
    let forgotten = async {
        while let Some(event) = listener.next().await {
            let DeskEvent::Changed { topics, .. } = event else { continue };
            if topics.contains(&Topic::History) {
                return;
            }
        }
    };
    tokio::time::timeout(PATIENCE, forgotten).await.expect("it is forgotten soon");
    assert_eq!(world.looked_back(&ActivityFilter::default()).await, [-2]);
    let input = PreviewUndoInput { account: world.account.clone(), job, include_changed: false };
    assert_eq!(preview_undo(world.desk(), input).await.unwrap_err(), AppError::JobUnknown);
    assert!(world.row(&people[0]).await.tags.contains(&tag), "what was done stays done");
    assert_eq!(world.old(KeepHistory::ThreeMonths).await, OldHistory::default());
    world.ends().await;
}
