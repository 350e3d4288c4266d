//! A world is the same each time it is made, and remembers what was done to it.

use std::io::Write;
use std::path::Path;

use fandesk_sandbox::{
    AccountConfig, AccountHandle, Clock, FollowerView, Sandbox, SandboxConfig, SandboxError,
    TagView,
};
use serde_json::json;

use crate::client::{Client, NOON, code, of_account};

fn settings(journal: &Path, now: u64) -> SandboxConfig {
    SandboxConfig::with_followers(300).journal(journal).clock(Clock::fixed_at(now))
}

fn everything(account: &AccountHandle) -> (Vec<FollowerView>, Vec<TagView>) {
    (account.people(), account.tags())
}

async fn reopen(sandbox: Sandbox, settings: SandboxConfig) -> Sandbox {
    sandbox.stop().await;
    settings.start().await.unwrap()
}

#[tokio::test]
async fn one_seed_makes_one_world_and_another_seed_another() {
    let account = || AccountConfig::default().followers(500);
    let (one, _) = of_account(account()).await;
    let (same, _) = of_account(account()).await;
    let (other, _) = of_account(account().seed(8)).await;
    assert_eq!(everything(&one.account()), everything(&same.account()));
    assert_ne!(everything(&one.account()), everything(&other.account()));
}

#[tokio::test]
async fn a_population_is_believable() {
    let (world, _client) = of_account(AccountConfig::default().followers(20_000)).await;
    let people = world.account().people();
    let following: Vec<&FollowerView> = people.iter().filter(|p| p.following).collect();
    assert_eq!(following.len(), 20_000);
    let left = people.len() - following.len();
    assert!((400..900).contains(&left), "some left: {left}");
    let remarks = following.iter().filter(|p| !p.remark.is_empty()).count();
    assert!((850..1150).contains(&remarks), "5 % have a remark: {remarks}");
    assert!(people.iter().all(|p| p.remark.len() <= 30 && p.tags.len() <= 20));
    let links: usize = following.iter().map(|p| p.tags.len()).sum();
    assert!((38_000..46_000).contains(&links), "about two tags each: {links}");
    let most = following.iter().map(|p| p.tags.len()).max();
    assert_eq!(most, Some(20), "somebody carries as many as there can be");
    let blocked = world.account().blacklist().len();
    assert!((10..30).contains(&blocked), "a few are blocked: {blocked}");
    let prefix = &people[0].openid[..6];
    assert!(people.iter().all(|p| p.openid.len() == 28 && p.openid.starts_with(prefix)));
    let through_a = following.iter().filter(|p| p.qr_scene_str == "门店A").count();
    assert!(through_a > 500, "{through_a}");
    assert!(following.iter().any(|p| p.qr_scene > 0) && following.iter().any(|p| p.blocked));
    let unknown = following.iter().filter(|p| p.unionid.is_none()).count();
    assert!((150..600).contains(&unknown), "some have no unionid: {unknown}");
}

#[tokio::test]
async fn more_people_came_lately_than_long_ago() {
    let (world, _client) = of_account(AccountConfig::default().followers(5000)).await;
    let times: Vec<u32> = world.account().people().iter().map(|p| p.subscribe_time).collect();
    let (first, last) = (times.iter().min().unwrap(), times.iter().max().unwrap());
    assert!(u64::from(*last) < NOON && last - first > 3 * 365 * 86_400);
    let middle = first + (last - first) / 2;
    let late = times.iter().filter(|time| **time > middle).count();
    assert!(late > 3000, "{late}");
}

#[tokio::test]
async fn a_restart_with_the_journal_brings_the_same_world_back() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("practice/world.jsonl");
    let world = settings(&journal, NOON).start().await.unwrap();
    let account = world.account();
    let client = Client::of(&world).await;
    let openids = account.openids();
    let created = client.post("/cgi-bin/tags/create", json!({"tag": {"name": "新"}})).await;
    let id = created["tag"]["id"].as_u64().unwrap() as u32;
    let batch = json!({"openid_list": openids[..50], "tagid": id});
    assert_eq!(code(&client.post("/cgi-bin/tags/members/batchtagging", batch).await), 0);
    let remark = json!({"openid": openids[0], "remark": "第一位🌸"});
    assert_eq!(code(&client.post("/cgi-bin/user/info/updateremark", remark).await), 0);
    let batch = json!({"openid_list": openids[..3], "tagid": id});
    assert_eq!(code(&client.post("/cgi-bin/tags/members/batchuntagging", batch).await), 0);
    let block = json!({"openid_list": openids[5..9]});
    assert_eq!(code(&client.post("/cgi-bin/tags/members/batchblacklist", block).await), 0);
    account.rename_tag(100, "贵宾").unwrap();
    account.delete_tag(110).unwrap();
    account.join_through(7, "新门店").unwrap();
    account.leave(&openids[20..25]).unwrap();
    world.clock().advance(std::time::Duration::from_secs(500));
    account.come_back(&openids[22..23]).unwrap();
    account.unblock(&openids[5..6]).unwrap();
    let before = everything(&account);
    let world = reopen(world, settings(&journal, NOON + 90_000)).await;
    assert_eq!(everything(&world.account()), before);
    let next = world.account().create_tag("下一个").unwrap();
    assert_eq!(next, id + 1, "ids are not given again");
}

