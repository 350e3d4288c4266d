//! The access token: fetched once for all who wait, renewed early, replaced when WeChat rejects it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use parking_lot::Mutex;
use secrecy::SecretString;
use serde::Deserialize;

use crate::clock::later;
use crate::error::Error;
use crate::field;

/// From here on WeChat hands out the next token while this one still works
/// (page "getStableAccessToken": less than five minutes left; a minute less, to be on the safe side).
const RENEW_BEFORE_END: Duration = Duration::from_secs(240);

/// A token with less life than this is not used any more.
const USELESS_BEFORE_END: Duration = Duration::from_secs(20);

/// A token and its life. Clones are the same token.
#[derive(Clone)]
pub(crate) struct Token(Arc<TokenParts>);

struct TokenParts {
    text: SecretString,
    renew_at: Timestamp,
    useless_at: Timestamp,
}

impl Token {
    fn new(answer: TokenAnswer, now: Timestamp) -> Self {
        let life = Duration::from_secs(u64::from(answer.expires_in));
        let before = |margin: Duration, part: u32| later(now, life - margin.min(life / part));
        Self(Arc::new(TokenParts {
            text: answer.access_token.0,
            renew_at: before(RENEW_BEFORE_END, 2),
            useless_at: before(USELESS_BEFORE_END, 4),
        }))
    }

    pub(crate) fn text(&self) -> &SecretString {
        &self.0.text
    }

    fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// The answer of stable_token; a reused token comes with its remaining life.
#[derive(Deserialize)]
pub(crate) struct TokenAnswer {
    access_token: TokenText,
    #[serde(deserialize_with = "field::required_number")]
    expires_in: u32,
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct TokenText(SecretString);

impl TryFrom<String> for TokenText {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.trim().is_empty() {
            return Err("the token is empty");
        }
        Ok(Self(SecretString::from(text)))
    }
}

/// Keeps the account's token.
#[derive(Debug, Default)]
pub(crate) struct TokenKeeper {
    state: Mutex<State>,
    /// Held by the one who fetches.
    fetching: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct State {
    current: Option<Token>,
    /// How many fetches have ended, and how the last one failed if it did.
    fetches: u64,
    failure: Option<Error>,
}

impl TokenKeeper {
    /// The token to use now, fetched if there is none.
    ///
    /// Whoever finds another fetch under way waits for it and shares its outcome, a failure too.
    /// A token near its end is renewed by one caller while the others go on using it.
    pub(crate) async fn get<F, Fut>(&self, now: Timestamp, fetch: F) -> Result<Token, Error>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = Result<(TokenAnswer, Timestamp), Error>>,
    {
        let (current, fetches_before) = {
            let state = self.state.lock();
            (state.current.clone(), state.fetches)
        };
        match current {
            Some(token) if now < token.0.renew_at => Ok(token),
            Some(token) if now < token.0.useless_at => {
                let Ok(_fetching) = self.fetching.try_lock() else {
                    return Ok(token);
                };
                match self.fetch(fetch).await {
                    Ok(renewed) => Ok(renewed),
                    Err(error) => {
                        tracing::warn!(%error, "the token could not be renewed early");
                        Ok(token)
                    }
                }
            }
            stale => {
                let _fetching = self.fetching.lock().await;
                if let Some(outcome) = self.outcome_since(fetches_before, stale.as_ref()) {
                    return outcome;
                }
                self.fetch(fetch).await
            }
        }
    }

    /// Gets a token with the given fetch, whatever is stored.
    pub(crate) async fn replace<F, Fut>(&self, fetch: F) -> Result<Token, Error>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = Result<(TokenAnswer, Timestamp), Error>>,
    {
        let _fetching = self.fetching.lock().await;
        self.fetch(fetch).await
    }

    /// WeChat rejected this token: forget it, unless a newer one has taken its place already.
    pub(crate) fn reject(&self, rejected: &Token) {
        let mut state = self.state.lock();
        if state.current.as_ref().is_some_and(|current| current.is_same(rejected)) {
            state.current = None;
        }
    }

    /// What a fetch that ended while we waited brought, if one did.
    fn outcome_since(
        &self,
        fetches_before: u64,
        stale: Option<&Token>,
    ) -> Option<Result<Token, Error>> {
        let state = self.state.lock();
        if state.fetches == fetches_before {
            return None;
        }
        match (&state.current, &state.failure) {
            (_, Some(failure)) => Some(Err(failure.clone())),
            (Some(token), None) if stale.is_none_or(|stale| !stale.is_same(token)) => {
                Some(Ok(token.clone()))
            }
            _ => None,
        }
    }

    async fn fetch<F, Fut>(&self, fetch: F) -> Result<Token, Error>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = Result<(TokenAnswer, Timestamp), Error>>,
    {
        let fetched = fetch().await;
        let mut state = self.state.lock();
        state.fetches += 1;
        match fetched {
            Ok((answer, now)) => {
                let token = Token::new(answer, now);
                state.current = Some(token.clone());
                state.failure = None;
                Ok(token)
            }
            Err(error) => {
                state.failure = Some(error.clone());
                Err(error)
            }
        }
    }
}
