//! Token, secret and openids are in no debug output, no error and no log line.

use std::io::Write;
use std::sync::{Arc, Once};

use base64::Engine;
use fandesk_wechat::{
    AppId, Error, Http, HttpSettings, OfficialAccount, Proxy, ProxyLogin, ProxyProtocol, Route,
    SkippingClock, TagId, TokenKind,
};
use parking_lot::Mutex;
use tracing_subscriber::util::SubscriberInitExt;

use crate::proxy_server::{House, Temper, TestProxy};
use crate::scripted::{SECRET, Scripted, TOKEN, answer, ok};
use crate::story::id;

/// A log that keeps every line of every level.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Lines {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock()).into_owned()
    }
}

/// From now on everything on this thread is logged there. This way the records of libraries that
/// speak to the `log` crate arrive too.
fn listen(lines: &Lines) -> tracing::subscriber::DefaultGuard {
    // With one listener alone, a line that another thread comes by first counts as one that nobody
    // wants to hear, for good.
    static EVERYWHERE: Once = Once::new();
    EVERYWHERE.call_once(|| {
        let nowhere = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(std::io::sink)
            .finish();
        tracing::subscriber::set_global_default(nowhere).expect("no test sets another one");
    });
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    subscriber.set_default()
}

const PASSWORD: &str = "pa55word-of-the-proxy";
const OPENID: &str = "oSbx7thANDXVoY4l2v1TdBOQKcs3";

fn assert_clean(what: &str, text: &str) {
    for secret in [TOKEN, SECRET, OPENID] {
        assert!(!text.contains(secret), "{what}: {text}");
    }
}

#[tokio::test]
async fn no_error_no_debug_output_and_no_log_line_shows_a_secret() {
    let lines = Lines::default();
    let _guard = listen(&lines);

    let echo = format!("GET /x?access_token={TOKEN}&secret={SECRET}");
    let script = vec![
        answer("502 Bad Gateway", &echo),
        ok(format!("<html>{TOKEN}</html>")),
        ok(format!(
            r#"{{"errcode":40003,"errmsg":"invalid openid {TOKEN} {SECRET} hint: [{TOKEN}]"}}"#
        )),
        ok(format!(r#"{{"errcode":45171,"errmsg":"x","fail_openid_list":["{OPENID}"]}}"#)),
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec(),
        b"nonsense".to_vec(),
    ];
    let server = Scripted::answering(script).await;
    let account = server.account();
    let person = id(OPENID);
    let mut outputs = vec![format!("{account:?}")];
    let mut note = |outcome: Result<String, Error>| match outcome {
        Ok(shown) => outputs.push(shown),
        Err(error) => outputs.push(format!("{error:?} {error:#?} {error}")),
    };
    note(account.set_remark(&person, "x").await.map(|()| String::new()));
    note(account.follower(&person).await.map(|row| format!("{row:?}")));
    note(
        account
            .tag_batch(TagId(100), std::slice::from_ref(&person))
            .await
            .map(|row| format!("{row:?}")),
    );
    note(account.create_tag_once("x").await.map(|tag| format!("{tag:?}")));
    note(account.create_tag_once("x").await.map(|tag| format!("{tag:?}")));
    note(account.create_tag_once("x").await.map(|tag| format!("{tag:?}")));

    let nobody = OfficialAccount::builder(AppId::new("wx0123456789abcdef").unwrap(), SECRET.into())
        .base_address("http://127.0.0.1:1")
        .clock(Arc::new(SkippingClock::default()));
    outputs.push(format!("{nobody:?}"));
    let error = nobody.build().unwrap().check_credentials().await.unwrap_err();
    outputs.push(format!("{error:?} {error}"));

    assert!(outputs.len() >= 9);
    for output in &outputs {
        assert_clean("output", output);
    }
    let log = lines.text();
    assert!(log.contains("trying again"), "the log was listened to: {log}");
    assert!(log.contains("starting new connection"), "and so were the libraries: {log}");
    assert_clean("log", &log);
}

#[tokio::test]
async fn an_answer_to_the_token_call_is_never_kept() {
    let server = Scripted::answering(Vec::new()).await;
    let body = bytes::Bytes::from(format!(r#"{{"access_token":"{TOKEN}","expires_in":"#));
    let error = fandesk_wechat::decode::answer::<serde_json::Value>(
        fandesk_wechat::Endpoint::StableToken,
        &body,
        jiff::Timestamp::UNIX_EPOCH,
    )
    .unwrap_err();
    let Error::Malformed(malformed) = error else {
        panic!("{error:?}");
    };
    assert!(malformed.body().is_empty());
    drop(server);
}

/// The classic token call carries the AppSecret in its address, and a proxy gets a password.
#[tokio::test]
async fn neither_the_classic_token_nor_a_proxy_shows_a_secret() {
    let lines = Lines::default();
    let _guard = listen(&lines);
    let echo = format!("GET /cgi-bin/token?secret={SECRET}");
    let server = Scripted::answering(vec![
        ok(format!(r#"{{"errcode":40125,"errmsg":"invalid appsecret {SECRET}"}}"#)),
        answer("400 Bad Request", &echo),
        ok(&echo),
    ])
    .await;
    let login = Some(("me".to_owned(), PASSWORD.to_owned()));
    let leads_to = server.base.strip_prefix("http://").unwrap().parse().ok();
    let between = TestProxy::http(House { login, leads_to, temper: Temper::Obliging }).await;
    let mut outputs = Vec::new();
    for password in [PASSWORD, PASSWORD, PASSWORD, "wr0ngpa55word"] {
        let route = Route::Through(Proxy {
            protocol: ProxyProtocol::Http,
            host: "127.0.0.1".to_owned(),
            port: between.address.port(),
            login: Some(ProxyLogin { user: "me".to_owned(), password: password.into() }),
        });
        let settings = HttpSettings { route, ..HttpSettings::default() };
        let http = Http::new(&settings).unwrap();
        let app_id = AppId::new("wx0123456789abcdef").unwrap();
        let account = OfficialAccount::builder(app_id, SECRET.into())
            .base_address(&server.base)
            .token_kind(TokenKind::Classic)
            .http(http.clone())
            .clock(Arc::new(SkippingClock::default()))
            .build()
            .unwrap();
        let error = account.check_credentials().await.unwrap_err();
        outputs.push(format!("{settings:?} {http:?} {account:?} {error:?} {error}"));
    }
    assert!(outputs[0].contains("40125") && outputs[3].contains("Login"), "{outputs:?}");
    let log = lines.text();
    assert!(log.contains("starting new connection"), "the libraries were listened to: {log}");
    for text in outputs.iter().chain([&log]) {
        assert_clean("output", text);
        let encoded = base64::engine::general_purpose::STANDARD.encode(format!("me:{PASSWORD}"));
        for secret in [PASSWORD, "wr0ngpa55word", &encoded] {
            assert!(!text.contains(secret), "{text}");
        }
    }
}

#[test]
fn a_proxy_that_cannot_be_used_is_refused_without_its_password() {
    let proxy = Proxy {
        protocol: ProxyProtocol::Http,
        host: "no proxy".to_owned(),
        port: 1,
        login: Some(ProxyLogin { user: "me".to_owned(), password: PASSWORD.into() }),
    };
    let settings = HttpSettings { route: Route::Through(proxy), ..HttpSettings::default() };
    let error = Http::new(&settings).unwrap_err();
    assert!(!format!("{error:?} {error}").contains(PASSWORD));
}
