//! A million people: painted to the last, and whoever is looked for among them is found.
//!
//! They are connected once, because reading them takes longest; the chapters follow in one window, and
//! are photographed when somebody asks for it.

use std::time::{SystemTime, UNIX_EPOCH};

use fandesk_sandbox::AccountConfig;

use crate::deeds::{connect, open_person, row};
use crate::screenshots::album::Album;
use crate::sights::painted_rows;
use crate::wechat::Wechat;
use crate::window::{Folders, Key, Window};
use crate::{arrivals, audience, finding, leaks};

const PEOPLE: u32 = 1_000_000;

#[test]
fn a_million_people_are_painted_to_the_last_and_anybody_is_found_by_mouse_and_by_keys() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    let account = AccountConfig::default().followers(PEOPLE).born_at(now.as_secs());
    let wechat = Wechat::with(account);
    let full = wechat.account().openids().swap_remove(5_000);
    wechat.fill_with_tags(&full);
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");
    let album = Album::open();
    album.frame(&window);

    let mut people = wechat.account().people();
    people.retain(|person| person.following);

    the_middle_and_the_last_are_painted(&window);
    let full = people.iter().find(|person| person.openid == full).expect("they follow");
    finding::the_twenty_first_tag_is_refused(&window, &wechat, full);
    finding::one_person_is_found_noted_and_tagged(&window, &wechat, &people, &album);
    arrivals::of_a_poster_are_tagged_and_untagged(&window, &wechat, &people);
    let crowd = audience::is_built_as_counted_by_hand(&window, &wechat, &people, &album);
    let left = finding::some_leave(&wechat, &people, &crowd);
    audience::all_but_three_are_tagged_whatever_a_sync_finds(&window, &wechat, &crowd, &album);
    audience::the_tag_is_cleaned_up_and_no_other(&window, &wechat);
    finding::a_pasted_list_is_sorted_out(&window, &people, &left, &album);
    window.quit();
    leaks::search(&folders, &wechat);
}

fn the_middle_and_the_last_are_painted(window: &Window) {
    painted_rows(window);
    let first = row(window, 0);
    let at_top = window.picture().ink(window.rect(&first));
    assert!(at_top > 0.005, "the first row is painted");

    let list = window.rect(&window.find_test_id("grid"));
    let scroll_bar = list.x + list.width - 4.0;
    window.drag((scroll_bar, list.y + 6.0), (scroll_bar, list.y + list.height / 2.0));
    let middle = window.until("painted rows about half-way down", |window| {
        let (first, _) = painted_rows(window);
        (PEOPLE * 3 / 10..PEOPLE * 7 / 10).contains(&first).then_some(first)
    });
    open_person(window, middle);
    window.chord(&[Key::Control], Key::End.code());
    let last = row(window, PEOPLE - 1);
    let rect = window.rect(&last);
    window.until("the last row to be painted", |window| {
        (window.picture().ink(rect) > at_top / 3.0).then_some(())
    });
    let counted = window.attribute(&window.find_test_id("grid"), "aria-rowcount");
    let all = (PEOPLE + 1).to_string();
    assert_eq!(counted, Some(all), "as a screen reader counts, with the header");
    window.press(&[Key::Escape]);
}
