//! Looking up one call by the number that WeChat gave it.

use serde::Serialize;
use ts_rs::TS;

use crate::clock::UnixSeconds;
use crate::desk::Desk;
use crate::diagnostics::without_openids;
use crate::error::Result;
use crate::input::RidInput;

/// What WeChat remembers of a call. Tokens, secrets and OpenIDs are stars in it, as in the diagnostics.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PastCall {
    /// When it was made; null when WeChat does not say.
    #[ts(type = "UnixSeconds | null")]
    pub at: Option<UnixSeconds>,
    /// Milliseconds that WeChat took; null when it does not say.
    pub millis: Option<u32>,
    /// The query, as far as WeChat shows it.
    pub url: String,
    /// The body that was sent.
    pub request: String,
    /// The body of the answer.
    pub answer: String,
    /// The address it came from; null when WeChat does not say.
    pub caller: Option<String>,
}

/// Bodies may hold remarks of people, and those belong into no log.
impl std::fmt::Debug for PastCall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PastCall").field("at", &self.at).finish_non_exhaustive()
    }
}

/// What WeChat remembers of a call of the last seven days.
///
/// # Errors
/// `accountUnknown`, `accountUnavailable`; WeChat's 76001 to 76004 for numbers it does not show.
pub async fn look_up_rid(desk: &Desk, input: RidInput) -> Result<PastCall> {
    let account = desk.account(&input.account).await?;
    let call = account.client()?.past_call(&input.rid).await?;
    Ok(PastCall {
        at: call.invoked_at.map(|at| at.as_second()),
        millis: call.took.and_then(|took| u32::try_from(took.as_millis()).ok()),
        url: without_openids(&call.url),
        request: without_openids(&call.request),
        answer: without_openids(&call.answer),
        caller: call.caller,
    })
}
