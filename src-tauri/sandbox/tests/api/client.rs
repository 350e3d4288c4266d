//! A bare client for the tests: sends what it is told, reads what comes.

use fandesk_sandbox::{AccountConfig, Clock, Sandbox, SandboxConfig};
use serde_json::{Value, json};

/// 2026-11-02 12:00 in China.
pub(crate) const NOON: u64 = 1_793_592_000;

/// A sandbox of this many followers at [`NOON`], and a client with a token.
pub(crate) async fn sandbox(followers: u32) -> (Sandbox, Client) {
    of_account(AccountConfig::default().followers(followers)).await
}

/// A sandbox with this account at [`NOON`], and a client with a token for it.
pub(crate) async fn of_account(account: AccountConfig) -> (Sandbox, Client) {
    with(SandboxConfig::default().account(account)).await
}

/// A sandbox with these settings at [`NOON`], and a client with a token for its first account.
pub(crate) async fn with(config: SandboxConfig) -> (Sandbox, Client) {
    let sandbox = config.clock(Clock::fixed_at(NOON)).start().await.unwrap();
    let client = Client::of(&sandbox).await;
    (sandbox, client)
}

/// Calls one sandbox for one account.
pub(crate) struct Client {
    http: reqwest::Client,
    base: String,
    pub(crate) token: String,
}

impl Client {
    /// A client with a fresh stable token of the first account.
    pub(crate) async fn of(sandbox: &Sandbox) -> Self {
        let mut client = Self::without_token(sandbox);
        client.token = client.stable_token(sandbox).await;
        client
    }

    pub(crate) fn without_token(sandbox: &Sandbox) -> Self {
        Self::at(sandbox.base_url())
    }

    /// A client without a token for whatever listens there.
    pub(crate) fn at(base: &str) -> Self {
        // The HTTP library wants one, although nothing here is encrypted.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self { http: reqwest::Client::new(), base: base.to_owned(), token: String::new() }
    }

    async fn stable_token(&self, sandbox: &Sandbox) -> String {
        let account = sandbox.account();
        let asked = credentials(&account.config().appid, &account.config().secret);
        let grant = self.send("POST", "/cgi-bin/stable_token", asked.to_string()).await;
        grant["access_token"].as_str().expect("a token").to_owned()
    }

    /// GET with the token and further parameters.
    pub(crate) async fn get(&self, path: &str, parameters: &str) -> Value {
        let query = format!("{path}?access_token={}&{parameters}", self.token);
        self.send("GET", &query, String::new()).await
    }

    /// POST with the token.
    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        self.post_text(path, body.to_string()).await
    }

    /// POST with the token and any text as body.
    pub(crate) async fn post_text(&self, path: &str, body: impl Into<String>) -> Value {
        let query = format!("{path}?access_token={}", self.token);
        self.send("POST", &query, body.into()).await
    }

    /// Any call; the answer must be JSON with status 200.
    pub(crate) async fn send(&self, method: &str, path: &str, body: String) -> Value {
        let response = self.raw(method, path, body).await.unwrap();
        assert_eq!(response.status(), 200, "errors too arrive with status 200");
        let bytes = response.bytes().await.unwrap();
        serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{error}: {bytes:?}"))
    }

    /// POST with the token; whatever comes.
    pub(crate) async fn post_raw(
        &self,
        path: &str,
        body: Value,
    ) -> reqwest::Result<reqwest::Response> {
        self.raw("POST", &format!("{path}?access_token={}", self.token), body.to_string()).await
    }

    /// Any call; whatever comes.
    pub(crate) async fn raw(
        &self,
        method: &str,
        path: &str,
        body: String,
    ) -> reqwest::Result<reqwest::Response> {
        let method = method.parse().unwrap();
        self.http.request(method, format!("{}{path}", self.base)).body(body).send().await
    }
}

/// The body of a token call.
pub(crate) fn credentials(appid: &str, secret: &str) -> Value {
    json!({"grant_type": "client_credential", "appid": appid, "secret": secret})
}

/// The code of an answer; 0 when there is none.
pub(crate) fn code(answer: &Value) -> i64 {
    answer.get("errcode").map_or(0, |code| code.as_i64().expect("codes are numbers"))
}

/// The openids in the `data` of a page.
pub(crate) fn page_openids(page: &Value) -> Vec<String> {
    let rows = page["data"]["openid"].as_array();
    rows.into_iter().flatten().map(|openid| openid.as_str().unwrap().to_owned()).collect()
}
