//! Putting conditions together without the mouse.

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

use crate::finding::{announced, counted};
use crate::sights::thousands;
use crate::window::{Key, Window};

fn china() -> TimeZone {
    TimeZone::get("Asia/Shanghai").expect("the zone is known")
}

/// The day it is in China.
pub(crate) fn today() -> Date {
    Timestamp::now().to_zoned(china()).date()
}

/// When a day begins in China, in Unix seconds.
pub(crate) fn start_of_day(day: Date) -> i64 {
    day.to_zoned(china()).expect("midnight exists").timestamp().as_second()
}

/// Opens the builder with the conditions that hold.
pub(crate) fn open_builder(window: &Window) {
    window.chord(&[Key::Control, Key::Shift], 'f');
}

/// Adds a condition from the menu; the keyboard is then in its first field.
pub(crate) fn add_condition(window: &Window, about: &str) {
    window.press_button("filter-add");
    window.wait_for_focus("[role=menuitem]");
    window.take_line(about);
}

/// Adds a line about people who have these tags, in the way that is said, and fills it in.
pub(crate) fn add_tags(window: &Window, have: &str, tags: &[&str]) {
    add_condition(window, "标签");
    choose(window, "filter-have", have);
    window.press(&[Key::Tab]);
    for tag in tags {
        window.type_text(tag);
        window.press(&[Key::Enter]);
    }
    window.press(&[Key::Escape]);
}

/// Adds a line about when people followed, and fills it in.
pub(crate) fn add_followed(window: &Window, when: &str, period: &str) {
    add_condition(window, "关注时间");
    choose(window, "filter-when", when);
    window.press(&[Key::Tab]);
    choose(window, "filter-period", period);
}

/// Takes this choice in the field that the keyboard comes to next.
pub(crate) fn choose(window: &Window, field: &str, choice: &str) {
    window.tab_to(field);
    window.press(&[Key::Enter]);
    window.take_line(choice);
}

/// Switches the last condition off or on.
pub(crate) fn switch_last_line(window: &Window) {
    window.tab_to("filter-switch");
    while !window.all_test_id("filter-switch").last().is_some_and(|last| window.has_focus(last)) {
        window.press(&[Key::Tab]);
        window.tab_to("filter-switch");
    }
    window.type_text(" ");
}

/// Waits until the builder counts so many people, and says so.
pub(crate) fn live_count(window: &Window, people: usize) {
    let wanted = people.to_string();
    window.until(&format!("{wanted} people in the builder"), |window| {
        let count = window.all_test_id("filter-count").into_iter().next()?;
        (window.attribute(&count, "data-people")? == wanted).then_some(())
    });
    announced(window, &format!("{} 人", thousands(people as u32)));
}

/// Takes the conditions over; the list then has so many people.
pub(crate) fn show(window: &Window, people: usize) {
    window.press_button("filter-done");
    counted(window, people);
}
