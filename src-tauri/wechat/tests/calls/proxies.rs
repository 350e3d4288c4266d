//! Through a proxy: every call of the account, nothing past it, and each trouble told from the others.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use fandesk_sandbox::{Sandbox, SandboxConfig};
use fandesk_wechat::{
    Error, Http, HttpSettings, InvalidInput, OfficialAccount, OfflineCause, Proxy, ProxyCause,
    ProxyLogin, ProxyProtocol, Route, SkippingClock, TokenKind,
};

use crate::proxy_server::{House, Temper, TestProxy};
use crate::scripted::Scripted;
use crate::story::builder;
use crate::wire::{Hangs, who_hangs};

/// Nobody lives here: what goes past the proxy arrives nowhere.
const NOWHERE: &str = "http://127.0.0.1:1";

pub(crate) fn proxy(
    protocol: ProxyProtocol,
    address: SocketAddr,
    login: Option<(&str, &str)>,
) -> Proxy {
    let login = login
        .map(|(user, password)| ProxyLogin { user: user.to_owned(), password: password.into() });
    Proxy { protocol, host: address.ip().to_string(), port: address.port(), login }
}

pub(crate) fn http(proxy: Proxy) -> Http {
    let connect_timeout = Duration::from_millis(200);
    Http::new(&HttpSettings {
        route: Route::Through(proxy),
        connect_timeout,
        ..HttpSettings::default()
    })
    .unwrap()
}

pub(crate) fn account(
    wechat: &Sandbox,
    base: &str,
    proxy: Proxy,
    kind: TokenKind,
) -> OfficialAccount {
    builder(&wechat.account(), base)
        .http(http(proxy))
        .token_kind(kind)
        .clock(Arc::new(SkippingClock::default()))
        .build()
        .unwrap()
}

pub(crate) fn house(wechat: &Sandbox, login: Option<(&str, &str)>) -> House {
    let leads_to = wechat.base_url().strip_prefix("http://").unwrap().parse().ok();
    let login = login.map(|(user, password)| (user.to_owned(), password.to_owned()));
    House { login, leads_to, ..House::default() }
}

pub(crate) const LOGIN: Option<(&str, &str)> = Some(("张三", "p@ss:wo/rd %41"));

pub(crate) async fn use_everything(account: &OfficialAccount) {
    let followers = account.followers_page(None).await.unwrap();
    assert_eq!(followers.openids.len(), 20);
    account.tags().await.unwrap();
    account.quota(fandesk_wechat::Endpoint::Tags).await.unwrap();
    let tag = account.create_tag("远路来客").await.unwrap();
    account.tag_batch(tag.id, &followers.openids).await.unwrap();
}

#[tokio::test]
async fn an_http_proxy_carries_every_call_and_nothing_goes_past_it() {
    for kind in [TokenKind::Stable, TokenKind::Classic] {
        let wechat = SandboxConfig::with_followers(20).start().await.unwrap();
        let between = TestProxy::http(house(&wechat, LOGIN)).await;
        let through = proxy(ProxyProtocol::Http, between.address, LOGIN);
        use_everything(&account(&wechat, NOWHERE, through, kind)).await;
        let token = match kind {
            TokenKind::Stable => "POST http://127.0.0.1:1/cgi-bin/stable_token",
            TokenKind::Classic => "GET http://127.0.0.1:1/cgi-bin/token",
        };
        let expected = [
            token,
            "GET http://127.0.0.1:1/cgi-bin/user/get",
            "GET http://127.0.0.1:1/cgi-bin/tags/get",
            "POST http://127.0.0.1:1/cgi-bin/openapi/quota/get",
            "POST http://127.0.0.1:1/cgi-bin/tags/create",
            "POST http://127.0.0.1:1/cgi-bin/tags/members/batchtagging",
        ];
        assert_eq!(between.passed(), expected);
    }
}

#[tokio::test]
async fn a_socks_proxy_carries_every_call_and_resolves_the_name_itself() {
    let wechat = SandboxConfig::with_followers(20).start().await.unwrap();
    let between = TestProxy::socks5(house(&wechat, LOGIN)).await;
    let through = || proxy(ProxyProtocol::Socks5, between.address, LOGIN);
    let account = account(&wechat, "http://localhost:1", through(), TokenKind::Stable);
    use_everything(&account).await;
    assert!(!between.passed().is_empty());
    assert!(between.passed().iter().all(|line| line == "socks localhost:1"));
}

/// What the token call through this proxy ends with.
async fn trouble(wechat: &Sandbox, proxy: Proxy) -> Error {
    let account = account(wechat, NOWHERE, proxy, TokenKind::Stable);
    account.check_credentials().await.unwrap_err()
}

fn cause(error: Error) -> ProxyCause {
    match error {
        Error::Proxy { cause, .. } => cause,
        other => panic!("expected the proxy's fault, got {other:?}"),
    }
}

#[tokio::test]
async fn a_proxy_that_wants_another_login_says_so_at_once() {
    let wechat = Sandbox::start().await.unwrap();
    for protocol in [ProxyProtocol::Http, ProxyProtocol::Socks5] {
        let between = match protocol {
            ProxyProtocol::Socks5 => TestProxy::socks5(house(&wechat, LOGIN)).await,
            _ => TestProxy::http(house(&wechat, LOGIN)).await,
        };
        for login in [None, Some(("张三", "wrong"))] {
            let error = trouble(&wechat, proxy(protocol, between.address, login)).await;
            assert_eq!(cause(error), ProxyCause::Login, "{protocol:?} {login:?}");
        }
        assert_eq!(between.connections(), 2, "asked once each: more would lock the user out");
        assert!(between.passed().is_empty());
    }
}

