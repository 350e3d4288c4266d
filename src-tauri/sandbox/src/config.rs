//! What a sandbox is made of: accounts, port, pace, trouble and memory.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;

use crate::clock::Clock;
use crate::faults::FaultRule;
use crate::platform::PlatformConfig;
use crate::{Sandbox, SandboxError};

/// AppID of an account nobody chose one for.
pub const DEFAULT_APPID: &str = "wx0123456789abcdef";
/// AppSecret of an account nobody chose one for.
pub const DEFAULT_SECRET: &str = "0123456789abcdef0123456789abcdef";

/// The most people an account can be born with.
pub const MAX_FOLLOWERS: u32 = 5_000_000;

/// Settings of a sandbox; the calls can be chained and end in [`SandboxConfig::start`].
#[derive(Clone, Debug)]
pub struct SandboxConfig {
    /// Port on the loopback address; 0 = any free one.
    pub port: u16,
    /// The accounts; empty = one [`AccountConfig::default`].
    pub accounts: Vec<AccountConfig>,
    /// A third-party platform that accounts can authorise.
    pub platform: Option<PlatformConfig>,
    /// How long each answer takes at least.
    pub latency: Duration,
    /// Scripted trouble, from the start.
    pub faults: Vec<FaultRule>,
    /// File that keeps what was done to the world; replayed on start.
    pub journal: Option<PathBuf>,
    /// With a journal: on start, let people come and go for each day that went by.
    pub drift: bool,
    /// The time of this world.
    pub clock: Clock,
}

impl Default for SandboxConfig {
    fn default() -> Self {
        Self {
            port: 0,
            accounts: Vec::new(),
            platform: None,
            latency: Duration::ZERO,
            faults: Vec::new(),
            journal: None,
            drift: false,
            clock: Clock::system(),
        }
    }
}

impl SandboxConfig {
    /// A sandbox with one default account of this many followers.
    #[must_use]
    pub fn with_followers(followers: u32) -> Self {
        Self::default().account(AccountConfig::default().followers(followers))
    }

    /// Listens on this port of the loopback address.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Adds an account.
    #[must_use]
    pub fn account(mut self, account: AccountConfig) -> Self {
        self.accounts.push(account);
        self
    }

    /// Registers a third-party platform; owners authorise it through its handle.
    #[must_use]
    pub fn platform(mut self, appid: impl Into<String>, secret: impl Into<String>) -> Self {
        self.platform = Some(PlatformConfig { appid: appid.into(), secret: secret.into() });
        self
    }

    /// Makes each answer take at least this long.
    #[must_use]
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// Adds a rule of scripted trouble.
    #[must_use]
    pub fn fault(mut self, rule: FaultRule) -> Self {
        self.faults.push(rule);
        self
    }

    /// Keeps what is done to the world in this file and replays it on start.
    #[must_use]
    pub fn journal(mut self, path: impl Into<PathBuf>) -> Self {
        self.journal = Some(path.into());
        self
    }

    /// Lets people come and go for the days between two starts. Needs a journal.
    #[must_use]
    pub fn drift(mut self, drift: bool) -> Self {
        self.drift = drift;
        self
    }

    /// Uses this clock instead of the computer's.
    #[must_use]
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Starts the server; see [`Sandbox::start_with`].
    ///
    /// # Errors
    /// When the port is taken, a setting is impossible, or the journal cannot be used.
    pub async fn start(self) -> Result<Sandbox, SandboxError> {
        Sandbox::start_with(self).await
    }
}

/// One Official Account of the sandbox.
#[derive(Clone)]
pub struct AccountConfig {
    /// `wx` and 16 characters.
    pub appid: String,
    /// 32 hex characters.
    pub secret: String,
    /// People who follow when the world is born, up to [`MAX_FOLLOWERS`]; some more have left.
    pub followers: u32,
    /// What the population is worked out from. Accounts of one seed share some people.
    pub seed: u64,
    /// Unix seconds at which the world was born: the latest follow lies just before. `None` =
    /// the day the journal was begun or, without a journal, a fixed day.
    pub born_at: Option<u64>,
    /// Uncertified accounts get 48001 from every user and tag call.
    pub certified: bool,
    /// Bound to the open platform of its seed: rows carry a unionid.
    pub bound_to_platform: bool,
    /// Addresses that may fetch a token; `None` = every address.
    pub allow_list: Option<Vec<IpAddr>>,
    /// Behaviour that differs between accounts and times, at the start.
    pub quirks: Quirks,
}

/// Behaviour of the server that sources disagree on or that changed over time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Quirks {
    /// Nickname, sex, city, province, country and picture of a row.
    pub legacy_fields: LegacyFields,
    /// `user/info` and `batchget` answer 40003 for somebody who left, instead of `subscribe: 0`.
    pub strict_about_left: bool,
    /// A remark of exactly 30 bytes is refused too.
    pub strict_remarks: bool,
    /// A cursor openid whose person left draws 40003, instead of the page after it.
    pub strict_cursors: bool,
    /// The code (45159 or 45169) that a tag call draws while another one with the same openid is
    /// still under way; `None` = parallel calls are fine. Shows with a latency only.
    pub refuses_parallel_tagging: Option<i64>,
}

/// What rows say in the fields that WeChat stopped filling on 2021-12-27.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegacyFields {
    /// The keys come with `""` and 0.
    #[default]
    Empty,
    /// The keys do not come.
    Absent,
    /// The keys come filled, as before.
    Filled,
}

impl Default for AccountConfig {
    fn default() -> Self {
        Self {
            appid: DEFAULT_APPID.to_owned(),
            secret: DEFAULT_SECRET.to_owned(),
            followers: 1000,
            seed: 7,
            born_at: None,
            certified: true,
            bound_to_platform: true,
            allow_list: None,
            quirks: Quirks::default(),
        }
    }
}

impl AccountConfig {
    /// An account with these credentials.
    #[must_use]
    pub fn new(appid: impl Into<String>, secret: impl Into<String>) -> Self {
        Self { appid: appid.into(), secret: secret.into(), ..Self::default() }
    }

    /// Sets the number of people who follow at birth.
    #[must_use]
    pub fn followers(mut self, followers: u32) -> Self {
        self.followers = followers;
        self
    }

    /// Sets the seed of the population.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Sets when the world was born, in Unix seconds.
    #[must_use]
    pub fn born_at(mut self, unix_seconds: u64) -> Self {
        self.born_at = Some(unix_seconds);
        self
    }

    /// Takes the certification away.
    #[must_use]
    pub fn uncertified(mut self) -> Self {
        self.certified = false;
        self
    }

    /// Unbinds the account from its open platform: rows carry no unionid.
    #[must_use]
    pub fn unbound(mut self) -> Self {
        self.bound_to_platform = false;
        self
    }

    /// Lets only these addresses fetch a token.
    #[must_use]
    pub fn allow_list(mut self, addresses: impl IntoIterator<Item = IpAddr>) -> Self {
        self.allow_list = Some(addresses.into_iter().collect());
        self
    }

    /// Sets the behaviour that differs between accounts.
    #[must_use]
    pub fn quirks(mut self, quirks: Quirks) -> Self {
        self.quirks = quirks;
        self
    }
}

impl std::fmt::Debug for AccountConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountConfig")
            .field("appid", &self.appid)
            .field("secret", &"…")
            .field("followers", &self.followers)
            .field("seed", &self.seed)
            .field("born_at", &self.born_at)
            .field("certified", &self.certified)
            .field("bound_to_platform", &self.bound_to_platform)
            .field("allow_list", &self.allow_list)
            .field("quirks", &self.quirks)
            .finish()
    }
}
