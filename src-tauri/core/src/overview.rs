//! The desk as the first screen needs it: vault, settings and accounts at one glance.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::accounts::{AccountId, AccountSummary};
use crate::activity::KeepHistory;
use crate::desk::Desk;
use crate::error::{AppError, Result};
use crate::event::{DeskEvent, Topic};
use crate::input::{PassphraseInput, UnlockInput};
use crate::keeping::sound_passphrase;
use crate::vault::VaultState;

/// Everything the first screen needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeskOverview {
    /// The program's version.
    pub version: String,
    /// The folder on this computer that keeps everything.
    pub data_folder: String,
    /// Where secrets are kept.
    pub vault: VaultState,
    /// How the operator wants it.
    pub settings: Settings,
    /// The accounts in the order they were added; none while the vault is closed.
    pub accounts: Vec<AccountSummary>,
}

/// How the operator wants the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// Its language.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Height of the rows.
    pub density: Density,
    /// The account shown.
    pub current_account: Option<AccountId>,
    /// Blocking, or taking tags off, more people than this asks for the number to be typed.
    #[serde(default = "typed_above")]
    pub typed_above: u32,
    /// For how long history is kept.
    #[serde(default)]
    pub keep_history: KeepHistory,
    /// How much the log tells.
    #[serde(default)]
    pub log_level: LogLevel,
}

/// Settings of an earlier version do not name it.
fn typed_above() -> u32 {
    1_000
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::default(),
            theme: Theme::default(),
            density: Density::default(),
            current_account: None,
            typed_above: typed_above(),
            keep_history: KeepHistory::default(),
            log_level: LogLevel::default(),
        }
    }
}

/// The window's language.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum Language {
    /// As the system has it.
    #[default]
    #[serde(rename = "system")]
    System,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// Traditional Chinese, as in Taiwan.
    #[serde(rename = "zh-TW")]
    ZhTw,
    /// English.
    #[serde(rename = "en")]
    En,
}

/// The window's colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Height of the window's rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Density {
    /// 40 px.
    #[default]
    Comfortable,
    /// 32 px.
    Compact,
}

/// How much the log tells. Neither level writes a secret, an OpenID or a remark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LogLevel {
    /// What was done, and what went wrong.
    #[default]
    Info,
    /// Every call too, for finding out why something goes wrong.
    Debug,
}

/// Everything the first screen needs; opens the accounts on the way, so that what was under way
/// goes on.
pub async fn desk_overview(desk: &Desk, (): ()) -> Result<DeskOverview> {
    let vault = desk.vault_state().await;
    let closed = |settings| DeskOverview {
        version: desk.version().to_owned(),
        data_folder: desk.data_dir().to_string_lossy().into_owned(),
        vault,
        settings,
        accounts: Vec::new(),
    };
    let settings = match desk.settings().await {
        Err(AppError::PassphraseNeeded | AppError::KeychainLocked | AppError::KeychainMissing) => {
            return Ok(closed(Settings::default()));
        }
        settings => settings?,
    };
    Ok(DeskOverview { accounts: desk.summaries().await?, ..closed(settings) })
}

/// Keeps the settings; an account that is not there is kept as none.
pub async fn save_settings(desk: &Desk, mut settings: Settings) -> Result<()> {
    if let Some(current) = &settings.current_account
        && desk.record(current).await.is_err()
    {
        settings.current_account = None;
    }
    let kept = settings.clone();
    desk.with_desk_file(move |store| Ok(store.save_setting(SETTINGS, &settings)?)).await?;
    desk.notice_settings(kept);
    desk.events().send(DeskEvent::Changed { account: None, topics: vec![Topic::Settings] });
    Ok(())
}

/// Name of the settings in `desk.db`.
const SETTINGS: &str = "settings";

impl Desk {
    /// How the operator wants the window; what an older or newer program kept differently is as
    /// it comes out of the box.
    pub async fn settings(&self) -> Result<Settings> {
        let kept: Option<serde_json::Value> =
            self.with_desk_file(|store| Ok(store.setting(SETTINGS)?)).await?;
        let settings: Settings =
            kept.and_then(|kept| serde_json::from_value(kept).ok()).unwrap_or_default();
        self.notice_settings(settings.clone());
        Ok(settings)
    }
}

/// Chooses a passphrase instead of a system keychain, only while nothing secret is kept.
pub async fn choose_passphrase(desk: &Desk, input: PassphraseInput) -> Result<VaultState> {
    desk.choose_passphrase(sound_passphrase(input.passphrase)?).await
}

/// Opens the vault: with the passphrase, or by asking the keychain again.
pub async fn unlock(desk: &Desk, input: UnlockInput) -> Result<DeskOverview> {
    desk.unlock(input.passphrase).await?;
    desk_overview(desk, ()).await
}
