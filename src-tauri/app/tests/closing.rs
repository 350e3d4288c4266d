//! Closing the window: at once when nothing runs, after a question when something does.

use std::time::Duration;

use crate::deeds::{connect, open_practice, wait_for_people};
use crate::leaks;
use crate::wechat::Wechat;
use crate::window::{Folders, Window};

#[test]
fn a_window_in_which_nothing_runs_closes_at_once() {
    let folders = Folders::new();
    let window = Window::open(&folders);
    open_practice(&window, "2 万", 20_000);
    window.quit();
    leaks::search_logs(&folders);
}

#[test]
fn closing_while_something_runs_says_that_it_goes_on_and_then_it_does() {
    let wechat = Wechat::with_followers(3_000);
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");
    wechat.latency(Duration::from_secs(1));
    window.click_test_id("sync-button");
    window.see("正在同步");

    window.close();
    window.find_test_id("close-dialog");
    window.see("下次打开 Fandesk 会从停下的地方接着做");
    window.click_test_id("close-stay");
    window.see_no_more("下次打开 Fandesk 会从停下的地方接着做");

    window.close();
    window.click_test_id("close-leave");
    window.wait_for_end();

    wechat.latency(Duration::ZERO);
    let window = Window::open(&folders);
    wait_for_people(&window, 3_000);
    drop(window);
    leaks::search(&folders, &wechat);
}
