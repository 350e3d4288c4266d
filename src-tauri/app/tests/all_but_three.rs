//! All that match but three: chosen, checked, tagged, and found under the tag. And the guide's first tag.

use crate::deeds::{open_practice, tag_chosen, tick, wait_for_people};
use crate::guide;
use crate::leaks;
use crate::sights::{painted_rows, people, show_tag, tag_count, thousands};
use crate::window::{Folders, Window};

const NEW_TAG: &str = "会员回访";

#[test]
fn members_but_three_and_those_of_the_guide_are_found_under_their_new_tags() {
    let folders = Folders::new();
    let window = Window::open(&folders);
    let tagged = all_but_three_story(&window);
    let tagged_first = guide::the_first_tag_is_put_on(&window);
    window.quit();

    let window = Window::open(&folders);
    wait_for_people(&window, 20_000);
    assert_eq!(show_tag(&window, NEW_TAG), tagged, "what was done there is kept");
    assert_eq!(show_tag(&window, guide::NEW_TAG), tagged_first, "and as the guide said");
    window.quit();
    leaks::search_logs(&folders);
}

/// In the practice account. Told twice: in the program's window and in Chromium. Returns how many
/// people carry the new tag.
pub(crate) fn all_but_three_story(window: &Window) -> u32 {
    open_practice(window, "2 万", 20_000);
    painted_rows(window);
    show_tag(window, "会员");
    let tagged = tag_all_but_three(window);
    window.until("the number beside the tag", |window| {
        (tag_count(window, NEW_TAG)? == thousands(tagged)).then_some(())
    });
    assert_eq!(show_tag(window, NEW_TAG), tagged, "and found under it");
    painted_rows(window);
    tagged
}

/// Tags all that the list shows, but for three. Returns how many got the tag: the chosen without
/// those who have twenty tags already.
fn tag_all_but_three(window: &Window) -> u32 {
    let people = people(window);
    window.click("checkbox", "选择全部符合条件的");
    for row in [1, 3, 6] {
        tick(window, row);
    }
    let chosen = thousands(people - 3);
    window.see(&format!("已选 {chosen} 人"));
    window.see("除去 3 人");

    tag_chosen(window, NEW_TAG);
    window.see(&format!("{chosen} 人符合条件"));
    window.see(&format!("人打上「{NEW_TAG}」"));
    let title = window.text_of(&window.find_test_id("preview-title"));
    let digits: String = title.chars().filter(char::is_ascii_digit).collect();
    let tagged: u32 = digits.parse().expect("the title counts the people");
    assert!((people - 13..=people - 3).contains(&tagged), "few people have twenty tags");
    window.click_test_id("preview-start");
    window.see(&format!("完成 {} 人", thousands(tagged)));
    window.see(&format!("群发 → 按标签 → {NEW_TAG}"));
    window.click("button", "完成");
    tagged
}
