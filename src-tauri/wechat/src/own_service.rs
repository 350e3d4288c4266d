//! A service of the customer's own that hands out something secret as JSON: an access token, or the
//! ticket of a third-party platform.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use reqwest::Url;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::error::{Error, Given, InvalidInput, ServiceTrouble};
use crate::http::{Http, is_loopback};
use crate::json_path::JsonPath;

/// How long a service may take, unless told otherwise: it only looks something up.
const PATIENCE: Duration = Duration::from_secs(20);

/// An answer above this many bytes is no token.
pub(crate) const LONGEST_ANSWER: usize = 256 * 1024;

/// Most signs of a token or ticket (page "getAccessToken": keep room for 512; tickets are shorter).
const LONGEST_VALUE: usize = 1024;

/// Where to ask for something secret, and where in the answer it stands.
///
/// Address and headers may hold passwords: neither is ever shown, `Debug` names the host alone.
#[derive(Clone)]
pub struct OwnService {
    gives: Given,
    url: Url,
    headers: HeaderMap,
    value: JsonPath,
    patience: Duration,
}

impl fmt::Debug for OwnService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnService")
            .field("gives", &self.gives)
            .field("host", &self.host())
            .finish_non_exhaustive()
    }
}

impl OwnService {
    /// A service at this address, asked by GET.
    ///
    /// # Errors
    /// [`InvalidInput::BadServiceAddress`]; [`InvalidInput::InsecureServiceAddress`] for plain http
    /// to anywhere but this machine or a private network; [`InvalidInput::BadHeader`].
    pub fn new(
        gives: Given,
        url: &SecretString,
        headers: &[(String, SecretString)],
        value: JsonPath,
    ) -> Result<Self, InvalidInput> {
        let url =
            Url::parse(url.expose_secret().trim()).map_err(|_| InvalidInput::BadServiceAddress)?;
        let host = url.host_str().ok_or(InvalidInput::BadServiceAddress)?;
        match url.scheme() {
            "https" => {}
            "http" if is_near(host) => {}
            "http" => return Err(InvalidInput::InsecureServiceAddress),
            _ => return Err(InvalidInput::BadServiceAddress),
        }
        Ok(Self { gives, headers: header_map(headers)?, url, value, patience: PATIENCE })
    }

    /// How long it may take to answer. Default 20 s.
    #[must_use]
    pub fn patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// The host's name, which is no secret.
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// Whether address, headers and answer travel unencrypted.
    pub(crate) fn is_plain(&self) -> bool {
        self.url.scheme() == "http"
    }

    pub(crate) fn is_near(&self) -> bool {
        is_near(self.host())
    }

    pub(crate) fn request(&self, client: &reqwest::Client) -> reqwest::RequestBuilder {
        client.get(self.url.clone()).headers(self.headers.clone()).timeout(self.patience)
    }

    /// Asks once.
    pub(crate) async fn ask(&self, http: &Http) -> Result<Value, Error> {
        let body = http.ask(self).await.map_err(|trouble| self.trouble(trouble))?;
        serde_json::from_slice(&body).map_err(|_| self.trouble(ServiceTrouble::NotJson))
    }

    /// The secret in an answer.
    pub(crate) fn value_in(&self, answer: &Value) -> Result<SecretString, Error> {
        let value = self.value.find(answer).ok_or(self.trouble(ServiceTrouble::NothingThere))?;
        let text = value.as_str().map(str::trim).unwrap_or_default();
        let fits = !text.is_empty()
            && text.len() <= LONGEST_VALUE
            && text.bytes().all(|byte| byte.is_ascii_graphic());
        if !fits {
            return Err(self.trouble(ServiceTrouble::NotAValue));
        }
        Ok(SecretString::from(text))
    }

    pub(crate) fn trouble(&self, trouble: ServiceTrouble) -> Error {
        Error::OwnService { gives: self.gives, trouble }
    }
}

fn header_map(headers: &[(String, SecretString)]) -> Result<HeaderMap, InvalidInput> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.trim().as_bytes());
        let text = Zeroizing::new(value.expose_secret().trim().to_owned());
        let value = HeaderValue::from_str(&text);
        let (Ok(name), Ok(mut value)) = (name, value) else { return Err(InvalidInput::BadHeader) };
        value.set_sensitive(true);
        map.append(name, value);
    }
    Ok(map)
}

