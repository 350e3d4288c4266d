//! The HTTP side: one shared pool of connections, time-outs, TLS, and errors without addresses.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::{Client, ClientBuilder, Url};
use secrecy::{ExposeSecret, SecretString};

use crate::endpoint::{Endpoint, Method};
use crate::error::{
    Error, InvalidInput, Malformed, MalformedReason, OfflineCause, ProxyCause, ServiceTrouble,
};
use crate::own_service::{self, OwnService};
use crate::proxy::{Route, chain, proxy_cause};

/// An answer above this many bytes is given up: a page of 10,000 openids has about 400,000.
pub(crate) const LONGEST_ANSWER: usize = 32_000_000;

/// Only a proxy says so (RFC 9110, 15.5.8).
const PROXY_LOGIN_REQUIRED: u16 = 407;

/// How connections are made; the defaults suit a desktop program.
#[derive(Clone, Debug)]
pub struct HttpSettings {
    /// Longest time to make a connection. Default 10 s.
    pub connect_timeout: Duration,
    /// Longest time from sending a request to the last byte of its answer. Default 60 s.
    pub request_timeout: Duration,
    /// How long an unused connection is kept open. Default 60 s.
    pub idle_timeout: Duration,
    /// Most unused connections kept open for one host. Default 32.
    pub idle_connections: usize,
    /// The way to WeChat. Default as the system says.
    pub route: Route,
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            request_timeout: Duration::from_secs(60),
            idle_timeout: Duration::from_secs(60),
            idle_connections: 32,
            route: Route::System,
        }
    }
}

/// A pool of connections, cheap to clone; give one to all accounts that go the same way.
#[derive(Clone)]
pub struct Http {
    /// For this machine.
    here: Client,
    elsewhere: Client,
    through: Option<Through>,
}

/// What has to be known later of a proxy that everything goes through.
#[derive(Clone, Copy)]
struct Through {
    /// It runs on this machine.
    is_here: bool,
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Http")
    }
}

impl Http {
    /// Makes the pool. No connection is made yet.
    ///
    /// Certificates are checked by the operating system's rules and with its trusted roots.
    ///
    /// # Errors
    /// [`InvalidInput::BadProxy`] if the proxy cannot be used.
    pub fn new(settings: &HttpSettings) -> Result<Self, Error> {
        Self::trusting(settings, tls())
    }

    fn trusting(settings: &HttpSettings, tls: rustls::ClientConfig) -> Result<Self, Error> {
        let client = |change: &dyn Fn(ClientBuilder) -> ClientBuilder| {
            let client = change(base_client(settings, tls.clone())).build();
            client.map_err(|_| InvalidInput::BadProxy)
        };
        let straight = || client(&ClientBuilder::no_proxy);
        Ok(match &settings.route {
            Route::Straight => {
                let straight = straight()?;
                Self { here: straight.clone(), elsewhere: straight, through: None }
            }
            Route::System => {
                Self { here: straight()?, elsewhere: client(&|it| it)?, through: None }
            }
            Route::Through(proxy) => {
                let for_client = proxy.for_client()?;
                // `no_proxy` first, so that the environment adds no other.
                let client = client(&|it| it.no_proxy().proxy(for_client.clone()))?;
                let through = Some(Through { is_here: proxy.is_here() });
                Self { here: client.clone(), elsewhere: client, through }
            }
        })
    }

    /// Refuses what would show token and secret on the way: plain http stays on this machine, and
    /// does not if a proxy elsewhere stands between.
    pub(crate) fn check(&self, base: &BaseAddress) -> Result<(), InvalidInput> {
        let leaves = self.through.is_some_and(|through| !through.is_here);
        if leaves && base.url.scheme() == "http" {
            return Err(InvalidInput::InsecureBaseAddress);
        }
        Ok(())
    }

    pub(crate) async fn send(
        &self,
        base: &BaseAddress,
        outgoing: Outgoing<'_>,
    ) -> Result<Bytes, Error> {
        let client = if base.is_here { &self.here } else { &self.elsewhere };
        let endpoint = outgoing.endpoint;
        let url = base.url(&outgoing);
        let request = match endpoint.method() {
            Method::Get => client.get(url),
            Method::Post => client
                .post(url)
                .header("content-type", "application/json; charset=utf-8")
                .body(outgoing.body),
        };
        let through = self.through.is_some();
        let response =
            request.send().await.map_err(|error| from_reqwest(endpoint, &error, through))?;
        let status = response.status().as_u16();
        if status == PROXY_LOGIN_REQUIRED {
            return Err(Error::Proxy { endpoint, cause: ProxyCause::Login });
        }
        if status != 200 {
            return Err(Error::Http { endpoint, status });
        }
        read_body(endpoint, response).await
    }

