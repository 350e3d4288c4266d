//! What goes over the wire, byte by byte, and answers no simulator would give.

use std::sync::Arc;

use fandesk_wechat::{
    AppId, Error, Http, HttpSettings, Malformed, MalformedReason, OfficialAccount, OfflineCause,
    SkippingClock, TagId,
};
use futures::{StreamExt, TryStreamExt};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::scripted::{SECRET, Scripted, TOKEN, answer, ok};
use crate::story::id;

#[tokio::test]
async fn texts_are_sent_as_plain_utf_8() {
    let server = Scripted::answering(vec![ok(r#"{"errcode":0}"#)]).await;
    server.account().set_remark(&id("o1"), "王姐 😀\"\\").await.unwrap();
    let request = server.requests().remove(0);
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert_eq!(body, r#"{"openid":"o1","remark":"王姐 😀\"\\"}"#);
    assert!(
        head.starts_with(&format!("POST /cgi-bin/user/info/updateremark?access_token={TOKEN} ")),
        "{head}"
    );
    assert!(head.to_lowercase().contains("accept-encoding: gzip"), "{head}");
}

#[tokio::test]
async fn numbers_are_sent_as_numbers_and_cursors_under_their_own_names() {
    let empty = || ok(r#"{"total":0,"count":0,"next_openid":""}"#);
    let server = Scripted::answering(vec![empty(), empty(), empty(), ok(r#"{"errcode":0}"#)]).await;
    let account = server.account();
    let cursor = id("o1");
    account.tag_members_page(TagId(100), Some(&cursor)).await.unwrap();
    account.blacklist_page(Some(&cursor)).await.unwrap();
    account.followers_page(Some(&cursor)).await.unwrap();
    account.tag_batch(TagId(100), &[id("o1"), id("o2")]).await.unwrap();
    let requests = server.requests();
    assert!(requests[0].ends_with(r#"{"tagid":100,"next_openid":"o1"}"#), "{}", requests[0]);
    assert!(requests[1].ends_with(r#"{"begin_openid":"o1"}"#), "{}", requests[1]);
    assert!(requests[2].contains("&next_openid=o1 HTTP"), "{}", requests[2]);
    assert!(requests[3].ends_with(r#"{"openid_list":["o1","o2"],"tagid":100}"#), "{}", requests[3]);
}

#[tokio::test]
async fn a_redirect_is_not_followed_because_the_token_would_go_along() {
    let redirect = b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let server = Scripted::answering(vec![redirect.to_vec()]).await;
    let error = server.account().tags().await.unwrap_err();
    assert!(matches!(error, Error::Http { status: 302, .. }), "{error:?}");
}

#[tokio::test]
async fn an_unreadable_answer_is_kept_without_the_token_and_not_beyond_64_kb() {
    let page =
        format!("<html>/cgi-bin/tags/get?access_token={TOKEN}</html>{}", "x".repeat(100_000));
    let server = Scripted::answering(vec![ok(page)]).await;
    let error = server.account().tags().await.unwrap_err();
    let Error::Malformed(malformed) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(malformed.body().len(), Malformed::KEPT_BYTES);
    let kept = String::from_utf8_lossy(malformed.body());
    assert!(kept.starts_with("<html>/cgi-bin/tags/get?access_token=****"), "{}", &kept[..80]);
    assert!(!kept.contains(TOKEN));
    assert!(!format!("{error:?} {error}").contains("html"), "logs show nothing of it");
}

#[tokio::test]
async fn rows_are_matched_by_openid_whatever_their_order() {
    let body = r#"{"user_info_list":[{"openid":"o3","remark":"c"},{"openid":"o9"},null_is_no_row,{"openid":"o1","remark":"a"}]}"#
        .replace("null_is_no_row", r#"{"subscribe":1}"#);
    let server = Scripted::answering(vec![ok(body)]).await;
    let details = server.account().details_batch(&[id("o1"), id("o2"), id("o3")]).await.unwrap();
    let found: Vec<_> =
        details.found.iter().map(|row| (row.openid.as_str(), row.remark.as_deref())).collect();
    assert_eq!(found, [("o1", Some("a")), ("o3", Some("c"))]);
    assert_eq!(details.missing, [id("o2")]);
}

#[tokio::test]
async fn a_person_asked_for_twice_and_answered_once_is_not_missing() {
    let body = r#"{"user_info_list":[{"openid":"o1"}]}"#;
    let server = Scripted::answering(vec![ok(body)]).await;
    let asked = [id("o1"), id("o1")];
    let details = server.account().details_batch(&asked).await.unwrap();
    assert_eq!((details.found.len(), details.missing.len()), (1, 0));
}

#[tokio::test]
async fn pages_end_by_each_sign_of_the_end() {
    let rows = |next: &str| {
        ok(format!(
            r#"{{"total":9,"count":2,"data":{{"openid":["o1","o2"]}},"next_openid":"{next}"}}"#
        ))
    };
    for (case, script, rows_read) in [
        ("no data", vec![rows("o2"), ok(r#"{"total":9,"count":0,"next_openid":""}"#)], 2),
        ("null data", vec![rows("o2"), ok(r#"{"total":9,"count":0,"data":null}"#)], 2),
        (
            "null rows",
            vec![rows("o2"), ok(r#"{"total":9,"data":{"openid":null},"next_openid":"o2"}"#)],
            2,
        ),
        ("an empty cursor with rows", vec![rows("")], 2),
        ("the cursor just sent", vec![rows("o2"), rows("o2")], 4),
        (
            "empty texts instead of people",
            vec![ok(r#"{"count":0,"data":{"openid":["",""]},"next_openid":"o1"}"#)],
            0,
        ),
    ] {
        let server = Scripted::answering(script).await;
        let pages: Vec<_> = server.account().followers(None).try_collect().await.unwrap();
        assert_eq!(pages.iter().map(|page| page.openids.len()).sum::<usize>(), rows_read, "{case}");
    }
}

#[tokio::test]
async fn pages_that_run_in_a_circle_end_in_an_error() {
    let page = |row: &str| {
        ok(format!(r#"{{"count":1,"data":{{"openid":["{row}"]}},"next_openid":"{row}"}}"#))
    };
    let server = Scripted::answering(vec![page("o1"), page("o2"), page("o1"), page("o2")]).await;
    let pages: Vec<_> = server.account().followers(None).collect().await;
    let Err(Error::Malformed(malformed)) = pages.last().unwrap() else {
        panic!("{pages:?}");
    };
    assert_eq!(malformed.reason, MalformedReason::CircularPages);
    assert_eq!(pages.len(), 3, "each person was given once");
}

#[tokio::test]
async fn an_endless_answer_is_given_up() {
    let server = Scripted::answering(vec![ok(vec![b' '; 33_000_000])]).await;
    let error = server.account().tags().await.unwrap_err();
    let Error::Malformed(malformed) = error else {
        panic!("{error:?}");
    };
    assert_eq!(malformed.reason, MalformedReason::TooLong);
}

#[tokio::test]
async fn an_account_without_a_figure_has_no_figure() {
    let zeros = r#"{"errcode":0,"errmsg":"ok","quota":{"daily_limit":0,"used":0,"remain":0}}"#;
    let server = Scripted::answering(vec![ok(zeros), answer("404 Not Found", "{}")]).await;
    let account = server.account();
    let quota = account.quota(fandesk_wechat::Endpoint::Tags).await.unwrap();
    assert_eq!(quota, fandesk_wechat::Quota::default());
    let error = account.quota(fandesk_wechat::Endpoint::Tags).await.unwrap_err();
    assert!(matches!(error, Error::Http { status: 404, .. }));
}

#[tokio::test]
async fn a_packed_answer_is_unpacked() {
    let packed = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\x2a\x49\x4c\x2f\x56\xb2\x8a\xae\x56\xca\x4c\x51\xb2\x32\x34\x30\xd0\x51\xca\x4b\xcc\x4d\x55\xb2\x52\x7a\xd1\xd0\xf8\x74\xdd\xa2\x67\x1d\xdb\x95\x74\x94\x92\xf3\x4b\xf3\x4a\x80\xd2\xb5\xb1\xb5\x00\xd6\xc0\xd7\xe1\x32\x00\x00\x00";
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        packed.len()
    );
    let server = Scripted::answering(vec![[head.as_bytes(), packed].concat()]).await;
    assert_eq!(server.account().tags().await.unwrap()[0].name, "老客户");
}

fn account_at(base: &str, http: Http) -> OfficialAccount {
    OfficialAccount::builder(AppId::new("wx0123456789abcdef").unwrap(), SECRET.into())
        .base_address(base)
        .http(http)
        .clock(Arc::new(SkippingClock::default()))
        .build()
        .unwrap()
}

#[tokio::test]
async fn an_address_without_tls_is_told_apart_from_no_address() {
    let server = Scripted::answering(Vec::new()).await;
    let base = server.base.replace("http://", "https://");
    let http = Http::new(&HttpSettings::default()).unwrap();
    let error = account_at(&base, http).check_credentials().await.unwrap_err();
    let Error::Offline { cause, .. } = error else {
        panic!("{error:?}");
    };
    assert_eq!(cause, OfflineCause::Tls);
}

/// What is at the other end of a connection that was made, and how it ends what is said of TLS.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Hangs {
    UpAtOnce,
    UpWhenGreeted,
    UpHalfWay,
    OnWithNonsense,
}

/// Somebody who takes every connection and makes none of them secure.
pub(crate) async fn who_hangs(hangs: Hangs) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut greeting = [0; 4096];
            if !matches!(hangs, Hangs::UpAtOnce) {
                let _ = stream.read(&mut greeting).await;
            }
            let words: &[u8] = match hangs {
                Hangs::UpAtOnce | Hangs::UpWhenGreeted => b"",
                // The head of a record whose 256 bytes do not come.
                Hangs::UpHalfWay => &[22, 3, 3, 1, 0, 2],
                Hangs::OnWithNonsense => b"\xff\xfe\xfd not a word of TLS",
            };
            let _ = stream.write_all(words).await;
        }
    });
    address
}

#[tokio::test]
async fn encryption_that_is_cut_off_is_told_from_a_host_that_is_not_reached() {
    let http = || Http::new(&HttpSettings::default()).unwrap();
    for hangs in [Hangs::UpAtOnce, Hangs::UpWhenGreeted, Hangs::UpHalfWay, Hangs::OnWithNonsense] {
        let base = format!("https://{}", who_hangs(hangs).await);
        let error = account_at(&base, http()).check_credentials().await.unwrap_err();
        let tls = matches!(error, Error::Offline { cause: OfflineCause::Tls, .. });
        assert!(tls, "{hangs:?}: {error:?}");
    }
    let error = account_at("https://127.0.0.1:1", http()).check_credentials().await.unwrap_err();
    let nobody = matches!(error, Error::Offline { cause: OfflineCause::Connection, .. });
    assert!(nobody, "{error:?}");
}
