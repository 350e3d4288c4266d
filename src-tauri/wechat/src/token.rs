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

impl TokenAnswer {
    /// A token that came another way than from WeChat's token call.
    pub(crate) fn new(token: SecretString, life: Duration) -> Self {
        let expires_in = u32::try_from(life.as_secs()).unwrap_or(u32::MAX);
        Self { access_token: TokenText(token), expires_in }
    }
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
                if let Some(newer) = self.newer_than(&token) {
                    return Ok(newer);
                }
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

    /// The token that took this one's place since it was read.
    fn newer_than(&self, token: &Token) -> Option<Token> {
        let current = self.state.lock().current.clone();
        current.filter(|current| !current.is_same(token))
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::task::Poll;

    use futures::FutureExt;
    use secrecy::ExposeSecret;

    use super::*;
    use crate::endpoint::Endpoint;

    const START: Timestamp = Timestamp::constant(1_767_225_600, 0);

    fn after(seconds: u64) -> Timestamp {
        later(START, Duration::from_secs(seconds))
    }

    /// A WeChat that numbers its tokens, or is out of reach.
    struct Issuer {
        issued: Cell<u32>,
        life: u32,
        reachable: Cell<bool>,
    }

    impl Issuer {
        fn of_life(life: u32) -> Self {
            Self { issued: Cell::new(0), life, reachable: Cell::new(true) }
        }

        async fn issue(&self, now: Timestamp) -> Result<(TokenAnswer, Timestamp), Error> {
            self.issued.set(self.issued.get() + 1);
            one_turn().await;
            if !self.reachable.get() {
                return Err(Error::Timeout { endpoint: Endpoint::StableToken });
            }
            let text = SecretString::from(format!("T{}", self.issued.get()));
            let answer = TokenAnswer { access_token: TokenText(text), expires_in: self.life };
            Ok((answer, now))
        }
    }

    /// Lets the other callers have a turn, once.
    async fn one_turn() {
        let mut had_one = false;
        futures::future::poll_fn(move |context| {
            if std::mem::replace(&mut had_one, true) {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }

    fn run<T>(callers: Vec<futures::future::LocalBoxFuture<'_, T>>) -> Vec<T> {
        futures::executor::block_on(futures::future::join_all(callers))
    }

    fn texts(answers: Vec<Result<Token, Error>>) -> Vec<String> {
        let text = |token: Token| token.text().expose_secret().to_owned();
        answers
            .into_iter()
            .map(|answer| answer.map_or_else(|error| error.to_string(), text))
            .collect()
    }

    fn get(keeper: &TokenKeeper, issuer: &Issuer, seconds: u64, callers: usize) -> Vec<String> {
        let now = after(seconds);
        texts(run((0..callers)
            .map(|_| keeper.get(now, || issuer.issue(now)).boxed_local())
            .collect()))
    }

    #[test]
    fn many_who_wait_share_one_fetch() {
        let (keeper, issuer) = (TokenKeeper::default(), Issuer::of_life(7200));
        assert_eq!(get(&keeper, &issuer, 0, 50), ["T1"; 50]);
        assert_eq!(get(&keeper, &issuer, 6959, 50), ["T1"; 50]);
        assert_eq!(issuer.issued.get(), 1);
    }

    #[test]
    fn many_who_wait_share_one_failure_and_the_next_one_tries_again() {
        let (keeper, issuer) = (TokenKeeper::default(), Issuer::of_life(7200));
        issuer.reachable.set(false);
        let answers = get(&keeper, &issuer, 0, 50);
        assert_eq!(answers, ["/cgi-bin/stable_token took too long"; 50]);
        assert_eq!(issuer.issued.get(), 1, "the others did not ask again");
        issuer.reachable.set(true);
        assert_eq!(get(&keeper, &issuer, 1, 1), ["T2"]);
    }

    #[test]
    fn near_its_end_one_caller_renews_it_while_the_others_go_on() {
        let (keeper, issuer) = (TokenKeeper::default(), Issuer::of_life(7200));
        get(&keeper, &issuer, 0, 1);
        assert_eq!(get(&keeper, &issuer, 6960, 3), ["T2", "T1", "T1"]);
        assert_eq!(get(&keeper, &issuer, 6961, 2), ["T2"; 2]);
    }

    #[test]
    fn a_failed_early_renewal_leaves_the_old_token_in_use_until_it_ends() {
        let (keeper, issuer) = (TokenKeeper::default(), Issuer::of_life(7200));
        get(&keeper, &issuer, 0, 1);
        issuer.reachable.set(false);
        assert_eq!(get(&keeper, &issuer, 7100, 2), ["T1"; 2]);
        assert_eq!(get(&keeper, &issuer, 7181, 1), ["/cgi-bin/stable_token took too long"]);
    }

    #[test]
    fn a_short_life_is_used_and_not_wasted_on_margins() {
        let (keeper, issuer) = (TokenKeeper::default(), Issuer::of_life(8));
        assert_eq!(get(&keeper, &issuer, 0, 1), ["T1"]);
        assert_eq!(get(&keeper, &issuer, 3, 1), ["T1"]);
        assert_eq!(get(&keeper, &issuer, 4, 1), ["T2"]);
    }

    #[test]
    fn a_rejected_token_goes_only_if_it_is_still_the_one_in_use() {
        let (keeper, issuer) = (TokenKeeper::default(), Issuer::of_life(7200));
        let fetch = || run(vec![keeper.get(START, || issuer.issue(START)).boxed_local()]);
        let first = fetch().remove(0).unwrap();
        keeper.reject(&first);
        let second = fetch().remove(0).unwrap();
        keeper.reject(&first);
        let third = fetch().remove(0).unwrap();
        assert!(third.is_same(&second), "a late rejection of the first changes nothing");
        assert_eq!(issuer.issued.get(), 2);
    }

    #[test]
    fn a_caller_who_gives_up_leaves_the_fetch_to_the_next() {
        let (keeper, issuer) = (TokenKeeper::default(), Issuer::of_life(7200));
        let mut given_up = keeper.get(START, || issuer.issue(START)).boxed_local();
        assert!(given_up.as_mut().now_or_never().is_none());
        drop(given_up);
        assert_eq!(get(&keeper, &issuer, 0, 3), ["T2"; 3]);
    }

    #[test]
    fn an_answer_without_a_token_is_no_token() {
        for body in [r#"{"access_token":"","expires_in":7200}"#, r#"{"access_token":"x"}"#, "{}"] {
            assert!(serde_json::from_str::<TokenAnswer>(body).is_err(), "{body}");
        }
        let answer: TokenAnswer =
            serde_json::from_str(r#"{"access_token":"x","expires_in":"345"}"#).unwrap();
        assert_eq!(answer.expires_in, 345);
    }
}
