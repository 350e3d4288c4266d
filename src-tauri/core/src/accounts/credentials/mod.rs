//! What opens an account: as an operator gives it, as it is checked, and as the window shows it.
//!
//! One place for all kinds. Nothing given is ever shown again: the window learns the kind, and the
//! name of the host that is asked.

mod changing;
mod checked;
mod keeping;
mod kept;
mod refreshing;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::UnixSeconds;

pub use changing::{remove_credentials, replace_credentials};
pub(crate) use keeping::{PastedTokens, kept_credentials};
pub(super) use keeping::{forget_credentials, keep_credentials};
pub(crate) use kept::{Around, Credentials};
pub(crate) use refreshing::{RedeemedTokens, RefreshTokens, WantedTokens};

/// What opens an account, as an operator gives it.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum NewCredentials {
    /// The account's AppSecret; kept in the vault.
    Secret {
        /// 32 hexadecimal digits.
        #[ts(type = "string")]
        app_secret: SecretString,
    },
    /// A service of the customer's own hands out the access token, and WeChat is never asked for
    /// one; kept in the vault.
    TokenService {
        /// Where it is asked, and where in its answer the token stands.
        service: NewService,
        /// Where in its answer the token's life stands; null when it is not told.
        expires_path: Option<String>,
        /// For how many seconds a token is used where the answer does not say.
        lives_for: u32,
    },
    /// An access token, for two hours at most; kept in memory only.
    PastedToken {
        /// The token, or WeChat's whole answer with it.
        #[ts(type = "string")]
        token: SecretString,
    },
    /// A third-party platform that the account's owner has authorised; kept in the vault.
    Platform {
        /// Which.
        platform: NewPlatform,
    },
}

/// A third-party platform (第三方平台), as an operator gives it.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewPlatform {
    /// The platform's own AppID: `wx` and sixteen letters or digits.
    pub app_id: String,
    /// The platform's own AppSecret.
    #[ts(type = "string")]
    pub app_secret: SecretString,
    /// Where the newest ticket is asked for: WeChat pushes it to the customer's server.
    pub ticket: NewService,
}

/// A service of the customer's own. Address and headers may hold passwords.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewService {
    /// `https://…`, or `http://…` on this computer and in private networks.
    #[ts(type = "string")]
    pub url: SecretString,
    /// Sent along with every question, in this order.
    pub headers: Vec<NewHeader>,
    /// Where in its answer the secret stands, as in `data.access_token`.
    pub value_path: String,
}

/// One header of a question.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewHeader {
    /// Its name.
    pub name: String,
    /// Its value, which is secret.
    #[ts(type = "string")]
    pub value: SecretString,
}

/// What may be shown of an account's credentials.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CredentialsFacts {
    /// The account's AppSecret.
    #[default]
    Secret,
    /// A service of the customer's own.
    TokenService {
        /// The name of its host.
        host: String,
    },
    /// A token that was pasted.
    PastedToken {
        /// Until when it can be used at most; null when there is none.
        #[ts(type = "UnixSeconds | null")]
        until: Option<UnixSeconds>,
    },
    /// A third-party platform.
    Platform {
        /// The platform's own AppID.
        platform: String,
        /// The name of the host that has its ticket.
        host: String,
    },
}