#[tokio::test]
async fn each_trouble_with_a_proxy_is_told_from_the_others() {
    let wechat = Sandbox::start().await.unwrap();
    let silent = House { temper: Temper::Silent, ..house(&wechat, None) };
    let forbidding = House { temper: Temper::Forbidding, ..house(&wechat, None) };
    let nobody = {
        // Bound and let go of: nobody answers there.
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap()
    };
    let (deaf, no_http, no_socks) = (
        TestProxy::http(silent).await,
        TestProxy::http(forbidding.clone()).await,
        TestProxy::socks5(forbidding).await,
    );
    let (plain, socks) = (
        TestProxy::http(house(&wechat, None)).await,
        TestProxy::socks5(house(&wechat, None)).await,
    );
    let hangs_up = who_hangs(Hangs::UpAtOnce).await;
    let remote = "https://api.example.invalid";
    for (base, protocol, address, expected) in [
        (remote, ProxyProtocol::Https, hangs_up, ProxyCause::NoProxy),
        (NOWHERE, ProxyProtocol::Http, nobody, ProxyCause::Unreachable),
        (remote, ProxyProtocol::Http, nobody, ProxyCause::Unreachable),
        (remote, ProxyProtocol::Https, nobody, ProxyCause::Unreachable),
        (NOWHERE, ProxyProtocol::Socks5, nobody, ProxyCause::Unreachable),
        (remote, ProxyProtocol::Socks5, nobody, ProxyCause::Unreachable),
        (remote, ProxyProtocol::Http, deaf.address, ProxyCause::Silent),
        (remote, ProxyProtocol::Https, deaf.address, ProxyCause::Silent),
        (NOWHERE, ProxyProtocol::Socks5, deaf.address, ProxyCause::Silent),
        (remote, ProxyProtocol::Http, no_http.address, ProxyCause::Refused),
        (NOWHERE, ProxyProtocol::Socks5, no_socks.address, ProxyCause::Refused),
        (remote, ProxyProtocol::Https, plain.address, ProxyCause::NoProxy),
        (remote, ProxyProtocol::Http, socks.address, ProxyCause::NoProxy),
        (remote, ProxyProtocol::Socks5, plain.address, ProxyCause::NoProxy),
    ] {
        let account = account(&wechat, base, proxy(protocol, address, None), TokenKind::Stable);
        let error = account.check_credentials().await.unwrap_err();
        assert_eq!(cause(error), expected, "{protocol:?} {expected:?} {base}");
    }
}

#[tokio::test]
async fn a_proxy_of_an_unknown_name_is_not_reached() {
    let wechat = Sandbox::start().await.unwrap();
    let mut far = proxy(ProxyProtocol::Http, ([127, 0, 0, 1], 9).into(), None);
    far.host = "proxy.example.invalid".to_owned();
    let remote = "https://api.example.invalid";
    let account = account(&wechat, remote, far, TokenKind::Stable);
    assert_eq!(cause(account.check_credentials().await.unwrap_err()), ProxyCause::Unreachable);
}

#[tokio::test]
async fn behind_a_good_proxy_wechats_own_trouble_stays_wechats() {
    let wechat = Sandbox::start().await.unwrap();
    let between = TestProxy::http(house(&wechat, None)).await;
    let through = || proxy(ProxyProtocol::Http, between.address, None);
    // The simulator speaks no TLS: the tunnel stands, and the other end is not to be trusted.
    let remote = account(&wechat, "https://api.example.invalid", through(), TokenKind::Stable);
    let error = remote.check_credentials().await.unwrap_err();
    assert!(matches!(error, Error::Offline { cause: OfflineCause::Tls, .. }), "{error:?}");
    assert_eq!(
        between.passed()[0],
        "CONNECT api.example.invalid:443",
        "the proxy sees a name only"
    );
    // The tunnel stands, and the other end hangs up.
    let nobody = House { leads_to: Some(who_hangs(Hangs::UpAtOnce).await), ..House::default() };
    let empty = TestProxy::http(nobody).await;
    let through_empty = proxy(ProxyProtocol::Http, empty.address, None);
    let remote = account(&wechat, "https://api.example.invalid", through_empty, TokenKind::Stable);
    let error = remote.check_credentials().await.unwrap_err();
    assert!(matches!(error, Error::Offline { cause: OfflineCause::Tls, .. }), "{error:?}");
    wechat.account().refuse_tokens(Some(40243));
    let error = trouble(&wechat, through()).await;
    assert_eq!(error.refusal().unwrap().code.0, 40243);
}

#[tokio::test]
async fn plain_http_leaves_this_machine_through_no_proxy() {
    let wechat = Sandbox::start().await.unwrap();
    let mut far = proxy(ProxyProtocol::Http, ([127, 0, 0, 1], 9).into(), None);
    far.host = "proxy.example".to_owned();
    let built = builder(&wechat.account(), wechat.base_url()).http(http(far)).build();
    let error = built.unwrap_err();
    assert!(matches!(error, Error::InvalidInput(InvalidInput::InsecureBaseAddress)), "{error:?}");
}

#[tokio::test]
async fn without_a_proxy_of_its_own_this_machine_is_reached_straight() {
    for route in [Route::System, Route::Straight] {
        let server = Scripted::answering(vec![crate::scripted::ok(r#"{"tags":[]}"#)]).await;
        let http = Http::new(&HttpSettings { route, ..HttpSettings::default() }).unwrap();
        let wechat = Sandbox::start().await.unwrap();
        let account = builder(&wechat.account(), &server.base).http(http).build().unwrap();
        assert!(account.tags().await.unwrap().is_empty());
    }
}
