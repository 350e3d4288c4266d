//! Files as earlier versions left them, brought to today's schema with all they hold.
//!
//! The files in `tests/fixtures` were written by the version they are named after and are never
//! written again.

use super::world::{NOW, World, key, open, openid, path};
use crate::{
    AccountStore, BlacklistKey, BlacklistSort, Change, Filter, HistoryAuthor, HistoryEvent,
    JobStage, Outcome,
};

impl World {
    /// A file of an earlier schema, opened by today's program.
    fn of_schema(schema: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
        let old = format!("{fixtures}/account-schema-{schema}.db");
        std::fs::copy(old, path(&folder)).unwrap();
        let store = open(&folder).unwrap();
        Self { store, folder }
    }
}

/// Forty people followed, two left, three are blocked and a stranger is, a remark was changed, one
/// tag was deleted, and a job stands still with two of three people to do.
#[test]
fn a_file_of_the_first_schema_keeps_everything() {
    let world = World::of_schema(1);
    let store = &world.store;
    store.check().unwrap();
    assert_eq!(store.following(), 38);
    assert_eq!(store.count(&Filter::Left, NOW).unwrap(), 3, "two who left, and the stranger");
    let tags: Vec<_> = store.tags().into_iter().map(|tag| (tag.id, tag.hue, tag.note)).collect();
    assert_eq!(tags, [100, 101, 102, 104].map(|id| (id, None, String::new())));

    let twelve = store.detail(world.id(12)).unwrap();
    assert_eq!(twelve.row.remark, "老王");
    assert_eq!(twelve.row.tags, [100, 101]);
    let renamed = HistoryEvent::Remarked { from: String::new(), to: "老王".to_owned() };
    assert_eq!((twelve.history[0].by, &twelve.history[0].event), (HistoryAuthor::Us, &renamed));
    assert_eq!(store.rows(&[world.id(20)])[0].remark, "王小姐20");

    let newest = BlacklistSort { by: BlacklistKey::BlockedAt, descending: true };
    let blocked = store.open_blacklist("", newest).unwrap().first_rows;
    let known: Vec<_> = blocked
        .iter()
        .map(|person| (person.row.openid.clone(), person.reason.as_str(), person.blocked_at))
        .collect();
    assert_eq!(
        known,
        [
            (openid(13), "", Some(NOW + 60)),
            (openid(10), "广告", Some(NOW)),
            (openid(11), "广告", Some(NOW)),
            (openid(99), "", None),
        ]
    );

    let [waiting] = store.unfinished_jobs().unwrap().try_into().unwrap();
    assert_eq!((waiting.stage, waiting.skipped, waiting.pending()), (JobStage::Paused, 1, 2));
    let due = Filter::InJob { job: waiting.id, outcome: Outcome::Pending, reason: None };
    assert_eq!(store.matching(&due, NOW).unwrap().iter().collect::<Vec<_>>(), world.ids([15, 16]));
    store.label_tag(104, Some(3), "可以用了").unwrap();
    let world = world.reopened();
    assert_eq!(world.store.tag(104).unwrap().note, "可以用了");
}

#[test]
fn a_job_of_the_first_schema_can_be_taken_back() {
    let world = World::of_schema(1);
    let store = &world.store;
    let renamed =
        store.jobs(10).unwrap().into_iter().find(|job| {
            matches!(job.change, Change::Remark { .. }) && job.stage == JobStage::Finished
        });
    let undo = store.write_undo(renamed.unwrap().id, false, NOW).unwrap();
    assert_eq!((undo.people, undo.to_change), (1, 1));
    let due = store.due_people(undo.job, 0, 0, 10).unwrap();
    assert_eq!((due[0].id, due[0].wanted.as_deref()), (world.id(12), Some("")));
}

#[test]
fn the_old_file_is_copied_before_it_is_changed() {
    let world = World::of_schema(1);
    let backup = world.folder.path().join("backups/account.schema-1.db");
    let copy = AccountStore::open(&backup, &key(), &world.folder.path().join("elsewhere")).unwrap();
    assert_eq!(copy.following(), world.store.following());
}
