//! Commands that only a program with a window has: to watch what is announced, to show a saved
//! file or the log, to end.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use fandesk_core::{AppError, DeskEvent};
use tauri::async_runtime::{JoinHandle, spawn, spawn_blocking};
use tauri::ipc::Channel;
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_notification::NotificationExt;

use crate::closing::{self, Closing};
use crate::desk::LazyDesk;
use crate::{folders, log};

/// Endings of the files that the desk writes for people.
const EXPORT_ENDINGS: [&str; 2] = ["csv", "xlsx"];

/// Passes events on to the page that watches; a page that was loaded anew takes its place.
#[derive(Debug, Default)]
pub(crate) struct Watcher(Mutex<Option<JoinHandle<()>>>);

impl Watcher {
    fn replace(&self, task: JoinHandle<()>) {
        let mut current = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(before) = current.replace(task) {
            before.abort();
        }
    }
}

/// From now on the page hears of everything that happens, in order, on this channel. While the
/// desk does not open there is nothing to hear, and nothing is lost by asking early.
#[tauri::command]
pub(crate) async fn watch_events(
    desk: State<'_, LazyDesk>,
    watcher: State<'_, Watcher>,
    channel: Channel<DeskEvent>,
) -> Result<(), AppError> {
    let desk = desk.inner().clone();
    watcher.replace(spawn(async move {
        let mut listener = desk.when_opened().await.events().listen();
        // What the page read before this moment may have changed before this moment.
        let mut event = Some(DeskEvent::Resync);
        while let Some(news) = event {
            if channel.send(news).is_err() {
                return;
            }
            event = listener.next().await;
        }
    }));
    Ok(())
}

/// Shows a file that the desk exported in the system's file manager.
///
/// # Errors
/// `notFound` for any other file, and for one that is gone.
#[tauri::command]
pub(crate) async fn reveal_file(desk: State<'_, LazyDesk>, path: String) -> Result<(), AppError> {
    let downloads = desk.get().await?.downloads_dir().to_path_buf();
    reveal(move || exported_file(&downloads, Path::new(&path))).await
}

/// Shows the log of today in the system's file manager, so that it can be passed on.
///
/// # Errors
/// `notFound` when there is no log or no file manager.
#[tauri::command]
pub(crate) async fn show_log(desk: State<'_, LazyDesk>) -> Result<(), AppError> {
    let logs = folders::logs(desk.get().await?.data_dir());
    reveal(move || log::newest(&logs)).await
}

async fn reveal(find: impl FnOnce() -> Option<PathBuf> + Send + 'static) -> Result<(), AppError> {
    let shown = spawn_blocking(move || {
        let path = find().ok_or(AppError::NotFound)?;
        tauri_plugin_opener::reveal_item_in_dir(path).map_err(|error| {
            tracing::warn!(%error, "the file manager does not open");
            AppError::NotFound
        })
    });
    shown.await.map_err(|_| AppError::internal("showing a file panicked"))?
}

/// Most characters of a notification; systems cut longer ones off anyway.
const LONGEST_NOTIFICATION: usize = 200;

/// Tells somebody who is looking at another program what came to its end.
///
/// The words are the page's, which names no follower: notifications stay on lock screens.
#[tauri::command]
pub(crate) fn notify<R: Runtime>(app: AppHandle<R>, title: String, words: String) {
    let short = |text: String| text.chars().take(LONGEST_NOTIFICATION).collect::<String>();
    let notification = app.notification().builder().title(short(title)).body(short(words));
    if let Err(error) = notification.show() {
        tracing::warn!(%error, "the system shows no notification");
    }
}

/// The page heard `close-asked` and asks the person in front of it.
#[tauri::command]
pub(crate) fn close_heard(closing: State<'_, Closing>) {
    closing.heard();
}

/// Ends the program for good, whatever runs: the database is true at every moment and unfinished
/// work goes on at the next start.
#[tauri::command]
pub(crate) async fn quit<R: Runtime>(app: AppHandle<R>) -> Result<(), AppError> {
    closing::leave(&app).await;
    Ok(())
}

/// The real path of an export in the downloads folder; `None` for anything else, also for a link
/// out of it.
fn exported_file(downloads: &Path, path: &Path) -> Option<PathBuf> {
    let (downloads, path) = (downloads.canonicalize().ok()?, path.canonicalize().ok()?);
    let is_export =
        path.extension().is_some_and(|ending| EXPORT_ENDINGS.iter().any(|e| ending == *e));
    (is_export && path.is_file() && path.starts_with(downloads)).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::exported_file;
    use std::fs;

    #[test]
    fn only_exports_in_the_downloads_folder_are_shown() {
        let folder = tempfile::tempdir().unwrap();
        let downloads = folder.path().join("downloads");
        fs::create_dir(&downloads).unwrap();
        for file in ["downloads/粉丝.csv", "downloads/粉丝.xlsx", "downloads/run.sh", "key.csv"]
        {
            fs::write(folder.path().join(file), "x").unwrap();
        }
        let shown = |path: &str| exported_file(&downloads, &folder.path().join(path)).is_some();

        assert!(shown("downloads/粉丝.csv"));
        assert!(shown("downloads/粉丝.xlsx"));
        assert!(!shown("downloads/run.sh"), "not an export");
        assert!(!shown("key.csv"), "outside");
        assert!(!shown("downloads/../key.csv"), "outside, by a detour");
        assert!(!shown("downloads/gone.csv"), "not there");
        assert!(!shown("downloads"), "a folder");
    }
}
