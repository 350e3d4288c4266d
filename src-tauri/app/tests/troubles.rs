//! What goes wrong at WeChat, as the operator sees it: in words, with what to do, and nothing lost.

use std::time::Duration;

use fandesk_sandbox::{FaultRule, Trouble};

use crate::connecting::step;
use crate::deeds::{chosen, connect, open_connected, person_at, row, tag_chosen, try_to_connect};
use crate::language::Language;
use crate::leaks;
use crate::sights::people;
use crate::wechat::Wechat;
use crate::window::{Folders, Key, Window};

pub(crate) const TAGGING: &str = "/cgi-bin/tags/members/batchtagging";
const BLACKLIST: &str = "/cgi-bin/tags/members/getblacklist";
const REMARKING: &str = "/cgi-bin/user/info/updateremark";
const TOKEN: &str = "/cgi-bin/stable_token";
/// Waits of the program's own, as after 45011, are a minute long.
pub(crate) const PATIENT: Duration = Duration::from_secs(200);

/// A connected account with room for tags, and the window.
pub(crate) fn connected(people: u32) -> (Wechat, Folders, Window) {
    connected_in(Language::Chinese, people)
}

fn connected_in(language: Language, people: u32) -> (Wechat, Folders, Window) {
    let wechat = Wechat::with_followers(people);
    wechat.make_room_for_tags();
    let folders = language.folders();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");
    (wechat, folders, window)
}

pub(crate) fn choose_all(window: &Window, words: &str) {
    row(window, 0);
    window.click_test_id("select-all");
    chosen(window, words);
}

pub(crate) fn carrying(wechat: &Wechat, tag: &str) -> usize {
    let account = wechat.account();
    account.tag_named(tag).map_or(0, |tag| account.members(tag).len())
}

#[test]
fn a_token_taken_once_costs_nothing_and_taken_again_and_again_pauses_the_change() {
    lose_the_token(Language::Chinese);
}

#[test]
fn a_token_taken_again_and_again_pauses_the_change_in_english() {
    lose_the_token(Language::English);
}

fn lose_the_token(language: Language) {
    let (wechat, folders, window) = connected_in(language, 1_000);
    choose_all(&window, language.of(["已选1,000人", "1,000chosen"]));
    tag_chosen(&window, "周三到店");
    wechat.trouble(FaultRule::new(TAGGING, Trouble::TakeToken).after(3).times(1));
    let fetched = wechat.calls(TOKEN);
    window.click_test_id("preview-start");
    window.see(language.of(["完成 1,000 人", "1,000 done"]));
    window.click_test_id("result-done");
    assert_eq!(carrying(&wechat, "周三到店"), 1_000);
    assert_eq!(wechat.calls(TOKEN) - fetched, 1, "one refresh");

    tag_chosen(&window, "周四到店");
    wechat.trouble(FaultRule::new(TAGGING, Trouble::TakeToken).after(3));
    window.click_test_id("preview-start");
    window.see(language.of([
        "已暂停：微信不认当前的连接凭证",
        "paused: WeChat does not accept the connection's credential",
    ]));
    let tagged = carrying(&wechat, "周四到店");
    assert!(tagged < 1_000, "it stands still on the way");
    wechat.peace();
    window.click_test_id("job-background");
    window.click_test_id("nav-activity");
    window.see(language.of(["已暂停", "paused"]));
    window.click("button", language.of(["继续", "Continue"]));
    window.see_no_more(language.of(["已暂停", "paused"]));
    window.until("everybody to be tagged", |_| {
        (carrying(&wechat, "周四到店") == 1_000).then_some(())
    });
    window.quit();
    leaks::search(&folders, &wechat);
}

#[test]
fn an_address_that_is_refused_in_the_middle_is_shown_and_the_sync_goes_on_by_itself() {
    refuse_the_address(Language::Chinese);
}

#[test]
fn an_address_that_is_refused_in_the_middle_of_a_sync_is_shown_in_english() {
    refuse_the_address(Language::English);
}

