//! One box for everything: by one sign, by two and by more, sign by sign as it is typed.

use fandesk_sandbox::FollowerView;

use crate::deeds::connect;
use crate::finding::{counted, search, search_no_more};
use crate::leaks;
use crate::sights::painted_rows;
use crate::wechat::Wechat;
use crate::window::{Folders, Window};

#[test]
fn people_are_found_by_one_sign_by_two_and_by_more_while_it_is_typed() {
    let wechat = Wechat::with_followers(5_000);
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");
    let mut people = wechat.account().people();
    people.retain(|person| person.following);
    let found = |text: &str| people.iter().filter(|person| holds(&wechat, person, text)).count();

    let named = people.iter().max_by_key(|person| person.remark.chars().count());
    let remark = &named.expect("some have remarks").remark;
    search(&window, "");
    let mut typed = String::new();
    for sign in remark.chars() {
        window.type_text(&sign.to_string());
        typed.push(sign);
        counted(&window, found(&typed));
    }
    painted_rows_if_many(&window, found(&typed));

    let unionid = people.iter().find_map(|person| person.unionid.as_deref());
    let unionid = unionid.expect("some have UnionIDs");
    let openid = &people[7].openid;
    for text in ["会员", "vip", "门店A", "春", &openid[9..17], &unionid[4..16], openid, unionid]
    {
        assert!(found(text) > 0, "{text} can be found");
        search(&window, text);
        counted(&window, found(text));
    }
    search(&window, "查无此人");
    window.find_test_id("list-empty");
    search_no_more(&window, people.len());
    painted_rows(&window);
    drop(window);
    leaks::search(&folders, &wechat);
}

fn painted_rows_if_many(window: &Window, people: usize) {
    if people >= 8 {
        painted_rows(window);
    }
}

/// Whether somebody's remark, ids, tags or QR code hold this text, whatever the case of Latin letters.
fn holds(wechat: &Wechat, person: &FollowerView, text: &str) -> bool {
    let wanted = text.to_ascii_lowercase();
    let has = |of: &str| of.to_ascii_lowercase().contains(&wanted);
    let is_id = wanted.len() >= 4 && wanted.is_ascii();
    let tags = wechat.account().tags();
    has(&person.remark)
        || has(&person.qr_scene_str)
        || (person.qr_scene != 0 && has(&person.qr_scene.to_string()))
        || (is_id && (has(&person.openid) || person.unionid.as_deref().is_some_and(has)))
        || tags.iter().any(|tag| person.tags.contains(&tag.id) && has(&tag.name))
}
