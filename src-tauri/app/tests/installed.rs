//! The program as a person has it who installed a package: no folder of its own choosing.

use std::collections::BTreeSet;
use std::path::Path;

use crate::deeds::{open_practice, row};
use crate::leaks;
use crate::window::{Folders, Window};

/// Written by the parts of a desktop into any person's folders: the keychain, and GTK's, the
/// fonts' and the graphics' own notes; and what the person has chosen in GTK.
const OF_THE_SYSTEM: [&str; 9] = [
    "share/keyrings",
    "share/recently-used.xbel",
    "config/dconf",
    "config/gtk-3.0",
    "cache/dconf",
    "cache/fontconfig",
    "cache/mesa_shader_cache",
    "cache/mesa_shader_cache_db",
    "runtime",
];

/// `cargo xtask package --check` tells it with the installed program.
#[test]
#[ignore = "needs a package's program in FANDESK_PROGRAM; `cargo xtask package --check` has one"]
fn all_that_a_person_leaves_is_in_one_folder() {
    let folders = Folders::of_a_person();
    let window = Window::open(&folders);
    open_practice(&window, "2 万", 20_000);
    row(&window, 0);
    window.quit();

    assert_eq!(folders.data(), folders.home().join("share/app.fandesk.desktop"));
    assert!(folders.data().join("desk.db").is_file(), "the operator's data is kept");
    leaks::search_logs(&folders);
    let mut left = BTreeSet::new();
    leaks::visit(folders.home(), &mut |file| {
        let place = file.strip_prefix(folders.home()).expect("a file below the home");
        if !file.starts_with(folders.data()) && !is_of_the_system(place) {
            left.insert(place.to_path_buf());
        }
    });
    assert!(left.is_empty(), "files beside the one folder: {left:?}");
}

fn is_of_the_system(place: &Path) -> bool {
    OF_THE_SYSTEM.iter().any(|known| place.starts_with(known))
}
