//! What opens an account: its AppSecret, a service of the customer's own, or a token that was pasted.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;
use parking_lot::Mutex;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::clock::{Clock, later};
use crate::error::{Error, InvalidInput, ServiceTrouble};
use crate::http::Http;
use crate::json_path::JsonPath;
use crate::own_service::OwnService;
use crate::platform_access::PlatformAccess;
use crate::token::TokenAnswer;

/// Between two questions to the customer's service: it may be handing out the token that WeChat has
/// just rejected, and is asked no faster for that.
const PACE: Duration = Duration::from_secs(3);

/// What opens an account. Never shown.
#[derive(Clone)]
pub enum Credentials {
    /// Its AppSecret, for which WeChat gives tokens.
    Secret(SecretString),
    /// A service of the customer's own that hands out the token; WeChat is never asked for one.
    Service(Box<TokenService>),
    /// A token that somebody pasted; when it ends, there is none.
    Pasted(PastedToken),
    /// A third-party platform that the account's owner has authorised.
    Platform(PlatformAccess),
}

/// Says which kind, and nothing that opens anything.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Secret(_) => f.write_str("Secret(…)"),
            Self::Service(service) => service.fmt(f),
            Self::Pasted(token) => token.fmt(f),
            Self::Platform(access) => access.fmt(f),
        }
    }
}

/// A service of the customer's own that hands out access tokens.
#[derive(Clone, Debug)]
pub struct TokenService {
    /// Where it is asked.
    pub service: OwnService,
    /// Where in its answer the token's life stands: seconds, or the moment of its end (Unix, in
    /// seconds or milliseconds).
    pub expires: Option<JsonPath>,
    /// How long a token is used where the answer does not say.
    pub lives_for: Duration,
}

/// A token that somebody pasted, and until when it can be used at most.
#[derive(Clone)]
pub struct PastedToken {
    /// The token.
    pub token: SecretString,
    /// Its end, if WeChat does not end it sooner.
    pub until: Timestamp,
}

impl fmt::Debug for PastedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PastedToken").field("until", &self.until).finish_non_exhaustive()
    }
}

impl Credentials {
    /// Without the blanks that copying brings along.
    pub(crate) fn checked(self) -> Result<Self, InvalidInput> {
        let trimmed = |text: &SecretString| match text.expose_secret().trim() {
            "" => Err(InvalidInput::EmptySecret),
            text => Ok(SecretString::from(text)),
        };
        Ok(match self {
            Self::Secret(secret) => Self::Secret(trimmed(&secret)?),
            Self::Pasted(PastedToken { token, until }) => {
                Self::Pasted(PastedToken { token: trimmed(&token)?, until })
            }
            given @ (Self::Service(_) | Self::Platform(_)) => given,
        })
    }
}

impl TokenService {
    async fn fetch(&self, http: &Http, now: Timestamp) -> Result<TokenAnswer, Error> {
        let answer = self.service.ask(http).await?;
        let token = self.service.value_in(&answer)?;
        let said = self.expires.as_ref().and_then(|path| path.find(&answer));
        let life = said.and_then(|value| life(value, now)).unwrap_or(self.lives_for);
        if life.is_zero() {
            return Err(self.service.trouble(ServiceTrouble::Rejected));
        }
        Ok(TokenAnswer::new(token, life))
    }
}

/// The life that a number in an answer means. Above a billion it is a moment (the year 2001 in
/// seconds), above a trillion one in milliseconds.
fn life(value: &Value, now: Timestamp) -> Option<Duration> {
    let number = value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())?;
    let seconds = match number {
        ..1 => 0,
        1..1_000_000_000 => number,
        1_000_000_000..1_000_000_000_000 => number - now.as_second(),
        _ => number / 1000 - now.as_second(),
    };
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

/// Credentials in use: what WeChat rejected and when the service was asked last.
#[derive(Debug)]
pub(crate) struct InUse {
    pub(crate) credentials: Credentials,
    state: Mutex<State>,
    /// Held by the one who asks the service.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct State {
    asked_at: Option<Timestamp>,
    pasted_token_rejected: bool,
}

