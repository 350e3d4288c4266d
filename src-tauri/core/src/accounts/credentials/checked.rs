//! Credentials as they were typed: tidied and checked before anybody is asked.

use fandesk_wechat::{Given, JsonPath};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::kept::{Credentials, HeaderEntry, OwnServiceEntry, PlatformEntry, TokenServiceEntry};
use super::{NewCredentials, NewPlatform, NewService};
use crate::accounts::validate;
use crate::clock::UnixSeconds;
use crate::error::{AppError, Problem, Result};

/// The life of a token (page "getStableAccessToken").
const TOKEN_LIFE: u32 = 7_200;
/// A service that is asked more often than this would be asked all the time.
const SHORTEST_USE: u32 = 30;
/// Most headers of a question.
const MOST_HEADERS: usize = 10;

impl NewCredentials {
    /// Tidied and found to be possible.
    ///
    /// # Errors
    /// `invalid` naming the field.
    pub(crate) fn checked(&self, now: UnixSeconds) -> Result<Credentials> {
        match self {
            Self::Secret { app_secret } => {
                Ok(Credentials::Secret(validate::app_secret(app_secret)?))
            }
            Self::TokenService { service, expires_path, lives_for } => {
                if !(SHORTEST_USE..=TOKEN_LIFE).contains(lives_for) {
                    return Err(AppError::invalid("livesFor", Problem::NotATime));
                }
                let path = expires_path.as_deref().map(str::trim).filter(|path| !path.is_empty());
                let entry = Credentials::TokenService(TokenServiceEntry {
                    service: service.checked("service")?,
                    expires_path: path.map(str::to_owned),
                    lives_for: *lives_for,
                });
                if let Some(path) = path {
                    let no_path = |_| AppError::invalid("expiresPath", Problem::NotAPath);
                    JsonPath::new(path).map_err(no_path)?;
                }
                entry.entry()?;
                Ok(entry)
            }
            Self::Platform { platform } => {
                let entry = Credentials::Platform(platform.checked()?);
                entry.entry()?;
                Ok(entry)
            }
            Self::PastedToken { token } => pasted(token, now),
        }
    }
}

impl NewPlatform {
    /// Tidied and found to be possible.
    ///
    /// # Errors
    /// `invalid` naming the field: `platformAppId`, `platformSecret`, or one of the ticket's.
    pub(crate) fn checked(&self) -> Result<PlatformEntry> {
        let of_platform = |field: &'static str| {
            move |error| match error {
                AppError::Invalid { problem, .. } => AppError::invalid(field, problem),
                other => other,
            }
        };
        Ok(PlatformEntry {
            app_id: validate::app_id(&self.app_id).map_err(of_platform("platformAppId"))?,
            secret: validate::app_secret(&self.app_secret)
                .map_err(of_platform("platformSecret"))?,
            ticket: self.ticket.checked("ticket")?,
        })
    }
}

impl NewService {
    /// `prefix` is what the fields are called by: `service` as in `serviceUrl`, or `ticket`.
    pub(super) fn checked(&self, prefix: &str) -> Result<OwnServiceEntry> {
        let field = |name: &str, problem| AppError::invalid(&format!("{prefix}{name}"), problem);
        let url = self.url.expose_secret().trim();
        if url.is_empty() {
            return Err(field("Url", Problem::Empty));
        }
        if self.value_path.trim().is_empty() {
            return Err(field("Path", Problem::Empty));
        }
        JsonPath::new(&self.value_path).map_err(|_| field("Path", Problem::NotAPath))?;
        if self.headers.len() > MOST_HEADERS {
            return Err(field("Headers", Problem::TooLong));
        }
        let headers = self.headers.iter().map(|header| HeaderEntry {
            name: header.name.trim().to_owned(),
            value: header.value.expose_secret().trim().into(),
        });
        let entry = OwnServiceEntry {
            url: url.into(),
            headers: headers.collect(),
            value_path: self.value_path.trim().to_owned(),
        };
        match entry.for_client(Given::Token) {
            Ok(_) => Ok(entry),
            Err(AppError::Invalid { field: name, problem }) => {
                let name = name.strip_prefix("service").unwrap_or(&name).to_owned();
                Err(field(&name, problem))
            }
            Err(error) => Err(error),
        }
    }
}

