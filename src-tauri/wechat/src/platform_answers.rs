//! The answers to a platform's calls, as WeChat writes them.

use std::time::Duration;

use jiff::Timestamp;
use secrecy::SecretString;
use serde::Deserialize;

use crate::field;
use crate::id::AppId;
use crate::platform::{AccountInfo, AuthorisedAccount};
use crate::token::TokenAnswer;

/// The platform's token (page "api_component_token").
#[derive(Deserialize)]
pub(crate) struct ComponentToken {
    component_access_token: SecretString,
    #[serde(deserialize_with = "field::required_number")]
    expires_in: u32,
}

impl ComponentToken {
    pub(crate) fn into_answer(self) -> TokenAnswer {
        let life = Duration::from_secs(self.expires_in.into());
        TokenAnswer::new(self.component_access_token, life)
    }
}

/// An account's tokens (page "api_authorizer_token").
#[derive(Deserialize)]
pub(crate) struct AccountTokens {
    authorizer_access_token: SecretString,
    #[serde(deserialize_with = "field::required_number")]
    expires_in: u32,
    #[serde(default)]
    authorizer_refresh_token: Option<SecretString>,
}

impl AccountTokens {
    pub(crate) fn into_answer(self) -> (TokenAnswer, Option<SecretString>) {
        let life = Duration::from_secs(self.expires_in.into());
        let token = TokenAnswer::new(self.authorizer_access_token, life);
        (token, self.authorizer_refresh_token.filter(is_something))
    }
}

/// A page of the list of accounts.
#[derive(Deserialize)]
pub(crate) struct List {
    #[serde(rename = "total_count", deserialize_with = "field::required_number")]
    pub(crate) total: usize,
    #[serde(default)]
    pub(crate) list: Vec<AccountRow>,
}

/// An account in that list.
#[derive(Deserialize)]
pub(crate) struct AccountRow {
    authorizer_appid: String,
    /// Missing for some (reported by a user).
    #[serde(default)]
    refresh_token: Option<SecretString>,
    #[serde(default, deserialize_with = "field::number")]
    auth_time: Option<i64>,
}

impl AccountRow {
    pub(crate) fn into_account(self) -> Option<AuthorisedAccount> {
        Some(AuthorisedAccount {
            app_id: AppId::new(&self.authorizer_appid).ok()?,
            refresh_token: self.refresh_token.filter(is_something),
            since: self
                .auth_time
                .and_then(|at| Timestamp::from_second(at).ok())
                .unwrap_or_default(),
        })
    }
}

/// The answer to a redeemed code.
#[derive(Deserialize)]
pub(crate) struct Info {
    pub(crate) authorization_info: Authorisation,
}

/// What an owner has authorised.
#[derive(Deserialize)]
pub(crate) struct Authorisation {
    #[serde(alias = "appid")]
    authorizer_appid: String,
    #[serde(default)]
    authorizer_refresh_token: Option<SecretString>,
    #[serde(default)]
    func_info: Vec<Function>,
}

impl Authorisation {
    pub(crate) fn into_account(self, now: Timestamp) -> Option<AuthorisedAccount> {
        Some(AuthorisedAccount {
            app_id: AppId::new(&self.authorizer_appid).ok()?,
            refresh_token: self.authorizer_refresh_token.filter(is_something),
            since: now,
        })
    }
}

#[derive(Deserialize)]
struct Function {
    funcscope_category: Number,
}

#[derive(Deserialize)]
struct Number {
    #[serde(default, deserialize_with = "field::number")]
    id: Option<i64>,
}

/// What an account is (page "api_get_authorizer_info").
#[derive(Deserialize)]
pub(crate) struct InfoRow {
    authorizer_info: About,
    authorization_info: Authorisation,
}

#[derive(Deserialize)]
struct About {
    #[serde(default)]
    nick_name: String,
    #[serde(default)]
    verify_type_info: Option<Number>,
}

impl InfoRow {
    pub(crate) fn into_info(self) -> AccountInfo {
        let verified = self.authorizer_info.verify_type_info.and_then(|kind| kind.id);
        let sets = self.authorization_info.func_info.into_iter();
        AccountInfo {
            name: self.authorizer_info.nick_name,
            is_certified: verified.is_some_and(|kind| kind >= 0),
            permission_sets: sets
                .filter_map(|set| u32::try_from(set.funcscope_category.id?).ok())
                .collect(),
        }
    }
}

fn is_something(token: &SecretString) -> bool {
    !secrecy::ExposeSecret::expose_secret(token).trim().is_empty()
}
