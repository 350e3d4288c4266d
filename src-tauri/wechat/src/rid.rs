//! A call of the last seven days, looked up by its diagnostic number.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::account::OfficialAccount;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::field;
use crate::mask::masked;
use crate::request::Request;

/// What WeChat remembers of a call (page "getRidInfo"), with tokens and secrets blotted out:
/// WeChat itself shows them. It may name openids, so that `Debug` shows no body.
#[derive(Clone, PartialEq, Eq)]
pub struct PastCall {
    /// When it was made.
    pub invoked_at: Option<Timestamp>,
    /// How long WeChat took.
    pub took: Option<Duration>,
    /// The query, as far as WeChat shows it.
    pub url: String,
    /// The body that was sent.
    pub request: String,
    /// The body of the answer.
    pub answer: String,
    /// The address it came from.
    pub caller: Option<String>,
}

impl fmt::Debug for PastCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PastCall")
            .field("invoked_at", &self.invoked_at)
            .field("took", &self.took)
            .finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Answer {
    request: Row,
}

#[derive(Deserialize)]
struct Row {
    #[serde(default, deserialize_with = "field::number")]
    invoke_time: Option<i64>,
    #[serde(default, deserialize_with = "field::number")]
    cost_in_ms: Option<u64>,
    #[serde(default, deserialize_with = "field::text")]
    request_url: Option<String>,
    #[serde(default, deserialize_with = "field::text")]
    request_body: Option<String>,
    #[serde(default, deserialize_with = "field::text")]
    response_body: Option<String>,
    #[serde(default, deserialize_with = "field::text")]
    client_ip: Option<String>,
}

impl OfficialAccount {
    /// What WeChat remembers of the call with this diagnostic number (page "getRidInfo").
    ///
    /// # Errors
    /// 76001 unknown, 76002 not such a number, 76003 of another account, 76004 older than seven
    /// days.
    pub async fn past_call(&self, rid: &str) -> Result<PastCall, Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            rid: &'a str,
        }

        let Answer { request: row } =
            self.call(&Request::post(Endpoint::Rid, &Body { rid: rid.trim() })).await?;
        let text = |text: Option<String>| masked(&text.unwrap_or_default());
        Ok(PastCall {
            invoked_at: row.invoke_time.and_then(|time| Timestamp::from_second(time).ok()),
            took: row.cost_in_ms.map(Duration::from_millis),
            url: text(row.request_url),
            request: text(row.request_body),
            answer: text(row.response_body),
            caller: row.client_ip.filter(|address| !address.is_empty()),
        })
    }
}