/// A token alone, or the answer of WeChat's that it came in.
fn pasted(typed: &SecretString, now: UnixSeconds) -> Result<Credentials> {
    #[derive(Deserialize)]
    struct Answer {
        access_token: SecretString,
        expires_in: Option<u32>,
    }

    let text = typed.expose_secret().trim();
    if text.is_empty() {
        return Err(AppError::invalid("token", Problem::Empty));
    }
    let (token, life) = match serde_json::from_str::<Answer>(text) {
        Ok(answer) => (answer.access_token, answer.expires_in.unwrap_or(TOKEN_LIFE)),
        Err(_) => (SecretString::from(validate::plain(text)), TOKEN_LIFE),
    };
    let sound = (32..=512).contains(&token.expose_secret().len())
        && token.expose_secret().bytes().all(|byte| byte.is_ascii_graphic());
    if !sound {
        return Err(AppError::invalid("token", Problem::NotAToken));
    }
    Ok(Credentials::PastedToken { token, until: now + i64::from(life.min(TOKEN_LIFE)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::credentials::{CredentialsFacts, NewHeader};

    fn problem(given: &NewCredentials) -> (String, Problem) {
        match given.checked(0).unwrap_err() {
            AppError::Invalid { field, problem } => (field, problem),
            other => panic!("expected `invalid`, got {other:?}"),
        }
    }

    fn service(url: &str, header: (&str, &str), path: &str, life: u32) -> NewCredentials {
        let headers = vec![NewHeader { name: header.0.to_owned(), value: header.1.into() }];
        NewCredentials::TokenService {
            service: NewService { url: url.into(), headers, value_path: path.to_owned() },
            expires_path: None,
            lives_for: life,
        }
    }

    #[test]
    fn a_service_is_tidied_and_what_is_wrong_with_it_named() {
        const URL: &str = "https://token.example/now";
        const KEY: (&str, &str) = ("X-Key", "1");
        let tidy = service(&format!(" {URL}\n"), (" X-Key ", " 1\t"), " data.token ", 600);
        let facts = CredentialsFacts::TokenService { host: "token.example".to_owned() };
        assert_eq!(tidy.checked(0).unwrap().facts(), facts);
        for (given, field, expected) in [
            (service(" ", KEY, "t", 600), "serviceUrl", Problem::Empty),
            (service("token.example", KEY, "t", 600), "serviceUrl", Problem::NotAnAddress),
            (
                service("http://token.example", KEY, "t", 600),
                "serviceUrl",
                Problem::InsecureAddress,
            ),
            (service(URL, ("X Key", "1"), "t", 600), "serviceHeaders", Problem::NotAHeader),
            (service(URL, KEY, " ", 600), "servicePath", Problem::Empty),
            (service(URL, KEY, "a..b", 600), "servicePath", Problem::NotAPath),
            (service(URL, KEY, "t", 29), "livesFor", Problem::NotATime),
            (service(URL, KEY, "t", 7_201), "livesFor", Problem::NotATime),
        ] {
            assert_eq!(problem(&given), (field.to_owned(), expected), "{given:?}");
        }
    }

    #[test]
    fn a_token_is_pasted_alone_or_in_the_answer_it_came_in() {
        let token = format!("92_{}", "x".repeat(120));
        let until = |typed: &str| {
            let given = NewCredentials::PastedToken { token: typed.into() };
            match given.checked(1_000).unwrap() {
                Credentials::PastedToken { token: kept, until } => {
                    assert_eq!(kept.expose_secret(), token);
                    until
                }
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(until(&format!(" {token}\n")), 8_200);
        assert_eq!(until(&format!(r#"{{"access_token":"{token}","expires_in":345}}"#)), 1_345);
        assert_eq!(until(&format!(r#"{{"access_token":"{token}","expires_in":99999}}"#)), 8_200);
        for (typed, expected) in
            [(" ", Problem::Empty), ("92_short", Problem::NotAToken), ("{}", Problem::NotAToken)]
        {
            let given = NewCredentials::PastedToken { token: typed.into() };
            assert_eq!(problem(&given), ("token".to_owned(), expected));
        }
    }
}
