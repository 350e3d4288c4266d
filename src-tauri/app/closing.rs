//! How the program ends: at once when nothing runs, otherwise after asking.
//!
//! Closing is always held back for the moment it takes to look. When work is under way the window
//! is told (`close-asked`) and says that the work goes on at the next start; it answers with `quit`
//! or not at all. A window that does not react cannot keep anybody in: asking to close again
//! closes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use fandesk_core::contract::guard;
use tauri::async_runtime::spawn;
use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::MAIN_WINDOW;
use crate::desk::LazyDesk;

/// Told to the window when somebody wants to close it while something runs.
pub(crate) const CLOSE_ASKED: &str = "close-asked";
/// Asking again within this time closes.
const INSISTING: Duration = Duration::from_secs(5);
/// How long running work may take to put itself away; the database is true at every moment.
const FAREWELL: Duration = Duration::from_secs(8);

/// Whether and when somebody wanted to close the window.
#[derive(Debug, Default)]
pub(crate) struct Closing {
    decided: AtomicBool,
    asked_at: Mutex<Option<Instant>>,
}

impl Closing {
    /// Notes that closing was asked for; says whether that was a repetition.
    fn ask(&self, now: Instant) -> bool {
        let mut asked_at = self.asked_at.lock().unwrap_or_else(PoisonError::into_inner);
        let before = asked_at.replace(now);
        before.is_some_and(|before| now.duration_since(before) < INSISTING)
    }
}

/// Whether the window may close right now; if not, it is being decided and the program ends by
/// itself when nothing speaks against it.
pub(crate) fn may_close<R: Runtime>(app: &AppHandle<R>) -> bool {
    let closing = app.state::<Closing>();
    if closing.decided.load(Ordering::Acquire) {
        return true;
    }
    let insists = closing.ask(Instant::now());
    let app = app.clone();
    spawn(async move {
        if insists || !something_runs(&app).await {
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
        Ok(work) => !work.jobs.is_empty() || !work.syncs.is_empty(),
        // Nobody can be asked about what cannot be read; the work, if any, is safe.
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_asking_again_soon_is_insisting() {
        let closing = Closing::default();
        let start = Instant::now();
        assert!(!closing.ask(start), "the first time");
        assert!(closing.ask(start + Duration::from_secs(2)), "twice in a row");
        assert!(!closing.ask(start + Duration::from_secs(60)), "the next day, so to speak");
    }
}
