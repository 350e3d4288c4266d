//! What WeChat allows an account on one day, endpoint by endpoint.

use fandesk_wechat::{DailyQuota, Endpoint, OfficialAccount};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::quota;

/// Today's allowance of one endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Allowance {
    /// The path of the endpoint.
    pub endpoint: String,
    /// Its figures; null where WeChat gives none, or not in time.
    pub daily: Option<Daily>,
}

/// Figures of one day, of all programs that use the account together. They are about one per cent
/// off (page "getApiQuota").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Daily {
    /// Calls allowed.
    pub limit: u32,
    /// Calls made.
    pub used: u32,
    /// Calls left.
    pub left: u32,
}

impl Allowance {
    /// Asks WeChat for all of these at once.
    pub(crate) async fn of_today(client: &OfficialAccount, endpoints: &[Endpoint]) -> Vec<Self> {
        let figures = quota::today(client, endpoints).await;
        let told = endpoints.iter().zip(figures).map(|(endpoint, daily)| Self {
            endpoint: endpoint.path().to_owned(),
            daily: daily.map(Daily::from),
        });
        told.collect()
    }
}

impl From<DailyQuota> for Daily {
    fn from(quota: DailyQuota) -> Self {
        let clamp = |calls: u64| u32::try_from(calls).unwrap_or(u32::MAX);
        Self { limit: clamp(quota.limit), used: clamp(quota.used), left: clamp(quota.remaining) }
    }
}
