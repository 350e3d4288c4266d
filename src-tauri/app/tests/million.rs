//! A million people in the list, to the last one, painted.

use crate::deeds::{open_person, open_practice, row};
use crate::sights::painted_rows;
use crate::window::{Folders, Key, Window};

#[test]
fn of_a_million_people_the_middle_and_the_last_are_painted() {
    let folders = Folders::new();
    let window = Window::open(&folders);
    open_practice(&window, "100 万", 1_000_000);

    let first = row(&window, 0);
    let at_top = window.picture().ink(window.rect(&first));
    assert!(at_top > 0.005, "the first row is painted");

    let list = window.rect(&window.find_test_id("grid"));
    let scroll_bar = list.x + list.width - 4.0;
    window.drag((scroll_bar, list.y + 6.0), (scroll_bar, list.y + list.height / 2.0));
    let middle = window.until("painted rows about half-way down", |window| {
        let (first, _) = painted_rows(window);
        (300_000..700_000).contains(&first).then_some(first)
    });
    open_person(&window, middle);
    window.chord(&[Key::Control], Key::End.code());
    let last = row(&window, 999_999);
    let rect = window.rect(&last);
    window.until("the last row to be painted", |window| {
        (window.picture().ink(rect) > at_top / 3.0).then_some(())
    });
    let counted = window.attribute(&window.find_test_id("grid"), "aria-rowcount");
    assert_eq!(counted.as_deref(), Some("1000001"), "as a screen reader counts, with the header");
}
