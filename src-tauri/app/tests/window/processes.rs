//! Starts the driver with a session bus and a keychain of its own, and ends all of them.

use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::driver::LIMIT;
use super::folders::{Folders, Keychain};
use super::looking::LOOK_AGAIN;

/// Opens every story's keychain; of no meaning.
pub(crate) const KEYCHAIN_PASSWORD: &str = "journey";
/// Opens the keychain, whose daemon says that it has started before it answers, then becomes the
/// program given as arguments.
pub(crate) const WITH_KEYCHAIN: &str = "printf \"$0\" \
    | gnome-keyring-daemon --unlock --components=secrets >/dev/null \
    && gdbus wait --session --timeout 60 org.freedesktop.secrets && exec \"$@\"";
/// The same without opening it. A prompt must find no screen: it would wait for a person.
const WITH_LOCKED_KEYCHAIN: &str = "gnome-keyring-daemon --start --components=secrets >/dev/null \
                                    && exec env DISPLAY=\"$STORY_DISPLAY\" \"$@\"";
/// Without any: the program finds no bus on which one could be started.
const WITHOUT_KEYCHAIN: &str = "exec env DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere \"$@\"";

/// Programs that were started together; ended together with this.
#[derive(Debug)]
pub(crate) struct Group(pub(crate) Child);

impl Group {
    /// Starts a command behind a session bus and a keychain of its own.
    pub(crate) fn behind_keychain(folders: &Folders, command: &[&str], input: Stdio) -> Self {
        let mut behind = Command::new("dbus-run-session");
        let script = match folders.keychain() {
            Keychain::Open => WITH_KEYCHAIN,
            Keychain::Locked => {
                behind.env("STORY_DISPLAY", std::env::var_os("DISPLAY").unwrap_or_default());
                behind.env_remove("DISPLAY");
                WITH_LOCKED_KEYCHAIN
            }
            Keychain::Absent => WITHOUT_KEYCHAIN,
        };
        behind
            .args(["--", "sh", "-c", script, KEYCHAIN_PASSWORD])
            .args(command)
            .envs(folders.environment())
            .env_remove("LC_ALL")
            .env_remove("LANGUAGE")
            // Without it some GTK parts wait for an accessibility bus that nobody starts.
            .env("NO_AT_BRIDGE", "1");
        Self::start(behind, input, || folders.terminal().into())
    }

    /// Starts the program once more in the surroundings of one that runs: for the same person on
    /// the same desktop.
    pub(crate) fn program_again(running: u32) -> Self {
        let surroundings = std::fs::read(format!("/proc/{running}/environ"));
        let surroundings = surroundings.expect("the program that runs is ours");
        let pairs = surroundings.split(|byte| *byte == 0).filter_map(|pair| {
            let (name, value) = std::str::from_utf8(pair).ok()?.split_once('=')?;
            Some((name.to_owned(), value.to_owned()))
        });
        let mut again = Command::new(program());
        again.env_clear().envs(pairs);
        Self::start(again, Stdio::null(), Stdio::null)
    }

    fn start(mut command: Command, input: Stdio, terminal: impl Fn() -> Stdio) -> Self {
        command.stdin(input).stdout(terminal()).stderr(terminal()).process_group(0);
        Self(command.spawn().unwrap_or_else(|error| {
            panic!("cannot start {command:?}: {error}; `cargo xtask test` installs what is needed")
        }))
    }

    /// Those that still run.
    pub(crate) fn processes(&self) -> Vec<u32> {
        let entries = std::fs::read_dir("/proc").expect("Linux has /proc").flatten();
        let numbers = entries.filter_map(|entry| entry.file_name().to_string_lossy().parse().ok());
        numbers.filter(|number| group_of(*number) == Some(self.0.id())).collect()
    }

    /// The number of the one that runs this program.
    pub(crate) fn running(&self, program: &Path) -> Option<u32> {
        self.processes().into_iter().find(|number| {
            std::fs::read_link(format!("/proc/{number}/exe")).is_ok_and(|path| path == program)
        })
    }

    fn has_ended(&mut self) -> bool {
        self.0.try_wait().expect("a child can be asked whether it ended").is_some()
    }

    /// Ends everything that was started here, as a power cut would, and waits until it is gone: until
    /// then its files are in use.
    fn kill(&mut self) {
        self.signal("-KILL");
        self.0.wait().expect("a killed child can be waited for");
        let begun = Instant::now();
        while !self.processes().is_empty() {
            if begun.elapsed() >= LIMIT {
                assert!(std::thread::panicking(), "what was killed goes on");
                return;
            }
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    fn signal(&self, signal: &str) {
        let group = format!("-{}", self.0.id());
        let sent = Command::new("kill").args([signal, "--", &group]).status();
        sent.expect("kill can be started");
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if !self.has_ended() || !self.processes().is_empty() {
            self.kill();
        }
    }
}

/// A WebDriver server and all it started.
#[derive(Debug)]
pub(crate) struct Driver {
    group: Group,
    pub(crate) port: u16,
}

impl Driver {
    /// WebKit's driver; the program it opens inherits its environment.
    pub(crate) fn webkit(folders: &Folders) -> Self {
        let port = free_port();
        let port_argument = format!("--port={port}");
        let command = [
            "env",
            "TAURI_WEBVIEW_AUTOMATION=true",
            "WebKitWebDriver",
            &port_argument,
            "--host=127.0.0.1",
        ];
        Self::listening(Group::behind_keychain(folders, &command, Stdio::null()), port)
    }

    /// Chromium's driver.
    pub(crate) fn chromium(folders: &Folders) -> Self {
        let port = free_port();
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={port}")).envs(folders.environment());
        Self::listening(Group::start(command, Stdio::null(), || folders.terminal().into()), port)
    }

    fn listening(mut group: Group, port: u16) -> Self {
        let deadline = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(!group.has_ended(), "the driver ended at once");
            assert!(Instant::now() < deadline, "the driver does not listen");
            std::thread::yield_now();
        }
        Self { group, port }
    }

    /// The processes started here that still run.
    pub(crate) fn processes(&self) -> Vec<u32> {
        self.group.processes()
    }

    /// Ends everything that was started here, as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.group.kill();
    }

    /// Nothing that was started here does anything until `wake`, as when a computer sleeps.
    pub(crate) fn sleep(&self) {
        self.group.signal("-STOP");
    }

    /// Everything goes on where it was.
    pub(crate) fn wake(&self) {
        self.group.signal("-CONT");
    }

    /// The number of the program that is driven, while it runs.
    pub(crate) fn program(&self) -> Option<u32> {
        self.group.running(&program())
    }
}

/// The program that stories are told with: the one built with them, or an installed one.
pub(crate) fn program() -> PathBuf {
    let installed = std::env::var_os("FANDESK_PROGRAM").filter(|path| !path.is_empty());
    installed.unwrap_or_else(|| env!("CARGO_BIN_EXE_fandesk").into()).into()
}

/// A process's command line, as any other program can read it.
pub(crate) fn command_line(process: u32) -> String {
    let line = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&line).replace('\0', " ")
}

/// The process group, among the words after the program's name, which stands in brackets. One that
/// has ended with all its threads and waits to be buried is in none.
fn group_of(process: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let words: Vec<&str> = stat.rsplit_once(") ")?.1.split(' ').collect();
    let (state, group, threads) = (words.first()?, words.get(2)?, words.get(17)?);
    if *state == "Z" && *threads == "1" { None } else { group.parse().ok() }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("a bound socket has an address").port()
}
