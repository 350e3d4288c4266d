//! One window under WebDriver: how it is opened, asked and closed.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use super::folders::Folders;
use super::processes::{Driver, Group, command_line, program};
use super::screen;
use crate::wechat::secrets_of_all;

/// How long anything may take before a story fails. Long, because machines may be busy; a story
/// that passes never waits for it.
pub(super) const LIMIT: Duration = Duration::from_secs(180);
/// How long the first attempt to start may take.
const START_LIMIT: Duration = Duration::from_secs(60);
/// WebDriver's name for a reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A part of the window, in CSS pixels from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// An element of the page, as long as it stays there.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element(pub(super) String);

impl Element {
    pub(super) fn reference(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

/// A window that is driven; closed when dropped.
pub(crate) struct Window {
    agent: ureq::Agent,
    session: String,
    driver: Driver,
    secrets: Arc<Mutex<Vec<String>>>,
}

impl Window {
    /// Starts the program on a story's folders and waits until its page is there.
    pub(crate) fn open(folders: &Folders) -> Self {
        assert!(
            std::env::var_os("DISPLAY").is_some(),
            "a window needs a screen: run `cargo xtask test`, which provides one"
        );
        let options = json!({ "binary": program(), "args": [] });
        let capabilities = json!({ "webkitgtk:browserOptions": options });
        Self::start(folders, Driver::webkit, &capabilities)
    }

    /// Opens an address in Chromium, which stands in for Windows' WebView2.
    pub(crate) fn in_chromium(folders: &Folders, address: &str) -> Self {
        // Chromium's own sandbox does not start as root, and there is no graphics card.
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--window-size=1280,800",
            "--lang=zh-CN",
            "--accept-lang=zh-CN,zh",
            &format!("--user-data-dir={}", folders.home().join("chromium").display()),
        ];
        let options = json!({ "args": arguments });
        let capabilities = json!({ "goog:chromeOptions": options });
        let window = Self::start(folders, Driver::chromium, &capabilities);
        window.command("POST", "/url", &json!({ "url": address })).expect("the address opens");
        window
    }

    /// WebKit's driver looks for a free port, lets go of it and tells the program to listen there. Where
    /// another program was faster, it waits for ever; so it is begun once more. Whatever else goes wrong is
    /// a failure at once.
    fn start(folders: &Folders, driver: fn(&Folders) -> Driver, capabilities: &Value) -> Self {
        let start = |limit| Self::try_start(folders, driver(folders), capabilities, limit);
        let window = match start(START_LIMIT) {
            Err(error) if error.starts_with("timeout") => start(LIMIT),
            started => started,
        };
        window.expect("a session starts")
    }

    fn try_start(
        folders: &Folders,
        driver: Driver,
        capabilities: &Value,
        limit: Duration,
    ) -> Result<Self, String> {
        let agent = |limit| -> ureq::Agent {
            let config = ureq::Agent::config_builder().timeout_global(Some(limit));
            config.http_status_as_error(false).build().into()
        };
        let (session, secrets) = (String::new(), folders.shared_secrets());
        let mut window = Self { agent: agent(limit), session, driver, secrets };
        let wanted = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let session = window.request("POST", "/session", &wanted)?;
        window.session = session["sessionId"].as_str().expect("a session has an id").to_owned();
        window.agent = agent(LIMIT);
        Ok(window)
    }

    /// The processes of the program and of its web view, and of what drives them.
    pub(crate) fn processes(&self) -> Vec<u32> {
        self.driver.processes()
    }

    /// Looks at the command lines of the program, of its web view and of what drives them: any
    /// other program can read them, so no secret may be on one.
    fn look_at_command_lines(&self) {
        let mut secrets = secrets_of_all();
        secrets.extend(self.secrets.lock().expect("no story panics with it").iter().cloned());
        for line in self.processes().into_iter().map(command_line) {
            let telling = secrets.iter().find(|secret| line.contains(*secret));
            assert_eq!(telling, None, "a command line holds a secret: {line}");
        }
    }

    /// Asks the window to close, as a click on its frame does.
    pub(crate) fn close(&self) {
        let program = self.driver.program().expect("the program runs");
        assert!(!command_line(program).is_empty(), "its command line can be read");
        self.look_at_command_lines();
        screen::ask_to_close(program);
    }

    /// Starts the program a second time and waits until that one has ended by itself. Returns
    /// whether it ended as a program does that has nothing to complain of.
    pub(crate) fn start_again(&self) -> bool {
        let mut second = Group::program_again(self.driver.program().expect("the program runs"));
        self.until("the second start to end", |_| {
            let ended = second.0.try_wait().expect("a child can be asked whether it ended");
            ended.map(|status| status.success())
        })
    }

    /// Waits until the program has ended by itself.
    pub(crate) fn wait_for_end(mut self) {
        self.until("the program to end", |window| window.driver.program().is_none().then_some(()));
        self.session.clear();
    }

    /// Closes the window and waits until the program has ended by itself.
    pub(crate) fn quit(self) {
        self.close();
        self.wait_for_end();
    }

    /// Ends the program as a power cut does.
    pub(crate) fn kill(mut self) {
        self.look_at_command_lines();
        self.session.clear();
        self.driver.kill();
    }

    /// The computer sleeps while this is done.
    pub(crate) fn asleep(&self, meanwhile: impl FnOnce()) {
        self.driver.sleep();
        meanwhile();
        self.driver.wake();
    }

    /// The elements that a script returns.
    pub(super) fn elements(&self, script: &str, arguments: &Value) -> Vec<Element> {
        // The page may be between two documents; whoever waits will look again.
        let found = self.script(script, arguments).unwrap_or_default();
        let references = found.as_array().into_iter().flatten();
        references.filter_map(|one| Some(Element(one[ELEMENT].as_str()?.to_owned()))).collect()
    }

    /// Runs a script in the page, which its content policy does not hinder.
    pub(super) fn script(&self, script: &str, arguments: &Value) -> Result<Value, String> {
        self.command("POST", "/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Runs a script that ends by calling its last argument, which may take as long as a story may.
    pub(crate) fn script_to_end(&self, script: &str, arguments: &Value) -> Value {
        let patience = json!({ "script": LIMIT.as_millis() as u64 });
        self.command("POST", "/timeouts", &patience).expect("a limit is set");
        let body = json!({ "script": script, "args": arguments });
        self.command("POST", "/execute/async", &body).expect("the script ends")
    }

    /// A command of WebDriver's in this session.
    pub(super) fn command(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        self.request(method, &format!("/session/{}{path}", self.session), body)
    }

    fn request(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let address = format!("http://127.0.0.1:{}{path}", self.driver.port);
        let answer = match method {
            "GET" => self.agent.get(address).call(),
            "DELETE" => self.agent.delete(address).call(),
            _ => self.agent.post(address).send_json(body),
        };
        let mut answer = answer.map_err(|error| error.to_string())?;
        let mut json: Value = answer
            .body_mut()
            .with_config()
            .limit(64 * 1024 * 1024)
            .read_json()
            .map_err(|error| error.to_string())?;
        let value = json["value"].take();
        if answer.status().is_success() { Ok(value) } else { Err(value.to_string()) }
    }

    /// Beside the test binary: `target/tmp/<test>.png`.
    fn keep_picture(&self) -> Option<PathBuf> {
        let name = std::thread::current().name().unwrap_or("journey").replace("::", "-");
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        std::fs::write(&path, self.try_png().ok()?).ok()?;
        Some(path)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if self.session.is_empty() {
            return;
        }
        if std::thread::panicking() {
            let mut note = String::new();
            if let Some(path) = self.keep_picture() {
                let _ = writeln!(note, "the window at that moment: {}", path.display());
            }
            eprint!("{note}");
        }
        if !std::thread::panicking() {
            self.look_at_command_lines();
        }
        let _ = self.command("DELETE", "", &json!(null));
    }
}
