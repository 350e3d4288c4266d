//! A change of thousands: checked, begun, paused, gone on with after a restart, and taken back.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::time::Duration;

use crate::deeds::{choose_all_but, chosen, connect, tag_chosen, wait_for_people};
use crate::leaks;
use crate::sights::thousands;
use crate::wechat::Wechat;
use crate::window::{Folders, Window};

const TAG: &str = "周三到店";
/// WeChat allows no more a person.
const MOST_TAGS: usize = 20;

#[test]
fn a_paused_change_goes_on_after_a_restart_and_can_be_taken_back_whole() {
    let wechat = Wechat::with_followers(12_345);
    let before = wechat.account().people();
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");
    let left_out: HashSet<String> = choose_all_but(&window, [0, 2, 5]).into();
    chosen(&window, "已选12,342人");
    tag_chosen(&window, TAG);
    window.see("12,342 人符合条件");

    // Slow enough that somebody can press a button meanwhile.
    wechat.latency(Duration::from_secs(3));
    window.click_test_id("preview-start");
    window.until("some of the people to be tagged", |_| {
        (carrying(&wechat).len() > 100).then_some(())
    });
    window.click_test_id("job-background");
    window.click_test_id("nav-activity");
    window.click("button", "暂停");
    window.see("已暂停");
    window.quit();
    let half: BTreeSet<String> = carrying(&wechat);
    assert!(half.len() < 12_000, "it was paused on the way, with {} tagged", half.len());

    wechat.latency(Duration::ZERO);
    let window = Window::open(&folders);
    wait_for_people(&window, 12_345);
    assert_eq!(carrying(&wechat), half, "nothing was sent while it was paused");
    window.click_test_id("nav-activity");
    window.see("已暂停");
    window.click("button", "继续");
    let wanted: BTreeSet<String> = before
        .iter()
        .filter(|person| person.following && person.tags.len() < MOST_TAGS)
        .map(|person| person.openid.clone())
        .filter(|openid| !left_out.contains(openid))
        .collect();
    window.see(&format!("完成 {} 人", thousands(wanted.len() as u32)));
    assert!(carrying(&wechat) == wanted, "{} carry the tag", carrying(&wechat).len());

    window.click("button", "撤销：…");
    window.see(&format!("给 {} 人去掉「{TAG}」", thousands(wanted.len() as u32)));
    let number = window.find_test_id("typed-number");
    window.write_into(&number, &wanted.len().to_string());
    window.click_test_id("preview-start");
    window.find_test_id("result");
    window.see(&format!("完成 {} 人", thousands(wanted.len() as u32)));
    window.click_test_id("result-done");
    window.see("已撤销过");

    let after: HashMap<String, _> = wechat
        .account()
        .people()
        .into_iter()
        .map(|person| (person.openid.clone(), person))
        .collect();
    let other: Vec<&str> = before
        .iter()
        .filter(|person| after.get(&person.openid) != Some(*person))
        .map(|person| person.openid.as_str())
        .collect();
    assert!(other.is_empty(), "{} people are not as they were", other.len());
    window.quit();
    leaks::search(&folders, &wechat);
}

fn carrying(wechat: &Wechat) -> BTreeSet<String> {
    let account = wechat.account();
    account.tag_named(TAG).map(|tag| account.members(tag)).into_iter().flatten().collect()
}
