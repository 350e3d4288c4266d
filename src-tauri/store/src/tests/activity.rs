//! The list of what was done: whole, in order, page by page; and what is forgotten of it.

use super::world::{NOW, World, tag};
use crate::{
    ActivityEntry, ActivityFilter, ActivityKind, ActivityList, ActivityPlace, Change, Error,
    Filter, HistoryEvent, ItemReason, JobId, JobStage, OldHistory, Outcome, UnixSeconds,
};

fn tagging(tag: u32) -> Change {
    Change::Tags { add: vec![tag], remove: vec![] }
}

/// A job that tags, and the like, from its start at `at` to its end in the same second.
fn done(world: &World, change: &Change, people: &[u32], at: UnixSeconds) -> JobId {
    let people = world.ids(people.iter().copied());
    let job = world.store.write_draft(change, &people, at).unwrap().job;
    world.store.move_job(job, JobStage::Running, None, None, at).unwrap();
    let record = world.store.commit_batch(job, 0, &people, &[], at).unwrap();
    assert_eq!(record.pending(), 0);
    world.store.move_job(job, JobStage::Finished, None, None, at).unwrap();
    job
}

/// `job 3` or `sync 1`, newest first.
fn listed(world: &World, filter: &ActivityFilter, page: u32) -> Vec<String> {
    let (mut names, mut after) = (Vec::new(), None);
    loop {
        let found = world.store.activity::<()>(filter, after, page).unwrap();
        names.extend(found.entries.iter().map(|entry| match entry {
            ActivityEntry::Job(job) => format!("job {}", job.id),
            ActivityEntry::Sync(sync) => format!("sync {}", sync.id),
            ActivityEntry::Tag(record) => format!("tag {}", record.id),
        }));
        after = found.next;
        if after.is_none() {
            return names;
        }
        assert_eq!(found.entries.len(), page as usize, "only the last page is short");
    }
}

#[test]
fn every_page_goes_on_where_the_last_one_ended_even_within_one_second() {
    let world = World::with_people(9);
    for second in [10, 0, 5, 5, 5] {
        done(&world, &tagging(103), &[1, 2, 4], NOW + second);
        done(&world, &Change::Remark { remark: "熟客".to_owned() }, &[1], NOW + second);
        world.list(1..=9);
    }
    world.store.write_draft(&tagging(104), &world.ids([1]), NOW).unwrap();
    let all = listed(&world, &ActivityFilter::default(), 1_000);
    assert_eq!(all.len(), 16, "the world's own sync too, and no draft: {all:?}");
    assert_eq!(all[..3], ["job 2", "job 1", "job 10"], "by start, then the later one first");
    assert_eq!(all[8..10], ["sync 6", "sync 5"], "the syncs of the second in which it all began");
    for page in 1..8 {
        assert_eq!(listed(&world, &ActivityFilter::default(), page), all, "{page} a page");
    }
}

#[test]
fn the_list_is_narrowed_by_kind_time_tag_and_person() {
    let world = World::with_people(9);
    let tagged = done(&world, &tagging(103), &[1, 2], NOW + 10);
    let remarked = done(&world, &Change::Remark { remark: "熟客".to_owned() }, &[2], NOW + 20);
    let blocked = done(&world, &Change::Block { reason: String::new() }, &[3], NOW + 30);
    // Person 9 leaves.
    let sync = world.list(1..=8);
    let only = |filter: ActivityFilter| listed(&world, &filter, 2);
    let any = ActivityFilter::default;
    let job = |id: JobId| format!("job {id}");
    let kinds = |kinds: &[ActivityKind]| only(ActivityFilter { kinds: kinds.to_vec(), ..any() });
    assert_eq!(kinds(&[ActivityKind::Blacklist]), [job(blocked)]);
    assert_eq!(kinds(&[ActivityKind::Tags, ActivityKind::Remark]), [job(remarked), job(tagged)]);
    assert_eq!(kinds(&[ActivityKind::Sync]).len(), 2);
    let span = ActivityFilter { from: Some(NOW + 10), until: Some(NOW + 30), ..any() };
    assert_eq!(only(span), [job(remarked), job(tagged)], "from is in, until is out");
    assert_eq!(only(ActivityFilter { tag: Some(103), ..any() }), [job(tagged)]);
    let of = |person| only(ActivityFilter { person: Some(world.id(person)), ..any() });
    assert_eq!(of(2)[..2], [job(remarked), job(tagged)]);
    assert_eq!(of(9), [format!("sync {sync}"), format!("sync {}", sync - 1)], "left, joined");
}

#[test]
fn a_sync_given_up_is_told_without_a_report() {
    let world = World::new();
    let sync = world.store.start_sync("ids", &(), NOW).unwrap();
    assert_eq!(listed(&world, &ActivityFilter::default(), 9), Vec::<String>::new(), "not over");
    world.store.cancel_sync(sync, NOW + 60).unwrap();
    let page = world.store.activity::<()>(&ActivityFilter::default(), None, 9).unwrap();
    let [ActivityEntry::Sync(told)] = &page.entries[..] else { panic!("{page:?}") };
    assert_eq!((told.started_at, told.finished_at, told.report), (NOW, NOW + 60, None));
}

