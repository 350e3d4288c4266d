//! Odd answers as WeChat sends them, and whatever else may arrive.

use proptest::prelude::*;

use super::*;
use crate::id::TagId;
use crate::page::PageAnswer;
use crate::users::{DetailsAnswer, Follower};

fn read_as<T: DeserializeOwned>(body: impl Into<Bytes>) -> Result<T, Error> {
    answer(Endpoint::UserInfo, &body.into(), Timestamp::UNIX_EPOCH)
}

fn follower(body: &[u8]) -> Follower {
    read_as(body.to_vec()).unwrap()
}

fn reason_of<T: DeserializeOwned>(body: &'static [u8]) -> MalformedReason {
    match read_as::<T>(body).err() {
        Some(Error::Malformed(malformed)) => {
            assert_eq!(malformed.body(), body, "the body is kept");
            malformed.reason
        }
        other => panic!("not malformed: {other:?}"),
    }
}

#[test]
fn a_byte_order_mark_is_no_obstacle() {
    let read = follower(b"\xEF\xBB\xBF{\"openid\":\"o1\"}");
    assert_eq!(read.openid.as_str(), "o1");
}

#[test]
fn raw_control_bytes_inside_a_text_are_kept_as_characters() {
    let read = follower(b"{\"openid\":\"o1\",\r\n\t\"remark\":\"a\x14b\nc\"}");
    assert_eq!(read.remark.as_deref(), Some("a\u{14}b\nc"));
}

#[test]
fn bytes_that_are_no_utf_8_become_replacement_characters() {
    let read = follower(b"{\"openid\":\"o1\",\"city\":\"a\xFF\xFEb\"}");
    assert_eq!(read.city.as_deref(), Some("a\u{FFFD}\u{FFFD}b"));
}

#[test]
fn half_a_surrogate_pair_becomes_a_replacement_character() {
    for (sent, read) in [
        (r"\ud83d", "\u{FFFD}"),
        (r"\ud83d\ude00", "😀"),
        (r"\ude00x", "\u{FFFD}x"),
        (r"\ud83d\u0041", "\u{FFFD}A"),
        (r"\\ud83d", r"\ud83d"),
    ] {
        let body = format!("{{\"openid\":\"o1\",\"remark\":\"{sent}\"}}");
        assert_eq!(follower(body.as_bytes()).remark.as_deref(), Some(read), "{sent}");
    }
}

#[test]
fn escaped_slashes_survive_a_repair() {
    let body = b"{\"openid\":\"o1\",\"headimgurl\":\"http:\\/\\/x\\/0\",\"remark\":\"\x14\"}";
    assert_eq!(follower(body).picture_url.as_deref(), Some("http://x/0"));
}

