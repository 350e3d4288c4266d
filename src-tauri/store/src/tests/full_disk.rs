//! Jobs on a full disk: the error says so, nothing is lost, and the job goes on when there is room.

use super::histories::assert_same;
use super::world::{NOW, World};
use crate::{AccountStore, Change, Error, Filter, JobId, JobStage, Outcome};

const PEOPLE: u32 = 3_000;

fn tagging(add: &[u32]) -> Change {
    Change::Tags { add: add.to_vec(), remove: vec![] }
}

fn assert_full<T: std::fmt::Debug>(outcome: crate::Result<T>) {
    assert!(matches!(outcome, Err(Error::DiskFull)), "{outcome:?}");
}

fn rows_of(store: &AccountStore, job: JobId) -> u32 {
    store
        .read(|connection| {
            let sql = "SELECT count(*) FROM job_items WHERE job_id = ?1";
            Ok(connection.query_row(sql, [job], |row| row.get(0))?)
        })
        .unwrap()
}

#[test]
fn a_draft_that_finds_no_room_is_not_kept_and_can_be_written_later() {
    let world = World::with_people(PEOPLE);
    let people = world.ids(1..=PEOPLE);
    // Room for the first of several transactions.
    world.leave_room(6);
    assert_full(world.store.write_draft(&tagging(&[103]), &people, NOW));
    assert!(world.store.jobs(10).unwrap().is_empty());
    assert!(matches!(world.store.job(1), Err(Error::JobUnknown)), "half a draft is not shown");
    world.make_room();
    let world = world.reopened();
    assert_eq!(rows_of(&world.store, 1), 0, "nothing of it is left");
    let draft = world.store.write_draft(&tagging(&[103]), &people, NOW).unwrap();
    assert_eq!(draft.people, PEOPLE);
    assert_eq!(rows_of(&world.store, draft.job), PEOPLE);
}

#[test]
fn an_answer_that_finds_no_room_changes_nothing_and_is_committed_later() {
    let world = World::with_people(PEOPLE);
    let people = world.ids((1..=PEOPLE).filter(|person| person % 6 != 0));
    let remark = "一位说话很慢的老顾客".repeat(3);
    let change = Change::Remark { remark: remark.clone() };
    let job = world.store.write_draft(&change, &people, NOW).unwrap().job;
    let before = world.store.move_job(job, JobStage::Running, None, None, NOW).unwrap();
    world.leave_room(1);
    assert_full(world.store.commit_batch(job, 0, &people, &[], NOW));
    assert_eq!(world.store.job(job).unwrap(), before, "nobody is counted as done");
    assert_eq!(world.store.count(&Filter::Text { text: remark.clone() }, NOW).unwrap(), 0);
    assert_same(&world);
    world.make_room();
    let after = world.store.commit_batch(job, 0, &people, &[], NOW).unwrap();
    assert_eq!((after.done, after.pending()), (people.len() as u32, 0));
    assert_same(&world);
    let world = world.reopened();
    assert_eq!(
        world.store.count(&Filter::Text { text: remark }, NOW).unwrap(),
        people.len() as u32
    );
    world.store.check().unwrap();
}

#[test]
fn a_cancelling_that_stopped_half_way_is_ended_by_asking_again() {
    let world = World::with_people(30);
    let job = world.store.write_draft(&tagging(&[103]), &world.ids([1, 2]), NOW).unwrap().job;
    world.store.move_job(job, JobStage::Queued, None, None, NOW).unwrap();
    // What the first transaction of a cancelling leaves behind.
    world.store.move_job(job, JobStage::Cancelled, None, None, NOW).unwrap();
    let ended = world.store.cancel_job(job, NOW + 1).unwrap();
    assert_eq!((ended.skipped, ended.pending(), ended.finished_at), (2, 0, Some(NOW)));
    assert!(matches!(world.store.cancel_job(job, NOW), Err(Error::JobState)), "it is over now");
}

#[test]
fn details_that_find_no_room_leave_index_and_file_alike() {
    let world = World::with_people(PEOPLE);
    let long = |person| crate::DetailRow {
        nickname: Some("昵称".repeat(200)),
        remark: Some("备注".repeat(10)),
        tags: Some(vec![104]),
        ..super::world::detail(person)
    };
    let rows: Vec<_> = (1..=PEOPLE).map(long).collect();
    world.leave_room(300);
    let stamp = world.store.read_stamp();
    assert_full(world.store.save_details(&rows, NOW + 1, stamp));
    assert_same(&world);
    assert!(world.store.tag_people(104).len() < u64::from(PEOPLE));
    world.make_room();
    assert_eq!(world.store.save_details(&rows, NOW + 2, stamp).unwrap().saved, PEOPLE);
    assert_eq!(world.store.tag_people(104).len(), u64::from(PEOPLE));
    assert_same(&world);
}

#[test]
fn whoever_was_not_yet_sent_stays_pending_when_the_disk_is_full() {
    let world = World::with_people(PEOPLE);
    let people = world.ids(1..=PEOPLE);
    let job = world.store.write_draft(&tagging(&[103]), &people, NOW).unwrap().job;
    world.store.move_job(job, JobStage::Running, None, None, NOW).unwrap();
    world.leave_room(2);
    let mut sent = 0;
    loop {
        let due = world.store.due_people(job, 0, 0, 50).unwrap();
        let ids: Vec<u32> = due.iter().map(|due| due.id).collect();
        match world.store.commit_batch(job, 0, &ids, &[], NOW) {
            Ok(_) => sent += ids.len() as u32,
            Err(Error::DiskFull) => break,
            Err(error) => panic!("{error}"),
        }
    }
    let done = Filter::InJob { job, outcome: Outcome::Done, reason: None };
    assert_eq!(world.store.count(&done, NOW).unwrap(), sent);
    let stopped = world.store.job(job).unwrap();
    assert_eq!((stopped.done, stopped.stage), (sent, JobStage::Running));
    assert!(sent > 0 && stopped.pending() > 0, "{sent} were written before");
    let world = world.reopened();
    let rest: Vec<u32> =
        world.store.due_people(job, 0, 0, PEOPLE).unwrap().iter().map(|due| due.id).collect();
    assert_eq!(rest.len() as u32, stopped.pending());
    let ended = world.store.commit_batch(job, 0, &rest, &[], NOW).unwrap();
    assert_eq!(ended.pending(), 0);
}
