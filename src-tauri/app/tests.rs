//! Commands as the window calls them, without a screen: arguments, answers, errors.

mod faults;

use std::fs;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use fandesk_core::{DeskEvent, DeskParts, SystemClock};
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, Channel, InvokeBody, InvokeResponseBody};
use tauri::test::{INVOKE_KEY, MockRuntime, mock_builder, mock_context, noop_assets};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager, WebviewWindow, WebviewWindowBuilder};

use crate::{MAIN_WINDOW, assemble, commands, host};

/// How long a message may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// The page's end of the channel of events, and what it hears.
fn page() -> (Channel<DeskEvent>, mpsc::Receiver<Value>) {
    let (heard, news) = mpsc::channel();
    let channel = Channel::new(move |message| {
        let InvokeResponseBody::Json(message) = message else { panic!("events are JSON") };
        let event: Value = serde_json::from_str(&message).expect("events are JSON");
        heard.send(event).map_err(|_| tauri::Error::WebviewNotFound)
    });
    (channel, news)
}

fn parts(data: &Path) -> DeskParts {
    DeskParts {
        data_dir: data.to_path_buf(),
        downloads_dir: data.join("downloads"),
        keychain: None,
        clock: std::sync::Arc::new(SystemClock),
        version: "1.2.3".to_owned(),
        default_api_base: None,
    }
}

/// A program with a window that nobody sees.
struct Program {
    app: App<MockRuntime>,
    window: WebviewWindow<MockRuntime>,
}

impl Program {
    fn start(data: &Path) -> Self {
        Self::with(parts(data))
    }

    fn with(parts: DeskParts) -> Self {
        let app = assemble(mock_builder(), parts).build(mock_context(noop_assets()));
        let app = app.expect("the program is put together");
        let window = WebviewWindowBuilder::new(&app, MAIN_WINDOW, tauri::WebviewUrl::default());
        Self { window: window.build().expect("a window opens"), app }
    }

    /// What the window gets when it calls a command with these arguments.
    fn invoke(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().expect("the window's own address"),
            body: InvokeBody::Json(arguments),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        let answer = tauri::test::get_ipc_response(&self.window, request)?;
        Ok(answer.deserialize().expect("an answer is JSON"))
    }

    /// What the page does when it is loaded.
    fn watch(&self, page: Channel<DeskEvent>) {
        let watching = host::watch_events(self.app.state(), self.app.state(), page);
        tauri::async_runtime::block_on(watching).expect("anybody may watch");
    }

    /// A command of the contract.
    fn call(&self, command: &str, input: Value) -> Result<Value, Value> {
        self.invoke(command, json!({ "input": input }))
    }
}

/// A file that is still open when the process ends is read by threads that are being torn down.
impl Drop for Program {
    fn drop(&mut self) {
        if let Some(desk) = self.app.state::<crate::desk::LazyDesk>().opened() {
            tauri::async_runtime::block_on(desk.close());
        }
    }
}

#[test]
fn every_command_of_the_contract_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(folder.path());
    for name in commands::NAMES {
        let refusal = program.invoke(name, json!({})).expect_err("an input is always wanted");
        let words = refusal.as_str().unwrap_or_default();
        assert!(words.contains("missing required key input"), "{name}: {refusal}");
    }
}

#[test]
fn a_first_start_has_a_version_no_account_and_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let overview = Program::start(folder.path()).call("desk_overview", json!(null)).unwrap();
    assert_eq!(
        overview,
        json!({
            "version": "1.2.3",
            "dataFolder": folder.path(),
            "vault": { "state": "unused", "keychain": false },
            "settings": {
                "language": "system",
                "theme": "system",
                "density": "comfortable",
                "currentAccount": null,
                "typedAbove": 1000,
                "keepHistory": "forever",
                "logLevel": "info",
            },
            "accounts": [],
        })
    );
}

#[test]
fn the_practice_account_goes_through_the_window_s_door() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(folder.path());
    let account = program
        .call("open_practice_account", json!({ "name": "练习账号", "followers": 300 }))
        .unwrap();
    assert_eq!((&account["name"], &account["kind"]), (&json!("练习账号"), &json!("practice")));

    let sync = program.call("start_sync", json!({ "account": account["id"] })).unwrap();
    assert_eq!(sync["account"], account["id"]);
}

#[test]
fn a_refusal_is_a_code_with_its_facts() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(folder.path());
    let account = "0".repeat(32);
    assert_eq!(
        program.call("start_sync", json!({ "account": account })),
        Err(json!({ "code": "accountUnknown" }))
    );
    let credentials = json!({ "kind": "secret", "appSecret": "0".repeat(32) });
    let typed = json!({
        "name": "店", "appId": "nonsense", "credentials": credentials, "apiBase": null,
    });
    assert_eq!(
        program.call("start_connecting", typed),
        Err(json!({ "code": "invalid", "field": "appId", "problem": "notAnAppId" }))
    );
}

#[test]
fn a_secret_that_was_refused_is_not_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(folder.path());
    let secret = "deadbeefdeadbeefdeadbeefdeadbeef";
    let credentials = json!({ "kind": "secret", "appSecret": secret, "more": 7 });
    let wrong_shape =
        json!({ "name": "店", "appId": 7, "credentials": credentials, "apiBase": null });
    let refusal = program.call("start_connecting", wrong_shape).unwrap_err();
    assert!(!refusal.to_string().contains(secret), "{refusal}");
}

#[test]
fn a_desk_that_does_not_open_is_tried_again_by_the_next_command() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::write(&data, "a file where the folder should be").unwrap();
    let program = Program::start(&data);
    assert_eq!(program.call("desk_overview", json!(null)), Err(json!({ "code": "readOnly" })));

    let (page, news) = page();
    program.watch(page);
    fs::remove_file(&data).unwrap();
    assert!(program.call("desk_overview", json!(null)).is_ok());
    let first = news.recv_timeout(PATIENCE);
    assert_eq!(first, Ok(json!({ "kind": "resync" })), "who watched from the start hears too");
}

#[test]
fn a_folder_that_another_program_holds_open_is_named_as_such_until_it_is_free() {
    let folder = tempfile::tempdir().unwrap();
    let first = Program::start(folder.path());
    first.call("desk_overview", json!(null)).unwrap();
    let second = Program::start(folder.path());
    assert_eq!(second.call("desk_overview", json!(null)), Err(json!({ "code": "folderInUse" })));
    drop(first);
    assert!(second.call("desk_overview", json!(null)).is_ok());
}

#[test]
fn a_page_that_watches_is_told_to_read_and_then_hears_what_happens() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program::start(folder.path());
    let (page, news) = page();
    program.watch(page);
    assert_eq!(news.recv_timeout(PATIENCE), Ok(json!({ "kind": "resync" })));

    program.call("open_practice_account", json!({ "name": "练习", "followers": 20 })).unwrap();
    let told = std::iter::from_fn(|| news.recv_timeout(PATIENCE).ok());
    let kinds = told.map(|event| event["kind"].as_str().unwrap_or_default().to_owned());
    assert!(kinds.into_iter().any(|kind| kind == "changed"), "the accounts changed");
}
