//! Connecting an Official Account, and what can go wrong on the way.

use fandesk_sandbox::{FaultRule, Trouble};

use crate::deeds::{connect, fill_in_account, open_connected, row, wait_for_people};
use crate::leaks;
use crate::wechat::Wechat;
use crate::window::{Folders, Window};

#[test]
fn an_account_is_connected_synced_and_there_after_a_restart() {
    let wechat = Wechat::with_followers(1_234);
    let folders = Folders::new();
    folders.keep_secret(&wechat.account().config().secret);
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");
    window.see("望京店");
    row(&window, 0);
    window.quit();

    let window = Window::open(&folders);
    wait_for_people(&window, 1_234);
    row(&window, 0);
    drop(window);
    leaks::search(&folders, &wechat);
}

#[test]
fn a_wrong_secret_is_said_in_words_and_can_be_corrected() {
    let wechat = Wechat::with_followers(20);
    let folders = Folders::new();
    let window = Window::open(&folders);
    window.click("button", "连接公众号");
    fill_in_account(&window, &wechat, "望京店", "00000000000000000000000000000000");
    window.click("button", "连接");
    window.see("AppSecret 不正确");

    window.write("textbox", "AppSecret", &wechat.account().config().secret);
    window.click("button", "连接");
    open_connected(&window, 20);
    drop(window);
    leaks::search(&folders, &wechat);
}

#[test]
fn an_address_that_wechat_refuses_is_shown_and_its_being_allowed_is_noticed_without_a_click() {
    let wechat = Wechat::with_followers(20);
    let refuse = Trouble::RefuseAddress { address: "203.0.113.7".parse().expect("an address") };
    wechat.trouble(FaultRule::new("/cgi-bin/stable_token", refuse).times(1));
    let folders = Folders::new();
    let window = Window::open(&folders);
    window.click("button", "连接公众号");
    fill_in_account(&window, &wechat, "望京店", &wechat.account().config().secret);
    window.click("button", "连接");
    let shown = window.text_of(&window.find_test_id("allow-list-address"));
    assert!(shown.contains("203.0.113.7"), "{shown}");
    open_connected(&window, 20);
    drop(window);
    leaks::search(&folders, &wechat);
}
