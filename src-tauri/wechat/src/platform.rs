//! A third-party platform (第三方平台): its own token, and the accounts that have authorised it.
//!
//! Pages "api_component_token", "api_authorizer_token", "api_query_auth", "api_get_authorizer_info"
//! and "api_get_authorizer_list". WeChat pushes the ticket to the customer's server, so it is asked
//! for there; a program on a desk cannot receive it.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::clock::Clock;
use crate::decode;
use crate::endpoint::Endpoint;
use crate::errcode::ErrCode;
use crate::error::{Error, InvalidInput};
use crate::http::{BaseAddress, Http, Outgoing};
use crate::id::AppId;
use crate::own_service::OwnService;
use crate::platform_answers::{AccountRow, AccountTokens, ComponentToken, Info, InfoRow, List};
use crate::request::Request;
use crate::retry::{Attempt, Step, next_step};
use crate::token::{TokenAnswer, TokenKeeper};

/// Most accounts of one answer (page "api_get_authorizer_list").
const ACCOUNTS_AT_ONCE: usize = 500;

/// What a platform is made of.
pub struct PlatformParts {
    /// The platform's own AppID.
    pub app_id: AppId,
    /// The platform's own AppSecret.
    pub secret: SecretString,
    /// Where the newest ticket is asked for.
    pub ticket: OwnService,
    /// Where WeChat is reached; see [`Builder::base_address`](crate::Builder::base_address).
    pub base_address: String,
    /// The connections to use.
    pub http: Http,
    /// The clock to wait by.
    pub clock: Arc<dyn Clock>,
}

/// A platform. Cheap to clone; clones share its token.
#[derive(Clone)]
pub struct Platform {
    inner: Arc<Inner>,
}

struct Inner {
    parts: PlatformParts,
    base: BaseAddress,
    token: TokenKeeper,
}

/// Shows which platform, and nothing that opens it.
impl fmt::Debug for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Platform")
            .field("app_id", &self.inner.parts.app_id)
            .field("ticket", &self.inner.parts.ticket)
            .finish_non_exhaustive()
    }
}

/// An account that has authorised a platform.
#[derive(Clone)]
pub struct AuthorisedAccount {
    /// Its AppID.
    pub app_id: AppId,
    /// What gets its tokens; WeChat has been seen to leave it out.
    pub refresh_token: Option<SecretString>,
    /// Since when.
    pub since: Timestamp,
}

impl fmt::Debug for AuthorisedAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorisedAccount").field("app_id", &self.app_id).finish_non_exhaustive()
    }
}

/// What WeChat tells a platform about an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountInfo {
    /// Its name.
    pub name: String,
    /// Whether WeChat has certified it (`verify_type_info` other than -1).
    pub is_certified: bool,
    /// The numbers of the permission sets that its owner granted.
    pub permission_sets: Vec<u32>,
}

impl AccountInfo {
    /// Whether the owner let the platform look after followers and tags: permission set 2 (user
    /// management) or 100 (pages of the user and tag calls).
    pub fn allows_user_management(&self) -> bool {
        self.permission_sets.iter().any(|set| [2, 100].contains(set))
    }
}

impl Platform {
    /// Makes the handle. Nothing is sent yet.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] for an empty secret or an address that is not allowed.
    pub fn new(parts: PlatformParts) -> Result<Self, Error> {
        if parts.secret.expose_secret().trim().is_empty() {
            return Err(InvalidInput::EmptySecret.into());
        }
        let base = BaseAddress::new(&parts.base_address)?;
        parts.http.check(&base)?;
        parts.http.check_service(&parts.ticket)?;
        Ok(Self { inner: Arc::new(Inner { parts, base, token: TokenKeeper::default() }) })
    }

    /// The platform's own AppID.
    pub fn app_id(&self) -> &AppId {
        &self.inner.parts.app_id
    }

    /// Proves AppID, AppSecret, ticket and the platform's allow-list by getting a token.
    ///
    /// # Errors
    /// [`Error::OwnService`] of the ticket's; 61005 and 61006 when WeChat does not take the ticket;
    /// 61004 with the address to allow; 61011, 40013 and 40125 for AppID and AppSecret.
    pub async fn check(&self) -> Result<(), Error> {
        self.inner.token.replace(|| self.fetch_token()).await.map(drop)
    }

