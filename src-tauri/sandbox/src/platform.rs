//! A third-party platform: its ticket, its tokens, and which accounts have authorised it for what.

use std::collections::HashMap;

use crate::mix::{Dice, mix2, safe_text};

/// Life of a platform's token (page "api_component_token").
pub(crate) const PLATFORM_TOKEN_LIFE_SECONDS: u64 = 7200;
/// Life of a ticket (page "component_verify_ticket").
const TICKET_LIFE_SECONDS: u64 = 12 * 3600;
/// Life of the code that an owner's scan brings, as the code before it (samples: 600).
const CODE_LIFE_SECONDS: u64 = 600;

/// A platform of the sandbox.
#[derive(Clone)]
pub struct PlatformConfig {
    /// `wx` and 16 characters.
    pub appid: String,
    /// 32 hex characters.
    pub secret: String,
}

impl std::fmt::Debug for PlatformConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlatformConfig").field("appid", &self.appid).finish_non_exhaustive()
    }
}

/// What an owner has allowed the platform.
#[derive(Clone, Debug)]
pub(crate) struct Authorisation {
    pub(crate) account: usize,
    pub(crate) refresh_token: String,
    pub(crate) permission_sets: Vec<u32>,
    pub(crate) since: u64,
}

/// Everything WeChat knows of the platform.
#[derive(Debug)]
pub(crate) struct Platform {
    pub(crate) config: PlatformConfig,
    seed: u64,
    /// Tickets, tokens, refresh tokens and codes that ever were.
    minted: Vec<String>,
    /// Tickets and until when they are valid.
    tickets: HashMap<String, u64>,
    newest_ticket: String,
    /// Tokens and until when they are valid.
    tokens: HashMap<String, u64>,
    codes: HashMap<String, (usize, u64)>,
    authorised: Vec<Authorisation>,
}

impl Platform {
    pub(crate) fn new(config: PlatformConfig, seed: u64, now: u64) -> Self {
        let mut platform = Self {
            config,
            seed,
            minted: Vec::new(),
            tickets: HashMap::new(),
            newest_ticket: String::new(),
            tokens: HashMap::new(),
            codes: HashMap::new(),
            authorised: Vec::new(),
        };
        platform.push_ticket(now);
        platform
    }

    /// A new ticket, as WeChat pushes one every ten minutes; older ones live on to their end.
    pub(crate) fn push_ticket(&mut self, now: u64) -> String {
        self.newest_ticket = self.mint("ticket@@@", 80);
        self.tickets.insert(self.newest_ticket.clone(), now + TICKET_LIFE_SECONDS);
        self.newest_ticket.clone()
    }

    pub(crate) fn newest_ticket(&self) -> &str {
        &self.newest_ticket
    }

    /// 61006 for a ticket that never was, 61005 for one past its life.
    pub(crate) fn check_ticket(&self, ticket: &str, now: u64) -> Result<(), i64> {
        let until = self.tickets.get(ticket).ok_or(61006)?;
        if now < *until { Ok(()) } else { Err(61005) }
    }

    pub(crate) fn new_token(&mut self, now: u64) -> String {
        let token = self.mint("61_", 136);
        self.tokens.insert(token.clone(), now + PLATFORM_TOKEN_LIFE_SECONDS);
        token
    }

    /// 40001 for a token that never was, 42006 for one past its life.
    pub(crate) fn check_token(&self, token: &str, now: u64) -> Result<(), i64> {
        let until = self.tokens.get(token).ok_or(40001)?;
        if now < *until { Ok(()) } else { Err(42006) }
    }

    /// An owner scans and allows these permission sets; the code that this brings the platform.
    pub(crate) fn authorise(&mut self, account: usize, sets: &[u32], now: u64) -> String {
        self.withdraw(account);
        let refresh_token = self.new_refresh_token();
        let permission_sets = sets.to_vec();
        self.authorised.push(Authorisation { account, refresh_token, permission_sets, since: now });
        let code = self.mint("queryauthcode@@@", 60);
        self.codes.insert(code.clone(), (account, now + CODE_LIFE_SECONDS));
        code
    }

    /// An owner ends the authorisation.
    pub(crate) fn withdraw(&mut self, account: usize) {
        self.authorised.retain(|authorisation| authorisation.account != account);
    }

    /// Another refresh token takes the place of the one handed out before, which is dead.
    pub(crate) fn replace_refresh_token(&mut self, account: usize) {
        let fresh = self.new_refresh_token();
        if let Some(authorisation) = self.of_mut(account) {
            authorisation.refresh_token = fresh;
        }
    }

    /// The account of a code, which is good for once: 61009 unknown, 61010 too old.
    pub(crate) fn redeem(&mut self, code: &str, now: u64) -> Result<usize, i64> {
        let (account, until) = self.codes.remove(code).ok_or(61009)?;
        if now < until { Ok(account) } else { Err(61010) }
    }

    pub(crate) fn of(&self, account: usize) -> Option<&Authorisation> {
        self.authorised.iter().find(|authorisation| authorisation.account == account)
    }

    pub(crate) fn all(&self) -> &[Authorisation] {
        &self.authorised
    }

    /// Whether the owner has allowed one of these permission sets: 61003 without an
    /// authorisation, 61007 without the set.
    pub(crate) fn check_permission(&self, account: usize, any_of: &[u32]) -> Result<(), i64> {
        let authorisation = self.of(account).ok_or(61003)?;
        let allowed = authorisation.permission_sets.iter().any(|set| any_of.contains(set));
        if allowed { Ok(()) } else { Err(61007) }
    }

    /// Every text that ever opened something of the platform's, its own secret among them.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.config.secret).chain(&self.minted)
    }

    fn of_mut(&mut self, account: usize) -> Option<&mut Authorisation> {
        self.authorised.iter_mut().find(|authorisation| authorisation.account == account)
    }

    fn new_refresh_token(&mut self) -> String {
        self.mint("refreshtoken@@@", 43)
    }

    fn mint(&mut self, kind: &str, length: usize) -> String {
        let count = self.minted.len() as u64 + 1;
        let mut dice = Dice::new(mix2(self.seed ^ 0x61, count));
        let text = format!("{kind}{}", safe_text(&mut dice, length));
        self.minted.push(text.clone());
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn platform() -> Platform {
        let config = PlatformConfig { appid: String::new(), secret: String::new() };
        Platform::new(config, 1, 0)
    }

    #[test]
    fn a_ticket_lives_for_twelve_hours_beside_its_successors() {
        let mut platform = platform();
        let first = platform.newest_ticket().to_owned();
        let second = platform.push_ticket(600);
        assert_eq!(platform.check_ticket(&first, 43_199), Ok(()));
        assert_eq!(platform.check_ticket(&first, 43_200), Err(61005));
        assert_eq!(platform.check_ticket(&second, 43_200), Ok(()));
        assert_eq!(platform.check_ticket("ticket@@@x", 0), Err(61006));
    }

    #[test]
    fn an_authorisation_covers_what_the_owner_ticked() {
        let mut platform = platform();
        let code = platform.authorise(0, &[1, 3], 0);
        assert_eq!(platform.check_permission(0, &[2, 100]), Err(61007));
        assert_eq!(platform.check_permission(1, &[2, 100]), Err(61003));
        assert_eq!(platform.redeem(&code, 1), Ok(0));
        assert_eq!(platform.redeem(&code, 1), Err(61009), "a code is good for once");
        let late = platform.authorise(0, &[2], 0);
        assert_eq!(platform.check_permission(0, &[2, 100]), Ok(()));
        assert_eq!(platform.redeem(&late, 600), Err(61010));
    }
}
