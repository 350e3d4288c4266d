//! Jobs: what was counted is what runs, and everybody ends with one outcome.

use super::world::{NOW, World};
use crate::{Change, Error, Filter, HistoryEvent, ItemReason, JobStage, Outcome};

fn tagging(add: &[u32], remove: &[u32]) -> Change {
    Change::Tags { add: add.to_vec(), remove: remove.to_vec() }
}

#[test]
fn a_draft_counts_everybody_once_with_the_reason_to_skip() {
    let world = World::with_people(100);
    world.list(11..=100);
    // Tag 100 is on every third person.
    let draft = world.store.write_draft(&tagging(&[100], &[]), &world.ids(1..=100), NOW).unwrap();
    assert_eq!((draft.people, draft.left), (100, 10));
    assert_eq!(draft.already_so, (11..=100).filter(|person| person % 3 == 0).count() as u32);
    assert_eq!(draft.to_change, 100 - draft.left - draft.already_so);
    assert_eq!(draft.people_per_unit, [draft.to_change]);
    let listed = world.store.job_people(draft.job, Some(Outcome::Skipped), None, 0, 1_000).unwrap();
    assert_eq!(listed.total, draft.left + draft.already_so);
    let reasons = world.store.job_reasons(draft.job).unwrap().skipped;
    assert_eq!(reasons.iter().map(|count| count.people).sum::<u32>(), listed.total);
}

#[test]
fn the_twenty_first_tag_is_refused_and_a_swap_at_twenty_is_not() {
    let world = World::with_people(1);
    let many: Vec<u32> = (200..220).collect();
    let listed: Vec<_> = (100..105).chain(200..225).map(super::world::tag).collect();
    world.store.replace_tags(&listed, NOW).unwrap();
    let row = crate::DetailRow { tags: Some(many), ..super::world::detail(1) };
    world.store.save_details(&[row], NOW, world.store.read_stamp()).unwrap();
    let person = world.ids([1]);
    let one_more = world.store.write_draft(&tagging(&[220], &[]), &person, NOW).unwrap();
    assert_eq!((one_more.over_tag_limit, one_more.to_change), (1, 0));
    let swap = world.store.write_draft(&tagging(&[220], &[200]), &person, NOW).unwrap();
    assert_eq!((swap.over_tag_limit, swap.to_change), (0, 1));
}

#[test]
fn an_answer_changes_people_items_counters_and_history_together() {
    let world = World::with_people(10);
    let people = world.ids([1, 2, 4]);
    let draft = world.store.write_draft(&tagging(&[103], &[]), &people, NOW).unwrap();
    world.store.move_job(draft.job, JobStage::Queued, None, None, NOW).unwrap();
    world.store.move_job(draft.job, JobStage::Running, None, None, NOW).unwrap();
    let failed = [(people[2], ItemReason::Refused { code: 40003 })];
    let job = world.store.commit_batch(draft.job, 0, &people[..2], &failed, NOW).unwrap();
    assert_eq!((job.done, job.failed, job.pending()), (2, 1, 0));
    let again = world.store.commit_batch(draft.job, 0, &people[..2], &failed, NOW).unwrap();
    assert_eq!((again.done, again.failed), (2, 1), "an answer that comes twice counts once");
    let world = world.reopened();
    assert!(world.store.rows(&people)[0].tags.contains(&103));
    let detail = world.store.detail(people[0]).unwrap();
    assert_eq!(detail.history[0].job, Some(draft.job));
    assert!(
        matches!(&detail.history[0].event, HistoryEvent::Tagged { tag: 103, name } if name == "标签103")
    );
    let in_job = Filter::InJob { job: draft.job, outcome: Outcome::Failed, reason: None };
    assert_eq!(world.store.matching(&in_job, NOW).unwrap().iter().collect::<Vec<_>>(), [people[2]]);
}

#[test]
fn whoever_was_refused_a_part_before_the_job_was_cancelled_is_found_among_the_cancelled() {
    let world = World::with_people(10);
    let people = world.ids([1]);
    let draft = world.store.write_draft(&tagging(&[103, 104], &[]), &people, NOW).unwrap();
    world.store.move_job(draft.job, JobStage::Running, None, None, NOW).unwrap();
    let refused = [(people[0], ItemReason::Refused { code: 45_159 })];
    world.store.commit_batch(draft.job, 0, &[], &refused, NOW).unwrap();
    world.store.cancel_job(draft.job, NOW).unwrap();
    let (outcome, reason) = (Outcome::Skipped, Some(ItemReason::Cancelled));
    let cancelled = Filter::InJob { job: draft.job, outcome, reason };
    assert_eq!(world.store.matching(&cancelled, NOW).unwrap().iter().collect::<Vec<_>>(), people);
}

