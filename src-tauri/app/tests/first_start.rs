//! The first start: a person who has never seen the program.

use crate::window::{Folders, Window};

#[test]
fn the_first_start_offers_two_choices_and_paints_them() {
    let folders = Folders::new();
    let window = Window::open(&folders);

    window.find("heading", "从哪里开始？");
    let practice = window.find("button", "打开练习账号");
    window.find("button", "连接公众号");
    let picture = window.picture();
    assert!(picture.ink(window.rect(&practice)) > 0.01, "the words are painted, not only there");
    assert_eq!(
        window.label(&practice).replace(' ', ""),
        "打开练习账号",
        "as a screen reader says it"
    );
}

#[test]
fn the_practice_account_opens_syncs_and_is_there_after_a_restart() {
    let folders = Folders::new();
    let window = Window::open(&folders);
    window.click("button", "打开练习账号");
    window.see("20,000");
    window.until("the first rows", |window| (window.all("row", "粉丝·…").len() > 5).then_some(()));
    drop(window);

    let window = Window::open(&folders);
    window.see("20,000");
}