/// Whether a host is this machine or an address of a private network (RFC 1918, RFC 4193, RFC 3927):
/// what is sent there does not cross the internet.
fn is_near(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    is_loopback(host)
        || bare.parse::<IpAddr>().is_ok_and(|address| match address.to_canonical() {
            IpAddr::V4(address) => address.is_private() || address.is_link_local(),
            IpAddr::V6(address) => is_unique_local(address) || address.is_unicast_link_local(),
        })
}

fn is_unique_local(address: Ipv6Addr) -> bool {
    address.segments()[0] & 0xfe00 == 0xfc00
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn service(url: &str) -> Result<OwnService, InvalidInput> {
        OwnService::new(Given::Token, &url.into(), &[], JsonPath::new("data.token")?)
    }

    #[test]
    fn plain_http_is_for_this_machine_and_private_networks() {
        for near in [
            "http://127.0.0.1:8080/token",
            "http://localhost/",
            "http://192.168.1.9/t?key=1",
            "http://10.0.0.1",
            "http://172.16.3.4",
            "http://[fd00::1]/t",
        ] {
            assert!(service(near).is_ok(), "{near}");
        }
        for far in ["http://token.example.com", "http://8.8.8.8/t", "http://172.32.0.1"] {
            assert_eq!(service(far).unwrap_err(), InvalidInput::InsecureServiceAddress, "{far}");
        }
        for bad in ["", "token.example.com", "ftp://127.0.0.1/", "https://"] {
            assert_eq!(service(bad).unwrap_err(), InvalidInput::BadServiceAddress, "{bad}");
        }
        assert!(service("https://user:pw@token.example.com/x?key=1").is_ok());
    }

    #[test]
    fn a_header_is_a_name_and_a_value_on_one_line() {
        let with = |name: &str, value: &str| {
            let headers = [(name.to_owned(), value.into())];
            let path = JsonPath::new("t").unwrap();
            OwnService::new(Given::Token, &"https://x.example".into(), &headers, path)
        };
        assert!(with("X-Key", " 1234 ").is_ok());
        for (name, value) in [("", "1"), ("X Key", "1"), ("X-Key:", "1"), ("X-Key", "a\nb")] {
            assert_eq!(with(name, value).unwrap_err(), InvalidInput::BadHeader, "{name:?}");
        }
    }

    #[test]
    fn only_a_token_is_taken_for_one() {
        let service = service("https://x.example").unwrap();
        let value = |answer: Value| service.value_in(&answer);
        assert_eq!(value(json!({"data": {"token": " T_1\n"}})).unwrap().expose_secret(), "T_1");
        for (answer, expected) in [
            (json!({"data": {}}), ServiceTrouble::NothingThere),
            (json!([]), ServiceTrouble::NothingThere),
            (json!({"data": {"token": ""}}), ServiceTrouble::NotAValue),
            (json!({"data": {"token": null}}), ServiceTrouble::NotAValue),
            (json!({"data": {"token": 7}}), ServiceTrouble::NotAValue),
            (json!({"data": {"token": "please log in"}}), ServiceTrouble::NotAValue),
            (json!({"data": {"token": "x".repeat(1025)}}), ServiceTrouble::NotAValue),
        ] {
            let error = value(answer).unwrap_err();
            assert!(
                matches!(&error, Error::OwnService { trouble, .. } if *trouble == expected),
                "{error}"
            );
        }
    }

    #[test]
    fn neither_the_address_nor_a_header_is_shown() {
        let headers = [("X-Key".to_owned(), "5ecret".into())];
        let url = "https://me:pa55@token.example/5ecret?key=5ecret".into();
        let path = JsonPath::new("t").unwrap();
        let shown = format!("{:?}", OwnService::new(Given::Token, &url, &headers, path).unwrap());
        assert!(shown.contains("token.example"), "{shown}");
        assert!(!shown.contains("5ecret") && !shown.contains("pa55"), "{shown}");
    }
}
