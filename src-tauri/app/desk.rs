//! The desk of this window: opened by the first command that needs it.
//!
//! The window is there at once, and a desk that does not open is an error on the screen with a
//! way to try again, not a program that ends without a word.

use fandesk_core::{AppError, Desk, DeskParts, OpenError};
use tokio::sync::OnceCell;

/// A desk, or what it takes to open it.
#[derive(Debug)]
pub(crate) struct LazyDesk {
    parts: DeskParts,
    desk: OnceCell<Desk>,
}

impl LazyDesk {
    pub(crate) fn new(parts: DeskParts) -> Self {
        Self { parts, desk: OnceCell::new() }
    }

    /// The open desk; every call tries again while it does not open.
    pub(crate) async fn get(&self) -> Result<&Desk, AppError> {
        self.desk
            .get_or_try_init(|| async { Desk::open(self.parts.clone()).await.map_err(told) })
            .await
    }

    /// The desk if it is open already.
    pub(crate) fn opened(&self) -> Option<&Desk> {
        self.desk.get()
    }
}

fn told(error: OpenError) -> AppError {
    tracing::error!(%error, "the desk does not open");
    match error {
        OpenError::InUse => AppError::Storage,
        OpenError::Folder(error) => error.into(),
        OpenError::Other(error) => error,
    }
}
