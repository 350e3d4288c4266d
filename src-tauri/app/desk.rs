//! The desk of this window: opened by the first command that needs it.
//!
//! The window is there at once, and a desk that does not open is an error on the screen with a
//! way to try again, not a program that ends without a word.

use std::sync::Arc;

use fandesk_core::overview::desk_overview;
use fandesk_core::{AppError, Desk, DeskParts, OpenError};
use tauri::async_runtime::spawn;
use tokio::sync::{Notify, OnceCell};

/// A desk, or what it takes to open it. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct LazyDesk {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    parts: DeskParts,
    desk: OnceCell<Desk>,
    opened: Notify,
}

impl LazyDesk {
    pub(crate) fn new(parts: DeskParts) -> Self {
        Self { inner: Arc::new(Inner { parts, desk: OnceCell::new(), opened: Notify::new() }) }
    }

    /// The open desk; every call tries again while it does not open.
    pub(crate) async fn get(&self) -> Result<&Desk, AppError> {
        let Inner { parts, desk, opened } = &*self.inner;
        desk.get_or_try_init(|| async {
            let desk = Desk::open(parts.clone()).await.map_err(told)?;
            opened.notify_waiters();
            Ok(desk)
        })
        .await
    }

    /// Opens the desk and its accounts while the web view is still starting: by the time the page
    /// asks for them, large files are read for the most part. Whatever goes wrong is told to the
    /// page when it asks.
    pub(crate) fn open_early(&self) {
        let lazy = self.clone();
        spawn(async move {
            if let Ok(desk) = lazy.get().await {
                let _ = desk_overview(desk, ()).await;
            }
        });
    }

    /// The desk if it is open already.
    pub(crate) fn opened(&self) -> Option<&Desk> {
        self.inner.desk.get()
    }

    /// The desk as soon as somebody has opened it.
    pub(crate) async fn when_opened(&self) -> &Desk {
        loop {
            let news = self.inner.opened.notified();
            // Whoever opens it first notifies and then stores it: trying to open waits for that.
            match self.get().await {
                Ok(desk) => return desk,
                Err(_) => news.await,
            }
        }
    }
}

fn told(error: OpenError) -> AppError {
    tracing::error!(%error, "the desk does not open");
    error.into()
}
