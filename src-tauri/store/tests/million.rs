//! A file with a million people: what holds for few holds for many.
//!
//! The file is made once and kept under `target/`; it is made anew when its schema changes.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use fandesk_store::{
    AccountStore, Change, DetailRow, Filter, FollowerId, JobStage, Key, ListedTag, Outcome,
    Selection, Sort, SortKey, StagedList,
};

const PEOPLE: u32 = 1_000_000;
const NOW: i64 = 1_790_000_000;

fn key() -> Key {
    Key::new([7; 32])
}

/// Its name holds the schema, so that a file of another one is not used.
fn path() -> PathBuf {
    let schema = include_str!("../schema.sql")
        .bytes()
        .fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("million-{schema:08x}.db"))
}

fn openid(person: u32) -> String {
    format!("oMillion{person:020}")
}

fn detail(person: u32) -> DetailRow {
    DetailRow {
        openid: openid(person),
        subscribed: Some(true),
        remark: Some(if person.is_multiple_of(20) {
            format!("客户{person}")
        } else {
            String::new()
        }),
        tags: Some((100..103).filter(|tag| person.is_multiple_of(tag - 97)).collect()),
        // Scattered, so that the order by time is another than the one by number.
        followed_at: Some(NOW - i64::from(person.wrapping_mul(2_654_435_761) % 50_000_000)),
        source: Some("ADD_SCENE_QR_CODE".to_owned()),
        ..DetailRow::default()
    }
}

fn world() -> AccountStore {
    let path = path();
    if let Ok(store) = AccountStore::open(&path, &key(), Path::new(env!("CARGO_TARGET_TMPDIR")))
        && store.details_due_count(NOW) == 0
        && store.following() == PEOPLE
    {
        return store;
    }
    for suffix in ["db", "db-wal", "db-shm"] {
        let _ = std::fs::remove_file(path.with_extension(suffix));
    }
    let store = AccountStore::open(&path, &key(), Path::new(env!("CARGO_TARGET_TMPDIR"))).unwrap();
    let tags = [100, 101, 102].map(|id| ListedTag { id, name: format!("标签{id}"), count: 0 });
    store.replace_tags(&tags, NOW).unwrap();
    let sync = store.start_sync("ids", &(), NOW).unwrap();
    for first in (1..=PEOPLE).step_by(10_000) {
        let page: Vec<String> = (first..first + 10_000).map(openid).collect();
        store.stage_page(StagedList::Followers, &page, "").unwrap();
    }
    store.apply_difference(sync, NOW).unwrap();
    for first in (1..=PEOPLE).step_by(10_000) {
        let rows: Vec<DetailRow> = (first..first + 10_000).map(detail).collect();
        store.save_details(&rows, NOW, store.read_stamp()).unwrap();
    }
    store.finish_sync(sync, &(), NOW).unwrap();
    store
}

#[test]
fn a_million_people_are_counted_sorted_windowed_selected_and_frozen_exactly() {
    let store = world();
    let count = |filter: &Filter| store.count(filter, NOW).unwrap();
    assert_eq!(count(&Filter::Tag { tag: 100 }), PEOPLE / 3);
    let both = vec![Filter::Tag { tag: 100 }, Filter::Tag { tag: 101 }];
    assert_eq!(count(&Filter::AllOf { filters: both.clone() }), PEOPLE / 12);
    assert_eq!(count(&Filter::AnyOf { filters: both }), PEOPLE / 3 + PEOPLE / 4 - PEOPLE / 12);
    assert_eq!(count(&Filter::Text { text: "客户".to_owned() }), PEOPLE / 20);

    windows_follow_the_order(&store);
    all_minus_three_are_frozen(&store);
}

fn windows_follow_the_order(store: &AccountStore) {
    let newest = [Sort { by: SortKey::FollowedAt, descending: true }];
    let set = store.open_result_set(&Filter::Following, &newest, NOW).unwrap();
    assert_eq!(set.people, PEOPLE);
    let mut expected: Vec<(i64, u32)> =
        (1..=PEOPLE).map(|person| (-detail(person).followed_at.unwrap(), person)).collect();
    expected.sort_unstable();
    for start in [0, 1, 499_950, 999_900] {
        let found: Vec<String> =
            store.window(set.id, start, 100).unwrap().into_iter().map(|row| row.openid).collect();
        let wanted = &expected[start as usize..start as usize + 100];
        let wanted: Vec<String> = wanted.iter().map(|(_, person)| openid(*person)).collect();
        assert_eq!(found, wanted, "from row {start}");
    }
    let last = store.window(set.id, PEOPLE - 1, 100).unwrap();
    assert_eq!(last.len(), 1, "nothing stands behind the last row");
    store.close_result_set(set.id);
}

fn all_minus_three_are_frozen(store: &AccountStore) {
    let set = store.open_result_set(&Filter::Tag { tag: 101 }, &[], NOW).unwrap();
    let except: Vec<FollowerId> = set.first_rows[..3].iter().map(|row| row.id).collect();
    let all_minus_three =
        Selection::ResultSet { result_set: set.id, ranges: None, except: except.clone() };
    let people = store.selected(&all_minus_three).unwrap();
    let change = Change::Tags { add: vec![100], remove: vec![] };
    let draft = store.write_draft(&change, &people, NOW).unwrap();
    assert_eq!(draft.people, PEOPLE / 4 - 3);
    assert_eq!(draft.to_change + draft.already_so, draft.people);
    let pending = Filter::InJob { job: draft.job, outcome: Outcome::Pending, reason: None };
    let frozen = store.matching(&pending, NOW).unwrap();
    assert_eq!(frozen.len(), u64::from(draft.to_change));
    assert!(except.iter().all(|id| !frozen.contains(*id)));
    store.move_job(draft.job, JobStage::Queued, None, None, NOW).unwrap();
    let job = store.cancel_job(draft.job, NOW).unwrap();
    assert_eq!((job.skipped, job.pending()), (draft.people, 0));
}
