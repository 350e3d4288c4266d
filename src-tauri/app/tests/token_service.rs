//! A service of the customer's own: it hands out a token, or a platform's ticket, to whoever brings
//! key and pass.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

/// The secret in its address.
pub(crate) const KEY: &str = "k3y-in-the-address";
/// The secret in its header.
pub(crate) const PASS: &str = "Bearer 5ecret-of-the-header";

/// A running service.
pub(crate) struct TokenService {
    address: String,
    given: Arc<Mutex<String>>,
}

impl TokenService {
    /// It gives this text, under `data.access_token`.
    pub(crate) fn giving(text: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it listens").to_string();
        let given = Arc::new(Mutex::new(text));
        let own = Arc::clone(&given);
        // Ends with the tests: it waits for a question and holds nothing.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                answer(stream, &own);
            }
        });
        Self { address, given }
    }

    /// From now on it gives another text.
    pub(crate) fn gives(&self, text: String) {
        *self.given.lock().unwrap_or_else(PoisonError::into_inner) = text;
    }

    /// As an operator types it.
    pub(crate) fn address(&self) -> String {
        format!("http://{}/token?key={KEY}", self.address)
    }
}

fn answer(mut stream: TcpStream, given: &Mutex<String>) {
    let head: Vec<String> = BufReader::new(&stream)
        .lines()
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty())
        .collect();
    let head = head.join("\n");
    let body = if head.contains(KEY) && head.contains(PASS) {
        let given = given.lock().unwrap_or_else(PoisonError::into_inner);
        format!(r#"{{"data":{{"access_token":"{given}","expires_in":7000}}}}"#)
    } else {
        "{}".to_owned()
    };
    let length = body.len();
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{body}"
    );
    // Who asked may be gone.
    let _ = stream.write_all(answer.as_bytes());
}
