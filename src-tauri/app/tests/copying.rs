//! What is copied in the real window arrives where it is pasted: OpenIDs, and rows for a spreadsheet.

use crate::deeds::{open_practice, person_at, tick};
use crate::leaks;
use crate::window::{Folders, Key, Window};

#[test]
fn copied_openids_and_rows_arrive_where_they_are_pasted() {
    let folders = Folders::new();
    let window = Window::open(&folders);
    open_practice(&window, "2 万", 20_000);
    let openids = [0, 2].map(|place| person_at(&window, place));
    tick(&window, 0);
    tick(&window, 2);
    window.chord(&[Key::Control, Key::Shift], 'c');
    window.see("已复制");
    pasted_into_a_list(&window, &openids.join("\n"));

    window.chord(&[Key::Control], 'c');
    window.see("已复制 2");
    let rows = pasted_into_a_list(&window, &openids[0]);
    assert_eq!(rows.trim_end().lines().count(), 3, "headings and two people: {rows}");
    assert!(rows.contains(&openids[1]) && rows.contains("关注时间\t"), "{rows}");
    window.quit();
    leaks::search_logs(&folders);
}

/// Pastes into the field for lists, which holds the words then; returns all it holds.
fn pasted_into_a_list(window: &Window, words: &str) -> String {
    window.chord(&[Key::Control, Key::Shift], 'o');
    let field = window.find_test_id("list-text");
    window.wait_for_focus("[data-testid=list-text]");
    window.chord(&[Key::Control], 'v');
    let text = window.until(&format!("{words} in the field"), |window| {
        let text = window.value_of(&field)?;
        text.contains(words.trim()).then_some(text)
    });
    window.press(&[Key::Escape]);
    window.gone("list-text");
    text
}
