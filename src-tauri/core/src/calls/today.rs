//! The page of calls: what WeChat allows today, what we have used, and setting it all back.

use fandesk_wechat::{Endpoint, ErrCode};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::allowance::{Allowance, Daily};
use super::tally::{Book, in_book};
use crate::china::{beginning_of, day_of};
use crate::clock::UnixSeconds;
use crate::desk::Desk;
use crate::error::{AppError, Result};
use crate::input::AccountInput;

/// Resets a month, of all programs and the console together (page "clearQuota").
const RESETS_A_MONTH: u32 = 10;
/// Days of our own calls that are shown.
const DAYS_SHOWN: usize = 14;

/// What this program calls, roughly by how often.
const SHOWN: [Endpoint; 14] = [
    Endpoint::Followers,
    Endpoint::BatchUserInfo,
    Endpoint::UpdateRemark,
    Endpoint::Tags,
    Endpoint::TagMembers,
    Endpoint::BatchTagging,
    Endpoint::BatchUntagging,
    Endpoint::CreateTag,
    Endpoint::UpdateTag,
    Endpoint::DeleteTag,
    Endpoint::Blacklist,
    Endpoint::BatchBlock,
    Endpoint::BatchUnblock,
    Endpoint::StableToken,
];

/// The calls of an account, as WeChat and this computer count them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CallsToday {
    /// Today, endpoint by endpoint.
    pub endpoints: Vec<EndpointCalls>,
    /// Our own calls of the last days, newest first.
    pub days: Vec<DayOfCalls>,
    /// Of each day's calls so many per cent are left to other systems by our syncs.
    pub reserve_percent: u32,
    /// Resets from this computer this month; WeChat does not say how often others have reset.
    pub resets: u32,
    /// Resets that WeChat allows in a month, of all systems and its console together.
    pub reset_limit: u32,
    /// WeChat has said that this month's are used up.
    pub resets_spent: bool,
}

/// Calls to one endpoint today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EndpointCalls {
    /// Its path.
    pub endpoint: String,
    /// WeChat's figures of all programs; null where it gives none.
    pub daily: Option<Daily>,
    /// Calls from this computer.
    pub ours: u32,
}

/// Our own calls of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DayOfCalls {
    /// When it began, in China.
    #[ts(type = "UnixSeconds")]
    pub day: UnixSeconds,
    /// Calls to all endpoints.
    pub calls: u32,
}

/// What WeChat allows today and what was used of it.
///
/// # Errors
/// `accountUnknown`, `accountUnavailable`; what WeChat says when it is not asked successfully.
pub async fn calls_today(desk: &Desk, input: AccountInput) -> Result<CallsToday> {
    let account = desk.account(&input.account).await?;
    let client = account.client()?;
    // One question whose failure is told; the others may do without an answer.
    client.quota(SHOWN[0]).await?;
    let allowances = Allowance::of_today(&client, &SHOWN).await;
    let reserve_percent = crate::sync::sync_settings(desk, input).await?.reserve_percent;
    let now = account.now();
    let page = move |book: &mut Book| {
        let today = book.days.get(&day_of(now)).cloned().unwrap_or_default();
        let ours = |endpoint: &str| clamp(today.get(endpoint).copied().unwrap_or(0));
        let of_day = |(&day, calls): (&i64, &std::collections::BTreeMap<String, u64>)| DayOfCalls {
            day: beginning_of(day),
            calls: clamp(calls.values().sum()),
        };
        let resets = *book.resets_now(now);
        CallsToday {
            endpoints: allowances
                .into_iter()
                .map(|Allowance { endpoint, daily }| EndpointCalls {
                    ours: ours(&endpoint),
                    endpoint,
                    daily,
                })
                .collect(),
            days: book.days.iter().rev().take(DAYS_SHOWN).map(of_day).collect(),
            reserve_percent,
            resets: resets.made,
            reset_limit: RESETS_A_MONTH,
            resets_spent: resets.spent,
        }
    };
    in_book(&account, page).await
}

/// Sets WeChat's counters of the day back to nothing, for every system that uses the account.
///
/// # Errors
/// 48006 when this month's resets are used up, here or elsewhere; otherwise as [`calls_today`].
pub async fn clear_quota(desk: &Desk, input: AccountInput) -> Result<()> {
    let account = desk.account(&input.account).await?;
    let answer = account.client()?.clear_quota().await.map_err(AppError::from);
    let now = account.now();
    let spent = matches!(&answer, Err(AppError::Wechat { errcode, .. }) if ErrCode(*errcode) == ErrCode::NO_RESETS_LEFT);
    if answer.is_ok() || spent {
        let note = move |book: &mut Book| {
            let resets = book.resets_now(now);
            resets.made += u32::from(!spent);
            resets.spent |= spent;
        };
        in_book(&account, note).await?;
    }
    answer
}

fn clamp(calls: u64) -> u32 {
    u32::try_from(calls).unwrap_or(u32::MAX)
}
