//! `OfficialAccount`: the handle through which every call to one account goes.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::builder::{Builder, Lang, TokenKind};
use crate::calls::{CallBook, CallCount, CallReport};
use crate::clock::Clock;
use crate::credentials::{Credentials, InUse};
use crate::decode;
use crate::endpoint::Endpoint;
use crate::errcode::Class;
use crate::error::Error;
use crate::gate::{Bearing, Gate};
use crate::http::{BaseAddress, Http, Outgoing};
use crate::id::AppId;
use crate::request::Request;
use crate::retry::{Attempt, Step, next_step, shows_strain};
use crate::token::{Token, TokenAnswer, TokenKeeper};

/// One Official Account. Cheap to clone; clones share token, gate and counters.
///
/// Every method is one request and one answer unless it says otherwise. Each attempt passes the
/// account's [`Gate`]; failed attempts are repeated as [`next_step`] says, so an error that
/// arrives here is one that waiting a little did not cure.
#[derive(Clone)]
pub struct OfficialAccount {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) app_id: AppId,
    pub(crate) credentials: InUse,
    pub(crate) base: BaseAddress,
    pub(crate) lang: Lang,
    pub(crate) token_kind: TokenKind,
    pub(crate) http: Http,
    pub(crate) gate: Gate,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) token: TokenKeeper,
    pub(crate) calls: CallBook,
}

/// Shows which account and where, and nothing that opens it.
impl fmt::Debug for OfficialAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OfficialAccount")
            .field("app_id", &self.inner.app_id)
            .field("base", &self.inner.base.as_str())
            .field("credentials", &self.inner.credentials.credentials)
            .field("lang", &self.inner.lang)
            .field("token_kind", &self.inner.token_kind)
            .finish_non_exhaustive()
    }
}

impl OfficialAccount {
    /// Begins a handle for the account with this AppID and AppSecret.
    ///
    /// ```
    /// use fandesk_wechat::{AppId, OfficialAccount};
    ///
    /// let account = OfficialAccount::builder(AppId::new("wx0123456789abcdef")?, "secret".into())
    ///     .base_address("http://api.weixin.qq.com")
    ///     .build();
    /// assert!(account.is_err(), "the secret would cross the network in the clear");
    /// # Ok::<(), fandesk_wechat::InvalidId>(())
    /// ```
    pub fn builder(app_id: AppId, secret: SecretString) -> Builder {
        Builder::new(app_id, Credentials::Secret(secret))
    }

    /// Begins a handle for the account with this AppID, opened by credentials of any kind.
    pub fn opened_by(app_id: AppId, credentials: Credentials) -> Builder {
        Builder::new(app_id, credentials)
    }

    /// The account's AppID.
    pub fn app_id(&self) -> &AppId {
        &self.inner.app_id
    }

    /// Where its calls go, without a closing slash.
    pub fn base_address(&self) -> &str {
        self.inner.base.as_str()
    }

    /// The language asked for in details.
    pub fn lang(&self) -> Lang {
        self.inner.lang
    }

    /// The token call it uses.
    pub fn token_kind(&self) -> TokenKind {
        self.inner.token_kind
    }

    /// Whether it was opened with a pasted token that has ended or that WeChat rejected.
    pub fn token_has_lapsed(&self) -> bool {
        self.inner.credentials.has_lapsed(self.clock().now())
    }

    /// When the pasted token ends at the latest; none for credentials that renew themselves.
    pub fn token_ends_at(&self) -> Option<Timestamp> {
        self.inner.credentials.ends_at()
    }

    /// The gate every attempt passes.
    pub fn gate(&self) -> &Gate {
        &self.inner.gate
    }

    /// How often each endpoint was called since this handle was built, those never called left out.
    pub fn call_counts(&self) -> Vec<(Endpoint, CallCount)> {
        Endpoint::ALL
            .into_iter()
            .map(|endpoint| (endpoint, self.inner.calls.count(endpoint)))
            .filter(|(_, count)| count.sent > 0)
            .collect()
    }

    /// How often one endpoint was called since this handle was built.
    pub fn call_count(&self, endpoint: Endpoint) -> CallCount {
        self.inner.calls.count(endpoint)
    }

