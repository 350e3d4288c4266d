//! The desktop program: Fandesk in a window.

use std::process::ExitCode;

/// Runs the program until its window is closed.
pub fn run() -> ExitCode {
    let outcome = tauri::Builder::default().run(tauri::generate_context!());
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
