//! Several accounts: read side by side, and one of them removed without a trace.

use std::time::Duration;

use crate::deeds::{connect, fill_in_account, open_connected, row, wait_for_people};
use crate::leaks;
use crate::wechat::Wechat;
use crate::window::{Element, Folders, Window};

#[test]
fn two_accounts_are_read_side_by_side_and_keep_their_people_apart() {
    let (here, there) = (Wechat::with_followers(3_000), Wechat::another_with_followers(2_000));
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &here, "望京店");
    connect_another(&window, &there, "国贸店");

    for wechat in [&here, &there] {
        wechat.latency(Duration::from_secs(1));
    }
    window.click_test_id("sync-button");
    show(&window, "望京店", "3,000 位粉丝");
    window.click_test_id("sync-button");
    window.close();
    window.see("「望京店」正在同步");
    window.see("「国贸店」正在同步");
    window.click_test_id("close-stay");
    for wechat in [&here, &there] {
        wechat.latency(Duration::ZERO);
    }
    wait_for_people(&window, 3_000);
    show(&window, "国贸店", "2,000 位粉丝");
    wait_for_people(&window, 2_000);
    window.quit();
    leaks::search(&folders, &here);
    leaks::search_files(&folders, &there);
}

#[test]
fn a_removed_account_leaves_no_file_no_key_and_no_line() {
    let (stays, goes) = (Wechat::with_followers(30), Wechat::another_with_followers(40));
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &stays, "望京店");
    let ours = files(&folders);
    connect_another(&window, &goes, "国贸店");
    let added = files(&folders).into_iter().find(|file| !ours.contains(file));
    let account = added.expect("the second account has a file");

    window.click_test_id("nav-settings");
    let line = window.find_test_id(&format!("account-{account}"));
    let remove = window.until("the button that removes it", |window| {
        let buttons = window.all_test_id("account-remove").into_iter();
        buttons.into_iter().find(|button| window.contains(&line, button))
    });
    window.click_on(&remove);
    window.see("从本机移除「国贸店」（仅本机）");
    window.see("微信端不受影响");
    window.click_test_id("remove-submit");
    window.see_no_more("国贸店");
    window.click_test_id("nav-followers");
    wait_for_people(&window, 30);
    window.quit();

    let config = goes.account().config().clone();
    let person = goes.account().openids()[0].clone();
    let telling = [&account, "国贸店", &config.appid, &config.secret, &person];
    leaks::search_removed(&folders, &account, &telling);
    let window = Window::open(&folders);
    wait_for_people(&window, 30);
    row(&window, 0);
    drop(window);
    leaks::search(&folders, &stays);
}

/// Connects one more account from inside the window.
fn connect_another(window: &Window, wechat: &Wechat, name: &str) {
    window.click_test_id("account-switcher");
    window.click("menuitem", "连接公众号");
    fill_in_account(window, wechat, name, &wechat.account().config().secret);
    window.click("button", "连接");
    open_connected(window, wechat.account().follower_count());
}

/// Shows another account; its line in the menu is known by its people.
fn show(window: &Window, name: &str, people: &str) {
    window.click_test_id("account-switcher");
    window.click_text(people);
    let switcher: Element = window.find_test_id("account-switcher");
    window.until(&format!("{name} on show"), |window| {
        window.text_of(&switcher).contains(name).then_some(())
    });
}

/// The accounts that have a file.
pub(crate) fn files(folders: &Folders) -> Vec<String> {
    let mut accounts = Vec::new();
    leaks::visit(&folders.data().join("accounts"), &mut |file| {
        if file.extension().is_some_and(|ending| ending == "db") {
            accounts.extend(file.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
        }
    });
    accounts
}
