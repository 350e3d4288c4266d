//! Language and colours: chosen once, kept for the next start.

use crate::deeds::{open_practice, wait_for_people};
use crate::leaks;
use crate::sights::{is_dark, painted_rows};
use crate::window::{Folders, Window};

#[test]
fn english_and_the_dark_colours_survive_a_restart() {
    let folders = Folders::new();
    display_story(&|| Window::open(&folders));
    leaks::search_logs(&folders);
}

/// Told twice: in the program's window and in Chromium.
pub(crate) fn display_story(start: &dyn Fn() -> Window) {
    let window = start();
    open_practice(&window, "2 万", 20_000);
    window.click("link", "设置");
    window.find("heading", "设置");
    assert!(!is_dark(&window), "the system's colours are light");
    window.click_text("深色");
    window.until("a dark window", |window| is_dark(window).then_some(()));
    window.click_text("繁體中文");
    window.find("heading", "設定");
    window.click_text("English");
    window.find("heading", "Settings");
    drop(window);

    let window = start();
    window.find("heading", "Followers…");
    wait_for_people(&window, 20_000);
    painted_rows(&window);
    assert!(is_dark(&window), "dark again");
    drop(window);
}
