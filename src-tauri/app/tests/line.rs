//! The line between the program and WeChat, which is dead when a computer wakes up.

use std::io;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

/// Carries every connection to WeChat, and can break all of them.
pub(crate) struct Line {
    address: String,
    ends: Arc<Mutex<Vec<TcpStream>>>,
}

impl Line {
    /// A line to the simulator at this address.
    pub(crate) fn to(wechat: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = format!("http://{}", listener.local_addr().expect("it listens"));
        let wechat = wechat.trim_start_matches("http://").to_owned();
        let ends = Arc::new(Mutex::new(Vec::new()));
        let held = Arc::clone(&ends);
        // Ends with the tests: it waits for connections and holds nothing else.
        std::thread::spawn(move || {
            for here in listener.incoming().flatten() {
                let Ok(there) = TcpStream::connect(&wechat) else { continue };
                carry(&here, &there);
                carry(&there, &here);
                held.lock().unwrap_or_else(PoisonError::into_inner).extend([here, there]);
            }
        });
        Self { address, ends }
    }

    /// What the program is told instead of WeChat's address.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Every connection is dead; new ones are carried.
    pub(crate) fn breaks(&self) {
        for end in self.ends.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            // One that was closed before is as dead as the others.
            let _ = end.shutdown(Shutdown::Both);
        }
    }
}

fn carry(from: &TcpStream, to: &TcpStream) {
    let clone = |end: &TcpStream| end.try_clone().expect("an open connection can be cloned");
    let (mut from, mut to) = (clone(from), clone(to));
    std::thread::spawn(move || {
        // However it ends, the other side hears of it.
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Write);
    });
}
