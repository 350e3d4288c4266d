//! The log: a file a day, the last few kept, without secrets or OpenIDs.
//!
//! Only our own crates write at length: what they say was written with that rule in mind. Others
//! may quote addresses, and WeChat's addresses carry the access token.

use std::path::{Path, PathBuf};

use fandesk_core::{LogLevel, Settings};
use tokio::sync::watch::Receiver;
use tracing::Level;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::Registry;
use tracing_subscriber::reload;
use tracing_subscriber::util::SubscriberInitExt;

use crate::desk::LazyDesk;

/// Days of log that are kept.
const DAYS: usize = 7;

/// The log being written, until it is dropped.
pub(crate) struct Log {
    filter: reload::Handle<Targets, Registry>,
    _writer: WorkerGuard,
}

impl Log {
    /// From now on the log tells as much as the settings say, and follows their changes.
    pub(crate) fn follow_settings(&self, desk: LazyDesk) {
        let filter = self.filter.clone();
        tauri::async_runtime::spawn(async move {
            follow(filter, desk.when_opened().await.watch_settings()).await;
        });
    }
}

/// Ends with the log or with the desk.
async fn follow(filter: reload::Handle<Targets, Registry>, mut settings: Receiver<Settings>) {
    loop {
        let level = settings.borrow_and_update().log_level;
        if filter.reload(ours(level)).is_err() || settings.changed().await.is_err() {
            return;
        }
    }
}

/// What our own crates say, up to this level; every crate of ours begins with this name.
fn ours(level: LogLevel) -> Targets {
    let level = match level {
        LogLevel::Info => Level::INFO,
        LogLevel::Debug => Level::DEBUG,
    };
    Targets::new().with_target("fandesk", level)
}

/// Begins to write the log into this folder. A folder that cannot be written costs the log, not
/// the program.
pub(crate) fn start(folder: &Path) -> Option<Log> {
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("fandesk")
        .filename_suffix("log")
        .max_log_files(DAYS)
        .build(folder);
    let file = match file {
        Ok(file) => file,
        Err(error) => {
            eprintln!("the log cannot be written: {error}");
            return None;
        }
    };
    let (writer, guard) = tracing_appender::non_blocking(file);
    let (filter, handle) = reload::Layer::new(ours(LogLevel::default()));
    let lines = tracing_subscriber::fmt::layer().with_writer(writer).with_ansi(false);
    if tracing_subscriber::registry().with(filter).with(lines).try_init().is_err() {
        return None;
    }
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        system = std::env::consts::OS,
        web_view = tauri::webview_version().unwrap_or_default(),
        "the program starts"
    );
    Some(Log { filter: handle, _writer: guard })
}

/// The file that is written to now: names hold the day.
pub(crate) fn newest(folder: &Path) -> Option<PathBuf> {
    let files = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "log")).max()
}

/// From now on a panic is a line in the log that says where, and nothing on the terminal.
///
/// The message is written only if it is a fixed text: a formatted one may quote a person's data.
/// Commands and jobs turn the panic itself into an error with an incident number.
pub(crate) fn panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let what = panic.payload().downcast_ref::<&'static str>().copied();
        let what = what.unwrap_or("a formatted message");
        tracing::error!(target: "fandesk", place, what, "panic");
        eprintln!("a fault at {place}; the log tells more");
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::watch;

    #[test]
    fn the_newest_file_is_the_one_of_the_latest_day() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(newest(folder.path()), None);
        for name in ["fandesk.2026-02-01.log", "fandesk.2026-01-31.log", "notes.txt"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        assert_eq!(newest(folder.path()), Some(folder.path().join("fandesk.2026-02-01.log")));
        assert_eq!(newest(&folder.path().join("gone")), None);
    }

    #[tokio::test]
    async fn the_log_tells_as_much_as_the_settings_say() {
        let (_layer, filter) = reload::Layer::new(ours(LogLevel::default()));
        let tells = |level| {
            filter.with_current(|targets| targets.would_enable("fandesk_core", &level)).unwrap()
        };
        assert!(tells(Level::INFO) && !tells(Level::DEBUG));
        for (log_level, tells_calls) in [(LogLevel::Debug, true), (LogLevel::Info, false)] {
            let settings = Settings { log_level, ..Settings::default() };
            // The desk is gone at once: following ends with what was set last.
            let (_, watched) = watch::channel(settings);
            follow(filter.clone(), watched).await;
            assert_eq!(tells(Level::DEBUG), tells_calls, "{log_level:?}");
        }
        assert!(
            !filter.with_current(|targets| targets.would_enable("hyper", &Level::ERROR)).unwrap()
        );
    }
}
