//! The way to WeChat: straight, as the system says, or through a proxy; and which hop failed.

use std::error::Error as StdError;
use std::fmt;
use std::net::IpAddr;

use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};

use crate::error::{InvalidInput, OfflineCause, ProxyCause};
use crate::http::is_loopback;

/// How connections get to WeChat.
#[derive(Clone, Debug, Default)]
pub enum Route {
    /// Without any proxy, whatever the system is set to.
    Straight,
    /// As the system is set: on Windows and macOS its proxy settings, everywhere `HTTPS_PROXY` and
    /// its kin in the environment. This machine itself is reached straight.
    #[default]
    System,
    /// Everything through this proxy, this machine included; nothing goes past it.
    Through(Proxy),
}

/// A proxy server.
#[derive(Clone, Debug)]
pub struct Proxy {
    /// The language it speaks.
    pub protocol: ProxyProtocol,
    /// Its name or address, without brackets, port or anything else.
    pub host: String,
    /// Its port; not 0.
    pub port: u16,
    /// Who uses it, if it asks.
    pub login: Option<ProxyLogin>,
}

/// The language of a proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProxyProtocol {
    /// HTTP with `CONNECT` (RFC 9110, 9.3.6). User name and password cross the network readable.
    Http,
    /// The same inside TLS.
    Https,
    /// SOCKS 5 (RFC 1928); the proxy resolves WeChat's name. User name and password (RFC 1929)
    /// cross the network readable.
    Socks5,
}

/// Who uses a proxy.
#[derive(Clone)]
pub struct ProxyLogin {
    /// The user name; without a colon for HTTP (RFC 7617, 2), at most 255 bytes.
    pub user: String,
    /// The password, at most 255 bytes (RFC 1929, 2).
    pub password: SecretString,
}

/// The password is not shown.
impl fmt::Debug for ProxyLogin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProxyLogin").field("user", &self.user).finish_non_exhaustive()
    }
}

/// Most bytes of a user name and of a password (RFC 1929, 2).
const LOGIN_LIMIT: usize = 255;

impl ProxyProtocol {
    fn scheme(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
            // With the h the proxy resolves names; without, they would be asked for past it.
            Self::Socks5 => "socks5h",
        }
    }
}

impl Proxy {
    /// Whether it runs on this machine.
    pub(crate) fn is_here(&self) -> bool {
        is_loopback(&self.host)
    }

    /// Checks what can be checked without a connection.
    ///
    /// # Errors
    /// [`InvalidInput::BadProxy`] for a host that is none, port 0, or a login that does not fit.
    pub fn check(&self) -> Result<(), InvalidInput> {
        let host = self.bracketed_host();
        // Read as a web address, because there a host is taken more seriously than after socks5.
        let url = Url::parse(&format!("http://{host}/")).map_err(|_| InvalidInput::BadProxy)?;
        let port_apart = !host.contains(':') || host.starts_with('[');
        let is_host_alone = url.path() == "/"
            && url.port().is_none()
            && port_apart
            && !host.contains(['@', '/', '\\', '?', '#']);
        let login_fits = self.login.as_ref().is_none_or(|login| {
            let password = login.password.expose_secret();
            let colon = self.protocol != ProxyProtocol::Socks5 && login.user.contains(':');
            let lengths = [login.user.len(), password.len()];
            !colon && lengths.into_iter().all(|bytes| bytes <= LOGIN_LIMIT)
        });
        if is_host_alone && login_fits && self.port != 0 {
            Ok(())
        } else {
            Err(InvalidInput::BadProxy)
        }
    }

    /// As the HTTP library wants it.
    pub(crate) fn for_client(&self) -> Result<reqwest::Proxy, InvalidInput> {
        self.check()?;
        let login = self.login.as_ref().map(|ProxyLogin { user, password }| {
            format!("{}:{}@", encoded(user), encoded(password.expose_secret()))
        });
        let address = format!(
            "{}://{}{}:{}",
            self.protocol.scheme(),
            login.unwrap_or_default(),
            self.bracketed_host(),
            self.port
        );
        reqwest::Proxy::all(address).map_err(|_| InvalidInput::BadProxy)
    }