#[test]
fn a_change_of_two_tags_is_done_for_a_person_when_both_are() {
    let world = World::with_people(10);
    let people = world.ids([1, 2]);
    let draft = world.store.write_draft(&tagging(&[103, 104], &[]), &people, NOW).unwrap();
    world.store.move_job(draft.job, JobStage::Running, None, None, NOW).unwrap();
    let job = world.store.commit_batch(draft.job, 0, &people, &[], NOW).unwrap();
    assert_eq!((job.done, job.pending()), (0, 2));
    let half = [(people[1], ItemReason::Unconfirmed)];
    let job = world.store.commit_batch(draft.job, 1, &people[..1], &half, NOW).unwrap();
    assert_eq!((job.done, job.failed, job.pending()), (1, 1, 0));
}

#[test]
fn a_cancelled_job_keeps_what_was_done_and_names_the_rest() {
    let world = World::with_people(10);
    let people = world.ids([1, 2, 4, 5]);
    let draft = world.store.write_draft(&tagging(&[103], &[]), &people, NOW).unwrap();
    assert!(matches!(world.store.cancel_job(draft.job, NOW), Err(Error::JobState)));
    world.store.move_job(draft.job, JobStage::Running, None, None, NOW).unwrap();
    world.store.commit_batch(draft.job, 0, &people[..1], &[], NOW).unwrap();
    let job = world.store.cancel_job(draft.job, NOW).unwrap();
    assert_eq!((job.stage, job.done, job.skipped), (JobStage::Cancelled, 1, 3));
    let reasons = world.store.job_reasons(draft.job).unwrap();
    assert_eq!(reasons.skipped[0].reason, ItemReason::Cancelled);
    assert!(world.store.unfinished_jobs().unwrap().is_empty());
}

#[test]
fn a_job_moves_only_where_its_state_allows() {
    let world = World::with_people(3);
    let draft = world.store.write_draft(&tagging(&[103], &[]), &world.ids([1]), NOW).unwrap();
    let go = |stage| world.store.move_job(draft.job, stage, None, None, NOW).map(|job| job.stage);
    assert!(matches!(go(JobStage::Finished), Err(Error::JobState)));
    assert_eq!(go(JobStage::Queued).unwrap(), JobStage::Queued);
    assert!(matches!(world.store.discard_draft(draft.job), Err(Error::JobState)));
    assert_eq!(go(JobStage::Running).unwrap(), JobStage::Running);
    assert_eq!(go(JobStage::Waiting).unwrap(), JobStage::Waiting);
    assert_eq!(go(JobStage::Queued).unwrap(), JobStage::Queued);
    assert_eq!(go(JobStage::Finished).unwrap(), JobStage::Finished);
    assert!(matches!(go(JobStage::Queued), Err(Error::JobState)));
}

#[test]
fn blocking_keeps_the_reason_here_and_unblocking_forgets_it() {
    let world = World::with_people(3);
    let people = world.ids([1]);
    let block = Change::Block { reason: "广告".to_owned() };
    let draft = world.store.write_draft(&block, &people, NOW).unwrap();
    world.store.move_job(draft.job, JobStage::Running, None, None, NOW).unwrap();
    world.store.commit_batch(draft.job, 0, &people, &[], NOW).unwrap();
    let detail = world.store.detail(people[0]).unwrap();
    assert!(detail.row.blacklisted);
    assert_eq!(detail.block_reason.as_deref(), Some("广告"));
    let draft = world.store.write_draft(&Change::Unblock, &people, NOW).unwrap();
    world.store.move_job(draft.job, JobStage::Running, None, None, NOW).unwrap();
    world.store.commit_batch(draft.job, 0, &people, &[], NOW).unwrap();
    let detail = world.store.detail(people[0]).unwrap();
    assert!(!detail.row.blacklisted && detail.block_reason.is_none());
}

#[test]
fn a_discarded_draft_is_gone_and_an_unknown_job_is_told_so() {
    let world = World::with_people(3);
    let draft = world.store.write_draft(&tagging(&[103], &[]), &world.ids([1, 2]), NOW).unwrap();
    world.store.discard_draft(draft.job).unwrap();
    assert!(matches!(world.store.job(draft.job), Err(Error::JobUnknown)));
    assert!(matches!(world.store.discard_draft(999), Err(Error::JobUnknown)));
}