#[tokio::test]
async fn a_torn_last_line_is_dropped_and_the_journal_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("world.jsonl");
    let world = settings(&journal, NOON).start().await.unwrap();
    world.account().join(3).unwrap();
    let before = everything(&world.account());
    world.stop().await;
    let mut file = std::fs::OpenOptions::new().append(true).open(&journal).unwrap();
    file.write_all(br#"{"appid":"wx0123456789abcdef","change":{"do":"join","cou"#).unwrap();
    let world = settings(&journal, NOON).start().await.unwrap();
    assert_eq!(everything(&world.account()), before);
    world.account().join(1).unwrap();
    let world = reopen(world, settings(&journal, NOON)).await;
    assert_eq!(world.account().follower_count(), 304);
}

#[tokio::test]
async fn a_journal_cut_anywhere_by_a_crash_brings_back_the_world_up_to_there() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("world.jsonl");
    let world = settings(&journal, NOON).start().await.unwrap();
    let account = world.account();
    let size = |world: &Sandbox| world.account().people().len();
    let mut sizes = vec![size(&world)];
    for _ in 0..3 {
        account.join(1).unwrap();
        sizes.push(size(&world));
    }
    world.stop().await;
    let whole = std::fs::read(&journal).unwrap();
    for end in 0..=whole.len() {
        std::fs::write(&journal, &whole[..end]).unwrap();
        let world = settings(&journal, NOON).start().await.unwrap();
        let whole_lines = whole[..end].iter().filter(|byte| **byte == b'\n').count();
        let expected = sizes[whole_lines.saturating_sub(1)];
        assert_eq!(size(&world), expected, "cut after {end} bytes");
        world.account().join(1).unwrap();
        let world = reopen(world, settings(&journal, NOON)).await;
        assert_eq!(size(&world), expected + 1, "and it goes on");
        world.stop().await;
    }
}

#[tokio::test]
async fn a_broken_line_in_the_middle_is_told_by_number() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("world.jsonl");
    let world = settings(&journal, NOON).start().await.unwrap();
    world.account().join(3).unwrap();
    world.stop().await;
    let text = std::fs::read_to_string(&journal).unwrap();
    std::fs::write(&journal, text.replace("\"join\"", "\"jion\"")).unwrap();
    let error = settings(&journal, NOON).start().await.unwrap_err();
    assert!(matches!(error, SandboxError::Journal { line: 2 }), "{error}");
}

#[tokio::test]
async fn a_journal_belongs_to_one_running_sandbox_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("world.jsonl");
    let world = settings(&journal, NOON).start().await.unwrap();
    let second = settings(&journal, NOON).start().await;
    assert!(matches!(second, Err(SandboxError::JournalInUse)));
    let account = world.account();
    drop(world);
    assert!(account.join(1).is_err(), "a world that has ended stands still");
    let world = settings(&journal, NOON).start().await.unwrap();
    assert_eq!(world.account().follower_count(), 300);
}

#[tokio::test]
async fn a_journal_of_another_world_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("world.jsonl");
    settings(&journal, NOON).start().await.unwrap().stop().await;
    let other = SandboxConfig::with_followers(301).journal(&journal).start().await;
    assert!(matches!(other, Err(SandboxError::OtherWorld { .. })));
}

#[tokio::test]
async fn a_practice_world_is_born_on_the_day_its_journal_begins() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("world.jsonl");
    let latest = |world: &Sandbox| {
        world.account().people().iter().map(|person| person.subscribe_time).max().unwrap()
    };
    let (much_later, later_still) = (NOON + 700 * 86_400, NOON + 900 * 86_400);
    let world = settings(&journal, much_later).start().await.unwrap();
    let born = latest(&world);
    assert!(u64::from(born) > much_later - 60 * 86_400);
    let world = reopen(world, settings(&journal, later_still)).await;
    assert_eq!(latest(&world), born);
}

#[tokio::test]
async fn people_come_and_go_on_the_days_between_two_starts_if_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("world.jsonl");
    let settings = |now| {
        let world = SandboxConfig::with_followers(3000).journal(&journal);
        world.drift(true).clock(Clock::fixed_at(now))
    };
    let world = settings(NOON).start().await.unwrap();
    let before = world.account().people();
    let world = reopen(world, settings(NOON + 3600)).await;
    assert_eq!(world.account().people(), before, "no day has passed");
    let world = reopen(world, settings(NOON + 5 * 86_400)).await;
    let after = world.account().people();
    let joined = &after[before.len()..];
    assert!((12..=40).contains(&joined.len()), "{}", joined.len());
    let days = NOON..NOON + 5 * 86_400;
    assert!(joined.iter().all(|person| days.contains(&person.subscribe_time.into())));
    let left = before.iter().zip(&after).filter(|(was, is)| was.following && !is.following);
    assert!(left.count() > 0);
    let world = reopen(world, settings(NOON + 5 * 86_400 + 60)).await;
    assert_eq!(world.account().people(), after, "each day is played once");
}

#[tokio::test]
async fn impossible_settings_are_refused() {
    let many = SandboxConfig::with_followers(5_000_001).start().await;
    assert!(matches!(many, Err(SandboxError::TooManyFollowers { asked: 5_000_001 })));
    let twice = SandboxConfig::with_followers(1).account(AccountConfig::default()).start().await;
    assert!(matches!(twice, Err(SandboxError::AppIdTwice { .. })));
}

#[tokio::test]
async fn nothing_prints_the_secret() {
    let config = SandboxConfig::with_followers(1);
    let printed = format!("{config:?}");
    let world = config.start().await.unwrap();
    let printed = format!("{printed}{world:?}{:?}", world.account());
    assert!(!printed.contains(fandesk_sandbox::DEFAULT_SECRET), "{printed}");
}
