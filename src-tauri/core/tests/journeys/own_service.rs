//! A service of the customer's own, on this machine: it hands out what WeChat gave it, or misbehaves.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

use fandesk_core::{NewCredentials, NewHeader, NewService};
use fandesk_sandbox::Sandbox;
use parking_lot::Mutex;

/// The secret in its address.
pub(crate) const KEY: &str = "k3y-in-the-address";
/// The secret in its header.
pub(crate) const PASS: &str = "Bearer 5ecret-of-the-header";

/// How it answers.
#[derive(Clone)]
pub(crate) enum Manner {
    /// `{"data": {"access_token": …}}` with this token.
    Gives(String),
    /// Another body.
    Says(&'static str),
    /// A status.
    Status(u16),
}

/// Clones are the same service.
#[derive(Clone)]
pub(crate) struct OwnService {
    address: String,
    state: Arc<Mutex<State>>,
}

struct State {
    manner: Manner,
    requests: Vec<String>,
}

impl OwnService {
    pub(crate) fn new(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let state = Arc::new(Mutex::new(State { manner, requests: Vec::new() }));
        let own = Arc::clone(&state);
        // Ends with the tests: it waits for a question and holds nothing.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                answer(stream, &own);
            }
        });
        Self { address, state }
    }

    pub(crate) fn behaves(&self, manner: Manner) {
        self.state.lock().manner = manner;
    }

    /// The heads of all questions so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.state.lock().requests.clone()
    }

    /// As an operator types it.
    pub(crate) fn typed(&self, value_path: &str) -> NewService {
        NewService {
            url: format!("http://{}/wechat?key={KEY}", self.address).into(),
            headers: vec![NewHeader { name: "Authorization".to_owned(), value: PASS.into() }],
            value_path: value_path.to_owned(),
        }
    }

    /// As credentials that ask it for the token.
    pub(crate) fn credentials(&self, value_path: &str) -> NewCredentials {
        NewCredentials::TokenService {
            service: self.typed(value_path),
            expires_path: Some("data.expires_in".to_owned()),
            lives_for: 600,
        }
    }
}

fn answer(mut stream: TcpStream, state: &Mutex<State>) {
    let mut head = Vec::new();
    let mut chunk = [0; 2048];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut chunk) {
            Ok(length) if length > 0 => head.extend_from_slice(&chunk[..length]),
            _ => return,
        }
    }
    let manner = {
        let mut state = state.lock();
        state.requests.push(String::from_utf8_lossy(&head).into_owned());
        state.manner.clone()
    };
    let (status, body) = match manner {
        Manner::Gives(token) => {
            (200, format!(r#"{{"data":{{"access_token":"{token}","expires_in":7000}}}}"#))
        }
        Manner::Says(body) => (200, body.to_owned()),
        Manner::Status(status) => (status, String::new()),
    };
    let head = format!(
        "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    // A client that hung up needs no answer.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
}

/// A token of WeChat's, fetched by the customer's own programs with the call that they use.
pub(crate) fn wechats_token(sandbox: &Sandbox) -> String {
    let config = sandbox.account().config().clone();
    let host = sandbox.base_url().trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).unwrap();
    write!(
        stream,
        "GET /cgi-bin/token?grant_type=client_credential&appid={}&secret={} HTTP/1.1\r\n\
         Host: {host}\r\nConnection: close\r\n\r\n",
        config.appid, config.secret
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (_, rest) = answer.split_once("\"access_token\":\"").expect("a token");
    rest.split_once('"').expect("the token's end").0.to_owned()
}