#[test]
fn absent_and_null_are_unknown_and_empty_is_a_value() {
    let read = follower(br#"{"openid":"o1","remark":"","language":null,"qr_scene":null}"#);
    assert_eq!(read.remark.as_deref(), Some(""));
    assert_eq!((read.language, read.qr_scene, read.tag_ids), (None, None, None));
}

#[test]
fn numbers_may_be_written_as_text_and_text_as_numbers() {
    let read = follower(
        br#"{"openid":"o1","subscribe":"1","subscribe_time":"1725512400","qr_scene":"4294967295","remark":7,"tagid_list":["100",2]}"#,
    );
    assert_eq!(read.subscribed, Some(true));
    assert_eq!(read.subscribed_at.map(Timestamp::as_second), Some(1_725_512_400));
    assert_eq!(read.qr_scene, Some(4_294_967_295));
    assert_eq!(read.remark.as_deref(), Some("7"));
    assert_eq!(read.tag_ids, Some(vec![TagId(100), TagId(2)]));
}

#[test]
fn a_field_of_another_kind_is_unknown_and_spoils_nothing_else() {
    let read = follower(
        br#"{"openid":"o1","remark":{"a":[1]},"qr_scene":[1,2],"sex":1.5,"tagid_list":[1,{}],"unionid":"","new":[[]],"city":"x"}"#,
    );
    assert_eq!((read.remark, read.qr_scene, read.sex), (None, None, None));
    assert_eq!((read.tag_ids, read.union_id), (None, None), "half a list is no list");
    assert_eq!(read.city.as_deref(), Some("x"));
}

#[test]
fn a_union_id_loses_its_blanks() {
    let read = follower(br#"{"openid":"o1","unionid":" o6_bmasdasdsad6_2sgVt7hMZOPfL"}"#);
    assert_eq!(read.union_id.unwrap().as_str(), "o6_bmasdasdsad6_2sgVt7hMZOPfL");
}

#[test]
fn a_code_is_a_refusal_however_it_is_written() {
    for body in [
        r#"{"errcode":40003,"errmsg":"invalid openid"}"#,
        r#"{"errcode":"40003","errmsg":"invalid openid"}"#,
        r#"{"errmsg":"invalid openid","errcode":" 40003 "}"#,
    ] {
        let error = read_as::<Follower>(body).unwrap_err();
        assert_eq!(error.code(), Some(ErrCode(40003)), "{body}");
    }
    assert!(read_as::<Done>(r#"{"errcode":0,"errmsg":"ok"}"#).is_ok());
    assert!(read_as::<Done>(r#"{"errcode":"0"}"#).is_ok());
}

#[test]
fn a_remark_that_speaks_of_an_errcode_is_a_remark() {
    let read = follower(br#"{"openid":"o1","remark":"\"errcode\":40001","x":{"errcode":5}}"#);
    assert_eq!(read.remark.as_deref(), Some("\"errcode\":40001"));
}

#[test]
fn whom_a_batch_failed_for_is_told() {
    let body = r#"{"errcode":45171,"errmsg":"some openid fail","fail_openid_list":["o1","","o2"]}"#;
    let error = read_as::<Done>(body).unwrap_err();
    let failed = &error.refusal().unwrap().failed;
    assert_eq!(failed.iter().map(OpenId::as_str).collect::<Vec<_>>(), ["o1", "o2"]);
}

#[test]
fn a_damaged_openid_spoils_its_page_instead_of_dropping_somebody() {
    let damaged: [&[u8]; 3] = [
        b"{\"total\":2,\"count\":2,\"data\":{\"openid\":[\"o1\",\"o\xFF2\"]},\"next_openid\":\"o2\"}",
        b"{\"total\":2,\"count\":2,\"data\":{\"openid\":[\"o1\",7]},\"next_openid\":\"o2\"}",
        b"{\"total\":2,\"count\":2,\"data\":{\"openid\":[\"o1\",{}]},\"next_openid\":\"o2\"}",
    ];
    for body in damaged {
        assert_eq!(reason_of::<PageAnswer>(body), MalformedReason::UnexpectedShape);
    }
    let refusal = b"{\"errcode\":45171,\"fail_openid_list\":[\"o1\",\"o\x142\"]}";
    assert_eq!(reason_of::<Done>(refusal), MalformedReason::UnexpectedShape);
    let blanks = read_as::<PageAnswer>(r#"{"count":0,"data":{"openid":["",null]}}"#);
    assert!(blanks.is_ok(), "the vendor's own samples have empty texts");
}

#[test]
fn every_oddity_of_json_is_read_or_refused_and_never_a_panic() {
    let nested = |depth| [vec![b'['; depth], vec![b']'; depth]].concat();
    let within = |value: &[u8]| {
        [&b"{\"openid\":\"o1\",\"qr_scene\":"[..], value, b",\"city\":\"x\"}"].concat()
    };
    let unknown: [&[u8]; 4] = [b"null", b"1.5", b"18446744073709551615", &nested(100_000)];
    for value in unknown {
        assert_eq!(follower(&within(value)).qr_scene, None);
    }
    let unreadable: [&[u8]; 5] = [b"NaN", b"-Infinity", b"1e999", b"01", b"7,\"qr_scene\":8"];
    for value in unreadable {
        assert!(read_as::<Follower>(within(value)).is_err(), "{:?}", &value[..2]);
    }
    let deep_code = [&b"{\"errcode\":"[..], &nested(100_000), b"}"];
    assert!(read_as::<Done>(deep_code.concat()).is_err());
    for end in 1..4 {
        let cut = [&b"{\"openid\":\"o1\",\"remark\":\""[..], &"😀".as_bytes()[..end]].concat();
        assert!(read_as::<Follower>(cut.clone()).is_err(), "cut off");
        let closed = follower(&[&cut[..], b"\"}"].concat());
        assert_eq!(closed.remark.as_deref(), Some("\u{FFFD}"));
    }
}

#[test]
fn what_is_not_the_answer_asked_for_is_an_error_and_never_an_empty_list() {
    use MalformedReason::{NotAnObject, UnexpectedShape};
    let not_json = |column| MalformedReason::NotJson { line: 1, column };
    assert_eq!(reason_of::<PageAnswer>(b""), not_json(0));
    assert_eq!(reason_of::<PageAnswer>(b"<html>"), not_json(1));
    assert_eq!(reason_of::<PageAnswer>(b"{\"total\":3"), not_json(10));
    assert_eq!(reason_of::<PageAnswer>(b"{\"total\":3}}"), not_json(12));
    assert_eq!(reason_of::<PageAnswer>(b"[]"), NotAnObject);
    assert_eq!(reason_of::<PageAnswer>(b"null"), NotAnObject);
    assert_eq!(reason_of::<PageAnswer>(b"{}"), UnexpectedShape);
    assert_eq!(reason_of::<PageAnswer>(b"{\"tags\":[]}"), UnexpectedShape);
    assert_eq!(
        reason_of::<PageAnswer>(b"{\"total\":3,\"count\":3,\"data\":null}"),
        UnexpectedShape
    );
    assert_eq!(reason_of::<DetailsAnswer>(b"{}"), UnexpectedShape);
    assert_eq!(reason_of::<DetailsAnswer>(b"{\"user_info_list\":null}"), UnexpectedShape);
    assert_eq!(reason_of::<Follower>(b"{\"subscribe\":1}"), UnexpectedShape);
    assert_eq!(reason_of::<Done>(b"{}"), UnexpectedShape);
    assert_eq!(reason_of::<Done>(b"{\"errcode\":{}}"), UnexpectedShape);
    assert_eq!(reason_of::<Done>(b"{\"errcode\":1e40}"), UnexpectedShape);
}

#[test]
fn a_lost_or_surplus_comma_is_an_error_and_never_an_empty_list() {
    let pages: [&[u8]; 3] = [
        br#"{"total":1,"count":1,"data":{"openid":["o1",]},"next_openid":"o1"}"#,
        br#"{"total":1,"count":1,"data":{"openid":["o1"]},"next_openid":"o1",}"#,
        br#"{"total":1 "count":1}"#,
    ];
    for body in pages {
        assert!(matches!(reason_of::<PageAnswer>(body), MalformedReason::NotJson { .. }));
    }
    let details: [&[u8]; 3] = [
        br#"{"user_info_list":[{"openid":"o1"},]}"#,
        br#"{"user_info_list":[{"openid":"o1",}]}"#,
        br#"{"user_info_list":[{"openid":"o1"} {"openid":"o2"}]}"#,
    ];
    for body in details {
        assert!(matches!(reason_of::<DetailsAnswer>(body), MalformedReason::NotJson { .. }));
    }
}

#[test]
fn a_key_that_a_line_break_splits_is_an_error_and_never_an_empty_list() {
    let pages: [&[u8]; 2] = [
        b"{\"total\":1,\"count\":1,\"data\":{\"open\nid\":[\"o1\"]},\"next_openid\":\"o1\"}",
        b"{\"total\":1,\"count\":1,\"da\r\nta\":{\"openid\":[\"o1\"]},\"next_openid\":\"o1\"}",
    ];
    for body in pages {
        assert_eq!(reason_of::<PageAnswer>(body), MalformedReason::UnexpectedShape);
    }
    let details = b"{\"user_info\n_list\":[{\"openid\":\"o1\"}]}";
    assert_eq!(reason_of::<DetailsAnswer>(details), MalformedReason::UnexpectedShape);
}

#[test]
fn a_text_with_a_bare_quote_or_a_backslash_that_swallows_its_quote_cannot_be_read() {
    let bodies: [&[u8]; 2] = [
        br#"{"openid":"o1","remark":"a\","city":"b"}"#,
        br#"{"openid":"o1","remark":"a"b","city":"b"}"#,
    ];
    for body in bodies {
        assert!(matches!(reason_of::<Follower>(body), MalformedReason::NotJson { .. }));
    }
}

proptest! {
    #[test]
    fn no_bytes_make_decoding_panic(body: Vec<u8>) {
        let _ = read_as::<DetailsAnswer>(body.clone());
        let _ = read_as::<PageAnswer>(body);
    }

    #[test]
    fn no_mangled_answer_makes_decoding_panic(
        cut in 0..400_usize,
        place in 0..400_usize,
        bytes in prop::collection::vec(any::<u8>(), 0..6),
    ) {
        let mut body = FULL_ROWS.to_vec();
        let place = place.min(body.len());
        body.splice(place..place, bytes);
        body.truncate(body.len().saturating_sub(cut));
        let _ = read_as::<DetailsAnswer>(body);
    }

    #[test]
    fn no_heap_of_json_like_pieces_makes_decoding_panic(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
    ) {
        let body = pieces.concat();
        let _ = read_as::<DetailsAnswer>(body.clone());
        let _ = read_as::<PageAnswer>(body.clone());
        let _ = read_as::<Done>(body);
    }

    #[test]
    fn any_text_sent_raw_arrives_as_it_was(text in "[^\"\\\\]{0,40}") {
        let body = format!("{{\"openid\":\"o1\",\"remark\":\"{text}\"}}");
        prop_assert_eq!(follower(body.as_bytes()).remark, Some(text));
    }

    #[test]
    fn mending_what_needs_no_mending_changes_nothing(text: String) {
        let body = serde_json::to_vec(&serde_json::json!({ "text": text })).unwrap();
        prop_assert_eq!(repaired(&body), None);
    }
}

const PIECES: &[&[u8]] = &[
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"\"",
    b"\\",
    b"\\u",
    b"\\ud83d",
    b"\\ude00",
    b"\\\"",
    b"\x00",
    b"\x14",
    b"\xFF",
    b"\xE7\x8E",
    "王".as_bytes(),
    b"NaN",
    b"1e999",
    b"-",
    b"0",
    b"123456789012345678901234567890",
    b"null",
    b"true",
    b"\"errcode\"",
    b"\"errmsg\"",
    b"\"data\"",
    b"\"openid\"",
    b"\"count\"",
    b"\"user_info_list\"",
    b"\"tagid_list\"",
    b"\"o1\"",
    b"\xEF\xBB\xBF",
    b" ",
    b"\n",
];

const FULL_ROWS: &[u8] = br#"{"user_info_list":[{"subscribe":1,"openid":"oSbx7thANDXVoY4l2v1TdBOQKcs3","nickname":"","sex":0,"language":"zh_CN","city":"","province":"","country":"","headimgurl":"http:\/\/thirdwx.qlogo.cn\/x\/132","subscribe_time":1725512400,"unionid":"oUnSbxWpWjxzJ6a8mqDIANqOuouY","remark":"\u738b\ud83d\ude00","groupid":100,"tagid_list":[100,2],"subscribe_scene":"ADD_SCENE_QR_CODE","qr_scene":98765,"qr_scene_str":""}]}"#;
