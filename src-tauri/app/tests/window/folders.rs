//! The folders of one story: everything the program and its surroundings write.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A home of its own, removed when the story ends. Windows opened one after the other on the same
/// folders see what the earlier ones left: that is how a restart is told.
#[derive(Debug)]
pub(crate) struct Folders {
    home: TempDir,
}

impl Folders {
    pub(crate) fn new() -> Self {
        let home = tempfile::Builder::new().prefix("fandesk-journey-").tempdir();
        let folders = Self { home: home.expect("a temporary folder can be made") };
        for folder in [folders.data(), folders.downloads(), folders.runtime()] {
            std::fs::create_dir_all(folder).expect("a folder can be made in the story's home");
        }
        folders
    }

    /// Everything below is written by the program, its web view or its keychain.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// `FANDESK_DATA_DIR`.
    pub(crate) fn data(&self) -> PathBuf {
        self.home().join("fandesk")
    }

    /// `FANDESK_DOWNLOADS_DIR`.
    pub(crate) fn downloads(&self) -> PathBuf {
        self.home().join("downloads")
    }

    fn runtime(&self) -> PathBuf {
        self.home().join("runtime")
    }

    /// What the driver, and through it the program, finds in its environment.
    pub(crate) fn environment(&self) -> Vec<(&'static str, PathBuf)> {
        let xdg = |name: &str| self.home().join(name);
        vec![
            ("HOME", self.home().to_path_buf()),
            ("XDG_DATA_HOME", xdg("share")),
            ("XDG_CONFIG_HOME", xdg("config")),
            ("XDG_CACHE_HOME", xdg("cache")),
            ("XDG_RUNTIME_DIR", self.runtime()),
            ("FANDESK_DATA_DIR", self.data()),
            ("FANDESK_DOWNLOADS_DIR", self.downloads()),
        ]
    }
}
