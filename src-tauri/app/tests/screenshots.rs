//! The photographer of the README: `cargo xtask screenshots` asks for it, `cargo test` does not.

pub(crate) mod album;
mod troubles;

use fandesk_sandbox::{FaultRule, Trouble};

use crate::deeds::{
    open_connected, open_person, person_at, row, tag_chosen, tick, try_to_connect, wait_for_people,
};
use crate::keys::connect_and_make_code;
use crate::sights::{painted_rows, people};
use crate::wechat::Wechat;
use crate::window::{Folders, Key, Window};

use album::Album;

/// A common size of small laptops.
const SIZE: (u32, u32) = (1366, 768);

#[test]
#[ignore = "makes pictures instead of looking for mistakes"]
fn photographs_of_the_practice_account() {
    in_both_languages(practice_account);
}

#[test]
#[ignore = "makes pictures instead of looking for mistakes"]
fn photographs_of_a_connection_that_is_refused() {
    in_both_languages(refused_connection);
}

#[test]
#[ignore = "makes pictures instead of looking for mistakes"]
fn photographs_of_one_follower() {
    in_both_languages(one_follower);
}

#[test]
#[ignore = "makes pictures instead of looking for mistakes"]
fn photographs_of_what_a_sync_found() {
    in_both_languages(what_a_sync_found);
}

#[test]
#[ignore = "makes pictures instead of looking for mistakes"]
fn photographs_of_what_goes_wrong() {
    in_both_languages(troubles::what_goes_wrong);
}

#[test]
#[ignore = "makes pictures instead of looking for mistakes"]
fn photographs_of_keys_that_are_gone() {
    in_both_languages(lost_keys);
}

fn in_both_languages(story: fn(&Album, &str, &Folders)) {
    let album = Album::wanted();
    for (language, folders) in [("zh-CN", Folders::new()), ("en", Folders::in_english())] {
        story(&album, language, &folders);
    }
}

fn practice_account(album: &Album, language: &str, folders: &Folders) {
    let tag = if language == "en" { "Spring visit" } else { "春季回访" };
    let window = Window::open(folders);
    window.resize(SIZE.0, SIZE.1);
    window.find_test_id("start-practice");
    album.add(&window, "first-start", language);

    window.click_test_id("start-practice");
    wait_for_people(&window, 20_000);
    window.find_test_id("sync-report");
    painted_rows(&window);
    album.add(&window, "followers", language);

    window.click_test_id("column-remark");
    window.click_test_id("column-remark");
    open_person(&window, 0);
    window.find_test_id("detail-panel");
    window.find_test_id("detail-name");
    album.add(&window, "detail", language);
    window.click_test_id("detail-close");

    window.click_test_id("column-followedAt");
    painted_rows(&window);
    window.click_test_id("select-all");
    for person in [1, 3, 6] {
        row(&window, person);
        window.click_test_id(&format!("pick-{person}"));
    }
    album.add(&window, "all-but-three", language);
    plans_for_chosen(album, language, &window);
    tag_chosen(&window, tag);
    album.add(&window, "preview", language);
    window.click_test_id("preview-start");
    window.find_test_id("result");
    window.find_test_id("next-step");
    album.add(&window, "result", language);
    window.click_test_id("result-undo");
    window.find_test_id("preview");
    album.add(&window, "undo-preview", language);
    window.press(&[Key::Escape]);
    other_pages(album, language, &window, tag);
}

/// The dialogs that plan everybody's tags or remark as a whole.
fn plans_for_chosen(album: &Album, language: &str, window: &Window) {
    window.click_test_id("bulk-retag");
    window.find_test_id("retag-check");
    album.add(window, "retag", language);
    window.press(&[Key::Escape]);
    window.click_test_id("bulk-remark");
    window.fill_in("bulk-remark-input", "A-");
    window.click_test_id("remark-insert-remark");
    window.click_test_id("remark-insert-number");
    window.find_test_id("remark-samples");
    album.add(window, "remark-pattern", language);
    window.press(&[Key::Escape]);
}

/// What is reached from the rail and by the keys, after something was done.
fn other_pages(album: &Album, language: &str, window: &Window, tag: &str) {
    window.chord(&[Key::Control], 'k');
    window.find_test_id("palette-list");
    window.type_text(tag);
    album.add(window, "palette", language);
    window.press(&[Key::Escape]);

    kept_questions(album, language, window);
    found_people(album, language, window);

    window.click_test_id("nav-tags");
    window.click_on(&row(window, 1));
    window.find_test_id("tag-panel");
    album.add(window, "tags", language);
    window.click_test_id("tag-remove");
    window.find_test_id("tag-delete");
    album.add(window, "tag-delete", language);
    window.click_test_id("tag-delete");
    window.gone("tag-delete");

    window.click_test_id("nav-blacklist");
    row(window, 0);
    tick(window, 1);
    album.add(window, "blacklist", language);

    window.click_test_id("nav-activity");
    window.find_test_id("activity");
    album.add(window, "activity", language);
    let restore = if language == "en" { "Restore the tag" } else { "恢复标签" };
    window.click("button", restore);
    window.find_test_id("preview");
    album.add(window, "tag-restore", language);
    window.press(&[Key::Escape]);

    window.click_test_id("nav-settings");
    window.find_test_id("settings");
    album.add(window, "settings", language);
}

