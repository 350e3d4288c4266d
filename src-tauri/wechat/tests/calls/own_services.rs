//! A token from a service of the customer's own: asked at a pace, given up when it hangs.

use std::sync::Arc;
use std::time::Duration;

use fandesk_sandbox::SandboxConfig;
use fandesk_wechat::{
    AppId, Builder, Credentials, Endpoint, Error, Given, JsonPath, OfficialAccount, OwnService,
    ProxyProtocol, ServiceTrouble, SkippingClock, TokenService,
};
use tokio::net::TcpListener;

use crate::proxies::{http, proxy};
use crate::proxy_server::{House, TestProxy};
use crate::scripted::{Scripted, ok};
use crate::wire::{Hangs, who_hangs};

const KEY: &str = "k3y-in-the-address";

fn account(base: &str, service: &str, clock: &Arc<SkippingClock>) -> OfficialAccount {
    opened_by(service).base_address(base).clock(clock.clone()).build().unwrap()
}

fn opened_by(service: &str) -> Builder {
    let path = JsonPath::new("access_token").unwrap();
    let url = format!("{service}/t?key={KEY}").into();
    let service = OwnService::new(Given::Token, &url, &[], path).unwrap();
    let service = TokenService {
        service: service.patience(Duration::from_millis(200)),
        expires: None,
        lives_for: Duration::from_secs(600),
    };
    let app_id = AppId::new("wx0123456789abcdef").unwrap();
    OfficialAccount::opened_by(app_id, Credentials::Service(Box::new(service)))
}

fn trouble<T: std::fmt::Debug>(outcome: Result<T, Error>) -> ServiceTrouble {
    match outcome {
        Err(error @ Error::OwnService { trouble, .. }) => {
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains(KEY), "{shown}");
            trouble
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_dead_token_is_asked_for_once_more_after_a_breather() {
    let wechat = SandboxConfig::with_followers(5).start().await.unwrap();
    let dead = || ok(r#"{"access_token":"92_OfAnotherDay"}"#);
    let service = Scripted::answering(vec![dead(), dead(), dead()]).await;
    let clock = Arc::new(SkippingClock::default());
    let account = account(wechat.base_url(), &service.base, &clock);
    assert_eq!(trouble(account.tags().await), ServiceTrouble::Rejected);
    assert_eq!(service.requests().len(), 2);
    assert_eq!(clock.waits(), [Duration::from_secs(3)], "not faster than every three seconds");
    assert_eq!(account.call_count(Endpoint::StableToken).sent, 0);
    let shown = format!("{account:?}");
    assert!(shown.contains("127.0.0.1") && !shown.contains(KEY), "{shown}");
}

#[tokio::test]
async fn a_service_that_hangs_is_given_up_and_one_that_is_away_tried_three_times() {
    let wechat = SandboxConfig::with_followers(5).start().await.unwrap();
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap());
    let clock = Arc::new(SkippingClock::default());
    let hanging = account(wechat.base_url(), &address, &clock);
    assert_eq!(trouble(hanging.tags().await), ServiceTrouble::Silent);
    assert!(clock.waits().is_empty(), "each try costs its whole patience");
    drop(silent);
    let away = account(wechat.base_url(), &address, &clock);
    assert_eq!(trouble(away.check_credentials().await), ServiceTrouble::Unreachable);
    let seconds: Vec<u64> = clock.waits().iter().map(Duration::as_secs).collect();
    assert!(seconds.len() >= 2, "{seconds:?}");
}

#[tokio::test]
async fn a_service_that_hangs_up_behind_a_good_proxy_is_not_the_proxys_fault() {
    let leads_to = Some(who_hangs(Hangs::UpAtOnce).await);
    let between = TestProxy::http(House { leads_to, ..House::default() }).await;
    let through = http(proxy(ProxyProtocol::Http, between.address, None));
    let account = opened_by("https://tokens.example.invalid").http(through).build().unwrap();
    assert_eq!(trouble(account.tags().await), ServiceTrouble::Unreachable);
    assert_eq!(between.passed()[0], "CONNECT tokens.example.invalid:443");
}
