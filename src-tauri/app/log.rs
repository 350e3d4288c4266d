//! The log: a file a day, the last few kept, without secrets or OpenIDs.
//!
//! Only our own crates write at length: what they say was written with that rule in mind. Others
//! may quote addresses, and WeChat's addresses carry the access token.

use std::path::Path;

use tracing::Level;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Days of log that are kept.
const DAYS: usize = 7;

/// Begins to write the log into this folder, until the guard is dropped. A folder that cannot be
/// written costs the log, not the program.
pub(crate) fn start(folder: &Path) -> Option<WorkerGuard> {
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
    let lines = tracing_subscriber::fmt::layer().with_writer(writer).with_ansi(false);
    // Every crate of ours begins with this.
    let ours = Targets::new().with_target("fandesk", Level::INFO);
    if tracing_subscriber::registry().with(lines).with(ours).try_init().is_err() {
        return None;
    }
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        system = std::env::consts::OS,
        "the program starts"
    );
    Some(guard)
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