#[test]
fn a_job_goes_on_after_a_restart_with_exactly_the_people_who_are_left() {
    let world = World::with_people(30);
    let people = world.ids([1, 2, 4, 5, 7]);
    let draft = world.store.write_draft(&tagging(&[103, 104], &[]), &people, NOW).unwrap();
    world.store.move_job(draft.job, JobStage::Running, None, None, NOW).unwrap();
    let due = |world: &World, unit| -> Vec<u32> {
        let due = world.store.due_people(draft.job, unit, 0, 100).unwrap();
        due.into_iter().map(|person| person.id).collect()
    };
    let (first, second) = (due(&world, 0), due(&world, 1));
    world.store.commit_batch(draft.job, 0, &first[..2], &[], NOW).unwrap();
    let world = world.reopened();
    let unfinished = world.store.unfinished_jobs().unwrap();
    assert_eq!(unfinished.iter().map(|job| job.id).collect::<Vec<_>>(), [draft.job]);
    assert_eq!(due(&world, 0), first[2..]);
    assert_eq!(due(&world, 1), second, "the other tag was not begun");
}

#[test]
fn a_cancelling_that_was_cut_off_is_finished_when_the_file_is_opened() {
    let world = World::with_people(30);
    let draft = world.store.write_draft(&tagging(&[103], &[]), &world.ids([1, 2, 4]), NOW).unwrap();
    world.store.move_job(draft.job, JobStage::Running, None, None, NOW).unwrap();
    // What the first transaction of a cancelling leaves behind.
    world.store.move_job(draft.job, JobStage::Cancelled, None, None, NOW).unwrap();
    assert_eq!(world.store.job(draft.job).unwrap().pending(), 3);
    let job = world.reopened().store.job(draft.job).unwrap();
    assert_eq!((job.stage, job.skipped, job.pending()), (JobStage::Cancelled, 3, 0));
}

#[test]
fn cancelling_names_those_who_got_a_part_of_the_change_as_failed() {
    let world = World::with_people(10);
    let people = world.ids([1, 2]);
    let draft = world.store.write_draft(&tagging(&[103, 104], &[]), &people, NOW).unwrap();
    world.store.move_job(draft.job, JobStage::Running, None, None, NOW).unwrap();
    world.store.commit_batch(draft.job, 0, &people[..1], &[], NOW).unwrap();
    let job = world.store.cancel_job(draft.job, NOW).unwrap();
    assert_eq!((job.failed, job.skipped), (1, 1));
    let failed = world.store.job_people(draft.job, Some(Outcome::Failed), None, 0, 10).unwrap();
    assert_eq!((failed.total, failed.people[0].id), (1, people[0]));
    assert_eq!(failed.people[0].reason, Some(ItemReason::Cancelled));
}

#[test]
fn a_remark_that_was_never_read_may_be_anything_and_is_cleared_by_a_call() {
    let world = World::with_people(5);
    world.list(1..=6);
    let clear = Change::Remark { remark: String::new() };
    let draft = world.store.write_draft(&clear, &world.ids([1, 6]), NOW).unwrap();
    assert_eq!((draft.already_so, draft.to_change), (1, 1), "person 6 has no details yet");
}

#[test]
fn a_tag_of_which_the_file_never_heard_is_refused_before_anything_is_written() {
    let world = World::with_people(5);
    let error = world.store.write_draft(&tagging(&[999], &[]), &world.ids([1]), NOW).unwrap_err();
    assert!(matches!(error, Error::TagUnknown), "{error}");
}

#[test]
fn windows_of_a_jobs_people_follow_one_another() {
    let world = World::with_people(100);
    let people = world.ids(1..=100);
    let draft = world.store.write_draft(&tagging(&[100], &[]), &people, NOW).unwrap();
    for outcome in [None, Some(Outcome::Pending), Some(Outcome::Skipped), Some(Outcome::Failed)] {
        let window = |start, count| world.store.job_people(draft.job, outcome, None, start, count);
        let all = window(0, 1_000).unwrap();
        assert_eq!(all.total as usize, all.people.len());
        assert!(all.people.is_sorted_by_key(|person| person.id));
        let parts: Vec<_> =
            (0..all.total).step_by(7).flat_map(|start| window(start, 7).unwrap().people).collect();
        assert_eq!(parts, all.people, "{outcome:?}");
    }
}