    /// Refuses what would show a service's secrets on the way, as [`check`](Self::check) does.
    pub(crate) fn check_service(&self, service: &OwnService) -> Result<(), InvalidInput> {
        let leaves = self.through.is_some_and(|through| !through.is_here);
        if leaves && service.is_plain() {
            return Err(InvalidInput::InsecureServiceAddress);
        }
        Ok(())
    }

    /// Asks a service of the customer's own. One in a private network is no business of the
    /// system's proxy.
    pub(crate) async fn ask(&self, service: &OwnService) -> Result<Bytes, ServiceTrouble> {
        let client = if service.is_near() { &self.here } else { &self.elsewhere };
        let trouble = |error: reqwest::Error| service_trouble(&error, self.through.is_some());
        let mut response = service.request(client).send().await.map_err(trouble)?;
        match response.status().as_u16() {
            200 => {}
            PROXY_LOGIN_REQUIRED => return Err(ServiceTrouble::Proxy(ProxyCause::Login)),
            status => return Err(ServiceTrouble::Status(status)),
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(trouble)? {
            if body.len() + chunk.len() > own_service::LONGEST_ANSWER {
                return Err(ServiceTrouble::NotJson);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body.freeze())
    }
}

/// As [`from_reqwest`], told of the customer's service.
fn service_trouble(error: &reqwest::Error, through: bool) -> ServiceTrouble {
    if !error.is_connect() {
        let silent = error.is_timeout();
        return if silent { ServiceTrouble::Silent } else { ServiceTrouble::Unreachable };
    }
    match proxy_cause(error, offline_cause(error), through) {
        Some(cause) => ServiceTrouble::Proxy(cause),
        None if is_about_tls(error) => ServiceTrouble::Untrusted,
        None => ServiceTrouble::Unreachable,
    }
}

async fn read_body(endpoint: Endpoint, mut response: reqwest::Response) -> Result<Bytes, Error> {
    let mut body = BytesMut::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > LONGEST_ANSWER => {
                body.extend_from_slice(&chunk);
                let malformed = Malformed::new(endpoint, MalformedReason::TooLong, body.freeze());
                return Err(Error::Malformed(Box::new(malformed)));
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(body.freeze()),
            Err(error) => return Err(from_reqwest(endpoint, &error, false)),
        }
    }
}

/// One request on its way: everything that varies between calls.
pub(crate) struct Outgoing<'a> {
    pub(crate) endpoint: Endpoint,
    pub(crate) token: Option<&'a SecretString>,
    pub(crate) query: &'a [(&'static str, String)],
    pub(crate) body: Bytes,
}

fn base_client(settings: &HttpSettings, tls: rustls::ClientConfig) -> ClientBuilder {
    Client::builder()
        .tls_backend_preconfigured(tls)
        // One request a connection: what the gate counts is what the server sees.
        .http1_only()
        // A redirect would carry the token to whoever it names.
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("fandesk-wechat/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(settings.connect_timeout)
        .timeout(settings.request_timeout)
        .pool_idle_timeout(settings.idle_timeout)
        .pool_max_idle_per_host(settings.idle_connections)
        .tcp_nodelay(true)
}

/// rustls with ring, without installing anything for the whole process.
fn tls() -> rustls::ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .expect("ring supports the default versions");
    match rustls_platform_verifier::Verifier::new(provider) {
        Ok(verifier) => config
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth(),
        // A machine without trusted roots can still reach itself; https fails when it is tried.
        Err(error) => {
            tracing::warn!(%error, "no trusted certificates on this machine: https will fail");
            config.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth()
        }
    }
}

/// Names the step that failed and drops the rest: a reqwest error holds the address, and the address the token.
fn from_reqwest(endpoint: Endpoint, error: &reqwest::Error, through: bool) -> Error {
    if error.is_connect() {
        // A time-out while connecting is "no connection" too: the request has not been sent.
        let cause = offline_cause(error);
        return match proxy_cause(error, cause, through) {
            Some(cause) => Error::Proxy { endpoint, cause },
            None => Error::Offline { endpoint, cause },
        };
    }
    if error.is_timeout() {
        return Error::Timeout { endpoint };
    }
    Error::Interrupted { endpoint }
}

