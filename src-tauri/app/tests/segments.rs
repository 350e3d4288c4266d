//! A segment's life: saved, used, compared by a sync, copied, changed, deleted on this computer alone.

use fandesk_sandbox::FollowerView;

use crate::conditions::{add_tags, live_count};
use crate::deeds::{connect, row};
use crate::finding::counted;
use crate::leaks;
use crate::sights::thousands;
use crate::wechat::Wechat;
use crate::window::{Folders, Key, Window};

const NAME: &str = "常来的会员";
const ENTERING: usize = 5;
const LEAVING: usize = 3;

#[test]
fn a_segment_is_saved_used_compared_after_a_sync_copied_changed_and_deleted_here_alone() {
    let wechat = Wechat::with_followers(3_000);
    let [member, beijing] = ["会员", "北京"].map(|name| wechat.tag(name));
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");
    let members = wechat.account().members(member).len();

    save(&window, members);
    window.click_test_id("segment-menu");
    window.click("menuitem", &format!("{NAME}…"));
    counted(&window, members);

    some_move(&wechat, member);
    window.click_test_id("nav-segments");
    window.press(&[Key::F5]);
    for (move_of, words) in
        [("entered", format!("进入 {ENTERING} 人")), ("left", format!("离开 {LEAVING} 人"))]
    {
        window.until(&format!("“{words}”"), |window| {
            let id = format!("segment-{move_of}-1");
            let moved = window.all_test_id(&id).into_iter().next()?;
            (window.text_of(&moved).trim() == words).then_some(())
        });
    }
    window.click_test_id("segment-entered-1");
    counted(&window, ENTERING);

    let members = members + ENTERING - LEAVING;
    let of_both = |person: &FollowerView| {
        person.following && person.tags.contains(&member) && person.tags.contains(&beijing)
    };
    let both = wechat.account().people().iter().filter(|person| of_both(person)).count();
    window.click_test_id("nav-segments");
    the_copy_is_narrowed(&window, members, both);
    the_copy_is_deleted(&window);
    assert_eq!(wechat.account().members(member).len(), members, "nobody's tags were touched");
    drop(window);
    leaks::search(&folders, &wechat);
}

fn save(window: &Window, members: usize) {
    window.press_button("combine-conditions");
    add_tags(window, "带有任一", &["会员"]);
    live_count(window, members);
    window.press_button("filter-save");
    window.find_test_id("segment-sentence");
    window.tab_to("segment-name");
    window.type_text(NAME);
    window.press_button("segment-save");
    window.gone("segment-name");
    counted(window, members);
}

/// On the console, some get the tag and some lose it.
fn some_move(wechat: &Wechat, tag: u32) {
    let account = wechat.account();
    let people = account.people();
    let following = || people.iter().filter(|person| person.following);
    let free = following().filter(|one| !one.tags.contains(&tag) && one.tags.len() < 18);
    let entering: Vec<&str> = free.take(ENTERING).map(|one| one.openid.as_str()).collect();
    let carrying = following().filter(|one| one.tags.contains(&tag));
    let leaving: Vec<&str> = carrying.take(LEAVING).map(|one| one.openid.as_str()).collect();
    account.tag(tag, &entering).expect("the tag can be put on");
    account.untag(tag, &leaving).expect("the tag can be taken off");
}

fn the_copy_is_narrowed(window: &Window, members: usize, both: usize) {
    window.click_on(&row(window, 0));
    people_in_panel(window, members);
    window.click_test_id("segment-copy");
    window.until("the copy in the second row", |window| {
        window.text_of(&row(window, 1)).contains(&format!("{NAME}（副本）")).then_some(())
    });
    people_in_panel(window, members);
    window.click_test_id("segment-edit");
    window.find_test_id("filter-builder");
    add_tags(window, "带有任一", &["北京"]);
    live_count(window, both);
    window.press_button("segment-save");
    people_in_panel(window, both);
    let first = window.text_of(&row(window, 0));
    assert!(first.contains(&thousands(members as u32)), "the first stays as it was: {first}");
}

fn people_in_panel(window: &Window, people: usize) {
    let words = thousands(people as u32);
    window.until(&format!("{words} people in the panel"), |window| {
        let count = window.all_test_id("segment-people-count").into_iter().next()?;
        window.text_of(&count).contains(&words).then_some(())
    });
}

fn the_copy_is_deleted(window: &Window) {
    window.click_test_id("segment-remove");
    window.see("只删除这台电脑上保存的条件");
    window.find("button", "删除（仅本机）");
    window.click_test_id("segment-delete");
    window.gone("row-1");
    let left = window.text_of(&row(window, 0));
    assert!(left.contains(NAME) && !left.contains("副本"), "{left}");
}