    /// Proves AppID, AppSecret and the address allow-list by asking WeChat for the token now
    /// (page "getStableAccessToken", normal mode: a token in use stays valid; of the classic kind
    /// each check is a new token, see [`TokenKind::Classic`]). A token that does not come from
    /// WeChat is shown to WeChat with a call that changes nothing.
    ///
    /// # Errors
    /// 40013 wrong AppID; 40125 or 40001 wrong AppSecret; 40164 with the address to allow;
    /// 40243 frozen secret; 50004, 50007 account restricted; 89503, 89506, 89507 the
    /// administrator has to agree; 45009 and 45011 beyond 500,000 a day or 10,000 a minute.
    /// [`Error::OwnService`] and [`Error::TokenLapsed`] with credentials of these kinds.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # use fandesk_wechat::{AppId, OfficialAccount};
    /// # let sandbox = fandesk_sandbox::SandboxConfig::with_followers(5).start().await?;
    /// # let app_id = AppId::new(fandesk_sandbox::DEFAULT_APPID)?;
    /// # let account = OfficialAccount::builder(app_id, fandesk_sandbox::DEFAULT_SECRET.into())
    /// #     .base_address(sandbox.base_url())
    /// #     .build()?;
    /// use fandesk_sandbox::{FaultRule, Trouble};
    ///
    /// let address = "203.0.113.9".parse()?;
    /// sandbox.add_fault(FaultRule::new("*", Trouble::RefuseAddress { address }));
    /// let error = account.check_credentials().await.unwrap_err();
    /// let refusal = error.refusal().expect("the simulator refuses");
    /// assert_eq!(refusal.address, Some(address), "the address the allow-list needs");
    /// # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
    /// ```
    pub async fn check_credentials(&self) -> Result<(), Error> {
        self.inner.token.replace(|| self.fetch_token(false)).await?;
        match self.inner.credentials.secret() {
            Some(_) => Ok(()),
            None => self.quota(Endpoint::Followers).await.map(drop),
        }
    }

    /// Makes WeChat issue a new token; the old one dies at once (a classic one five minutes later),
    /// for every other program too.
    /// Only on the operator's explicit wish.
    ///
    /// # Errors
    /// As [`check_credentials`](Self::check_credentials). WeChat allows 20 a day, at least 30 s
    /// apart (page "getStableAccessToken"); sooner calls do not refresh.
    pub async fn force_new_token(&self) -> Result<(), Error> {
        self.inner.token.replace(|| self.fetch_token(true)).await.map(drop)
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.inner.clock
    }

    /// The call with all repeats that are harmless.
    pub(crate) async fn call<T: DeserializeOwned>(&self, request: &Request) -> Result<T, Error> {
        let mut attempt = Attempt {
            tag_exists: request.tag_exists,
            ..Attempt::first(request.endpoint.is_safe_to_repeat())
        };
        loop {
            let token = self.token().await?;
            match self.call_once(request, Some(&token)).await {
                Ok(answer) => return Ok(answer),
                Err(error) => self.after(error, &mut attempt, Some(&token)).await?,
            }
        }
    }

    /// Prepares the next attempt, or gives the error back.
    async fn after(
        &self,
        error: Error,
        attempt: &mut Attempt,
        token: Option<&Token>,
    ) -> Result<(), Error> {
        attempt.jitter = self.clock().jitter();
        match (next_step(&error, attempt), token) {
            (Step::Wait(wait), _) => {
                tracing::debug!(%error, ?wait, "trying again after a wait");
                attempt.number += 1;
                self.clock().sleep(wait).await;
                Ok(())
            }
            (Step::RenewToken, Some(token)) => {
                tracing::debug!(%error, "the token was rejected");
                attempt.token_renewed = true;
                self.inner.token.reject(token);
                self.inner.credentials.rejected();
                Ok(())
            }
            _ if attempt.token_renewed && is_rejection(&error) => {
                Err(self.inner.credentials.explain_rejection(error))
            }
            _ => Err(error),
        }
    }

