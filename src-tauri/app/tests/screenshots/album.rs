//! Where the photographs go, and when one is taken.

use std::path::PathBuf;

use crate::window::{Picture, Window};

/// Where the photographs go.
const FOLDER: &str = "FANDESK_SCREENSHOTS";
/// `light` or `dark`: the look of the system, which whoever starts this has set by `GTK_THEME`.
const THEME: &str = "FANDESK_SCREENSHOTS_THEME";

pub(super) struct Album {
    folder: PathBuf,
    theme: String,
}

impl Album {
    /// As `cargo xtask screenshots` asks for it.
    pub(super) fn wanted() -> Self {
        let theme = std::env::var(THEME).unwrap_or_else(|_| "light".to_owned());
        let folder = std::env::var_os(FOLDER).expect("cargo xtask screenshots names the folder");
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        Self { folder: folder.into(), theme }
    }

    /// Takes the picture when nothing moves any more: two looks one after the other are the same.
    pub(super) fn add(&self, window: &Window, name: &str, language: &str) {
        let mut before = window.png();
        window.until("a picture that stands still", |window| {
            let now = window.png();
            let still = now == before;
            before = now;
            still.then_some(())
        });
        let file = self.folder.join(format!("{name}-{language}-{}.png", self.theme));
        std::fs::write(file, Picture::from_png(&before).to_png())
            .expect("a photograph can be kept");
    }
}
