//! Access tokens: two families that live side by side, and when each token dies.
//!
//! `token` makes a new one on every call and lets the previous one work for five more minutes.
//! `stable_token` returns the same one until less than five minutes are left; a forced call kills
//! the old one at once (vendor's pages on both endpoints).

use std::collections::HashMap;

use crate::clock::china_day;
use crate::mix::{Dice, mix2, safe_text};

/// Life of a token.
pub(crate) const TOKEN_LIFE_SECONDS: u64 = 7200;
/// How long a replaced token goes on working, and how much life a stable token keeps at least.
const OVERLAP_SECONDS: u64 = 300;
/// Forced refreshes a day.
const FORCED_PER_DAY: u32 = 20;
/// Forced calls closer than this do not refresh.
const FORCED_GAP_SECONDS: u64 = 30;

/// What a token call hands out.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) token: String,
    pub(crate) expires_in: u64,
}

/// All tokens of all accounts.
#[derive(Debug)]
pub(crate) struct TokenBook {
    seed: u64,
    minted: Vec<String>,
    issued: HashMap<String, Issued>,
    accounts: Vec<Families>,
}

#[derive(Debug)]
struct Issued {
    account: usize,
    expires_at: u64,
    /// Before its time, because it was replaced.
    dies_at: u64,
    /// Given to a platform in the name of the account.
    for_platform: bool,
}

#[derive(Debug, Default)]
struct Families {
    plain: Option<String>,
    stable: Option<(String, u64)>,
    forced_day: u64,
    forced_today: u32,
    forced_at: Option<u64>,
}

impl TokenBook {
    pub(crate) fn new(accounts: usize, seed: u64) -> Self {
        let accounts = (0..accounts).map(|_| Families::default()).collect();
        Self { seed, minted: Vec::new(), issued: HashMap::new(), accounts }
    }

    /// The account a token opens, or the code it draws: 40001 unknown or replaced, 42001 expired.
    pub(crate) fn account_of(&self, token: &str, now: u64) -> Result<usize, i64> {
        let issued = self.issued.get(token).ok_or(40001)?;
        if now >= issued.dies_at {
            return Err(if issued.dies_at < issued.expires_at { 40001 } else { 42001 });
        }
        Ok(issued.account)
    }

    /// `token`: always a new one.
    pub(crate) fn plain(&mut self, account: usize, now: u64) -> Grant {
        if let Some(previous) = self.accounts[account].plain.take() {
            self.retire(&previous, now + OVERLAP_SECONDS);
        }
        let token = self.mint(account, now);
        self.accounts[account].plain = Some(token.clone());
        Grant { token, expires_in: TOKEN_LIFE_SECONDS }
    }

    /// `stable_token` in normal mode.
    pub(crate) fn stable(&mut self, account: usize, now: u64) -> Grant {
        if let Some((token, expires_at)) = &self.accounts[account].stable
            && *expires_at >= now + OVERLAP_SECONDS
        {
            return Grant { token: token.clone(), expires_in: expires_at - now };
        }
        // The old one lives on to its own end: both are valid during the hand-over.
        self.new_stable(account, now)
    }

    /// `stable_token` with `force_refresh`; 45009 from the 21st refresh of a day on. A call that
    /// comes too early gets the current token.
    pub(crate) fn forced(&mut self, account: usize, now: u64) -> Result<Grant, i64> {
        let families = &mut self.accounts[account];
        let too_early = families.forced_at.is_some_and(|at| now < at + FORCED_GAP_SECONDS);
        if too_early && families.stable.is_some() {
            return Ok(self.stable(account, now));
        }
        if families.forced_day != china_day(now) {
            (families.forced_day, families.forced_today) = (china_day(now), 0);
        }
        if families.forced_today >= FORCED_PER_DAY {
            return Err(45009);
        }
        families.forced_today += 1;
        families.forced_at = Some(now);
        if let Some((old, _)) = families.stable.take() {
            self.retire(&old, now);
        }
        Ok(self.new_stable(account, now))
    }

    /// A token for a platform in the name of the account; those given before live on.
    pub(crate) fn for_platform(&mut self, account: usize, now: u64) -> Grant {
        let token = self.mint(account, now);
        if let Some(issued) = self.issued.get_mut(&token) {
            issued.for_platform = true;
        }
        Grant { token, expires_in: TOKEN_LIFE_SECONDS }
    }

