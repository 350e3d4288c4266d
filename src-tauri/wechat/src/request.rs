//! A request apart from the token: what is called, with which parameters.

use bytes::Bytes;
use serde::Serialize;

use crate::endpoint::Endpoint;

/// What the area modules hand to the account.
pub(crate) struct Request {
    pub(crate) endpoint: Endpoint,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) body: Bytes,
    pub(crate) tag_exists: bool,
}

impl Request {
    pub(crate) fn get(endpoint: Endpoint, query: Vec<(&'static str, String)>) -> Self {
        Self { endpoint, query, body: Bytes::new(), tag_exists: false }
    }

    /// The body is plain UTF-8 JSON: serde_json escapes nothing but quotes, backslashes and
    /// control characters, and the last are refused before they get here.
    pub(crate) fn post(endpoint: Endpoint, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).expect("structs of texts and numbers are always json");
        Self { endpoint, query: Vec::new(), body: body.into(), tag_exists: false }
    }

    /// The tag it names was seen in the list of tags: 45159 will pass.
    pub(crate) fn knowing_the_tag_exists(mut self) -> Self {
        self.tag_exists = true;
        self
    }
}
