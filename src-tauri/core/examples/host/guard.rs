//! Who may come in: the right host name, the right origin, the right key.

use axum::http::{HeaderMap, StatusCode, header};
use subtle::ConstantTimeEq;

/// The header that carries the key.
const KEY_HEADER: &str = "x-fandesk-key";

/// The door of one run: its port and its key.
pub(crate) struct Door {
    port: u16,
    key: String,
}

impl Door {
    pub(crate) fn new(port: u16) -> Self {
        let mut bytes = [0u8; 32];
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
        let key = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { port, key }
    }

    /// The address to open in the browser, key included.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?key={}", self.port, self.key)
    }

    /// Only our own names: a foreign name that resolves to this computer (DNS rebinding) is not
    /// let in, nor is a page of another origin.
    pub(crate) fn check_place(&self, headers: &HeaderMap) -> Result<(), StatusCode> {
        let ours = |place: &str| {
            ["127.0.0.1", "localhost"].iter().any(|name| place == format!("{name}:{}", self.port))
        };
        let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
        if !text(header::HOST).is_some_and(ours) {
            return Err(StatusCode::MISDIRECTED_REQUEST);
        }
        match text(header::ORIGIN) {
            Some(origin) if !origin.strip_prefix("http://").is_some_and(ours) => {
                Err(StatusCode::FORBIDDEN)
            }
            _ => Ok(()),
        }
    }

    /// The place and the key; the comparison takes the same time wherever the key differs.
    pub(crate) fn check_call(&self, headers: &HeaderMap) -> Result<(), StatusCode> {
        self.check_place(headers)?;
        let given = headers.get(KEY_HEADER).map_or(&[][..], |value| value.as_bytes());
        if bool::from(given.ct_eq(self.key.as_bytes())) {
            Ok(())
        } else {
            Err(StatusCode::UNAUTHORIZED)
        }
    }
}