    /// Whether a token was given to a platform.
    pub(crate) fn is_for_platform(&self, token: &str) -> bool {
        self.issued.get(token).is_some_and(|issued| issued.for_platform)
    }

    /// Somebody else's system takes over: every token handed out so far dies at once.
    pub(crate) fn take_over(&mut self, account: usize, now: u64) {
        self.accounts[account].plain = None;
        self.accounts[account].stable = None;
        for issued in self.issued.values_mut().filter(|issued| issued.account == account) {
            issued.dies_at = issued.dies_at.min(now);
        }
    }

    /// Every token that was ever handed out, dead ones too.
    pub(crate) fn minted(&self) -> &[String] {
        &self.minted
    }

    fn new_stable(&mut self, account: usize, now: u64) -> Grant {
        let token = self.mint(account, now);
        self.accounts[account].stable = Some((token.clone(), now + TOKEN_LIFE_SECONDS));
        Grant { token, expires_in: TOKEN_LIFE_SECONDS }
    }

    fn retire(&mut self, token: &str, at: u64) {
        if let Some(issued) = self.issued.get_mut(token) {
            issued.dies_at = issued.dies_at.min(at);
        }
    }

    fn mint(&mut self, account: usize, now: u64) -> String {
        self.issued.retain(|_, issued| issued.expires_at + 86_400 > now);
        let mut dice = Dice::new(mix2(self.seed ^ now, self.minted.len() as u64 + 1));
        let token = format!("92_{}", safe_text(&mut dice, 136));
        self.minted.push(token.clone());
        let expires_at = now + TOKEN_LIFE_SECONDS;
        self.issued.insert(
            token.clone(),
            Issued { account, expires_at, dies_at: expires_at, for_platform: false },
        );
        token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_token_works_for_five_minutes_after_it_was_replaced() {
        let mut book = TokenBook::new(1, 1);
        let first = book.plain(0, 1000).token;
        let second = book.plain(0, 2000).token;
        assert_eq!(book.account_of(&first, 2299), Ok(0));
        assert_eq!(book.account_of(&first, 2300), Err(40001));
        assert_eq!(book.account_of(&second, 9199), Ok(0));
        assert_eq!(book.account_of(&second, 9200), Err(42001));
    }

    #[test]
    fn a_stable_token_stays_the_same_until_less_than_five_minutes_are_left() {
        let mut book = TokenBook::new(1, 1);
        let first = book.stable(0, 0);
        let reused = book.stable(0, 6900);
        assert_eq!((reused.token == first.token, reused.expires_in), (true, 300));
        let next = book.stable(0, 6901);
        assert_ne!(next.token, first.token);
        assert_eq!(book.account_of(&first.token, 7199), Ok(0), "both work in the hand-over");
        assert_eq!(book.account_of(&next.token, 7199), Ok(0));
        assert_eq!(book.account_of(&first.token, 7200), Err(42001));
    }

    #[test]
    fn a_forced_refresh_kills_the_old_token_but_not_within_thirty_seconds() {
        let mut book = TokenBook::new(1, 1);
        let first = book.stable(0, 10_000).token;
        let second = book.forced(0, 10_000).unwrap().token;
        assert_ne!(first, second);
        assert_eq!(book.account_of(&first, 10_000), Err(40001));
        assert_eq!(book.forced(0, 10_029).unwrap().token, second, "too early: the same token");
        assert_ne!(book.forced(0, 10_030).unwrap().token, second);
    }

    #[test]
    fn the_twenty_first_forced_refresh_of_a_day_is_refused() {
        let mut book = TokenBook::new(1, 1);
        for round in 0..20 {
            assert!(book.forced(0, 1000 + round * 30).is_ok());
        }
        assert_eq!(book.forced(0, 1600), Err(45009));
        assert!(book.forced(0, 1600 + 86_400).is_ok());
    }

    #[test]
    fn the_two_families_do_not_retire_each_other_but_a_takeover_ends_both() {
        let mut book = TokenBook::new(2, 1);
        let (plain, stable) = (book.plain(0, 0).token, book.stable(0, 0).token);
        let neighbour = book.stable(1, 0).token;
        book.plain(0, 0);
        book.forced(0, 0).unwrap();
        assert_eq!(book.account_of(&plain, 299), Ok(0));
        assert_eq!(book.account_of(&stable, 0), Err(40001));
        book.take_over(0, 1);
        assert_eq!(book.account_of(&plain, 1), Err(40001));
        assert_eq!(book.account_of(&neighbour, 1), Ok(1));
    }
}
