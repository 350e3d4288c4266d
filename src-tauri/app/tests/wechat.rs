//! WeChat's side of a story: a simulator on this computer and a look into its world.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use fandesk_sandbox::{
    AccountConfig, AccountHandle, FaultRule, PlatformHandle, Sandbox, SandboxConfig,
};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

/// The worlds of the stories that are being told.
static WORLDS: Mutex<Vec<Weak<Sandbox>>> = Mutex::new(Vec::new());

/// Whatever opens something at WeChat, or ever did, in any story that is being told.
pub(crate) fn secrets_of_all() -> Vec<String> {
    let worlds = WORLDS.lock().unwrap_or_else(PoisonError::into_inner);
    worlds.iter().filter_map(Weak::upgrade).flat_map(|world| world.secrets()).collect()
}

/// A running simulator with one Official Account.
pub(crate) struct Wechat {
    sandbox: Arc<Sandbox>,
    runtime: Runtime,
}

impl Wechat {
    /// An account with this many followers.
    pub(crate) fn with_followers(followers: u32) -> Self {
        Self::with(AccountConfig::default().followers(followers))
    }

    /// Another account than the first, with other people.
    pub(crate) fn another_with_followers(followers: u32) -> Self {
        let account = AccountConfig::new("wxfedcba9876543210", "fedcba9876543210fedcba9876543210");
        Self::with(account.followers(followers).seed(8))
    }

    /// The account as it is configured.
    pub(crate) fn with(account: AccountConfig) -> Self {
        Self::start(SandboxConfig::default().account(account))
    }

    /// The world as it is configured; what is asked for is its first account.
    pub(crate) fn start(world: SandboxConfig) -> Self {
        let runtime = Runtime::new().expect("a runtime can be made");
        let sandbox = Arc::new(runtime.block_on(world.start()).expect("the simulator starts"));
        let mut worlds = WORLDS.lock().unwrap_or_else(PoisonError::into_inner);
        worlds.retain(|world| world.strong_count() > 0);
        worlds.push(Arc::downgrade(&sandbox));
        Self { sandbox, runtime }
    }

    /// Waits for something that then stands beside the simulator.
    pub(crate) fn beside<T>(&self, what: impl Future<Output = T>) -> T {
        self.runtime.block_on(what)
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> &str {
        self.sandbox.base_url()
    }

    /// The account: its credentials, its people, its tags.
    pub(crate) fn account(&self) -> AccountHandle {
        self.sandbox.account()
    }

    /// The number of a tag that the account has.
    pub(crate) fn tag(&self, name: &str) -> u32 {
        self.account().tag_named(name).expect("the account has this tag")
    }

    /// The third-party platform of this world.
    pub(crate) fn platform(&self) -> PlatformHandle {
        self.sandbox.platform().expect("this world has a platform")
    }

    /// From now on whoever calls seems to have this address.
    pub(crate) fn sees_callers_at(&self, address: IpAddr) {
        self.sandbox.set_caller_address(Some(address));
    }

    /// WeChat's time moves on, and nobody else's.
    pub(crate) fn clock_moves(&self, by: Duration) {
        self.sandbox.clock().advance(by);
    }

    /// From now on something goes wrong.
    pub(crate) fn trouble(&self, rule: FaultRule) {
        self.sandbox.add_fault(rule);
    }

    /// From now on nothing goes wrong any more.
    pub(crate) fn peace(&self) {
        self.sandbox.clear_faults();
    }

    /// Calls of this path so far.
    pub(crate) fn calls(&self, path: &str) -> u64 {
        self.sandbox.call_count(path)
    }

    /// Calls of this path that were not refused.
    pub(crate) fn accepted(&self, path: &str) -> usize {
        let calls = self.sandbox.calls();
        calls.iter().filter(|call| call.path == path && call.code == Some(0)).count()
    }

    /// Gives somebody as many tags as WeChat allows.
    pub(crate) fn fill_with_tags(&self, openid: &str) {
        let account = self.account();
        // Below 100 are WeChat's own.
        for tag in account.tags().into_iter().filter(|tag| tag.id >= 100) {
            if account.follower(openid).is_some_and(|person| person.tags.len() < 20) {
                account.tag(tag.id, &[openid]).expect("a tag can be put on");
            }
        }
    }

    /// Takes tags off those few who are born with almost twenty.
    pub(crate) fn make_room_for_tags(&self) {
        let account = self.account();
        for person in account.people().into_iter().filter(|person| person.tags.len() >= 18) {
            for tag in &person.tags {
                account.untag(*tag, &[&person.openid]).expect("a tag can be taken off");
            }
        }
    }

    /// From now on every answer takes this long.
    pub(crate) fn latency(&self, latency: Duration) {
        self.sandbox.set_latency(latency);
    }

    /// Whatever opens something in this world, or ever did: AppSecrets, tokens, tickets, codes.
    pub(crate) fn secrets(&self) -> Vec<String> {
        self.sandbox.secrets()
    }

    /// The access token in use: WeChat hands out the same one until it is old.
    pub(crate) fn token(&self) -> String {
        self.sandbox.clear_faults();
        let account = self.account();
        let answer = self.asked(
            "/cgi-bin/stable_token",
            json!({
                "grant_type": "client_credential",
                "appid": account.config().appid,
                "secret": account.config().secret,
            }),
        );
        answer["access_token"].as_str().expect("a token").to_owned()
    }

    fn asked(&self, call: &str, body: Value) -> Value {
        ureq::post(format!("{}{call}", self.address()))
            .send_json(body)
            .and_then(|mut answer| answer.body_mut().read_json())
            .expect("the simulator answers")
    }
}