/// How far a connection went that could not be made.
fn offline_cause(error: &reqwest::Error) -> OfflineCause {
    match error {
        error if error.is_dns() => OfflineCause::Name,
        error if is_about_tls(error) || was_cut_in_tls(error) => OfflineCause::Tls,
        _ => OfflineCause::Connection,
    }
}

/// Whether rustls is among the causes. It travels inside `io::Error`s, which do not name what is
/// in them as their source.
fn is_about_tls(error: &(dyn std::error::Error + 'static)) -> bool {
    let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    error.is::<rustls::Error>()
        || inner.is_some_and(|inner| is_about_tls(inner))
        || error.source().is_some_and(is_about_tls)
}

/// Whether the other end was reached and hung up while the two agreed on encryption. rustls is not
/// among the causes then. What fails before is told in words of the library's own (hyper-util), whose
/// type is not public; the tests with a real server notice when the words change.
fn was_cut_in_tls(error: &reqwest::Error) -> bool {
    let reached = !chain(error).any(|cause| cause.to_string().starts_with("tcp "));
    reached && !error.is_timeout() && chain(error).any(|cause| cause.is::<std::io::Error>())
}

/// Where an account's calls go: https, or http on this machine.
#[derive(Clone)]
pub(crate) struct BaseAddress {
    url: Url,
    is_here: bool,
}

impl BaseAddress {
    pub(crate) fn new(text: &str) -> Result<Self, InvalidInput> {
        let url = Url::parse(text.trim()).map_err(|_| InvalidInput::BadBaseAddress)?;
        let plain = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none();
        let host = url.host_str().ok_or(InvalidInput::BadBaseAddress)?;
        if !plain {
            return Err(InvalidInput::BadBaseAddress);
        }
        let is_here = is_loopback(host);
        match url.scheme() {
            "https" => {}
            "http" if is_here => {}
            "http" => return Err(InvalidInput::InsecureBaseAddress),
            _ => return Err(InvalidInput::BadBaseAddress),
        }
        Ok(Self { url, is_here })
    }

    pub(crate) fn as_str(&self) -> &str {
        self.url.as_str().trim_end_matches('/')
    }

    fn url(&self, outgoing: &Outgoing<'_>) -> Url {
        let mut url = self.url.clone();
        let path = format!("{}{}", self.url.path().trim_end_matches('/'), outgoing.endpoint.path());
        url.set_path(&path);
        if outgoing.token.is_some() || !outgoing.query.is_empty() {
            let mut query = url.query_pairs_mut();
            if let Some(token) = outgoing.token {
                query.append_pair("access_token", token.expose_secret());
            }
            for (name, value) in outgoing.query {
                query.append_pair(name, value);
            }
        }
        url
    }
}

pub(crate) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || bare.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        for here in
            ["http://127.0.0.1:8080", "http://localhost:1/", "http://[::1]:9", " http://127.9.9.9 "]
        {
            assert!(BaseAddress::new(here).is_ok_and(|base| base.is_here), "{here}");
        }
        for far in [
            "http://api.weixin.qq.com",
            "http://10.0.0.1",
            "http://localhost.example.com",
            "http://0.0.0.0:80",
        ] {
            assert_eq!(
                BaseAddress::new(far).err(),
                Some(InvalidInput::InsecureBaseAddress),
                "{far}"
            );
        }
    }

    #[test]
    fn a_base_address_is_nothing_but_an_address() {
        for bad in [
            "",
            "api.weixin.qq.com",
            "ftp://127.0.0.1",
            "https://user:pw@host",
            "https://host/?a=b",
            "https://host/#x",
            "file:///etc",
        ] {
            assert_eq!(BaseAddress::new(bad).err(), Some(InvalidInput::BadBaseAddress), "{bad}");
        }
    }

    #[test]
    fn a_relay_may_live_below_a_path() {
        let base = BaseAddress::new("https://relay.example/wechat/").unwrap();
        let url = base.url(&Outgoing {
            endpoint: Endpoint::UserInfo,
            token: Some(&SecretString::from("T_1")),
            query: &[("openid", "o-1".to_owned())],
            body: Bytes::new(),
        });
        assert_eq!(
            url.as_str(),
            "https://relay.example/wechat/cgi-bin/user/info?access_token=T_1&openid=o-1"
        );
        assert_eq!(base.as_str(), "https://relay.example/wechat");
    }
}
