//! How the program ends: at once when nothing runs, otherwise after asking.
//!
//! Closing is always held back for the moment it takes to look. When work is under way the window
//! is told (`close-asked`), confirms that it heard (`close_heard`) and says that the work goes on at
//! the next start; later it calls `quit`, or does not. A window that hangs cannot keep anybody in:
//! when it did not hear, asking once more closes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use fandesk_core::contract::guard;
use tauri::async_runtime::spawn;
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::MAIN_WINDOW;
use crate::desk::LazyDesk;

/// Told to the window when somebody wants to close it while something runs.
pub(crate) const CLOSE_ASKED: &str = "close-asked";
/// How long running work may take to put itself away; the database is true at every moment.
const FAREWELL: Duration = Duration::from_secs(8);

/// How far closing has come.
#[derive(Debug, Default)]
pub(crate) struct Closing {
    /// The program ends; nothing is asked any more.
    decided: AtomicBool,
    /// The window was told and has not confirmed it.
    unheard: AtomicBool,
}

impl Closing {
    /// Notes that the window is told; says whether it did not hear the last time.
    fn tell(&self) -> bool {
        self.unheard.swap(true, Ordering::AcqRel)
    }

    /// Notes that the window heard and has put the question to the person in front of it.
    pub(crate) fn heard(&self) {
        self.unheard.store(false, Ordering::Release);
    }
}

/// Whether the window may close right now; if not, it is being decided and the program ends by
/// itself when nothing speaks against it.
pub(crate) fn may_close<R: Runtime>(app: &AppHandle<R>) -> bool {
    let closing = app.state::<Closing>();
    if closing.decided.load(Ordering::Acquire) {
        return true;
    }
    let app = app.clone();
    spawn(async move {
        if !something_runs(&app).await || app.state::<Closing>().tell() {
            leave(&app).await;
        } else if let Err(error) = app.emit_to(MAIN_WINDOW, CLOSE_ASKED, ()) {
            tracing::warn!(%error, "the window was not told that it should close");
        }
    });
    false
}

/// Puts running work away, closes the files and ends the program.
pub(crate) async fn leave<R: Runtime>(app: &AppHandle<R>) {
    if app.state::<Closing>().decided.swap(true, Ordering::AcqRel) {
        return;
    }
    if let Some(desk) = app.state::<LazyDesk>().opened()
        && tokio::time::timeout(FAREWELL, desk.close()).await.is_err()
    {
        tracing::warn!("work did not end in time and was cut off");
    }
    tracing::info!("the program ends");
    app.exit(0);
}

async fn something_runs<R: Runtime>(app: &AppHandle<R>) -> bool {
    let desk = app.state::<LazyDesk>();
    let Some(desk) = desk.opened() else { return false };
    match guard("running_work", fandesk_core::jobs::running_work(desk, ())).await {
        Ok(work) => !work.jobs.is_empty() || !work.syncs.is_empty() || work.rekeying,
        // Nobody can be asked about what cannot be read; the work, if any, is safe.
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_window_that_did_not_hear_is_closed_without_an_answer() {
        let closing = Closing::default();
        assert!(!closing.tell(), "the first time it is asked");
        closing.heard();
        assert!(!closing.tell(), "it heard and somebody stayed, so it is asked again");
        assert!(closing.tell(), "it did not hear");
    }
}