/// Conditions that are put together, and the segment of them.
fn kept_questions(album: &Album, language: &str, window: &Window) {
    let name = if language == "en" { "New members" } else { "本周新会员" };
    window.click_test_id("nav-followers");
    window.click_test_id("quick-recent");
    window.click("button", "会员…");
    window.click_test_id("combine-conditions");
    window.find_test_id("filter-builder");
    window.until("the number of people", |window| {
        window.attribute(&window.find_test_id("filter-count"), "data-people")
    });
    album.add(window, "conditions", language);

    window.click_test_id("filter-save");
    window.fill_in("segment-name", name);
    window.click_test_id("segment-save");
    window.click_test_id("nav-segments");
    window.click_on(&row(window, 0));
    window.find_test_id("segment-panel");
    album.add(window, "segments", language);
}

/// One person by a part of the OpenID, a pasted list, and how the table is looked at.
fn found_people(album: &Album, language: &str, window: &Window) {
    window.click_test_id("nav-followers");
    let openids = [0, 2, 5].map(|place| person_at(window, place));
    window.chord(&[Key::Control], 'f');
    window.type_text(&openids[0][6..18]);
    window.until("the one person", |window| (people(window) == 1).then_some(()));
    window.press(&[Key::Down]);
    album.add(window, "found", language);

    window.chord(&[Key::Control, Key::Shift], 'o');
    window.find_test_id("list-text");
    let [one, two, three] = &openids;
    window.paste(&format!("{one}\n{two}，{three}\n{one}\noStranger-{:018}\n{}", 7, &two[..14]));
    window.chord(&[Key::Control], Key::Enter.code());
    window.find_test_id("list-group-found");
    album.add(window, "pasted", language);
    window.press(&[Key::Escape]);

    window.chord(&[Key::Control], 'f');
    window.press(&[Key::Escape]);
    window.chord(&[Key::Control, Key::Shift], 'l');
    window.find_test_id("view-panel");
    album.add(window, "view", language);
    window.press(&[Key::Escape]);
}

/// A list of one, a question that nobody answers to, and a sync that WeChat refuses.
fn one_follower(album: &Album, language: &str, folders: &Folders) {
    let wechat = Wechat::with_followers(1);
    let window = Window::open(folders);
    window.resize(SIZE.0, SIZE.1);
    try_to_connect(&window, &wechat, name_in(language));
    window.find_test_id("first-followers");
    album.add(&window, "connected", language);
    open_connected(&window, 1);
    row(&window, 0);
    album.add(&window, "one-row", language);

    window.fill_in("search", "zzz");
    window.find_test_id("list-empty");
    album.add(&window, "nobody", language);
    window.press(&[Key::Escape]);
    window.until("the one follower again", |window| (people(window) == 1).then_some(()));

    let refuse = Trouble::Refuse { code: 48001, errmsg: None };
    wechat.trouble(FaultRule::new("/cgi-bin/user/get", refuse));
    window.click_test_id("sync-button");
    window.click_test_id("sync-state");
    window.find_test_id("sync-panel");
    album.add(&window, "sync-refused", language);
}

/// The report of a sync that found something of every kind.
fn what_a_sync_found(album: &Album, language: &str, folders: &Folders) {
    let wechat = Wechat::with_followers(20_000);
    let account = wechat.account();
    let window = Window::open(folders);
    window.resize(SIZE.0, SIZE.1);
    try_to_connect(&window, &wechat, name_in(language));
    open_connected(&window, 20_000);
    let gone = account.leave_some(3).expect("people leave");
    window.click_test_id("sync-button");
    moved(&window, "sync-left", "−3");

    account.leave_some(45).expect("people leave");
    account.join(312).expect("people join");
    account.come_back(&gone).expect("people come back");
    let untagged = account.people().into_iter().filter(|one| one.following && one.tags.is_empty());
    let untagged: Vec<String> = untagged.map(|one| one.openid).collect();
    let tag = account.tag_named("会员").expect("a tag of the sandbox's");
    account.tag(tag, &untagged[..20]).expect("colleagues tag");
    account.block(&untagged[20..22]).expect("colleagues block");
    // Those whose turn it is next to be read again: the sync before has read the first hundred.
    let mut openids = account.openids();
    openids.sort_unstable();
    for openid in &openids[105..190] {
        account.remark(openid, "后台改的").expect("colleagues write remarks");
    }
    window.click_test_id("sync-button");
    moved(&window, "sync-joined", "+312");
    window.click_test_id("sync-report");
    window.find_test_id("report-joined");
    album.add(&window, "sync-report", language);
}

/// Waits until a sync has ended that found so many.
fn moved(window: &Window, number: &str, wanted: &str) {
    window.until(&format!("{wanted} in the status line"), |window| {
        let shown = window.all_test_id(number).into_iter().next()?;
        (window.text_of(&shown) == wanted).then_some(())
    });
}

fn name_in(language: &str) -> &'static str {
    if language == "en" { "Main street" } else { "望京店" }
}

/// What an operator sees whose keychain has lost the keys of the files.
fn lost_keys(album: &Album, language: &str, folders: &Folders) {
    let wechat = Wechat::with_followers(1);
    let window = Window::open(folders);
    connect_and_make_code(&window, &wechat, name_in(language));
    window.quit();
    folders.lose_keychain();
    let window = Window::open(folders);
    window.resize(SIZE.0, SIZE.1);
    window.find_test_id("keys-missing");
    album.add(&window, "keys-missing", language);
}

/// What an operator sees whose computer is not on the allow-list.
fn refused_connection(album: &Album, language: &str, folders: &Folders) {
    let wechat = Wechat::with_followers(1);
    let account = wechat.account();
    account.enforce_allow_list(true);
    let window = Window::open(folders);
    window.resize(SIZE.0, SIZE.1);
    window.click_test_id("start-connect");
    window.find_test_id("drawing-credentials");
    album.add(&window, "connect", language);
    window.click_test_id("connect-back");
    try_to_connect(&window, &wechat, name_in(language));
    window.find_test_id("allow-list-address");
    album.add(&window, "connect-refused", language);
}
