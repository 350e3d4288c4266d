//! What the tests are told with: a sandbox, a client for it, and a clock that does not wait.

use std::sync::Arc;
use std::time::Duration;

use fandesk_sandbox::{AccountHandle, Sandbox, SandboxConfig};
use fandesk_wechat::{
    AppId, Builder, Error, Http, HttpSettings, OfficialAccount, OpenId, SkippingClock,
};

/// A sandbox, its world, a client that talks to it, and the client's clock.
pub(crate) struct Story {
    pub(crate) sandbox: Sandbox,
    pub(crate) world: AccountHandle,
    pub(crate) account: OfficialAccount,
    pub(crate) clock: Arc<SkippingClock>,
}

/// A world of this many followers.
pub(crate) async fn story(followers: u32) -> Story {
    story_with(SandboxConfig::with_followers(followers), |builder| builder).await
}

pub(crate) async fn story_with(
    config: SandboxConfig,
    change: impl FnOnce(Builder) -> Builder,
) -> Story {
    let sandbox = config.start().await.unwrap();
    let world = sandbox.account();
    let clock = Arc::new(SkippingClock::default());
    let builder = builder(&world, sandbox.base_url()).clock(clock.clone());
    let account = change(builder).build().unwrap();
    Story { sandbox, world, account, clock }
}

pub(crate) fn builder(world: &AccountHandle, base: &str) -> Builder {
    let config = world.config();
    let app_id = AppId::new(&config.appid).unwrap();
    OfficialAccount::builder(app_id, config.secret.clone().into()).base_address(base)
}

/// Connections that lose patience after this long.
pub(crate) fn impatient(patience: Duration) -> Http {
    Http::new(&HttpSettings { request_timeout: patience, ..HttpSettings::default() }).unwrap()
}

impl Story {
    /// The first so many who follow and have room for another tag.
    pub(crate) fn people(&self, count: usize) -> Vec<OpenId> {
        let has_room = |openid: &String| {
            self.world.follower(openid).is_some_and(|person| person.tags.len() < 15)
        };
        let openids = self.world.openids().into_iter().filter(has_room);
        let people: Vec<OpenId> = openids.take(count).map(|text| id(&text)).collect();
        assert_eq!(people.len(), count, "the world is too small");
        people
    }

    /// The waits of the client so far, in whole seconds.
    pub(crate) fn waits(&self) -> Vec<u64> {
        self.clock.waits().iter().map(Duration::as_secs).collect()
    }
}

pub(crate) fn id(text: &str) -> OpenId {
    OpenId::new(text).unwrap()
}

/// Ids as sorted texts, to be compared with what the world says.
pub(crate) fn sorted<'a>(ids: impl IntoIterator<Item = &'a OpenId>) -> Vec<String> {
    let mut texts: Vec<String> = ids.into_iter().map(OpenId::to_string).collect();
    texts.sort();
    texts
}

/// The code of a refusal.
pub(crate) fn code<T: std::fmt::Debug>(outcome: Result<T, Error>) -> i64 {
    match outcome {
        Err(Error::Refused(refusal)) => refusal.code.0,
        other => panic!("no refusal: {other:?}"),
    }
}
