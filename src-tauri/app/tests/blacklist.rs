//! The page of the blacklist: people are blocked by pasted OpenIDs and taken off again.

use std::collections::BTreeSet;

use crate::deeds::{connect, row};
use crate::leaks;
use crate::wechat::Wechat;
use crate::window::{Folders, Key, Window};

#[test]
fn pasted_people_are_blocked_with_a_reason_and_taken_off_again() {
    let wechat = Wechat::with_followers(500);
    let blocked = || wechat.account().blacklist().into_iter().collect::<BTreeSet<_>>();
    let before = blocked();
    let people = wechat.account().people().into_iter();
    let people = people.filter(|person| person.following && !person.blocked);
    let people: Vec<String> = people.map(|person| person.openid).take(25).collect();
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");

    window.click_test_id("nav-blacklist");
    window.see("他们的关注和标签都会保留");
    window.click_test_id("blacklist-add");
    window.click_text("粘贴 OpenID");
    let repeated = format!("{} {}", people.join(" "), people[0]);
    window.click_test_id("block-paste");
    window.paste(&repeated);
    window.click_test_id("block-look");
    counted(&window, "paste-ready", "25人");
    counted(&window, "paste-repeated", "1个");
    window.fill_in("block-why", "广告");
    window.click_test_id("block-next");
    window.see("拉黑 25 人");
    window.see("被拉黑的人收不到群发消息");
    window.click_test_id("preview-start");
    window.see("完成 25 人");
    window.click_test_id("result-done");
    let wanted: BTreeSet<String> = before.iter().chain(&people).cloned().collect();
    assert_eq!(blocked(), wanted, "exactly they are on WeChat's list");

    window.fill_in("search", "广告");
    window.press(&[Key::Enter]);
    window.until("the blocked ones alone", |window| {
        (window.text_of(&window.find_test_id("blacklist-count")) == "25").then_some(())
    });
    window.list_is_read();
    assert!(window.text_of(&row(&window, 0)).contains("广告"), "the reason is kept here");
    window.click_test_id("select-all");
    window.click_test_id("blacklist-unblock");
    window.see("把 25 人移出黑名单");
    window.click_test_id("preview-start");
    window.see("完成 25 人");
    window.click_test_id("result-done");
    assert_eq!(blocked(), before, "WeChat's list is as it was");
    window.quit();
    leaks::search(&folders, &wechat);
}

fn counted(window: &Window, line: &str, words: &str) {
    window.until(&format!("{words} in {line}"), |window| {
        let line = window.find_test_id(line);
        (window.text_of(&line).replace(char::is_whitespace, "") == words).then_some(())
    });
}
