//! The owner of an account's background work: whoever closes the account stops it.

use std::future::Future;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// How long work may take to put itself away once it is asked to stop. What is cut off after that
/// is safe: the database is true at every moment.
const PATIENCE: Duration = Duration::from_secs(5);

/// Background work of one account. Tasks get a token that is cancelled when they must stop.
#[derive(Debug, Default, Clone)]
pub struct Tasks {
    stop: CancellationToken,
    tracker: TaskTracker,
}

impl Tasks {
    /// Starts background work. It must end soon after `stop` is cancelled; work that does not is
    /// cut off at its next `await`. After [`close`](Self::close) nothing starts any more.
    pub fn spawn<F>(
        &self,
        work: impl FnOnce(CancellationToken) -> F,
    ) -> JoinHandle<Option<F::Output>>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let stop = self.stop.child_token();
        let closed = self.stop.clone();
        let work = (!closed.is_cancelled()).then(|| work(stop));
        self.tracker.spawn(async move {
            let work = work?;
            tokio::select! {
                output = work => Some(output),
                () = async { closed.cancelled().await; tokio::time::sleep(PATIENCE).await } => None,
            }
        })
    }

    /// Whether everything was asked to stop.
    pub fn stopping(&self) -> bool {
        self.stop.is_cancelled()
    }

    /// Asks all work to stop and waits until it has.
    pub async fn close(&self) {
        self.stop.cancel();
        self.tracker.close();
        self.tracker.wait().await;
    }
}

/// Waits for a file to be closed: stopped work may have asked it something that is still answered.
/// No longer than work itself may take, so that a hung disk cannot keep the program from ending.
pub(crate) async fn when_closed(closed: impl Future<Output = ()>) {
    if tokio::time::timeout(PATIENCE, closed).await.is_err() {
        tracing::warn!("somebody still asks a file that was to be closed");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn closing_stops_work_that_listens_and_cuts_off_work_that_does_not() {
        let tasks = Tasks::default();
        let polite = tasks.spawn(async |stop: CancellationToken| {
            stop.cancelled().await;
            "put away"
        });
        let deaf = tasks.spawn(|_| std::future::pending::<()>());
        tasks.close().await;
        assert_eq!(polite.await.unwrap(), Some("put away"));
        assert_eq!(deaf.await.unwrap(), None);
    }

    #[tokio::test]
    async fn nothing_starts_after_closing() {
        let tasks = Tasks::default();
        tasks.close().await;
        assert_eq!(tasks.spawn(async |_| "ran").await.unwrap(), None);
    }
}
