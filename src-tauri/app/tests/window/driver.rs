//! One window under WebDriver: every wait is for a condition, with a limit.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};

use super::find;
use super::folders::Folders;
use super::picture::Picture;
use super::processes::{Driver, command_line, program};
use super::screen;

/// How long anything may take before a story fails. Long, because machines may be busy; a story
/// that passes never waits for it.
const LIMIT: Duration = Duration::from_secs(60);
/// Between two looks at the same thing.
const LOOK_AGAIN: Duration = Duration::from_millis(25);
/// Characters above others on an American keyboard, beside the capital letters.
const SHIFTED: &str = "~!@#$%^&*()_+{}|:\"<>?";
/// WebDriver's name for a reference to an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Keys that are not characters, and those held down.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Key {
    Enter,
    Escape,
    End,
    Down,
    F2,
    Shift,
    Control,
}

impl Key {
    pub(crate) fn code(self) -> char {
        match self {
            Self::Enter => '\u{E007}',
            Self::Escape => '\u{E00C}',
            Self::End => '\u{E010}',
            Self::Down => '\u{E015}',
            Self::F2 => '\u{E032}',
            Self::Shift => '\u{E008}',
            Self::Control => '\u{E009}',
        }
    }
}

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
pub(crate) struct Element(String);

impl Element {
    fn reference(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

/// A window that is driven; closed when dropped.
pub(crate) struct Window {
    agent: ureq::Agent,
    session: String,
    driver: Driver,
    secrets: Vec<String>,
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
        Self::start(folders, Driver::webkit(folders), &capabilities)
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
        let window = Self::start(folders, Driver::chromium(folders), &capabilities);
        window.command("POST", "/url", &json!({ "url": address })).expect("the address opens");
        window
    }

    fn start(folders: &Folders, driver: Driver, capabilities: &Value) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(LIMIT))
            .http_status_as_error(false)
            .build();
        let (session, secrets) = (String::new(), folders.secrets());
        let mut window = Self { agent: config.into(), session, driver, secrets };
        let wanted = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let session = window.request("POST", "/session", &wanted).expect("a session starts");
        window.session = session["sessionId"].as_str().expect("a session has an id").to_owned();
        window
    }

    // ------------------------------------------------------------------ looking

    /// Waits until `look` finds something; fails with what the window showed instead.
    pub(crate) fn until<T>(&self, what: &str, look: impl FnMut(&Self) -> Option<T>) -> T {
        self.until_within(LIMIT, what, look)
    }

    /// The same for what takes longer by its nature.
    pub(crate) fn until_within<T>(
        &self,
        limit: Duration,
        what: &str,
        mut look: impl FnMut(&Self) -> Option<T>,
    ) -> T {
        let deadline = Instant::now() + limit;
        loop {
            if let Some(found) = look(self) {
                return found;
            }
            if Instant::now() >= deadline {
                let shown = self.text();
                panic!("waited in vain for {what}\nthe window shows:\n{shown}");
            }
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    /// The elements with this role and name now, none if there are none; see [`find::BY_ROLE`].
    pub(crate) fn all(&self, role: &str, name: &str) -> Vec<Element> {
        self.elements(find::BY_ROLE, &json!([role, name]))
    }

    /// Waits for an element with this role and name.
    pub(crate) fn find(&self, role: &str, name: &str) -> Element {
        self.until(&format!("{role} “{name}”"), |window| {
            window.all(role, name).into_iter().next()
        })
    }

    /// Waits for an element with this test id.
    pub(crate) fn find_test_id(&self, id: &str) -> Element {
        self.until(&format!("test id {id}"), |window| window.all_test_id(id).into_iter().next())
    }

    /// The elements with this test id now.
    pub(crate) fn all_test_id(&self, id: &str) -> Vec<Element> {
        self.elements(find::BY_TEST_ID, &json!([id]))
    }

    /// Waits for the cell of a row in the column with this key.
    pub(crate) fn find_cell(&self, row: &Element, column: &str) -> Element {
        let script = "return [...arguments[0].querySelectorAll(`[data-key=${arguments[1]}]`)]";
        self.until(&format!("a cell in the column {column}"), |window| {
            window.elements(script, &json!([row.reference(), column])).into_iter().next()
        })
    }

    /// Waits until this text stands somewhere in the window; spaces do not count.
    pub(crate) fn see(&self, text: &str) -> Element {
        self.until(&format!("the text “{text}”"), |window| {
            window.elements(find::BY_TEXT, &json!([text])).into_iter().next()
        })
    }

    /// Waits until this text stands nowhere in the window.
    pub(crate) fn see_no_more(&self, text: &str) {
        self.until(&format!("the text “{text}” to go"), |window| {
            window.elements(find::BY_TEXT, &json!([text])).is_empty().then_some(())
        });
    }

    /// All text of the page.
    pub(crate) fn text(&self) -> String {
        let text = self.script("return document.body?.innerText ?? ''", &json!([]));
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// The text of an element; empty once it is gone.
    pub(crate) fn text_of(&self, element: &Element) -> String {
        let text = self.script("return arguments[0].innerText", &json!([element.reference()]));
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// An attribute of an element.
    pub(crate) fn attribute(&self, element: &Element, name: &str) -> Option<String> {
        let script = "return arguments[0].getAttribute(arguments[1])";
        let value = self.script(script, &json!([element.reference(), name])).ok()?;
        value.as_str().map(str::to_owned)
    }

    /// The name of an element as the engine tells it to assistive technology.
    pub(crate) fn label(&self, element: &Element) -> String {
        let label =
            self.command("GET", &format!("/element/{}/computedlabel", element.0), &json!(null));
        label.ok().and_then(|label| label.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Where an element is.
    pub(crate) fn rect(&self, element: &Element) -> Rect {
        let script = "const r = arguments[0].getBoundingClientRect();\
                      return [r.x, r.y, r.width, r.height]";
        let numbers =
            self.script(script, &json!([element.reference()])).expect("it is on the page");
        let number = |at: usize| numbers[at].as_f64().expect("a side is a number");
        Rect { x: number(0), y: number(1), width: number(2), height: number(3) }
    }

    /// Where all elements are that a CSS selector finds, each with an attribute of it.
    pub(crate) fn rects(&self, selector: &str, attribute: &str) -> Vec<(String, Rect)> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((e) => {\
                      const r = e.getBoundingClientRect();\
                      return [e.getAttribute(arguments[1]) ?? '', r.x, r.y, r.width, r.height]; })";
        let found = self.script(script, &json!([selector, attribute])).unwrap_or_default();
        let found: Vec<(String, f64, f64, f64, f64)> =
            serde_json::from_value(found).unwrap_or_default();
        let rect = |(name, x, y, width, height)| (name, Rect { x, y, width, height });
        found.into_iter().map(rect).collect()
    }

    /// What the window shows, as painted.
    pub(crate) fn picture(&self) -> Picture {
        Picture::from_png(&self.png())
    }

    /// The same as a PNG file's bytes.
    pub(crate) fn png(&self) -> Vec<u8> {
        let png = self.command("GET", "/screenshot", &json!(null)).expect("a screenshot is taken");
        BASE64.decode(png.as_str().expect("a screenshot is text")).expect("it is base64")
    }

    // ------------------------------------------------------------------ doing

    /// Clicks what has this role and name as soon as it can be clicked.
    pub(crate) fn click(&self, role: &str, name: &str) {
        self.until(&format!("{role} “{name}” to be clickable"), |window| {
            window.all(role, name).first().and_then(|element| window.click_enabled(element))
        });
    }

    /// Clicks what has this test id as soon as it can be clicked.
    pub(crate) fn click_test_id(&self, id: &str) {
        self.until(&format!("test id {id} to be clickable"), |window| {
            window.all_test_id(id).first().and_then(|element| window.click_enabled(element))
        });
    }

    /// Clicks the smallest element that contains this text.
    pub(crate) fn click_text(&self, text: &str) {
        self.until(&format!("the text “{text}” to be clickable"), |window| {
            let element = window.elements(find::BY_TEXT, &json!([text])).into_iter().next()?;
            window.try_click(&element).then_some(())
        });
    }

    /// Clicks an element that was found before.
    pub(crate) fn click_on(&self, element: &Element) {
        self.until("an element to be clickable", |window| window.try_click(element).then_some(()));
    }

    /// Clicks twice in the middle of an element.
    pub(crate) fn double_click(&self, element: &Element) {
        let Rect { x, y, width, height } = self.rect(element);
        let (x, y) = (x + width / 2.0, y + height / 2.0);
        let press = [json!({ "type": "pointerDown", "button": 0 }), pointer_up()];
        let steps = [&[pointer_to(x, y)], &press[..], &press[..]].concat();
        self.pointer(&steps);
    }

    /// Presses the mouse at one place and lets it go at another, by way of a place between.
    pub(crate) fn drag(&self, from: (f64, f64), to: (f64, f64)) {
        let between = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
        self.pointer(&[
            pointer_to(from.0, from.1),
            json!({ "type": "pointerDown", "button": 0 }),
            pointer_to(between.0, between.1),
            pointer_to(to.0, to.1),
            pointer_up(),
        ]);
    }

    /// Replaces what stands in a field.
    pub(crate) fn write(&self, role: &str, name: &str, text: &str) {
        let field = self.find(role, name);
        self.write_into(&field, text);
    }

    /// Replaces what stands in a field that was found before.
    pub(crate) fn write_into(&self, field: &Element, text: &str) {
        self.click_on(field);
        self.chord(&[Key::Control], 'a');
        self.type_text(text);
    }

    /// Types into whatever has the focus, as on an American keyboard: WebKit's driver knows the key
    /// of a character, but Shift has to be held for it.
    pub(crate) fn type_text(&self, text: &str) {
        let step = |kind: &str, key: char| json!({ "type": kind, "value": key });
        let mut steps = Vec::new();
        for character in text.chars() {
            let shifted = character.is_ascii_uppercase() || SHIFTED.contains(character);
            let shift = |kind| shifted.then(|| step(kind, Key::Shift.code()));
            steps.extend(shift("keyDown"));
            steps.extend([step("keyDown", character), step("keyUp", character)]);
            steps.extend(shift("keyUp"));
        }
        self.keys(&steps);
    }

    /// Presses keys one after the other.
    pub(crate) fn press(&self, keys: &[Key]) {
        let steps: Vec<Value> = keys
            .iter()
            .flat_map(|key| {
                ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key.code() }))
            })
            .collect();
        self.keys(&steps);
    }

    /// Presses a character while other keys are held down.
    pub(crate) fn chord(&self, held: &[Key], character: char) {
        let step = |kind: &str, key: char| json!({ "type": kind, "value": key });
        let mut steps: Vec<Value> = held.iter().map(|key| step("keyDown", key.code())).collect();
        steps.extend([step("keyDown", character), step("keyUp", character)]);
        steps.extend(held.iter().rev().map(|key| step("keyUp", key.code())));
        self.keys(&steps);
    }

    fn pointer(&self, steps: &[Value]) {
        let actions = json!({ "actions": [
            { "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" },
              "actions": steps }
        ]});
        self.command("POST", "/actions", &actions).expect("the mouse can be used");
    }

    fn keys(&self, steps: &[Value]) {
        let actions = json!({ "actions": [
            { "type": "key", "id": "keyboard", "actions": steps }
        ]});
        self.command("POST", "/actions", &actions).expect("the keyboard can be used");
    }

    /// Gives the page this size, as far as the screen allows.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height });
        self.command("POST", "/window/rect", &size).expect("the window takes a size");
    }

    /// Asks the window to close, as a click on its frame does.
    pub(crate) fn close(&self) {
        screen::ask_to_close(self.driver.program().expect("the program runs"));
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

    // ------------------------------------------------------------------ the wire

    /// A click, if it is possible and of any effect now.
    fn click_enabled(&self, element: &Element) -> Option<()> {
        let script = "const e = arguments[0];\
                      return !e.disabled && e.getAttribute('aria-disabled') !== 'true'";
        if self.script(script, &json!([element.reference()])).ok()? != true {
            return None;
        }
        // A box of its own design hides the real one behind its label.
        let clicked = self.try_click(element)
            || self.label_around(element).is_some_and(|label| self.try_click(&label));
        clicked.then_some(())
    }

    fn label_around(&self, element: &Element) -> Option<Element> {
        let script = "const e = arguments[0].closest('label'); return e ? [e] : []";
        self.elements(script, &json!([element.reference()])).into_iter().next()
    }

    fn try_click(&self, element: &Element) -> bool {
        // A dialog that is still growing has its buttons elsewhere by the time of the click.
        let script = "const e = arguments[0];\
                      return document.getAnimations().some((a) =>\
                      a.playState === 'running' && a.effect?.target?.contains(e))";
        let moving = self.script(script, &json!([element.reference()]));
        if moving != Ok(Value::Bool(false)) {
            return false;
        }
        self.command("POST", &format!("/element/{}/click", element.0), &json!({})).is_ok()
    }

    fn elements(&self, script: &str, arguments: &Value) -> Vec<Element> {
        // The page may be between two documents; whoever waits will look again.
        let found = self.script(script, arguments).unwrap_or_default();
        let references = found.as_array().into_iter().flatten();
        references.filter_map(|one| Some(Element(one[ELEMENT].as_str()?.to_owned()))).collect()
    }

    fn script(&self, script: &str, arguments: &Value) -> Result<Value, String> {
        self.command("POST", "/execute/sync", &json!({ "script": script, "args": arguments }))
    }

    fn command(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
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
        let png = self.command("GET", "/screenshot", &json!(null)).ok()?;
        std::fs::write(&path, BASE64.decode(png.as_str()?).ok()?).ok()?;
        Some(path)
    }
}

fn pointer_to(x: f64, y: f64) -> Value {
    json!({ "type": "pointerMove", "duration": 0, "x": x.round(), "y": y.round() })
}

fn pointer_up() -> Value {
    json!({ "type": "pointerUp", "button": 0 })
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
        let lines = self.driver.processes().into_iter().map(command_line).collect::<Vec<_>>();
        let _ = self.command("DELETE", "", &json!(null));
        if !std::thread::panicking() {
            let telling = |line: &&String| self.secrets.iter().any(|secret| line.contains(secret));
            assert_eq!(lines.iter().find(telling), None, "a command line holds a secret");
        }
    }
}