#[test]
fn people_of_a_job_are_found_and_tried_again_by_the_reason_they_share() {
    let world = World::with_people(10);
    let people = world.ids([1, 2, 4, 5]);
    let job = world.store.write_draft(&tagging(103), &people, NOW).unwrap().job;
    world.store.move_job(job, JobStage::Running, None, None, NOW).unwrap();
    let refused = |code| ItemReason::Refused { code };
    let failed =
        [(people[1], refused(40003)), (people[2], refused(50005)), (people[3], refused(50005))];
    world.store.commit_batch(job, 0, &people[..1], &failed, NOW).unwrap();
    world.store.move_job(job, JobStage::Finished, None, None, NOW).unwrap();
    let found = |reason| {
        let filter = Filter::InJob { job, outcome: Outcome::Failed, reason };
        world.store.matching(&filter, NOW).unwrap().iter().collect::<Vec<_>>()
    };
    assert_eq!(found(None), people[1..]);
    assert_eq!(found(Some(refused(50005))), people[2..]);
    assert!(found(Some(refused(1))).is_empty());
    let window = world.store.job_people(job, None, Some(refused(50005)), 1, 9).unwrap();
    assert_eq!((window.total, window.people.len(), window.people[0].id), (2, 1, people[3]));
    let retry =
        |outcome, reason| world.store.write_retry(job, outcome, reason, NOW).unwrap().people;
    assert_eq!(retry(None, None), 3);
    assert_eq!(retry(Some(Outcome::Failed), Some(refused(40003))), 1);
    assert_eq!(retry(Some(Outcome::Skipped), Some(refused(40003))), 0);
}

#[test]
fn what_is_old_is_forgotten_as_announced_and_what_stands_now_is_kept() {
    let world = World::with_people(9);
    let day = 86_400;
    let old = done(&world, &tagging(103), &[1, 2, 4], NOW + day);
    done(&world, &Change::Block { reason: "广告".to_owned() }, &[3], NOW + day);
    let running = world.store.write_draft(&tagging(104), &world.ids([5]), NOW).unwrap().job;
    world.store.move_job(running, JobStage::Running, None, None, NOW).unwrap();
    world.list(1..=8);
    let last = world.list(1..=9);
    let young = done(&world, &tagging(104), &[1, 2], NOW + 9 * day);

    let time = NOW + 5 * day;
    // Three tagged, one who left, lost a tag by it and came back; whoever is blocked stays blocked
    // since then.
    let announced = OldHistory { jobs: 2, syncs: 2, tags: 0, events: 6 };
    assert_eq!(world.store.history_before(time).unwrap(), announced);
    world.store.forget_before(time, || true).unwrap();
    assert_eq!(world.store.history_before(time).unwrap(), OldHistory::default());

    assert_eq!(
        listed(&world, &ActivityFilter::default(), 9),
        [format!("job {young}"), format!("sync {last}"), format!("job {running}")]
    );
    assert!(matches!(world.store.write_undo(old, false, NOW), Err(Error::JobUnknown)));
    assert_eq!(world.store.write_undo(young, false, NOW + 10 * day).unwrap().to_change, 2);
    let history = world.store.detail(world.id(1)).unwrap().history;
    let events: Vec<&HistoryEvent> = history.iter().map(|entry| &entry.event).collect();
    assert!(
        matches!(events[..], [HistoryEvent::Tagged { tag: 104, .. }, HistoryEvent::Followed]),
        "{events:?}"
    );
    let blocked = world.store.open_blacklist(
        "",
        crate::BlacklistSort { by: crate::BlacklistKey::BlockedAt, descending: true },
    );
    assert_eq!(blocked.unwrap().first_rows[0].blocked_at, Some(NOW + day));
    assert!(world.store.rows(&world.ids([4]))[0].tags.contains(&103), "tags stay");
    let world = world.reopened();
    assert_eq!(listed(&world, &ActivityFilter::default(), 9).len(), 3);
}

#[test]
fn a_large_job_is_forgotten_in_steps_and_a_stop_between_them_does_no_harm() {
    let world = World::with_people(5_000);
    world.store.replace_tags(&[tag(100), tag(103)], NOW).unwrap();
    let everybody: Vec<u32> = (1..=5_000).collect();
    let job = done(&world, &tagging(103), &everybody, NOW);
    // As a program that ends in the first step leaves it.
    world
        .store
        .write(crate::database::Urgency::Edit, |transaction| {
            transaction.execute("UPDATE jobs SET state = 'writing' WHERE id = ?1", [job])?;
            Ok(())
        })
        .unwrap();
    let world = world.reopened();
    assert!(matches!(world.store.job(job), Err(Error::JobUnknown)));
    world.store.forget_before(NOW + 1, || true).unwrap();
    let left: u32 = world
        .store
        .read(|connection| {
            Ok(connection.query_row(
                "SELECT (SELECT count(*) FROM job_items) + (SELECT count(*) FROM events)",
                [],
                |row| row.get(0),
            )?)
        })
        .unwrap();
    assert_eq!(left, 0);
}

#[test]
fn a_place_of_another_list_is_compared_by_its_list() {
    let place = |at, list, id| ActivityPlace { at, list, id };
    assert!(place(1, ActivityList::Jobs, 9) < place(1, ActivityList::Syncs, 1));
    assert!(place(1, ActivityList::Syncs, 9) < place(2, ActivityList::Jobs, 1));
}
