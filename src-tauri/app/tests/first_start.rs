//! The first start: a person who has never seen the program.

use crate::window::{Folders, Window};

#[test]
fn the_first_start_offers_something_to_read_and_paints_it() {
    let folders = Folders::new();
    let window = Window::open(&folders);

    window.until("some words", |window| (!window.text().is_empty()).then_some(()));
    let picture = window.picture();
    let whole = window.rect(&window.find("main", ""));
    assert!(picture.ink(whole) > 0.001, "words are painted, not only in the document");
}
