//! The first start: a person who has never seen the program.

use crate::deeds::{open_practice, row, wait_for_people};
use crate::leaks;
use crate::window::{Folders, Window};

#[test]
fn the_first_start_offers_two_choices_and_paints_them() {
    let folders = Folders::without_graphics_card();
    let window = Window::open(&folders);

    window.find("heading", "从哪里开始？");
    let practice = window.find("button", "打开练习账号");
    window.find("button", "连接公众号");
    let picture = window.picture();
    assert!(picture.ink(window.rect(&practice)) > 0.01, "the words are painted, not only there");
    let spoken = window.label(&practice).replace(' ', "");
    assert_eq!(spoken, "打开练习账号", "as a screen reader says it");
}

#[test]
fn the_practice_account_is_there_after_a_restart_in_the_language_chosen() {
    let folders = Folders::new();
    let window = Window::open(&folders);
    open_practice(&window, "2 万", 20_000);
    row(&window, 0);
    window.find_test_id("practice-band");

    window.click_test_id("nav-settings");
    window.click("radio", "English");
    window.find("heading", "Settings");
    window.quit();

    let window = Window::open(&folders);
    wait_for_people(&window, 20_000);
    window.find("heading", "Followers…");
    row(&window, 0);
    drop(window);
    leaks::search_logs(&folders);
}

#[test]
fn a_system_in_english_is_met_in_english() {
    let folders = Folders::in_english();
    let window = Window::open(&folders);
    window.find("heading", "Where would you like to start?");
}
