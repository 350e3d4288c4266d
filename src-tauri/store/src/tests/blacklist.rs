//! The blacklist as a list to look at: in order, with what is known on this computer only.

use super::world::{NOW, World, openid};
use crate::{
    BlacklistKey, BlacklistSort, BlockedPerson, Change, HistoryAuthor, JobStage, StagedList,
};

const NEWEST: BlacklistSort = BlacklistSort { by: BlacklistKey::BlockedAt, descending: true };

impl World {
    fn block(&self, people: &[u32], reason: &str, at: i64) -> u32 {
        let ids = self.ids(people.iter().copied());
        let change = Change::Block { reason: reason.to_owned() };
        let draft = self.store.write_draft(&change, &ids, at).unwrap();
        self.store.move_job(draft.job, JobStage::Running, None, None, at).unwrap();
        self.store.commit_batch(draft.job, 0, &ids, &[], at).unwrap();
        draft.job
    }

    /// WeChat lists exactly these people as blocked.
    fn found_blocked(&self, people: &[u32], at: i64) {
        let page: Vec<String> = people.iter().copied().map(openid).collect();
        self.store.stage_page(StagedList::Blacklist, &page, "").unwrap();
        self.store.replace_blacklist(at, self.store.read_stamp()).unwrap();
    }

    fn blacklist(&self, search: &str, sort: BlacklistSort) -> Vec<BlockedPerson> {
        let opened = self.store.open_blacklist(search, sort).unwrap();
        let window = self.store.blacklist_window(opened.id, 0, 1_000).unwrap();
        assert_eq!(window.len(), opened.people as usize);
        assert_eq!(window[..opened.first_rows.len()], opened.first_rows);
        window
    }

    fn names(&self, search: &str, by: BlacklistKey, descending: bool) -> Vec<u32> {
        let sort = BlacklistSort { by, descending };
        let number = |openid: &str| openid.trim_start_matches("oTest-").parse().unwrap();
        self.blacklist(search, sort).iter().map(|person| number(&person.row.openid)).collect()
    }
}

#[test]
fn each_is_listed_with_why_when_and_by_whom_the_newest_first() {
    let world = World::with_people(30);
    let job = world.block(&[3], "广告", NOW + 10);
    world.found_blocked(&[3, 7], NOW + 20);
    let [found, ours] = world.blacklist("", NEWEST).try_into().unwrap();
    assert_eq!((found.row.id, found.blocked_at), (world.id(7), Some(NOW + 20)));
    assert_eq!((found.by, found.job), (Some(HistoryAuthor::Elsewhere), None));
    assert_eq!((ours.reason.as_str(), ours.blocked_at), ("广告", Some(NOW + 10)));
    assert_eq!((ours.by, ours.job), (Some(HistoryAuthor::Us), Some(job)));
    assert!(!ours.never_followed && ours.row.blacklisted);
}

#[test]
fn of_several_times_the_last_one_counts() {
    let world = World::with_people(5);
    world.block(&[3], "广告", NOW);
    world.found_blocked(&[], NOW + 10);
    world.found_blocked(&[3], NOW + 20);
    let [person] = world.blacklist("", NEWEST).try_into().unwrap();
    assert_eq!(person.blocked_at, Some(NOW + 20));
    assert_eq!(person.by, Some(HistoryAuthor::Elsewhere));
    assert_eq!(person.reason, "", "the reason went with the block it was for");
}

#[test]
fn people_whom_no_list_of_followers_names_are_listed_and_can_be_unblocked() {
    let world = World::with_people(5);
    world.found_blocked(&[99], NOW + 20);
    let [stranger] = world.blacklist("", NEWEST).try_into().unwrap();
    assert!(stranger.never_followed && !stranger.row.following);
    assert_eq!(stranger.row.openid, openid(99));
    assert_eq!(stranger.blocked_at, Some(NOW + 20), "found by a sync, as others are");
    let draft = world.store.write_draft(&Change::Unblock, &[stranger.row.id], NOW).unwrap();
    assert_eq!((draft.to_change, draft.left), (1, 0));
}

#[test]
fn who_was_blocked_before_the_first_sync_ended_has_no_date() {
    let world = World::new();
    world.store.start_sync("ids", &(), NOW).unwrap();
    world.found_blocked(&[4], NOW);
    let [person] = world.blacklist("", NEWEST).try_into().unwrap();
    assert_eq!((person.blocked_at, person.by), (None, None));
}

#[test]
fn it_is_searched_and_sorted_and_what_is_not_known_stands_last() {
    let world = World::with_people(60);
    world.block(&[20, 40], "spam", NOW + 10);
    world.block(&[7], "广告", NOW + 20);
    world.block(&[9], "", NOW + 30);
    assert_eq!(world.names("", BlacklistKey::BlockedAt, true), [9, 7, 20, 40]);
    assert_eq!(world.names("", BlacklistKey::BlockedAt, false), [20, 40, 7, 9]);
    assert_eq!(world.names("", BlacklistKey::Reason, false), [20, 40, 7, 9]);
    assert_eq!(world.names("", BlacklistKey::Reason, true), [7, 20, 40, 9]);
    assert_eq!(world.names("", BlacklistKey::Remark, true)[..2], [40, 20]);
    assert_eq!(world.names(" SPAM ", BlacklistKey::BlockedAt, true), [20, 40], "by the reason");
    assert_eq!(world.names("王小姐20", BlacklistKey::BlockedAt, true), [20], "by the remark");
    assert_eq!(world.names(&openid(9), BlacklistKey::BlockedAt, true), [9], "by the OpenID");
    assert_eq!(world.names("王小姐60", BlacklistKey::BlockedAt, true), [0; 0], "60 is not blocked");
}

#[test]
fn a_reason_is_kept_only_with_those_who_are_blocked() {
    let world = World::with_people(10);
    world.found_blocked(&[3, 4], NOW);
    let changed = world.store.set_block_reason(&world.ids([3, 5]), "骂人").unwrap();
    assert_eq!(changed, 1);
    let world = world.reopened();
    let reason = |person| world.store.detail(world.id(person)).unwrap().block_reason;
    assert_eq!(reason(3).as_deref(), Some("骂人"));
    assert_eq!((reason(4), reason(5)), (None, None));
    world.store.set_block_reason(&world.ids([3]), "").unwrap();
    assert_eq!(world.store.detail(world.id(3)).unwrap().block_reason, None);
}

#[test]
fn openids_are_looked_up_with_how_their_people_stand() {
    let world = World::with_people(10);
    world.list(2..=10);
    world.block(&[3], "", NOW);
    let looked_up = world.store.look_up(&[1, 3, 4, 77].map(openid));
    let standing: Vec<_> =
        looked_up.iter().map(|known| known.map(|it| (it.following, it.blacklisted))).collect();
    assert_eq!(standing, [Some((false, false)), Some((true, true)), Some((true, false)), None]);
}
