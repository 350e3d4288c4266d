//! Panics as errors: a fault in one piece of work ends neither the program nor whoever runs it.

use std::any::Any;
use std::future::Future;
use std::panic::AssertUnwindSafe;

use futures::FutureExt;

use crate::error::AppError;

/// Awaits work; a panic in it becomes [`AppError::Internal`] with an incident number, under which
/// the log tells what is known.
pub(crate) async fn caught<T>(work: impl Future<Output = T>) -> Result<T, AppError> {
    let outcome = AssertUnwindSafe(work).catch_unwind().await;
    outcome.map_err(|panic| AppError::internal(panic_text(panic.as_ref())))
}

/// A panic's message when it is a fixed text. Formatted messages may quote data of followers, so
/// they stay out of the log; the panic hook of the host has told the place.
fn panic_text(panic: &(dyn Any + Send)) -> &'static str {
    panic.downcast_ref::<&'static str>().copied().unwrap_or("panic with a formatted message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_that_panics_is_an_internal_fault() {
        assert_eq!(caught(async { 7 }).await, Ok(7));
        let fault = caught(async { panic!("out of luck") }).await;
        assert!(matches!(fault, Err::<(), _>(AppError::Internal { .. })));
    }

    #[test]
    fn only_fixed_texts_of_a_panic_reach_the_log() {
        let formatted: Box<dyn Any + Send> = Box::new("openid o6_bmjrPTlm6".to_owned());
        assert!(!panic_text(&*formatted).contains("o6_bmjrPTlm6"));
        let fixed: Box<dyn Any + Send> = Box::new("index is empty");
        assert_eq!(panic_text(&*fixed), "index is empty");
    }
}
