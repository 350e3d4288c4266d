//! How many calls WeChat still allows.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::account::OfficialAccount;
use crate::decode::Done;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::field;
use crate::request::Request;

/// The allowance of one path (page "getApiQuota"). WeChat's figures are about one per cent off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    /// Today's allowance; `None` if WeChat gave no figure (it then writes three zeros).
    pub daily: Option<DailyQuota>,
    /// The allowance per short period, where WeChat says so.
    pub rate: Option<RateLimit>,
    /// The same for a third-party platform.
    pub platform_rate: Option<RateLimit>,
}

/// Today's allowance of one path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DailyQuota {
    /// Calls allowed a day.
    pub limit: u64,
    /// Calls made today, by every program that uses the account.
    pub used: u64,
    /// Calls left today.
    pub remaining: u64,
}

/// An allowance per short period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// Calls allowed in one period.
    pub calls: u64,
    /// How long a period lasts.
    pub period: Duration,
}

#[derive(Deserialize)]
struct QuotaAnswer {
    quota: DailyRow,
    #[serde(default)]
    rate_limit: Option<RateRow>,
    #[serde(default)]
    component_rate_limit: Option<RateRow>,
}

#[derive(Deserialize)]
struct DailyRow {
    #[serde(default, deserialize_with = "field::number")]
    daily_limit: Option<u64>,
    #[serde(default, deserialize_with = "field::number")]
    used: Option<u64>,
    #[serde(default, deserialize_with = "field::number")]
    remain: Option<u64>,
}

#[derive(Deserialize)]
struct RateRow {
    #[serde(default, deserialize_with = "field::number")]
    call_count: Option<u64>,
    #[serde(default, deserialize_with = "field::number")]
    refresh_second: Option<u64>,
}

impl DailyRow {
    fn into_quota(self) -> Option<DailyQuota> {
        let limit = self.daily_limit?;
        let used = self.used.unwrap_or(0);
        let remaining = self.remain.unwrap_or(limit.saturating_sub(used));
        (limit > 0 || used > 0 || remaining > 0).then_some(DailyQuota { limit, used, remaining })
    }
}

impl RateRow {
    fn into_limit(self) -> Option<RateLimit> {
        let calls = self.call_count.filter(|&calls| calls > 0)?;
        let seconds = self.refresh_second.filter(|&seconds| seconds > 0)?;
        Some(RateLimit { calls, period: Duration::from_secs(seconds) })
    }
}

impl OfficialAccount {
    /// What is left of one endpoint's allowance (page "getApiQuota").
    ///
    /// # Errors
    /// 76021 if WeChat does not know the path; 76022 if it does not tell this kind of account.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # use fandesk_wechat::{AppId, OfficialAccount};
    /// # let sandbox = fandesk_sandbox::SandboxConfig::with_followers(5).start().await?;
    /// # let app_id = AppId::new(fandesk_sandbox::DEFAULT_APPID)?;
    /// # let account = OfficialAccount::builder(app_id, fandesk_sandbox::DEFAULT_SECRET.into())
    /// #     .base_address(sandbox.base_url())
    /// #     .build()?;
    /// use fandesk_wechat::Endpoint;
    ///
    /// let quota = account.quota(Endpoint::Followers).await?;
    /// assert!(quota.daily.is_some_and(|daily| daily.remaining > 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
    /// ```
    pub async fn quota(&self, endpoint: Endpoint) -> Result<Quota, Error> {
        #[derive(Serialize)]
        struct Body {
            cgi_path: &'static str,
        }

        let body = Body { cgi_path: endpoint.path() };
        let answer: QuotaAnswer = self.call(&Request::post(Endpoint::Quota, &body)).await?;
        Ok(Quota {
            daily: answer.quota.into_quota(),
            rate: answer.rate_limit.and_then(RateRow::into_limit),
            platform_rate: answer.component_rate_limit.and_then(RateRow::into_limit),
        })
    }

    /// Sets the counters of all endpoints back, for every program that uses the account (page
    /// "clearQuota"): ten times a month, counted together with the console.
    ///
    /// # Errors
    /// 48006 when this month's ten are used up.
    pub async fn clear_quota(&self) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            appid: &'a str,
        }

        let body = Body { appid: self.inner.app_id.as_str() };
        self.call::<Done>(&Request::post(Endpoint::ClearQuota, &body)).await.map(drop)
    }
}