    /// One attempt: through the gate, out, back, read, counted.
    async fn call_once<T: DeserializeOwned>(
        &self,
        request: &Request,
        token: Option<&Token>,
    ) -> Result<T, Error> {
        let inner = &*self.inner;
        let pass = inner.gate.enter().await;
        let started_at = inner.clock.now();
        let outgoing = Outgoing {
            endpoint: request.endpoint,
            token: token.map(Token::text),
            query: &request.query,
            body: request.body.clone(),
        };
        let answer = inner
            .http
            .send(&inner.base, outgoing)
            .await
            .and_then(|body| decode::answer(request.endpoint, &body, inner.clock.now()))
            .map_err(|error| self.without_secrets(error, token));
        let ended_at = inner.clock.now();
        pass.finish(bearing(answer.as_ref().err()), ended_at);
        inner.calls.record(&CallReport {
            endpoint: request.endpoint,
            started_at,
            took: Duration::try_from(ended_at.duration_since(started_at)).unwrap_or_default(),
            error: answer.as_ref().err(),
        });
        answer
    }

    /// A gateway's page may quote what it was sent, and that holds the token or the secret.
    fn without_secrets(&self, mut error: Error, token: Option<&Token>) -> Error {
        for secret in
            [self.inner.credentials.secret(), token.map(Token::text)].into_iter().flatten()
        {
            match &mut error {
                Error::Malformed(malformed) => malformed.blot_out(secret.expose_secret()),
                Error::Refused(refusal) => refusal.blot_out(secret.expose_secret()),
                _ => {}
            }
        }
        error
    }

    async fn token(&self) -> Result<Token, Error> {
        let now = self.clock().now();
        self.inner.token.get(now, || self.fetch_token(false)).await
    }

    async fn fetch_token(&self, force: bool) -> Result<(TokenAnswer, Timestamp), Error> {
        let mut attempt = Attempt::first(true);
        loop {
            // The life counts from before the request, so that it never ends later than WeChat's.
            let asked_at = self.clock().now();
            match self.fetch_once(force, asked_at).await {
                Ok(answer) => return Ok((answer, asked_at)),
                Err(error) => self.after(error, &mut attempt, None).await?,
            }
        }
    }

    async fn fetch_once(&self, force: bool, now: Timestamp) -> Result<TokenAnswer, Error> {
        let inner = &*self.inner;
        match &inner.credentials.credentials {
            Credentials::Secret(secret) => {
                self.call_once(&self.token_request(secret, force), None).await
            }
            Credentials::Service(service) => {
                inner.credentials.ask(service, &inner.http, self.clock()).await
            }
            Credentials::Pasted(token) => inner.credentials.pasted(token, now),
            Credentials::Platform(access) => access.token(&inner.app_id).await,
        }
    }

    fn token_request(&self, secret: &SecretString, force: bool) -> Request {
        #[derive(Serialize)]
        struct Body<'a> {
            grant_type: &'static str,
            appid: &'a str,
            secret: &'a str,
            force_refresh: bool,
        }

        const GRANT: &str = "client_credential";
        let (appid, secret) = (self.inner.app_id.as_str(), secret.expose_secret());
        match self.inner.token_kind {
            TokenKind::Stable => Request::post(
                Endpoint::StableToken,
                &Body { grant_type: GRANT, appid, secret, force_refresh: force },
            ),
            // It takes its parameters in the query only (page "getAccessToken").
            TokenKind::Classic => Request::get(
                Endpoint::Token,
                vec![
                    ("grant_type", GRANT.to_owned()),
                    ("appid", appid.to_owned()),
                    ("secret", secret.to_owned()),
                ],
            ),
        }
    }
}

/// Whether WeChat says that it does not accept the token.
fn is_rejection(error: &Error) -> bool {
    error.refusal().is_some_and(|refusal| refusal.class() == Class::RenewToken)
}

fn bearing(error: Option<&Error>) -> Bearing {
    match error {
        None => Bearing::Calm,
        Some(error) if shows_strain(error) => Bearing::Strained,
        Some(Error::Refused(_)) => Bearing::Calm,
        Some(_) => Bearing::Unknown,
    }
}
