//! The desktop program: Fandesk in a window.
//!
//! Everything an operator can do is `fandesk-core`; here is what only a program with a window has:
//! the window itself, the system's keychain, the log, and how all of it ends.

mod closing;
mod commands;
mod desk;
mod folders;
mod host;
pub mod keychain;
mod log;
mod memory;
mod painting;

#[cfg(test)]
mod tests;

use std::process::ExitCode;
use std::sync::Arc;

use fandesk_core::{DeskParts, SystemClock};
use tauri::{AppHandle, Builder, Manager, RunEvent, Runtime, WindowEvent};

use closing::Closing;
use desk::LazyDesk;
use folders::Folders;
use host::Watcher;
use keychain::Keychain;

/// Label of the only window, as in `tauri.conf.json` and the capabilities.
const MAIN_WINDOW: &str = "main";

/// Runs the program until its window is closed.
pub fn run() -> ExitCode {
    memory::share();
    painting::suit_computer();
    let context = tauri::generate_context!();
    let Some(folders) = Folders::find(&context.config().identifier) else {
        eprintln!("the system names no folder for a program's data; set FANDESK_DATA_DIR");
        return ExitCode::FAILURE;
    };
    let log = log::start(&folders.logs());
    log::panics();
    let parts = DeskParts {
        data_dir: folders.data.clone(),
        downloads_dir: folders.downloads.clone(),
        keychain: Some(Arc::new(Keychain::new(&folders.keychain_service))),
        clock: Arc::new(SystemClock),
        version: context.package_info().version.to_string(),
        default_api_base: None,
    };
    let app = single_instance(Builder::default(), &folders)
        .plugin(window_place(&folders).build())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::init());
    match assemble(app, parts).build(context) {
        Ok(app) => {
            let desk = app.state::<LazyDesk>();
            desk.open_early();
            if let Some(log) = &log {
                log.follow_settings(desk.inner().clone());
            }
            app.run(on_event);
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the window does not open");
            eprintln!("the window does not open: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Keeps the window's place and size beside all else of the operator's; left to itself, the plugin
/// would write into a second folder.
fn window_place(folders: &Folders) -> tauri_plugin_window_state::Builder {
    let place = tauri_plugin_window_state::Builder::default();
    // The plugin joins the name to its own folder, so a whole path replaces that.
    match folders.data.join("window.json").to_str() {
        Some(file) => place.with_filename(file),
        None => place,
    }
}

/// State and commands, for any runtime: the tests have one without a screen.
fn assemble<R: Runtime>(builder: Builder<R>, parts: DeskParts) -> Builder<R> {
    builder
        .manage(LazyDesk::new(parts))
        .manage(Watcher::default())
        .manage(Closing::default())
        .invoke_handler(commands::handler())
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event
                && !closing::may_close(window.app_handle())
            {
                api.prevent_close();
            }
        })
}

/// A second start shows the window that is there and ends. Programs on different data folders are
/// different programs.
fn single_instance<R: Runtime>(builder: Builder<R>, folders: &Folders) -> Builder<R> {
    let plugin = tauri_plugin_single_instance::Builder::new()
        .callback(|app, _, _| show_window(app))
        .dbus_id(&folders.instance_name)
        .build();
    // Elsewhere than on Linux the plugin knows no other name than the program's own.
    if cfg!(target_os = "linux") || !folders.chosen { builder.plugin(plugin) } else { builder }
}

fn show_window<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(MAIN_WINDOW) else { return };
    let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window does not come forward");
    }
}

/// Quitting by menu or shortcut is asked about like closing the window.
fn on_event<R: Runtime>(app: &AppHandle<R>, event: RunEvent) {
    if let RunEvent::ExitRequested { api, .. } = event
        && !closing::may_close(app)
    {
        api.prevent_exit();
    }
}
