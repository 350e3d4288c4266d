//! What WeChat still allows today, asked for as many endpoints at once as are wanted.

use std::time::Duration;

use fandesk_wechat::{DailyQuota, Endpoint, OfficialAccount};
use futures::future::join_all;

/// Nobody waits longer for figures of the quota.
const PATIENCE: Duration = Duration::from_secs(3);

/// Today's allowance of each endpoint, in their order; none where WeChat gives no figure, or not in
/// time.
pub(crate) async fn today(
    client: &OfficialAccount,
    endpoints: &[Endpoint],
) -> Vec<Option<DailyQuota>> {
    join_all(endpoints.iter().map(|&endpoint| one(client, endpoint))).await
}

async fn one(client: &OfficialAccount, endpoint: Endpoint) -> Option<DailyQuota> {
    match tokio::time::timeout(PATIENCE, client.quota(endpoint)).await {
        Ok(Ok(quota)) => quota.daily,
        Ok(Err(error)) => {
            tracing::debug!(%error, "no figure of the quota");
            None
        }
        Err(_) => {
            tracing::debug!("no figure of the quota in time");
            None
        }
    }
}
