//! Both kinds of token, shared with other programs; and computers whose clock is wrong.

use std::sync::Arc;
use std::time::Duration;

use fandesk_sandbox::{Clock, Sandbox, SandboxConfig};
use fandesk_wechat::{Endpoint, OfficialAccount, SkippingClock, TokenKind};
use futures::future::join_all;
use jiff::Timestamp;

use crate::story::builder;

/// Programs that use one account, and the time they share with WeChat.
struct Office {
    wechat: Sandbox,
    clock: Arc<SkippingClock>,
}

impl Office {
    async fn open() -> Self {
        let config = SandboxConfig::with_followers(3).clock(Clock::fixed_at(1_767_225_600));
        Self { wechat: config.start().await.unwrap(), clock: Arc::default() }
    }

    fn program(&self, kind: TokenKind) -> OfficialAccount {
        let builder = builder(&self.wechat.account(), self.wechat.base_url());
        builder.token_kind(kind).clock(self.clock.clone()).build().unwrap()
    }

    fn pass(&self, seconds: u64) {
        self.wechat.clock().advance(Duration::from_secs(seconds));
        self.clock.advance(Duration::from_secs(seconds));
    }
}

fn fetches(program: &OfficialAccount, endpoint: Endpoint) -> u64 {
    program.call_count(endpoint).sent
}

#[tokio::test]
async fn a_classic_token_is_fetched_once_for_all_who_wait_and_renewed_before_its_end() {
    let office = Office::open().await;
    let program = office.program(TokenKind::Classic);
    for answer in join_all((0..30).map(|_| program.tags())).await {
        answer.unwrap();
    }
    assert_eq!(fetches(&program, Endpoint::Token), 1);
    office.pass(6_950);
    program.tags().await.unwrap();
    assert_eq!(fetches(&program, Endpoint::Token), 1, "it lives on");
    office.pass(20);
    program.tags().await.unwrap();
    assert_eq!(fetches(&program, Endpoint::Token), 2, "renewed early");
    assert_eq!(program.call_count(Endpoint::Tags).refused, 0, "nobody met a dead token");
    assert_eq!(fetches(&program, Endpoint::StableToken), 0);
}

#[tokio::test]
async fn each_classic_token_ends_the_other_systems_one_after_five_minutes() {
    let office = Office::open().await;
    let (ours, theirs) = (office.program(TokenKind::Classic), office.program(TokenKind::Classic));
    theirs.tags().await.unwrap();
    ours.tags().await.unwrap();
    theirs.tags().await.unwrap();
    assert_eq!(fetches(&theirs, Endpoint::Token), 1, "five minutes both work");
    office.pass(301);
    theirs.tags().await.unwrap();
    assert_eq!(theirs.call_count(Endpoint::Tags).refused, 1, "then it is rejected once");
    assert_eq!(fetches(&theirs, Endpoint::Token), 2, "and replaced once");
    office.pass(301);
    ours.tags().await.unwrap();
    assert_eq!(fetches(&ours, Endpoint::Token), 2, "which in turn ends ours");
}

#[tokio::test]
async fn the_stable_token_takes_nobodys_token_and_loses_none() {
    let office = Office::open().await;
    let (ours, theirs) = (office.program(TokenKind::Stable), office.program(TokenKind::Classic));
    theirs.tags().await.unwrap();
    ours.tags().await.unwrap();
    ours.check_credentials().await.unwrap();
    theirs.check_credentials().await.unwrap();
    office.pass(301);
    for program in [&ours, &theirs] {
        program.tags().await.unwrap();
        assert_eq!(program.call_count(Endpoint::Tags).refused, 0);
    }
}

#[tokio::test]
async fn a_clock_that_is_years_off_costs_no_call() {
    let (past, future) = (Timestamp::UNIX_EPOCH, Timestamp::constant(9_000_000_000, 0));
    for wrong in [past, future] {
        let office = Office { clock: Arc::new(SkippingClock::at(wrong)), ..Office::open().await };
        for kind in [TokenKind::Stable, TokenKind::Classic] {
            let program = office.program(kind);
            for _ in 0..10 {
                program.tags().await.unwrap();
            }
            let sent = |endpoint| fetches(&program, endpoint);
            assert_eq!(sent(Endpoint::Token) + sent(Endpoint::StableToken), 1, "{wrong}");
        }
    }
}

#[tokio::test]
async fn a_clock_that_jumps_while_a_token_lives_costs_one_fetch_at_most() {
    let years = Duration::from_secs(3_000_000_000);
    let office = Office::open().await;
    let program = office.program(TokenKind::Stable);
    program.tags().await.unwrap();
    // Set years ahead: the token seems over, and is asked for once more.
    office.clock.advance(years);
    for _ in 0..5 {
        program.tags().await.unwrap();
    }
    assert_eq!(fetches(&program, Endpoint::StableToken), 2);

    // A computer that was years ahead is set right: the token seems to live for years.
    let ahead = Arc::new(TurnedBack::default());
    let builder = builder(&office.wechat.account(), office.wechat.base_url());
    let program = builder.clock(ahead.clone()).build().unwrap();
    program.tags().await.unwrap();
    ahead.turn_back();
    office.wechat.clock().advance(Duration::from_secs(7_300));
    for _ in 0..5 {
        program.tags().await.unwrap();
    }
    assert_eq!(program.call_count(Endpoint::Tags).refused, 1, "wechat says that it is over");
    assert_eq!(fetches(&program, Endpoint::StableToken), 2);
}

/// A clock that stands in the year 2255 until it is set right.
#[derive(Debug, Default)]
struct TurnedBack {
    right: std::sync::atomic::AtomicBool,
}

impl TurnedBack {
    fn turn_back(&self) {
        self.right.store(true, std::sync::atomic::Ordering::Relaxed);
    }
}

impl fandesk_wechat::Clock for TurnedBack {
    fn now(&self) -> Timestamp {
        match self.right.load(std::sync::atomic::Ordering::Relaxed) {
            false => Timestamp::constant(9_000_000_000, 0),
            true => Timestamp::constant(1_767_225_600, 0),
        }
    }

    fn sleep(&self, _: Duration) -> futures::future::BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }

    fn jitter(&self) -> f64 {
        0.5
    }
}
