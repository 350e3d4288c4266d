//! The blacklist: whom a pasted list names, blocking them, why, and taking them off again.

use fandesk_core::blacklist::{
    CheckedOpenids, PasteProblem, blacklist_rows, check_openids, open_blacklist, set_block_reason,
};
use fandesk_core::input::{BlockReasonInput, FollowerRowsInput, OpenBlacklistInput, PastedInput};
use fandesk_core::store::{
    BlacklistKey, BlacklistSort, BlockedPerson, Change, HistoryAuthor, Selection,
};
use fandesk_core::{AppError, JobState, Problem};

use crate::doing::{BLOCKING, counts};
use crate::world::{World, now};

const UNBLOCKING: &str = "/cgi-bin/tags/members/batchunblacklist";

impl World {
    /// Followed by so many, of whom nobody is blocked.
    async fn peaceful(followers: u32) -> Self {
        let world = World::synced(followers).await;
        world.wechat().unblock(&world.wechat().blacklist()).unwrap();
        world.sync().await;
        world
    }

    /// The whole blacklist, the newest first, as the window reads it.
    async fn blacklist(&self, search: &str) -> Vec<BlockedPerson> {
        let account = self.account.clone();
        let sort = BlacklistSort { by: BlacklistKey::BlockedAt, descending: true };
        let input =
            OpenBlacklistInput { account: account.clone(), search: search.to_owned(), sort };
        let opened = open_blacklist(self.desk(), input).await.unwrap();
        let result_set = opened.id;
        let input = FollowerRowsInput { account, result_set, start: 0, count: opened.people };
        let rows = blacklist_rows(self.desk(), input).await.unwrap();
        assert_eq!(rows.len(), opened.people as usize);
        rows
    }

    async fn check_pasted(&self, text: &str) -> Result<CheckedOpenids, AppError> {
        let input = PastedInput { account: self.account.clone(), text: text.to_owned() };
        check_openids(self.desk(), input).await
    }

    /// Here and on WeChat's side exactly these are blocked.
    async fn blocked_are(&self, expected: &[String]) {
        let mut here: Vec<String> =
            self.blacklist("").await.into_iter().map(|person| person.row.openid).collect();
        let mut there = self.wechat().blacklist();
        let mut expected = expected.to_vec();
        for list in [&mut here, &mut there, &mut expected] {
            list.sort_unstable();
        }
        assert_eq!(here, expected, "on this computer");
        assert_eq!(there, expected, "on WeChat's side");
    }

    fn calls_to(&self, path: &str) -> usize {
        self.sandbox.calls().iter().filter(|call| call.path == path).count()
    }
}

