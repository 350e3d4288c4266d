//! Changing many people and one: what the window said is what WeChat then holds.

use std::collections::HashSet;

use crate::deeds::{choose_all_but, chosen, connect, open_person, person_at, row, tag_chosen};
use crate::leaks;
use crate::sights::thousands;
use crate::wechat::Wechat;
use crate::window::{Folders, Key, Window};

#[test]
fn all_that_match_but_three_are_tagged_and_wechat_holds_exactly_them() {
    let wechat = Wechat::with_followers(12_345);
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");

    let left_out: HashSet<String> = choose_all_but(&window, [0, 2, 5]).into();
    chosen(&window, "已选12,342人");
    tag_chosen(&window, "周三到店");
    // WeChat allows twenty tags a person: whoever has them already is skipped, and that is said.
    let full = wechat.account().people().into_iter().filter(|person| person.tags.len() >= 20);
    let full: HashSet<String> = full.map(|person| person.openid).collect();
    let full: HashSet<String> = full.difference(&left_out).cloned().collect();
    window.see("12,342 人符合条件");
    if !full.is_empty() {
        window.see(&format!("{} 人超过 20 个标签", full.len()));
    }
    window.click_test_id("preview-start");
    window.see(&format!("完成 {} 人", thousands(12_342 - full.len() as u32)));
    window.click_test_id("result-done");

    let account = wechat.account();
    let tag = account.tag_named("周三到店").expect("the tag is on WeChat");
    let carrying: HashSet<String> = account.members(tag).into_iter().collect();
    let wanted: HashSet<String> = account
        .openids()
        .into_iter()
        .filter(|openid| !left_out.contains(openid) && !full.contains(openid))
        .collect();
    assert_eq!(wanted.len() + full.len(), 12_342, "three people were left out");
    assert!(carrying == wanted, "{} carry the tag on WeChat", carrying.len());
    drop(window);
    leaks::search(&folders, &wechat);
}

#[test]
fn one_person_gets_a_remark_by_keys_alone() {
    let wechat = Wechat::with_followers(50);
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");

    let person = person_at(&window, 1);
    row(&window, 0);
    window.click_test_id("row-0");
    window.press(&[Key::Down, Key::F2]);
    window.find_test_id("remark-input");
    window.type_text("王小姐-望京");
    window.press(&[Key::Enter]);
    window.see("王小姐-望京");

    assert_eq!(remark_on_wechat(&wechat, &person), "王小姐-望京");
    drop(window);
    leaks::search(&folders, &wechat);
}

#[test]
fn a_double_click_changes_a_remark_and_the_persons_record_keeps_the_old_one() {
    let wechat = Wechat::with_followers(50);
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");

    let person = person_at(&window, 3);
    for remark in ["老客户", "老客户-周三"] {
        window.double_click(&window.find_cell(&row(&window, 3), "remark"));
        window.find_test_id("remark-input");
        window.chord(&[Key::Control], 'a');
        window.type_text(remark);
        window.press(&[Key::Enter]);
        window.until("the remark in the row", |window| {
            window.text_of(&row(window, 3)).contains(remark).then_some(())
        });
    }
    open_person(&window, 3);
    let history = window.find_test_id("detail-history");
    window.until("both remarks in the person's record", |window| {
        let record = window.text_of(&history).replace(char::is_whitespace, "");
        record.contains("「老客户」改为「老客户-周三」").then_some(())
    });
    assert_eq!(remark_on_wechat(&wechat, &person), "老客户-周三");
    drop(window);
    leaks::search(&folders, &wechat);
}

fn remark_on_wechat(wechat: &Wechat, openid: &str) -> String {
    wechat.account().follower(openid).expect("a follower").remark
}
