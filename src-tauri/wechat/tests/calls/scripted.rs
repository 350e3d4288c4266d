//! A server that sends exactly the bytes it is told, and keeps the requests it got.

use std::sync::Arc;

use fandesk_wechat::{AppId, OfficialAccount, SkippingClock};
use parking_lot::Mutex;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Stands in for WeChat: the token call gets a token, each other call the next answer of the script.
pub(crate) struct Scripted {
    pub(crate) base: String,
    requests: Arc<Mutex<Vec<String>>>,
    task: tokio::task::JoinHandle<()>,
}

pub(crate) const TOKEN: &str = "92_ScriptedTokenThatNobodyMaySee";
pub(crate) const SECRET: &str = "5ecre75ecre75ecre75ecre75ecre75e";

impl Drop for Scripted {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Scripted {
    /// Answers in this order; after the last one connections are closed without an answer.
    pub(crate) async fn answering(script: Vec<Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = requests.clone();
        let task = tokio::spawn(async move {
            let mut script = script.into_iter();
            while let Ok((stream, _)) = listener.accept().await {
                serve(stream, &mut script, &kept).await;
            }
        });
        Self { base, requests, task }
    }

    pub(crate) fn account(&self) -> OfficialAccount {
        OfficialAccount::builder(AppId::new("wx0123456789abcdef").unwrap(), SECRET.into())
            .base_address(&self.base)
            .clock(Arc::new(SkippingClock::default()))
            .build()
            .unwrap()
    }

    /// Every request but those for a token: head and body as they came.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().clone()
    }
}

/// 200 with this body.
pub(crate) fn ok(body: impl AsRef<[u8]>) -> Vec<u8> {
    answer("200 OK", body)
}

pub(crate) fn answer(status: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/plain\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

async fn serve(
    mut stream: TcpStream,
    script: &mut impl Iterator<Item = Vec<u8>>,
    kept: &Mutex<Vec<String>>,
) {
    let Some(request) = read_request(&mut stream).await else {
        return;
    };
    if request == "not http" {
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        return;
    }
    let answer = if request.contains("/cgi-bin/stable_token") {
        Some(ok(format!(r#"{{"access_token":"{TOKEN}","expires_in":7200}}"#)))
    } else {
        kept.lock().push(request);
        script.next()
    };
    if let Some(answer) = answer {
        // A client that hung up needs no answer.
        let _ = stream.write_all(&answer).await;
        let _ = stream.shutdown().await;
    }
}

async fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let length = stream.read(&mut chunk).await.ok().filter(|&length| length > 0)?;
        bytes.extend_from_slice(&chunk[..length]);
        if !bytes[0].is_ascii_uppercase() {
            return Some("not http".into());
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let announced = head
                .lines()
                .find_map(|line| {
                    line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse().ok()
                })
                .unwrap_or(0);
            if body.len() >= announced {
                return Some(text.into_owned());
            }
        }
    }
}
