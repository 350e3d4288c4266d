//! The folders of one story: everything the program and its surroundings write.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock};

use tempfile::TempDir;

/// A home of its own, removed when the story ends. Windows opened one after the other on the same
/// folders see what the earlier ones left: that is how a restart is told.
#[derive(Debug)]
pub(crate) struct Folders {
    home: TempDir,
    locale: &'static str,
    chosen: bool,
    secrets: Mutex<Vec<String>>,
}

/// The system's language in most stories: most people who use the program have it.
const CHINESE: &str = "zh_CN.UTF-8";

impl Folders {
    /// On a system in Chinese.
    pub(crate) fn new() -> Self {
        Self::on_system(CHINESE)
    }

    /// On a system in Chinese, where the program finds its own place for what it writes.
    pub(crate) fn of_a_person() -> Self {
        Self { chosen: false, ..Self::new() }
    }

    /// On a system in English.
    pub(crate) fn in_english() -> Self {
        Self::on_system("C.UTF-8")
    }

    fn on_system(locale: &'static str) -> Self {
        let home = tempfile::Builder::new().prefix("fandesk-journey-").tempdir();
        let folders = Self {
            home: home.expect("a temporary folder can be made"),
            locale,
            chosen: true,
            secrets: Mutex::default(),
        };
        for folder in [folders.data(), folders.downloads(), folders.runtime()] {
            std::fs::create_dir_all(folder).expect("a folder can be made in the story's home");
        }
        folders
    }

    /// From now on no command line of a window on these folders may hold this text.
    pub(crate) fn keep_secret(&self, secret: &str) {
        self.secrets.lock().expect("no story panics with it").push(secret.to_owned());
    }

    pub(crate) fn secrets(&self) -> Vec<String> {
        self.secrets.lock().expect("no story panics with it").clone()
    }

    /// Everything below is written by the program, its web view or its keychain.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// `FANDESK_DATA_DIR`, or the place that the program finds by itself.
    pub(crate) fn data(&self) -> PathBuf {
        self.home().join(if self.chosen { "fandesk" } else { "share/app.fandesk.desktop" })
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
        let mut environment = vec![
            ("LANG", self.locale.into()),
            ("LOCPATH", locales().to_path_buf()),
            ("HOME", self.home().to_path_buf()),
            ("XDG_DATA_HOME", xdg("share")),
            ("XDG_CONFIG_HOME", xdg("config")),
            ("XDG_CACHE_HOME", xdg("cache")),
            ("XDG_RUNTIME_DIR", self.runtime()),
        ];
        if self.chosen {
            environment.push(("FANDESK_DATA_DIR", self.data()));
            environment.push(("FANDESK_DOWNLOADS_DIR", self.downloads()));
        }
        environment
    }
}

/// A folder with the Chinese locale, which most machines that run tests do not have.
fn locales() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("locales");
        let locale = folder.join(CHINESE);
        if !locale.exists() {
            std::fs::create_dir_all(&folder).expect("a folder can be made under target");
            let made = Command::new("localedef")
                .args(["-i", "zh_CN", "-f", "UTF-8"])
                .arg(&locale)
                .output()
                .expect("localedef comes with the package `locales`");
            assert!(locale.exists(), "the Chinese locale is made: {made:?}");
        }
        folder
    })
}