fn block(reason: &str) -> Change {
    Change::Block { reason: reason.to_owned() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pasted_trouble_makers_are_blocked_person_by_person_and_taken_off_again() {
    let world = World::peaceful(200).await;
    let everybody = world.wechat().openids();
    let (wanted, already, leaver) = (&everybody[..45], &everybody[50..53], &everybody[60..61]);
    world.wechat().block(already).unwrap();
    world.wechat().leave(leaver).unwrap();
    world.sync().await;
    world.sandbox.reset_calls();

    let stranger = "oAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let text = format!(
        "{}\n{}，{}\n\"{}\" {stranger}\n{}\n{}",
        wanted.join(" , "),
        already.join("；"),
        leaver[0],
        wanted[0],
        &wanted[1][..20],
        "广告",
    );
    let checked = world.check_pasted(&text).await.unwrap();
    assert_eq!((checked.ready, checked.blocked, checked.left), (45, 3, 1));
    assert_eq!((checked.unknown, checked.damaged, checked.repeated), (1, 2, 1));
    assert_eq!(checked.people.len(), 49);
    let named: Vec<_> = checked.named.iter().map(|entry| (entry.line, entry.problem)).collect();
    let damaged = PasteProblem::Damaged;
    assert_eq!(named, [(3, PasteProblem::Unknown), (4, damaged), (5, damaged)]);
    assert_eq!(world.sandbox.calls().len(), 0, "nothing is sent by looking");

    let selection = Selection::These { followers: checked.people };
    let preview = world.preview(selection.clone(), block("广告")).await.unwrap();
    assert_eq!((preview.people, preview.to_change), (49, 45));
    assert_eq!((preview.already_so, preview.left), (3, 1));
    assert_eq!(preview.calls[0].calls, 3, "twenty to a call");
    let report = world.run(selection, block("广告")).await;
    assert_eq!((report.job.state.clone(), counts(&report)), (JobState::Finished, (45, 4, 0)));
    assert_eq!(world.calls_to(BLOCKING), 3);
    let blocked = [wanted, already].concat();
    world.blocked_are(&blocked).await;

    for person in world.blacklist("").await {
        let ours = wanted.contains(&person.row.openid);
        assert_eq!(person.reason, if ours { "广告" } else { "" }, "{}", person.row.openid);
        let by = if ours { HistoryAuthor::Us } else { HistoryAuthor::Elsewhere };
        assert_eq!((person.by, person.job), (Some(by), ours.then_some(report.job.id)));
        assert_eq!(person.blocked_at, Some(now(&world)));
        assert!(person.row.following && !person.never_followed);
    }
    assert_eq!(world.blacklist("广告").await.len(), 45, "found by the reason");

    let report = world.run(world.these(wanted).await, Change::Unblock).await;
    assert_eq!(counts(&report), (45, 0, 0));
    world.blocked_are(already).await;
    world.copy_equals_wechat().await;
    let reason = world.these(&wanted[..1]).await;
    assert_eq!(world.note_reason(reason, "x").await.unwrap(), 0, "only the blocked have one");
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_who_never_followed_are_listed_and_can_be_taken_off() {
    let world = World::connected(fandesk_sandbox::SandboxConfig::with_followers(60)).await;
    let wechat = world.wechat();
    let everybody = wechat.openids();
    wechat.unblock(&wechat.blacklist()).unwrap();
    let stranger = &everybody[..1];
    wechat.block(stranger).unwrap();
    wechat.leave(stranger).unwrap();
    world.sync().await;

    let [person] = world.blacklist("").await.try_into().unwrap();
    assert_eq!(person.row.openid, stranger[0]);
    assert!(person.never_followed && !person.row.following && person.row.blacklisted);
    assert_eq!((person.blocked_at, person.by), (None, None), "since before this computer looked");
    let checked = world.check_pasted(&stranger[0]).await.unwrap();
    assert_eq!((checked.blocked, checked.unknown), (1, 0));

    let report = world.run(Selection::These { followers: checked.people }, Change::Unblock).await;
    assert_eq!(counts(&report), (1, 0, 0));
    assert_eq!(world.calls_to(UNBLOCKING), 1);
    world.blocked_are(&[]).await;
    world.sync().await;
    world.blocked_are(&[]).await;
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reason_is_noted_here_for_people_whom_somebody_else_blocked() {
    let mut world = World::peaceful(60).await;
    let blocked = world.some(3);
    world.wechat().block(&blocked).unwrap();
    world.wait(60);
    world.sync().await;
    world.sandbox.reset_calls();
    let some = world.these(&blocked[..2]).await;
    assert_eq!(world.note_reason(some, " 骂人 ").await.unwrap(), 2);
    assert_eq!(world.sandbox.calls().len(), 0, "WeChat is told nothing");
    world.sync().await;
    world.reopen().await;
    let noted: Vec<String> =
        world.blacklist("骂人").await.into_iter().map(|person| person.row.openid).collect();
    let mut expected = blocked[..2].to_vec();
    expected.sort_unstable_by_key(|openid| noted.iter().position(|noted| noted == openid));
    assert_eq!(noted, expected);
    let everybody = world.these(&blocked).await;
    let too_long = world.note_reason(everybody, &"长".repeat(201)).await.unwrap_err();
    assert_eq!(too_long, AppError::invalid("reason", Problem::TooLong));
    world.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pasted_list_is_taken_up_to_ten_thousand_and_refused_beyond() {
    let world = World::synced(50).await;
    let id = |number: u32| format!("o{number:027}");
    let list: Vec<String> = (0..10_000).map(id).collect();
    let checked = world.check_pasted(&list.join("\n")).await.unwrap();
    assert_eq!((checked.unknown, checked.named.len()), (10_000, 500));
    let twice = format!("{}\n{}", list.join(","), list.join(","));
    assert_eq!(world.check_pasted(&twice).await.unwrap().repeated, 10_000);
    let refused = |problem| AppError::invalid("text", problem);
    let more = format!("{} {}", list.join("\n"), id(10_000));
    assert_eq!(world.check_pasted(&more).await.unwrap_err(), refused(Problem::TooLong));
    assert_eq!(world.check_pasted(" ,\n").await.unwrap_err(), refused(Problem::Empty));
    world.ends().await;
}

impl World {
    async fn note_reason(&self, selection: Selection, reason: &str) -> Result<u32, AppError> {
        let (account, reason) = (self.account.clone(), reason.to_owned());
        set_block_reason(self.desk(), BlockReasonInput { account, selection, reason }).await
    }
}
