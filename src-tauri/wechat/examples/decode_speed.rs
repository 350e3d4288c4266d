//! How fast answers with a hundred followers are read: `cargo run --release --example decode_speed`.

// The figure is what this program is for.
#![allow(clippy::print_stdout)]

use std::time::Instant;

use bytes::Bytes;
use fandesk_wechat::{Endpoint, Error, Follower, decode};
use jiff::Timestamp;

const ROWS: usize = 100;
const ANSWERS: usize = 5_000;

#[derive(serde::Deserialize)]
struct Rows {
    user_info_list: Vec<Follower>,
}

fn main() -> Result<(), Error> {
    for (what, remark) in [("clean", "王姐 团购"), ("with a raw control byte", "王姐\u{14}")]
    {
        let body = body(remark);
        let started = Instant::now();
        let mut read = 0;
        for _ in 0..ANSWERS {
            let rows: Rows = decode::answer(Endpoint::BatchUserInfo, &body, Timestamp::UNIX_EPOCH)?;
            read += rows.user_info_list.len();
        }
        let rows_per_second = read as f64 / started.elapsed().as_secs_f64();
        println!("{what}: {rows_per_second:.0} rows/s of {} bytes", body.len() / ROWS);
    }
    Ok(())
}

/// A hundred rows with every field, legacy ones included.
fn body(remark: &str) -> Bytes {
    let row = |number: usize| {
        format!(
            r#"{{"subscribe":1,"openid":"oSbx7thANDXVoY4l2v1TdBOQ{number:04}","nickname":"","sex":0,"language":"zh_CN","city":"","province":"","country":"","headimgurl":"","subscribe_time":1725512400,"unionid":"oUnSbxWpWjxzJ6a8mqDIANqO{number:04}","remark":"{remark}","groupid":100,"tagid_list":[100,2],"subscribe_scene":"ADD_SCENE_QR_CODE","qr_scene":98765,"qr_scene_str":""}}"#
        )
    };
    let rows: Vec<String> = (0..ROWS).map(row).collect();
    format!(r#"{{"user_info_list":[{}]}}"#, rows.join(",")).into()
}
