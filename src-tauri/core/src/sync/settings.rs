//! What an operator sets for the syncs of one account.

use fandesk_store::AccountStore;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::accounts::AccountId;
use crate::desk::Desk;
use crate::error::Result;
use crate::event::Topic;
use crate::input::AccountInput;

/// Its name in the account's file.
const NAME: &str = "sync";
/// Nobody waits longer than a year for anything here.
const MOST_DAYS: u32 = 365;
/// Something must be left for the sync itself.
const MOST_RESERVED: u32 = 90;

/// How the syncs of an account are done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct SyncSettings {
    /// Everybody's details are read again within so many days, a part in each sync; 0 for never.
    pub refresh_days: u32,
    /// Of each day's calls so many per cent are left to the account's other systems.
    pub reserve_percent: u32,
    /// A sync begins on start if the last one is so many hours old; 0 for never.
    pub on_start_hours: u32,
    /// While the account is open, a sync begins so often, but never so often that the list alone
    /// uses up its day's calls; 0 for never.
    pub every_hours: u32,
}

impl Default for SyncSettings {
    fn default() -> Self {
        Self { refresh_days: 14, reserve_percent: 10, on_start_hours: 24, every_hours: 0 }
    }
}

impl SyncSettings {
    /// What is set for the account of this file.
    pub(super) fn of(store: &AccountStore) -> fandesk_store::Result<Self> {
        Ok(store.setting(NAME)?.unwrap_or_default())
    }

    /// The nearest settings that make sense.
    fn within_limits(self) -> Self {
        Self {
            refresh_days: self.refresh_days.min(MOST_DAYS),
            reserve_percent: self.reserve_percent.min(MOST_RESERVED),
            on_start_hours: self.on_start_hours.min(MOST_DAYS * 24),
            every_hours: self.every_hours.min(MOST_DAYS * 24),
        }
    }
}

/// Settings for the syncs of an account.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SyncSettingsInput {
    /// Whose.
    pub account: AccountId,
    /// All of them.
    pub settings: SyncSettings,
}

/// How the syncs of an account are done.
///
/// # Errors
/// As opening the account.
pub async fn sync_settings(desk: &Desk, input: AccountInput) -> Result<SyncSettings> {
    let account = desk.account(&input.account).await?;
    account.ask(SyncSettings::of).await
}

/// Keeps how the syncs of an account are done, and says what was kept: figures out of reach are
/// brought to the nearest that make sense.
///
/// # Errors
/// As opening the account and writing its file.
pub async fn save_sync_settings(desk: &Desk, input: SyncSettingsInput) -> Result<SyncSettings> {
    let account = desk.account(&input.account).await?;
    let settings = input.settings.within_limits();
    let kept = settings.clone();
    account.ask(move |store| store.keep_setting(NAME, &kept)).await?;
    account.changed(&[Topic::Sync]);
    account.sync_slot().change_schedule();
    Ok(settings)
}
