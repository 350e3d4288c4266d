//! Whatever happens, the index says what the file says.

use proptest::prelude::*;

use super::world::{NOW, World, detail, openid, tag};
use crate::index::Index;
use crate::types::ItemReason;
use crate::{Change, DetailRow, FollowerRow, JobStage, StagedList};

/// Something that changes the file.
#[derive(Clone, Debug)]
enum Step {
    List { from: u32, people: u32 },
    Details { people: Vec<u32>, shift: u32 },
    Left(u32),
    Tags(Vec<u32>),
    TagPeople { tag: u32, people: Vec<u32> },
    DeleteTag(u32),
    Label(u32),
    Blacklist(Vec<u32>),
    Job { change: Change, people: Vec<u32>, fail_every: usize },
    Reopen,
}

fn people() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(1..60_u32, 0..30)
}

fn change() -> impl Strategy<Value = Change> {
    let tags = || prop::collection::vec(100..105_u32, 0..3);
    prop_oneof![
        (tags(), tags()).prop_map(|(add, remove)| Change::Tags { add, remove }),
        "[a-c王店]{0,3}".prop_map(|remark| Change::Remark { remark }),
        Just(Change::Block { reason: "广告".to_owned() }),
        Just(Change::Unblock),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1..30_u32, 0..40_u32).prop_map(|(from, people)| Step::List { from, people }),
        (people(), 0..50_u32).prop_map(|(people, shift)| Step::Details { people, shift }),
        (1..60_u32).prop_map(Step::Left),
        prop::collection::vec(100..106_u32, 0..6).prop_map(Step::Tags),
        (100..105_u32, people()).prop_map(|(tag, people)| Step::TagPeople { tag, people }),
        (100..105_u32).prop_map(Step::DeleteTag),
        (100..105_u32).prop_map(Step::Label),
        people().prop_map(Step::Blacklist),
        (change(), people(), 2..5_usize).prop_map(|(change, people, fail_every)| Step::Job {
            change,
            people,
            fail_every
        }),
        Just(Step::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn the_index_equals_the_file_after_any_history(steps in prop::collection::vec(step(), 1..12)) {
        let mut world = World::with_people(40);
        for step in steps {
            world = carry_out(world, step);
            assert_same(&world);
        }
    }
}

fn carry_out(world: World, step: Step) -> World {
    let store = &world.store;
    let stamp = store.read_stamp();
    match step {
        Step::List { from, people } => drop(world.list(from..from + people)),
        Step::Details { people, shift } => {
            let rows: Vec<DetailRow> = people
                .into_iter()
                .map(|person| DetailRow { openid: openid(person), ..detail(person + shift) })
                .collect();
            store.save_details(&rows, NOW + 1, stamp).unwrap();
        }
        Step::Left(person) => {
            let row = DetailRow {
                openid: openid(person),
                subscribed: Some(false),
                ..DetailRow::default()
            };
            store.save_details(&[row], NOW + 1, stamp).unwrap();
        }
        Step::Tags(mut tags) => {
            tags.dedup();
            tags.sort_unstable();
            tags.dedup();
            store.replace_tags(&tags.into_iter().map(tag).collect::<Vec<_>>(), NOW).unwrap();
        }
        Step::TagPeople { tag, people } => {
            let page: Vec<String> = people.into_iter().map(openid).collect();
            store.stage_page(StagedList::Tag(tag), &page, "").unwrap();
            store.replace_tag_people(tag, NOW, stamp).unwrap();
        }
        Step::DeleteTag(tag) => store.delete_tag(tag).unwrap(),
        Step::Label(tag) => {
            let labelled = store.label_tag(tag, Some((tag % 12) as u8), "说明");
            assert!(matches!(labelled, Ok(_) | Err(crate::Error::TagUnknown)));
        }
        Step::Blacklist(people) => {
            let page: Vec<String> = people.into_iter().map(openid).collect();
            store.stage_page(StagedList::Blacklist, &page, "").unwrap();
            store.replace_blacklist(NOW, stamp).unwrap();
        }
        Step::Job { change, people, fail_every } => run_job(&world, &change, &people, fail_every),
        Step::Reopen => return world.reopened(),
    }
    world
}

fn run_job(world: &World, change: &Change, people: &[u32], fail_every: usize) {
    let store = &world.store;
    let openids: Vec<String> = people.iter().copied().map(openid).collect();
    let ids: Vec<u32> = store.find(&openids).into_iter().flatten().collect();
    let draft = store.write_draft(change, &ids, NOW).unwrap();
    store.move_job(draft.job, JobStage::Running, None, None, NOW).unwrap();
    for unit in 0..draft.people_per_unit.len() {
        let due: Vec<u32> =
            store.due_people(draft.job, unit, 0, 100).unwrap().iter().map(|due| due.id).collect();
        let (failed, done): (Vec<u32>, Vec<u32>) =
            due.into_iter().partition(|id| (*id as usize).is_multiple_of(fail_every));
        let failed: Vec<_> = failed.into_iter().map(|id| (id, ItemReason::Unconfirmed)).collect();
        store.commit_batch(draft.job, unit, &done, &failed, NOW).unwrap();
    }
    let job = store.job(draft.job).unwrap();
    assert_eq!(job.pending(), 0, "everybody has an outcome");
    assert_eq!(job.done + job.failed, draft.to_change);
}

/// Compares the living index with one read from the file.
pub(super) fn assert_same(world: &World) {
    let read = world.store.index_of_file().unwrap();
    let living = world.store.index();
    assert_eq!(living.people(), read.people());
    assert_eq!(living.following, read.following);
    assert_eq!(living.blacklisted, read.blacklisted);
    assert_eq!(living.followed_at, read.followed_at);
    assert_eq!(living.left_at, read.left_at);
    assert_eq!(living.read_at, read.read_at);
    assert_eq!(living.tag_count, read.tag_count);
    assert_eq!(living.tags, read.tags);
    for id in 1..=read.people() {
        let place = id as usize;
        assert_eq!(living.openids.get(id), read.openids.get(id));
        assert_eq!(living.unionids.get(id), read.unionids.get(id));
        assert_eq!(living.remarks.get(id), read.remarks.get(id));
        assert_eq!(
            living.sources.value(living.source[place]),
            read.sources.value(read.source[place])
        );
        assert_eq!(
            living.languages.value(living.language[place]),
            read.languages.value(read.language[place])
        );
        let qr = |index: &Index| index.qrs.value(index.qr[place]).cloned();
        assert_eq!(qr(&living), qr(&read));
        assert_eq!(living.find(read.openids.get(id)), Some(id));
    }
    let everybody: Vec<u32> = (1..=read.people()).collect();
    drop(living);
    assert_eq!(world.store.rows(&everybody), rows_of_file(world));
}

/// Everybody's row as the file alone says it.
fn rows_of_file(world: &World) -> Vec<FollowerRow> {
    let rows = world.store.read(|file| {
        let mut tags = file.prepare(
            "SELECT tag_id FROM follower_tags JOIN tags ON tags.id = tag_id
            WHERE follower_id = ?1 AND listed ORDER BY tag_id",
        )?;
        let mut people = file.prepare(
            "SELECT id, openid, nullif(unionid, ''), coalesce(remark, ''), nullif(followed_at, 0),
                nullif(source, ''), coalesce(qr_scene, 0), coalesce(qr_text, ''),
                coalesce(language, ''), following, nullif(left_before, 0), blacklisted,
                read_at IS NOT NULL
            FROM followers LEFT JOIN details ON follower_id = id ORDER BY id",
        )?;
        let rows = people.query_map([], |row| {
            Ok(FollowerRow {
                id: row.get(0)?,
                openid: row.get(1)?,
                unionid: row.get(2)?,
                remark: row.get(3)?,
                tags: tags
                    .query_map([row.get::<_, u32>(0)?], |tag| tag.get(0))?
                    .collect::<Result<_, _>>()?,
                followed_at: row.get(4)?,
                source: row.get(5)?,
                qr_scene: row.get(6)?,
                qr_text: row.get(7)?,
                language: row.get(8)?,
                following: row.get(9)?,
                left_at: row.get(10)?,
                blacklisted: row.get(11)?,
                details_read: row.get(12)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    });
    rows.unwrap()
}