impl InUse {
    pub(crate) fn new(credentials: Credentials) -> Self {
        Self { credentials, state: Mutex::default(), turn: tokio::sync::Mutex::default() }
    }

    /// The AppSecret, if there is one.
    pub(crate) fn secret(&self) -> Option<&SecretString> {
        match &self.credentials {
            Credentials::Secret(secret) => Some(secret),
            _ => None,
        }
    }

    /// Whether nothing but another pasted token helps.
    pub(crate) fn has_lapsed(&self, now: Timestamp) -> bool {
        match &self.credentials {
            Credentials::Pasted(pasted) => self.pasted(pasted, now).is_err(),
            _ => false,
        }
    }

    /// When the pasted token ends at the latest.
    pub(crate) fn ends_at(&self) -> Option<Timestamp> {
        match &self.credentials {
            Credentials::Pasted(pasted) => Some(pasted.until),
            _ => None,
        }
    }

    /// WeChat rejected a token.
    pub(crate) fn rejected(&self) {
        self.state.lock().pasted_token_rejected = true;
    }

    /// The customer's service, at its pace.
    pub(crate) async fn ask(
        &self,
        service: &TokenService,
        http: &Http,
        clock: &dyn Clock,
    ) -> Result<TokenAnswer, Error> {
        let _turn = self.turn.lock().await;
        let before = self.state.lock().asked_at;
        if let Some(wait) = before.and_then(|before| left_of_pace(before, clock.now())) {
            clock.sleep(wait).await;
        }
        let now = clock.now();
        self.state.lock().asked_at = Some(now);
        service.fetch(http, now).await
    }

    /// The pasted token, if it may still be used.
    pub(crate) fn pasted(
        &self,
        pasted: &PastedToken,
        now: Timestamp,
    ) -> Result<TokenAnswer, Error> {
        let left = Duration::try_from(pasted.until.duration_since(now)).unwrap_or_default();
        if left.as_secs() == 0 || self.state.lock().pasted_token_rejected {
            return Err(Error::TokenLapsed);
        }
        Ok(TokenAnswer::new(pasted.token.expose_secret().into(), left))
    }

    /// What it means that WeChat rejects one token after the other.
    pub(crate) fn explain_rejection(&self, error: Error) -> Error {
        match &self.credentials {
            Credentials::Secret(_) | Credentials::Platform(_) => error,
            Credentials::Service(token) => token.service.trouble(ServiceTrouble::Rejected),
            Credentials::Pasted(_) => Error::TokenLapsed,
        }
    }
}

fn left_of_pace(before: Timestamp, now: Timestamp) -> Option<Duration> {
    let wait = Duration::try_from(later(before, PACE).duration_since(now)).ok()?;
    // A clock that was set back must not make anybody wait for hours.
    (!wait.is_zero()).then(|| wait.min(PACE))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_end_of_a_token_is_read_as_it_was_meant() {
        let now = Timestamp::constant(1_793_592_000, 0);
        for (said, seconds) in [
            (json!(7200), Some(7200)),
            (json!("345"), Some(345)),
            (json!(1_793_592_100), Some(100)),
            (json!(1_793_592_100_000_i64), Some(100)),
            (json!(1_793_591_999), Some(0)),
            (json!(0), Some(0)),
            (json!(-3), Some(0)),
            (json!("soon"), None),
            (json!(null), None),
        ] {
            assert_eq!(life(&said, now), seconds.map(Duration::from_secs), "{said}");
        }
    }

    #[test]
    fn the_service_is_given_a_breather_and_never_hours() {
        let at = |seconds: i64| Timestamp::constant(1_793_592_000 + seconds, 0);
        assert_eq!(left_of_pace(at(0), at(1)), Some(Duration::from_secs(2)));
        assert_eq!(left_of_pace(at(0), at(3)), None);
        assert_eq!(left_of_pace(at(9000), at(0)), Some(PACE), "the clock was set back");
    }
}
