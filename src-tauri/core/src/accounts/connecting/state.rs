//! How connecting stands, as the window shows it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::accounts::{AccountId, CredentialsFacts};
use crate::calls::Allowance;
use crate::clock::UnixSeconds;
use crate::error::AppError;

/// The steps of connecting an account, in order; which of them there are depends on what opens it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Step {
    /// The customer's own service answers with a token, or with a platform's ticket.
    Service,
    /// WeChat can be reached at all.
    Reach,
    /// WeChat knows the AppID.
    AppId,
    /// The AppSecret belongs to it and is not frozen.
    Secret,
    /// This computer's address is allowed, and the administrator agrees.
    AllowList,
    /// WeChat knows the third-party platform, its secret, its ticket and its address.
    Platform,
    /// WeChat accepts the token that came from elsewhere.
    Token,
    /// Which functions the account may call, tried by reading.
    Rights,
    /// What is left of today's calls.
    Quota,
    /// Account and secret are kept on this computer.
    Keep,
    /// The first followers are here.
    Followers,
}

impl Step {
    /// The steps for credentials of a kind, in order.
    pub fn of(credentials: &CredentialsFacts) -> Vec<Self> {
        let own: &[Self] = match credentials {
            CredentialsFacts::Secret => &[Self::Reach, Self::AppId, Self::Secret, Self::AllowList],
            CredentialsFacts::TokenService { .. } => &[Self::Service, Self::Reach, Self::Token],
            CredentialsFacts::PastedToken { .. } => &[Self::Reach, Self::Token],
            CredentialsFacts::Platform { .. } => {
                &[Self::Service, Self::Reach, Self::Platform, Self::Token]
            }
        };
        [own, &[Self::Rights, Self::Quota, Self::Keep, Self::Followers]].concat()
    }
}

/// One step and how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StepMark {
    /// Which.
    pub step: Step,
    /// How it stands.
    pub state: StepState,
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum StepState {
    /// Its turn has not come.
    Ahead,
    /// It is being tried, or waits.
    Trying,
    /// Done.
    Passed,
    /// Somebody has to act first.
    Failed,
}

/// A group of functions that WeChat allows or refuses to an account as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Function {
    /// The list of followers.
    Followers,
    /// Their details.
    Details,
    /// Tags.
    Tags,
    /// The blacklist.
    Blacklist,
}

/// Whether an account may call a function.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Right {
    /// Which.
    pub function: Function,
    /// Why not; null when it may.
    pub refused: Option<AppError>,
}

/// How connecting an account stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Connecting {
    /// The name the account gets.
    pub name: String,
    /// Its AppID.
    pub app_id: String,
    /// Every step in order.
    pub steps: Vec<StepMark>,
    /// Whether it moves.
    pub status: ConnectStatus,
    /// Every address of this computer that WeChat has refused, in the order they were seen.
    pub addresses: Vec<String>,
    /// What the account may call; empty before that was tried.
    pub rights: Vec<Right>,
    /// What is left of today's calls; empty before WeChat was asked.
    pub allowances: Vec<Allowance>,
}

/// Whether connecting moves, and if not, what for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum ConnectStatus {
    /// At work.
    Running,
    /// It tries again by itself: somebody else has to do something, or WeChat is busy.
    Waiting {
        /// What is waited for.
        because: AppError,
        /// When it tries again.
        #[ts(type = "UnixSeconds")]
        next_try: UnixSeconds,
        /// When it stops trying by itself.
        #[ts(type = "UnixSeconds")]
        until: UnixSeconds,
    },
    /// The operator has to do something first.
    Failed {
        /// What went wrong.
        because: AppError,
    },
    /// There is no keychain: a passphrase has to be chosen before anything is kept.
    NeedsPassphrase,
    /// The account is here.
    Connected {
        /// Which it is.
        account: AccountId,
    },
}
