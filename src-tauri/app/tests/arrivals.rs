//! Whoever came by one poster this week is tagged, and untagged again, without the mouse.

use fandesk_sandbox::FollowerView;
use jiff::ToSpan;

use crate::conditions::{
    add_condition, add_followed, live_count, open_builder, show, start_of_day, today,
};
use crate::deeds::chosen;
use crate::finding::{announced, counted, pick_tags};
use crate::sights::{painted_rows, thousands};
use crate::wechat::Wechat;
use crate::window::{Key, Window};

/// The poster's text, and the tag of whoever came by it.
const SHOP: &str = "门店A";

/// The preview says how many are tagged and how many are already, WeChat then holds exactly them,
/// and taking it back takes it from nobody else.
pub(crate) fn of_a_poster_are_tagged_and_untagged(
    window: &Window,
    wechat: &Wechat,
    people: &[FollowerView],
) {
    let shop = wechat.tag(SHOP);
    let week = start_of_day(today() - 6.days());
    let came = |person: &&FollowerView| {
        person.qr_scene_str == SHOP && i64::from(person.subscribe_time) >= week
    };
    let arrivals: Vec<&FollowerView> = people.iter().filter(came).collect();
    let before = wechat.account().members(shop).len();
    let tagged = arrivals.iter().filter(|person| person.tags.contains(&shop)).count();
    let full = arrivals.iter().filter(|person| person.tags.len() >= 20).count();
    let new = arrivals.len() - tagged - full;
    assert!(tagged > 0 && new > 0, "{tagged} of {} are tagged already", arrivals.len());

    open_builder(window);
    add_condition(window, "二维码");
    window.tab_to("filter-qr");
    window.type_text(SHOP);
    window.press(&[Key::Enter, Key::Escape]);
    add_followed(window, "在", "近几天");
    live_count(window, arrivals.len());
    show(window, arrivals.len());
    painted_rows(window);

    window.tab_to("grid");
    window.chord(&[Key::Control], 'a');
    chosen(window, &format!("已选{}人", thousands(arrivals.len() as u32)));
    pick_tags(window, &[SHOP]);
    window.press_button("tag-picker-done");
    window.see(&format!("给 {} 人打上", thousands(new as u32)));
    window.see(&format!("{} 人已有此标签（跳过）", thousands(tagged as u32)));
    window.press_button("preview-start");
    announced(window, &format!("完成 {} 人", thousands(new as u32)));
    window.press_button("result-done");
    assert_eq!(wechat.account().members(shop).len(), before + new);

    window.chord(&[Key::Control], 'z');
    window.see(&format!("给 {} 人去掉", thousands(new as u32)));
    window.tab_to("typed-number");
    window.type_text(&new.to_string());
    window.press_button("preview-start");
    window.press_button("result-done");
    assert_eq!(wechat.account().members(shop).len(), before);

    window.press_button("conditions-clear");
    counted(window, people.len());
}
