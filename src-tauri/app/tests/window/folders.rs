//! The folders of one story: everything the program and its surroundings write.

use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, OnceLock};

use tempfile::TempDir;

use super::processes::KEYCHAIN_PASSWORD;

/// A home of its own, removed when the story ends. Windows opened one after the other on the same
/// folders see what the earlier ones left: that is how a restart is told.
#[derive(Debug)]
pub(crate) struct Folders {
    home: TempDir,
    locale: &'static str,
    chosen: bool,
    /// What WebKit believes; on its own it finds out.
    has_graphics_card: Option<bool>,
    secrets: Arc<Mutex<Vec<String>>>,
    keychain: Mutex<Keychain>,
}

/// What a window finds of the system's keychain when it is opened.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Keychain {
    #[default]
    Open,
    /// And nobody to ask for its password.
    Locked,
    /// The system has none.
    Absent,
}

/// The system's language in most stories: most people who use the program have it.
const CHINESE: &str = "zh_CN.UTF-8";
/// A person's wishes, where GTK looks for them: that nothing moves by itself.
const STILL: &str = "[Settings]\ngtk-enable-animations=0\n";
/// And that everything is dark.
const STILL_AND_DARK: &str =
    "[Settings]\ngtk-enable-animations=0\ngtk-application-prefer-dark-theme=1\n";

impl Folders {
    /// On a system in Chinese, on which nothing moves by itself.
    pub(crate) fn new() -> Self {
        Self::on_system(CHINESE).with_wishes(STILL)
    }

    /// The same in dark.
    pub(crate) fn in_dark() -> Self {
        Self::on_system(CHINESE).with_wishes(STILL_AND_DARK)
    }

    fn with_wishes(self, wishes: &str) -> Self {
        let settings = self.home().join("config/gtk-3.0");
        std::fs::create_dir_all(&settings).expect("a folder can be made in the story's home");
        let written = std::fs::write(settings.join("settings.ini"), wishes);
        written.expect("a file can be written in the story's home");
        self
    }

    /// On a system in Chinese as most people have it: dialogs and menus move.
    pub(crate) fn lively() -> Self {
        Self::on_system(CHINESE)
    }

    /// The same, without a graphics card, whatever the computer has.
    pub(crate) fn without_graphics_card() -> Self {
        Self { has_graphics_card: Some(false), ..Self::lively() }
    }

    /// On a system in Chinese, where the program finds its own place for what it writes.
    pub(crate) fn of_a_person() -> Self {
        Self { chosen: false, ..Self::new() }
    }

    /// On a system in English, otherwise as most people have it, with a graphics card.
    pub(crate) fn in_english() -> Self {
        Self { has_graphics_card: Some(true), ..Self::on_system("C.UTF-8") }
    }

    fn on_system(locale: &'static str) -> Self {
        let home = tempfile::Builder::new().prefix("fandesk-journey-").tempdir();
        let folders = Self {
            home: home.expect("a temporary folder can be made"),
            locale,
            chosen: true,
            has_graphics_card: None,
            secrets: Arc::default(),
            keychain: Mutex::default(),
        };
        for folder in [folders.data(), folders.downloads(), folders.runtime()] {
            std::fs::create_dir_all(folder).expect("a folder can be made in the story's home");
        }
        folders
    }

    /// From now on no command line of a window on these folders may hold this text, and when the
    /// story ends it lies nowhere. WeChat's own secrets need not be told.
    pub(crate) fn keep_secret(&self, secret: &str) {
        self.secrets.lock().expect("no story panics with it").push(secret.to_owned());
    }

    pub(crate) fn secrets(&self) -> Vec<String> {
        self.secrets.lock().expect("no story panics with it").clone()
    }

    /// For a window: what is told later counts as well.
    pub(super) fn shared_secrets(&self) -> Arc<Mutex<Vec<String>>> {
        Arc::clone(&self.secrets)
    }

    /// From now on windows on these folders find the keychain locked.
    pub(crate) fn lock_keychain(&self) {
        self.set_keychain(Keychain::Locked);
    }

    /// From now on windows on these folders find no keychain.
    pub(crate) fn remove_keychain(&self) {
        self.lose_keychain();
        self.set_keychain(Keychain::Absent);
    }

    /// Empties the keychain, as a system that is set up anew does. No window may be open.
    pub(crate) fn lose_keychain(&self) {
        let kept = self.home().join("share/keyrings");
        std::fs::remove_dir_all(kept).expect("the keychain keeps something");
    }

    fn set_keychain(&self, now: Keychain) {
        *self.keychain.lock().expect("no story panics with it") = now;
    }

    /// Opens the keychain of a window on these folders, and of those to come, as signing in to the desktop
    /// does: it tells the keychain's daemon the password through the daemon's own door (gnome-keyring's
    /// control protocol).
    pub(crate) fn unlock_keychain(&self) {
        self.set_keychain(Keychain::Open);
        const UNLOCK: u32 = 1;
        let door = self.runtime().join("keyring/control");
        let mut door = UnixStream::connect(door).expect("the keychain's daemon has a door");
        let password = KEYCHAIN_PASSWORD.as_bytes();
        let length = password.len() as u32;
        // A byte that says who asks, then the length of all that follows, itself included.
        let mut request = vec![0];
        request.extend([12 + length, UNLOCK, length].iter().flat_map(|word| word.to_be_bytes()));
        request.extend(password);
        door.write_all(&request).expect("the daemon listens");
        let mut answer = [0; 8];
        door.read_exact(&mut answer).expect("the daemon answers");
        assert_eq!(answer, [0, 0, 0, 8, 0, 0, 0, 0], "the keychain is open");
    }

    pub(super) fn keychain(&self) -> Keychain {
        *self.keychain.lock().expect("no story panics with it")
    }

    /// Everything below is written by the program, its web view or its keychain.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// `FANDESK_DATA_DIR`, which is not named in English in most stories, or the place that the
    /// program finds by itself.
    pub(crate) fn data(&self) -> PathBuf {
        self.home().join(if self.chosen { "公众号 数据" } else { "share/app.fandesk.desktop" })
    }

    /// `FANDESK_DOWNLOADS_DIR`.
    pub(crate) fn downloads(&self) -> PathBuf {
        self.home().join("downloads")
    }

    /// What the program and all beside it say on the terminal goes here, to be searched as well.
    pub(crate) fn terminal(&self) -> File {
        let file = self.runtime().join("terminal.txt");
        let file = File::options().create(true).append(true).open(file);
        file.expect("a file can be made in the story's home")
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
        if let Some(has_card) = self.has_graphics_card {
            let disabled = if has_card { "0" } else { "1" };
            environment.push(("WEBKIT_DISABLE_COMPOSITING_MODE", disabled.into()));
        }
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
