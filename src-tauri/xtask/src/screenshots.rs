//! `cargo xtask screenshots`: photographs the real window into `docs/screenshots/`.
//!
//! The photographer is a part of the journeys' test binary that runs only when asked for, because
//! it drives the same window with the same helpers.

use crate::node;
use crate::packages::{self, Purpose};
use crate::shell::{self, Outcome};
use std::path::Path;
use std::process::Command;

/// Small worlds, in both languages.
const PICTURES: &str = "screenshots::";
/// Among a million people; takes minutes.
const MILLION: &str =
    "million::a_million_people_are_painted_to_the_last_and_anybody_is_found_by_mouse_and_by_keys";

/// Starts the program on a virtual screen, once per theme, and once more with a million people.
pub(crate) fn take() -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err("The photographs are taken on Linux, where the window can be driven.".into());
    }
    packages::ready(Purpose::Pictures)?;
    node::ready()?;
    let folder = shell::root().join("docs/screenshots");
    for theme in ["light", "dark"] {
        shell::run(photographer(&folder, theme, PICTURES))?;
    }
    shell::run(photographer(&folder, "light", MILLION))?;
    println!("\nwritten to {}", folder.display());
    Ok(())
}

/// The system's look is that of GTK; a program that follows the system takes it from there.
fn photographer(folder: &Path, theme: &str, stories: &str) -> Command {
    let mut command = shell::cargo_on_virtual_screen(&[
        "test",
        "--package",
        "fandesk",
        "--test",
        "journeys",
        "--",
        "--include-ignored",
        stories,
        // Only one window at a time has the keyboard, which is seen.
        "--test-threads=1",
        "--nocapture",
    ]);
    command
        .env("FANDESK_SCREENSHOTS", folder)
        .env("FANDESK_SCREENSHOTS_THEME", theme)
        .env("GTK_THEME", if theme == "dark" { "Adwaita:dark" } else { "Adwaita" });
    command
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Texts that show pictures, and what the paths in them start from.
    const TEXTS: [&str; 4] =
        ["README.md", "docs/guide/zh-CN.md", "docs/guide/zh-TW.md", "docs/guide/en.md"];

    #[test]
    fn every_picture_that_is_shown_is_there() {
        let missing: Vec<String> = TEXTS.into_iter().flat_map(missing_in).collect();
        assert!(missing.is_empty(), "`cargo xtask screenshots` takes them: {missing:?}");
    }

    fn missing_in(text: &str) -> Vec<String> {
        let file = shell::root().join(text);
        let words = fs::read_to_string(&file).expect("the text is there");
        let folder = file.parent().expect("it lies in a folder");
        let pictures: Vec<&str> = words
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split_once(')'))
            .map(|(path, _)| path)
            .filter(|path| path.ends_with(".png"))
            .collect();
        assert!(!pictures.is_empty(), "{text} shows pictures");
        let missing = pictures.into_iter().filter(|path| !folder.join(path).is_file());
        missing.map(|path| format!("{text}: {path}")).collect()
    }
}