fn refuse_the_address(language: Language) {
    let (wechat, folders, window) = connected_in(language, 300);
    let address = "203.0.113.7".parse().expect("an address");
    wechat.trouble(FaultRule::new(TOKEN, Trouble::RefuseAddress { address }));
    wechat.account().take_token();
    wechat.account().join(7).expect("people join");
    window.click_test_id("sync-button");
    window.see(language.of(["自动继续同步", "Sync continues"]));
    window.click_test_id("sync-state");
    let shown = window.text_of(&window.find_test_id("allow-list-address"));
    assert_eq!(shown.trim(), "203.0.113.7");
    window.find("button", language.of(["复制", "Copy"]));
    window.see("IP 白名单");
    wechat.account().allow(address);
    window.until_within(PATIENT, "the sync to go on by itself", |window| {
        window
            .all_test_id("report-joined")
            .into_iter()
            .next()
            .and_then(|number| window.text_of(&number).contains("+7").then_some(()))
    });
    window.quit();
    leaks::search(&folders, &wechat);
}

#[test]
fn a_day_used_up_after_600_of_1000_remarks_waits_over_a_restart_and_repeats_nobody() {
    let (wechat, folders, window) = connected(1_000);
    let quota = |used| wechat.account().set_quota(REMARKING, 10_000, used).expect("a known path");
    quota(9_400);
    choose_all(&window, "已选1,000人");
    window.click_test_id("bulk-remark");
    window.fill_in("bulk-remark-input", "国庆抽奖");
    window.click_test_id("remark-check");
    window.see("今日剩余 600 次");
    window.see("用完后会停下，额度恢复后自动接着做");
    window.click_test_id("preview-start");
    window.see("今天的调用次数已用完");
    assert_eq!(remarked(&wechat), 600);
    window.kill();

    let window = Window::open(&folders);
    window.click_test_id("nav-activity");
    window.see("今天的调用次数已用完");
    window.see("自动继续");
    assert_eq!(remarked(&wechat), 600, "nothing is sent before the day is over");
    quota(0);
    window.click("button", "继续");
    window.until_within(PATIENT, "everybody to have the remark", |_| {
        (remarked(&wechat) == 1_000).then_some(())
    });
    window.see("完成 1,000 人");
    assert_eq!(wechat.accepted(REMARKING), 1_000, "nobody got it twice");
    window.quit();
    leaks::search(&folders, &wechat);
}

fn remarked(wechat: &Wechat) -> usize {
    wechat.account().people().iter().filter(|person| person.remark == "国庆抽奖").count()
}

#[test]
fn an_account_that_is_not_certified_is_told_so_and_what_is_here_stays_usable() {
    lose_the_certification(Language::Chinese);
}

#[test]
fn an_account_that_is_not_certified_is_told_so_in_english() {
    lose_the_certification(Language::English);
}

fn lose_the_certification(language: Language) {
    let wechat = Wechat::with_followers(300);
    wechat.account().set_certified(false);
    let folders = language.folders();
    let window = Window::open(&folders);
    try_to_connect(&window, &wechat, "Main street 望京店");
    let only_certified = language.of([
        "粉丝和标签的接口只对已认证的公众号开放",
        "Followers and tags are open to certified accounts only",
    ]);
    window.see(only_certified);
    assert_eq!(step(&window, "rights").as_deref(), Some("failed"));

    wechat.account().set_certified(true);
    wechat.trouble(FaultRule::refuse(BLACKLIST, 48_001));
    window.click("button", language.of(["重试", "Try again"]));
    window.see(language.of([
        "黑名单 不能用：这个公众号没有这项权限",
        "Blacklist not available: This account may not use this function",
    ]));
    window.see(language.of(["看来这个公众号没有认证", "The account seems not to be certified"]));
    open_connected(&window, 300);

    let person = person_at(&window, 3);
    wechat.account().set_certified(false);
    window.click_test_id("sync-button");
    window.see(language.of([
        "同步已暂停：这个公众号没有这项权限",
        "Sync paused: This account may not use this function",
    ]));
    window.click_test_id("sync-state");
    window.see(only_certified);
    window.see(language.of(["本机已有的内容照常可用", "What is on this computer stays usable"]));
    window.press(&[Key::Escape]);
    window.fill_in("search", &person);
    // The first key already finds somebody, perhaps another one alone.
    window.until("the one found", |window| {
        (people(window) == 1 && person_at(window, 0) == person).then_some(())
    });
    wechat.account().set_certified(true);
    window.click_test_id("sync-resume");
    window.find_test_id("sync-report");
    window.quit();
    leaks::search(&folders, &wechat);
}
