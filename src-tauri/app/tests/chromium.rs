//! Some of the stories once more in Chromium, which stands in for Windows' WebView2: the same UI
//! and the same core, served by the browser host.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use crate::all_but_three::all_but_three_story;
use crate::deeds::{connect, open_practice, wait_for_people};
use crate::display::display_story;
use crate::leaks;
use crate::sights::painted_rows;
use crate::wechat::Wechat;
use crate::window::{Folders, Window};

#[test]
fn in_chromium_the_practice_account_is_there_after_a_restart() {
    let Some(folders) = folders() else { return };
    let host = Host::start(&folders);
    let window = Window::in_chromium(&folders, &host.address);
    open_practice(&window, "2 万", 20_000);
    painted_rows(&window);
    drop((window, host));

    let host = Host::start(&folders);
    let window = Window::in_chromium(&folders, &host.address);
    wait_for_people(&window, 20_000);
    painted_rows(&window);
    assert!(window.all("button", "打开练习账号").is_empty(), "the first start is over");
}

#[test]
fn in_chromium_all_but_three_are_found_under_the_new_tag() {
    let Some(folders) = folders() else { return };
    let host = Host::start(&folders);
    all_but_three_story(&Window::in_chromium(&folders, &host.address));
}

#[test]
fn in_chromium_english_and_the_dark_colours_survive_a_restart() {
    let Some(folders) = folders() else { return };
    let host = Host::start(&folders);
    display_story(&|| Window::in_chromium(&folders, &host.address));
}

#[test]
fn in_chromium_a_connected_account_leaves_its_secret_in_no_file() {
    let Some(folders) = folders() else { return };
    let wechat = Wechat::with_followers(300);
    let host = Host::start(&folders);
    let window = Window::in_chromium(&folders, &host.address);
    connect(&window, &wechat, "望京店");
    painted_rows(&window);
    drop((window, host));
    leaks::search_files(&folders, &wechat);
}

/// None where `cargo xtask test` found no Chromium and said so.
fn folders() -> Option<Folders> {
    std::env::var_os("FANDESK_WITHOUT_CHROMIUM").is_none().then(Folders::new)
}

/// The browser host at work; ended when dropped.
struct Host {
    process: Child,
    address: String,
}

impl Host {
    fn start(folders: &Folders) -> Self {
        let mut process = Command::new(program())
            .args(["--port", "0", "--data-dir"])
            .arg(folders.data())
            .env("FANDESK_PASSPHRASE", "望京店的钥匙")
            .env("FANDESK_LOG", "debug")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(folders.home().join("host.log")).expect("a log can be kept"))
            .spawn()
            .expect("the browser host starts");
        let output = process.stdout.take().expect("its output was asked for");
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).expect("the browser host says something");
        let address = line.trim().strip_prefix("listening on ");
        let address = address.unwrap_or_else(|| panic!("not an address: {line}")).to_owned();
        Self { process, address }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let asked = Command::new("kill").arg(self.process.id().to_string()).status();
        asked.expect("kill can be started");
        self.process.wait().expect("the browser host ends when asked");
    }
}

/// The one in `FANDESK_BROWSER_HOST`, as `cargo xtask test` has built it with all the rest. Otherwise it is
/// built on demand: cargo builds the examples of the crates it tests only, not of others.
fn program() -> &'static PathBuf {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        if let Some(built) = std::env::var_os("FANDESK_BROWSER_HOST") {
            return built.into();
        }
        let target = std::env::current_exe().expect("a test knows its own program");
        let profile = target.ancestors().nth(2).expect("it lies in target/<profile>/deps");
        let mut build = Command::new(env!("CARGO"));
        build
            .args(["build", "--workspace", "--example", "browser", "--target-dir"])
            .arg(profile.parent().expect("a profile lies in the target folder"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env_remove("CARGO_MANIFEST_DIR");
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        let built = build.output().expect("cargo can be started");
        let said = String::from_utf8_lossy(&built.stderr);
        assert!(built.status.success(), "the browser host does not compile:\n{said}");
        profile.join("examples/browser")
    })
}
