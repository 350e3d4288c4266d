//! Where the photographs go, and when one is taken.

use std::path::PathBuf;

use super::SIZE;
use crate::window::{Picture, Window};

/// Where the photographs go.
const FOLDER: &str = "FANDESK_SCREENSHOTS";
/// `light` or `dark`: the look of the system, which whoever starts this has set by `GTK_THEME`.
const THEME: &str = "FANDESK_SCREENSHOTS_THEME";

/// Stays empty while nobody asks for photographs.
pub(crate) struct Album {
    folder: Option<PathBuf>,
    theme: String,
}

impl Album {
    /// That of a story which is told whether or not somebody asks for its photographs.
    pub(crate) fn open() -> Self {
        let folder = std::env::var_os(FOLDER).map(PathBuf::from);
        if let Some(folder) = &folder {
            std::fs::create_dir_all(folder).expect("the folder can be made");
        }
        let theme = std::env::var(THEME).unwrap_or_else(|_| "light".to_owned());
        Self { folder, theme }
    }

    /// As `cargo xtask screenshots` asks for it.
    pub(super) fn wanted() -> Self {
        let album = Self::open();
        assert!(album.folder.is_some(), "cargo xtask screenshots names the folder");
        album
    }

    /// Gives a window the size of the photographs.
    pub(crate) fn frame(&self, window: &Window) {
        if self.folder.is_some() {
            window.resize(SIZE.0, SIZE.1);
        }
    }

    /// Takes the picture when nothing moves any more: two looks one after the other are the same.
    pub(crate) fn add(&self, window: &Window, name: &str, language: &str) {
        let Some(folder) = &self.folder else { return };
        let mut before = window.png();
        window.until("a picture that stands still", |window| {
            let now = window.png();
            let still = now == before;
            before = now;
            still.then_some(())
        });
        let file = folder.join(format!("{name}-{language}-{}.png", self.theme));
        std::fs::write(file, Picture::from_png(&before).to_png())
            .expect("a photograph can be kept");
    }
}
