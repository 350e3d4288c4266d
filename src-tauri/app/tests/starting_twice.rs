//! Starting the program while it is running: by a second click on its icon.

use crate::deeds::{open_practice, row, wait_for_people};
use crate::window::{Folders, Window};

#[test]
fn a_second_start_leaves_the_work_to_the_first_window() {
    let folders = Folders::new();
    let window = Window::open(&folders);
    open_practice(&window, "2 万", 20_000);
    row(&window, 0);

    assert!(window.start_again(), "it shows the first one and ends");

    row(&window, 0);
    window.click_test_id("nav-settings");
    window.find_test_id("settings");
    window.quit();

    let window = Window::open(&folders);
    wait_for_people(&window, 20_000);
}