    /// Every account that has authorised the platform.
    ///
    /// # Errors
    /// As [`check`](Self::check).
    pub async fn accounts(&self) -> Result<Vec<AuthorisedAccount>, Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            component_appid: &'a str,
            offset: usize,
            count: usize,
        }

        let mut accounts: Vec<AuthorisedAccount> = Vec::new();
        let mut offset = 0;
        loop {
            let body =
                Body { component_appid: self.app_id().as_str(), offset, count: ACCOUNTS_AT_ONCE };
            let request = Request::post(Endpoint::PlatformAccounts, &body);
            let List { total, list } = self.call(&request).await?;
            let read = list.len();
            accounts.extend(list.into_iter().filter_map(AccountRow::into_account));
            offset += read;
            if read == 0 || offset >= total {
                return Ok(accounts);
            }
        }
    }

    /// What WeChat tells about an account that has authorised the platform.
    ///
    /// # Errors
    /// 61003 when it has not; as [`check`](Self::check).
    pub async fn account_info(&self, account: &AppId) -> Result<AccountInfo, Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            component_appid: &'a str,
            authorizer_appid: &'a str,
        }

        let body =
            Body { component_appid: self.app_id().as_str(), authorizer_appid: account.as_str() };
        let info: InfoRow = self.call(&Request::post(Endpoint::PlatformAccount, &body)).await?;
        Ok(info.into_info())
    }

    /// Redeems the code that an owner's scan brought.
    ///
    /// # Errors
    /// 61009 and 61010 for a code that is wrong, used or too old; as [`check`](Self::check).
    pub async fn redeem(&self, code: &SecretString) -> Result<AuthorisedAccount, Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            component_appid: &'a str,
            authorization_code: &'a str,
        }

        let body = Body {
            component_appid: self.app_id().as_str(),
            authorization_code: code.expose_secret(),
        };
        let request = Request::post(Endpoint::RedeemAuthorisation, &body);
        let Info { authorization_info } = self.call(&request).await?;
        let now = self.inner.parts.clock.now();
        authorization_info.into_account(now).ok_or_else(|| {
            Error::InvalidInput(InvalidInput::Id(crate::id::InvalidId::BadCharacter))
        })
    }

    /// A token of an account, and the refresh token that takes the place of the one given.
    pub(crate) async fn account_token(
        &self,
        account: &AppId,
        refresh_token: &SecretString,
    ) -> Result<(TokenAnswer, Option<SecretString>), Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            component_appid: &'a str,
            authorizer_appid: &'a str,
            authorizer_refresh_token: &'a str,
        }

        let body = Body {
            component_appid: self.app_id().as_str(),
            authorizer_appid: account.as_str(),
            authorizer_refresh_token: refresh_token.expose_secret(),
        };
        let request = Request::post(Endpoint::PlatformAccountToken, &body);
        let tokens: AccountTokens = self.call(&request).await?;
        Ok(tokens.into_answer())
    }

    /// A call with the platform's token, with the repeats that are harmless.
    async fn call<T: DeserializeOwned>(&self, request: &Request) -> Result<T, Error> {
        let mut attempt = Attempt::first(request.endpoint.is_safe_to_repeat());
        loop {
            let clock = &self.inner.parts.clock;
            let token = self.inner.token.get(clock.now(), || self.fetch_token()).await?;
            match self.once(request, Some(token.text())).await {
                Err(error) if is_rejection(&error) && !attempt.token_renewed => {
                    attempt.token_renewed = true;
                    self.inner.token.reject(&token);
                }
                Err(error) => self.wait_or_stop(error, &mut attempt).await?,
                Ok(answer) => return Ok(answer),
            }
        }
    }

    async fn fetch_token(&self) -> Result<(TokenAnswer, Timestamp), Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            component_appid: &'a str,
            component_appsecret: &'a str,
            component_verify_ticket: &'a str,
        }

        let parts = &self.inner.parts;
        let mut attempt = Attempt::first(true);
        loop {
            let asked_at = parts.clock.now();
            let fetched = async {
                let answer = parts.ticket.ask(&parts.http).await?;
                let ticket = parts.ticket.value_in(&answer)?;
                let body = Body {
                    component_appid: parts.app_id.as_str(),
                    component_appsecret: parts.secret.expose_secret(),
                    component_verify_ticket: ticket.expose_secret(),
                };
                let request = Request::post(Endpoint::PlatformToken, &body);
                let token = self.once::<ComponentToken>(&request, None).await;
                token.map_err(|error| blotted(error, &ticket))
            };
            match fetched.await {
                Ok(token) => return Ok((token.into_answer(), asked_at)),
                Err(error) => self.wait_or_stop(error, &mut attempt).await?,
            }
        }
    }

    async fn wait_or_stop(&self, error: Error, attempt: &mut Attempt) -> Result<(), Error> {
        let clock = &self.inner.parts.clock;
        attempt.jitter = clock.jitter();
        let Step::Wait(wait) = next_step(&error, attempt) else { return Err(error) };
        attempt.number += 1;
        clock.sleep(wait).await;
        Ok(())
    }

    async fn once<T: DeserializeOwned>(
        &self,
        request: &Request,
        token: Option<&SecretString>,
    ) -> Result<T, Error> {
        let parts = &self.inner.parts;
        // The name that every page but the newest has, and every program of that kind sends.
        let query: Vec<_> = token
            .map(|token| ("component_access_token", token.expose_secret().to_owned()))
            .into_iter()
            .collect();
        let body = request.body.clone();
        let outgoing = Outgoing { endpoint: request.endpoint, token: None, query: &query, body };
        parts
            .http
            .send(&self.inner.base, outgoing)
            .await
            .and_then(|body| decode::answer(request.endpoint, &body, parts.clock.now()))
            .map_err(|error| {
                let known = [Some(&parts.secret), token].into_iter().flatten();
                known.fold(error, blotted)
            })
    }
}

/// A gateway's page may quote what it was sent.
fn blotted(mut error: Error, secret: &SecretString) -> Error {
    if let Error::Refused(refusal) = &mut error {
        refusal.blot_out(secret.expose_secret());
    }
    error
}

/// Whether WeChat does not accept the platform's token (any more).
fn is_rejection(error: &Error) -> bool {
    matches!(
        error.code(),
        Some(
            ErrCode::INVALID_CREDENTIAL
                | ErrCode::INVALID_TOKEN
                | ErrCode::TOKEN_EXPIRED
                | ErrCode::PLATFORM_TOKEN_EXPIRED
        )
    )
}