    fn bracketed_host(&self) -> String {
        match self.host.parse::<IpAddr>() {
            Ok(IpAddr::V6(address)) => format!("[{address}]"),
            _ => self.host.clone(),
        }
    }
}

/// Percent-encoded down to the last sign, so that the library's decoding gives back just this: left
/// to the library, a `%41` in a password would become an `A`.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
        encoded
    })
}

/// What a proxy did to a connection that could not be made; `None` if it is none of its doing.
///
/// With a proxy of one's own (`through`) no other machine is ever connected to, so a connection
/// that fails before the tunnel stands failed at the proxy.
pub(crate) fn proxy_cause(
    error: &reqwest::Error,
    offline: OfflineCause,
    through: bool,
) -> Option<ProxyCause> {
    let told = chain(error).find_map(|cause| told_by(&cause.to_string()));
    match told {
        // A proxy that is reached and breaks off the TLS talk does not speak TLS, or is not trusted.
        Some(ProxyCause::Unreachable) if offline == OfflineCause::Tls => Some(ProxyCause::NoProxy),
        Some(cause) => Some(cause),
        None if !through => None,
        None if error.is_timeout() => Some(ProxyCause::Silent),
        // The tunnel stands, and what is at its other end is not trusted: WeChat's side.
        None if offline == OfflineCause::Tls => None,
        None => Some(ProxyCause::Unreachable),
    }
}

/// The error types of the tunnels (hyper-util) are not public, their words are; the tests with
/// real proxies notice when the words change.
fn told_by(words: &str) -> Option<ProxyCause> {
    if let Some(words) = words.strip_prefix("tunnel error: ") {
        return Some(match words {
            "proxy authorization required" => ProxyCause::Login,
            "failed to create underlying connection" => ProxyCause::Unreachable,
            "unsuccessful" => ProxyCause::Refused,
            _ => ProxyCause::NoProxy,
        });
    }
    let words = words.strip_prefix("SOCKS error: ")?;
    Some(match words {
        "credentials not accepted"
        | "server does not support user/pass authentication"
        | "server implements authentication incorrectly" => ProxyCause::Login,
        "failed to create underlying connection" => ProxyCause::Unreachable,
        "io error during SOCKS handshake"
        | "failed parsing server response"
        | "command not supported" => ProxyCause::NoProxy,
        _ => ProxyCause::Refused,
    })
}

/// An error and what lies beneath it.
pub(crate) fn chain<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    let mut next = Some(error);
    std::iter::from_fn(move || {
        let this = next?;
        next = this.source();
        Some(this)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxy(host: &str, port: u16, login: Option<(&str, &str)>) -> Proxy {
        let login = login.map(|(user, password)| ProxyLogin {
            user: user.to_owned(),
            password: password.into(),
        });
        Proxy { protocol: ProxyProtocol::Http, host: host.to_owned(), port, login }
    }

    #[test]
    fn a_proxy_is_a_host_a_port_and_perhaps_a_login() {
        for host in ["proxy.example", "10.0.0.8", "::1", "代理.公司", "localhost"] {
            assert_eq!(proxy(host, 8080, Some(("张三", "p@ss:/w0rd"))).check(), Ok(()), "{host}");
            assert!(proxy(host, 8080, None).for_client().is_ok(), "{host}");
        }
        for bad in
            ["", " ", "a b", "http://proxy", "proxy:8080", "user@proxy", "proxy/x", "a?b", "["]
        {
            assert_eq!(proxy(bad, 8080, None).check(), Err(InvalidInput::BadProxy), "{bad}");
        }
        assert_eq!(proxy("proxy", 0, None).check(), Err(InvalidInput::BadProxy));
        let colon = proxy("proxy", 1, Some(("a:b", "")));
        assert_eq!(colon.check(), Err(InvalidInput::BadProxy), "it would end the user name");
        let socks = Proxy { protocol: ProxyProtocol::Socks5, ..colon };
        assert_eq!(socks.check(), Ok(()));
        assert!(proxy("proxy", 1, Some(("a", &"x".repeat(256)))).check().is_err());
    }

    #[test]
    fn a_login_keeps_its_password_to_itself() {
        let shown = format!("{:?}", Route::Through(proxy("proxy", 1, Some(("me", "pa55word")))));
        assert!(shown.contains("me") && !shown.contains("pa55word"), "{shown}");
    }
}
