//! The contract table turned into real Tauri commands, beside the host's own.
//!
//! Which of them the window may call is said once more, in `permissions/`: a command that is not
//! named there is refused before it gets here.

use fandesk_core::contract::guard;
use fandesk_core::{AppError, for_each_command};
use tauri::ipc::Invoke;
use tauri::{Runtime, State, generate_handler};

use crate::desk::LazyDesk;
use crate::host;

macro_rules! tauri_commands {
    ($($(#[$doc:meta])* $name:ident: $input:ty => $output:ty, $handler:path;)*) => {
        $(
            $(#[$doc])*
            #[tauri::command]
            async fn $name(desk: State<'_, LazyDesk>, input: $input) -> Result<$output, AppError> {
                let desk = desk.get().await?;
                guard(stringify!($name), $handler(desk, input)).await
            }
        )*

        /// Answers whatever the window calls.
        pub(crate) fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
            generate_handler![host::watch_events, host::reveal_file, host::show_log, host::notify, host::close_heard, host::quit, $($name),*]
        }

        /// Every command of the contract, by name.
        #[cfg(test)]
        pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

for_each_command!(tauri_commands);
