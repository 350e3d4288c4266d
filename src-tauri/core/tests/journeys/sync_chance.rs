//! Whatever happens at WeChat and in between: after a sync the copy says what WeChat says.
//!
//! Histories are worked out from a seed, which a failure names.

use fandesk_core::input::ResumeSyncInput;
use fandesk_core::store::Filter;
use fandesk_core::sync::{resume_sync, sync_state};
use fandesk_core::{Listener, SyncReport, SyncStatus};
use fandesk_sandbox::{AccountHandle, FaultRule, Garble, Quirks, Trouble};
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, SeedableRng};

use crate::world::World;

const LIST: &str = "/cgi-bin/user/get";
const DETAILS: &str = "/cgi-bin/user/info/batchget";
const TAGS: &str = "/cgi-bin/tags/get";
const TAG_PEOPLE: &str = "/cgi-bin/user/tag/get";
const BLACKLIST: &str = "/cgi-bin/tags/members/getblacklist";
const DAY: u32 = 86_400;

const HISTORIES: u64 = 3;
const DAYS: u32 = 4;
const PEOPLE: u32 = 2_300;

impl World {
    /// To the end of the sync; whatever it waits for, the operator lets it go on.
    async fn at_last(&self, news: &mut Listener) -> SyncReport {
        loop {
            match self.standing(news).await {
                SyncStatus::Finished { report } => return report,
                SyncStatus::Cancelled => panic!("nobody has cancelled it"),
                SyncStatus::Asking { .. } => self.accept_leavers().await,
                // A day used up is over with the next one; a cursor lost is begun anew.
                SyncStatus::Waiting { .. } | SyncStatus::Paused { .. } => {
                    self.wait(DAY);
                    self.let_it_go_on().await;
                }
                SyncStatus::Running => {}
            }
        }
    }

    async fn accept_leavers(&self) {
        let input = ResumeSyncInput { account: self.account.clone(), accept_leavers: true };
        resume_sync(self.desk(), input).await.unwrap();
    }

    async fn lists_equal_wechat(&self) {
        let wechat = self.wechat();
        let following = self.matching(Filter::Following).await.1;
        assert_eq!(following, wechat.follower_count(), "everybody who follows");
        let blocked = self.matching(Filter::Blacklisted).await.1;
        assert_eq!(blocked as usize, wechat.blacklist().len(), "everybody who is blocked");
        for tag in wechat.tags() {
            let here = self.matching(Filter::Tag { tag: tag.id }).await.1;
            assert_eq!(here, tag.count, "people of the tag {}", tag.name);
        }
    }
}

/// One day of colleagues, customers and other programs.
fn live(wechat: &AccountHandle, dice: &mut StdRng) {
    let gone: Vec<String> = wechat
        .people()
        .into_iter()
        .filter(|person| !person.following)
        .map(|person| person.openid)
        .collect();
    wechat.join(dice.random_range(0..150)).unwrap();
    wechat.leave_some(dice.random_range(0..180)).unwrap();
    let back = dice.random_range(0..=gone.len().min(40));
    wechat.come_back(&gone[..back]).unwrap();
    if dice.random_ratio(1, 3) {
        wechat.create_tag(&format!("新标签{}", dice.random_range(0..1_000_000))).unwrap();
    }
    let tags: Vec<u32> = wechat.tags().iter().map(|tag| tag.id).filter(|&id| id >= 100).collect();
    let mut people: Vec<String> = wechat
        .people()
        .into_iter()
        .filter(|person| person.following && person.tags.len() < 10)
        .map(|person| person.openid)
        .collect();
    people.sort_unstable();
    for _ in 0..dice.random_range(0..6) {
        people.shuffle(dice);
        let some = &people[..dice.random_range(1..60)];
        let tag = *tags.choose(dice).expect("there are tags");
        match dice.random_range(0..5) {
            0 | 1 => wechat.tag(tag, some).unwrap(),
            2 => wechat.untag(tag, some).unwrap(),
            3 => wechat.block(some).unwrap(),
            _ => wechat.unblock(some).unwrap(),
        }
        for openid in &people[60..70] {
            let text = format!("备注{}", dice.random_range(0..100));
            wechat.remark(openid, if dice.random() { &text } else { "" }).unwrap();
        }
    }
    if dice.random_ratio(1, 4) {
        wechat.delete_tag(*tags.choose(dice).expect("there are tags")).unwrap();
    }
}

/// Trouble that comes and goes on every path of a sync.
fn trouble(dice: &mut StdRng) -> Vec<FaultRule> {
    let kinds = [
        Trouble::Refuse { code: -1, errmsg: None },
        Trouble::Refuse { code: 42_001, errmsg: None },
        Trouble::GatewayPage { status: 502 },
        Trouble::Disconnect,
        Trouble::LoseAnswer,
        Trouble::CutBody { keep_bytes: None },
        Trouble::Garble { how: Garble::NotJson },
        Trouble::TakeToken,
    ];
    // Elsewhere it would only put off parts of the sync.
    let mut rules = vec![FaultRule::new(LIST, Trouble::UseUpDay).times(dice.random_range(0..2))];
    for path in [LIST, DETAILS, TAGS, TAG_PEOPLE, BLACKLIST] {
        for _ in 0..dice.random_range(0..2) {
            let what = kinds.choose(dice).expect("there is trouble").clone();
            let (after, times) = (dice.random_range(0..6), dice.random_range(1..3));
            rules.push(FaultRule::new(path, what).after(after).times(times));
        }
    }
    rules.push(FaultRule::new(DETAILS, Trouble::LimitList { most: 99 }).after(9).times(1));
    rules
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_happens_after_a_sync_the_copy_says_what_wechat_says() {
    for seed in 0..HISTORIES {
        let mut dice = StdRng::seed_from_u64(seed);
        let mut world = World::synced(PEOPLE).await;
        world.wechat().set_quirks(Quirks { strict_cursors: true, ..Quirks::default() });
        for day in 0..DAYS {
            eprintln!("history {seed}, day {day}");
            live(&world.wechat(), &mut dice);
            world.wait(DAY);
            world.sandbox.set_faults(trouble(&mut dice));
            // Remarks and equal swaps stand in no list: a usual sync comes to them in time.
            let reads_everybody = dice.random();
            let mut news = world.news();
            if reads_everybody {
                world.read_anew(None).await.unwrap();
            } else {
                world.start_sync().await.unwrap();
            }
            if dice.random_ratio(1, 3) {
                news.next().await;
                world.kill().await;
                world.reopen().await;
                news = world.news();
                let unfinished = sync_state(world.desk(), world.account_input()).await.unwrap();
                if unfinished.is_some() {
                    world.let_it_go_on().await;
                    world.at_last(&mut news).await;
                }
            } else {
                world.at_last(&mut news).await;
            }
            world.sandbox.clear_faults();
            world.lists_equal_wechat().await;
            if reads_everybody {
                world.copy_equals_wechat().await;
            }
        }
        world.ends().await;
    }
}
