//! What axe-core finds in the real window, with its real colours: nothing serious on any screen and
//! in any dialog of the practice account, in light and in dark.

use crate::deeds::{chosen, open_person, open_practice, row, tag_chosen, tick};
use crate::leaks;
use crate::looks::Looks;
use crate::sights::{is_dark, painted_rows};
use crate::window::{Folders, Key, Window};

#[test]
fn axe_finds_nothing_serious_on_any_screen_in_any_colours() {
    let folders = Folders::new();
    let window = Window::open(&folders);
    let mut looks = Looks::new(&window);
    open_practice(&window, "2 万", 20_000);
    looks.in_both_colours = true;
    looks.go("#/start", "start-practice");
    looks.at("the first start");
    assert!(is_dark(&window), "the colours are really others");
    looks.go("#/settings", "settings");
    every_screen(&window, &mut looks);
    looks.end();
    window.quit();
    leaks::search_logs(&folders);
}

fn every_screen(window: &Window, looks: &mut Looks<'_>) {
    window.click_test_id("nav-followers");
    painted_rows(window);
    looks.at("followers");
    beside_the_list(window, looks);
    over_the_list(window, looks);
    bulk_changes(window, looks);
    tags_and_segments(window, looks);
    blacklist(window, looks);
    what_was_done(window, looks);
    settings(window, looks);
    looks.go("#/connect", "connect-submit");
    window.click_test_id("connect-advanced");
    looks.at("connecting");
    looks.go("#/settings", "settings");
}

fn beside_the_list(window: &Window, looks: &mut Looks<'_>) {
    open_person(window, 1);
    window.find_test_id("detail-name");
    looks.at("a person's details");
    window.click_test_id("detail-close");
    looks.opened(["add-condition", "condition-menu"], "the conditions");
    window.click_test_id("account-switcher");
    window.find("menuitem", "管理账号");
    looks.at("the accounts");
    window.press(&[Key::Escape]);
}

fn over_the_list(window: &Window, looks: &mut Looks<'_>) {
    let escape = || window.press(&[Key::Escape]);
    window.chord(&[Key::Control], 'k');
    window.find_test_id("palette-list");
    looks.at("the palette");
    escape();
    window.chord(&[Key::Control], '/');
    window.find_test_id("shortcuts");
    looks.at("the shortcuts");
    escape();
    looks.opened(["rail-guide", "guide-text"], "the guide");

    window.click_test_id("combine-conditions");
    window.find_test_id("filter-builder");
    window.click_test_id("filter-add-group");
    looks.at("conditions put together");
    escape();
    window.chord(&[Key::Control, Key::Shift], 'l');
    window.find_test_id("view-panel");
    looks.at("columns and views");
    escape();
    window.chord(&[Key::Control, Key::Shift], 'o');
    window.fill_in("list-text", "oABC");
    looks.at("a list to paste");
    window.click_test_id("list-check");
    window.find_test_id("list-entries");
    looks.at("a pasted list");
    escape();

    window.click_test_id("sync-report");
    window.click_text("现在同步要用多少调用");
    window.find_test_id("plan-sum");
    looks.at("a sync's report and the plan of the next");
    escape();
}

fn bulk_changes(window: &Window, looks: &mut Looks<'_>) {
    tick(window, 1);
    window.chord(&[Key::Shift], Key::F10.code());
    window.wait_for_focus("[role=menu]");
    looks.at("the menu of a row");
    window.press(&[Key::Escape]);
    chosen(window, "已选1人");
    looks.opened(["bulk-retag", "retag-check"], "the question of swapping tags");
    looks.opened(["bulk-remark", "bulk-remark-input"], "the question of a remark");
    window.click_test_id("bulk-block");
    window.find_test_id("block-check");
    looks.at("the question of blocking");
    window.click_test_id("block-check");
    window.find_test_id("preview");
    looks.at("the check of blocking");
    window.press(&[Key::Escape]);
    tag_chosen(window, "白天");
    looks.at("the check of tagging");
    window.click_test_id("preview-start");
    window.find_test_id("next-step");
    looks.at("the result");
    looks.opened(["outcome-done", "job-people"], "the people behind a number");
    window.click_test_id("result-done");
}

fn tags_and_segments(window: &Window, looks: &mut Looks<'_>) {
    window.click_test_id("nav-tags");
    window.click_on(&row(window, 0));
    window.find_test_id("tag-panel");
    looks.at("tags");
    looks.opened(["tag-new", "tag-name"], "a new tag");
    looks.opened(["tag-remove", "tag-delete"], "the question of deleting a tag");
    window.click_test_id("nav-segments");
    looks.opened(["segment-new", "filter-builder"], "a new segment");
    looks.at("segments");
}

fn blacklist(window: &Window, looks: &mut Looks<'_>) {
    window.click_test_id("nav-blacklist");
    row(window, 0);
    looks.at("the blacklist");
    tick(window, 0);
    looks.opened(["blacklist-reason", "reason-text"], "why somebody is blocked");
    window.click_test_id("selection-clear");
    window.click_test_id("blacklist-add");
    window.find_test_id("block-search");
    looks.at("whom to block");
    window.click("radio", "粘贴 OpenID");
    window.find_test_id("block-paste");
    looks.at("whom to block, pasted");
    window.click("button", "取消");
}

fn what_was_done(window: &Window, looks: &mut Looks<'_>) {
    window.click_test_id("nav-activity");
    window.find_test_id("activity");
    looks.at("activity");
    // The tag was made on the way to the result.
    let undo = window.until("a tag that can be taken back", |window| {
        window.rects("[data-testid^=undo-tag-]", "data-testid").into_iter().next()
    });
    looks.opened([&undo.0, "tag-undo"], "the question of taking a tag back");
    looks.opened(["job-tray", "job-tray-list"], "the tray of jobs");
}

fn settings(window: &Window, looks: &mut Looks<'_>) {
    window.click_test_id("nav-settings");
    window.find_test_id("settings");
    looks.at("settings");
    looks.opened(["account-rename", "rename-name"], "another name for an account");
    looks.opened(["account-remove", "remove-account"], "the question of removing an account");
    looks.opened(["about-licences", "licences"], "whose work is in it");
    looks.opened(["diagnostics-open", "diagnostics-text"], "diagnostics");
    looks.opened(["erase", "erase-dialog"], "the question of erasing everything");
    window.click("button", "调用额度");
    window.find_test_id("calls");
    looks.at("calls");
    looks.opened(["calls-reset", "reset"], "the question of setting the calls back");
}
