//! Files and databases block: they are worked on on tokio's blocking threads.

use crate::error::{AppError, Result};

/// Runs `work` on a blocking thread; a panic in it is a fault of the program, not its end.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(_) => Err(AppError::internal("work on a blocking thread panicked")),
    }
}
