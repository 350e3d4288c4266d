//! Credentials that were checked: as the vault keeps them, and as the client takes them.

use std::sync::Arc;
use std::time::Duration;

use fandesk_wechat::{
    AppId, Clock, Credentials as ClientCredentials, Given, Http, JsonPath, OwnService, PastedToken,
    Platform, PlatformAccess, PlatformParts, TokenService,
};
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};
use zeroize::Zeroizing;

use super::{CredentialsFacts, RefreshTokens};
use crate::clock::UnixSeconds;
use crate::error::{AppError, Problem, Result};

/// Most signs of an entry: the keychain of Windows takes 2,560 bytes (page "CREDENTIALW"), and
/// each sign of UTF-16 is two of them.
const LONGEST_ENTRY: usize = 1_200;

/// Whether every system's keychain takes it.
pub(super) fn fits_an_entry(text: &SecretString) -> bool {
    text.expose_secret().encode_utf16().count() <= LONGEST_ENTRY
}

/// What opens an account.
#[derive(Debug, Clone)]
pub(crate) enum Credentials {
    Secret(SecretString),
    TokenService(TokenServiceEntry),
    PastedToken { token: SecretString, until: UnixSeconds },
    Platform(PlatformEntry),
}

/// A third-party platform.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PlatformEntry {
    pub(crate) app_id: String,
    #[serde(serialize_with = "exposed")]
    pub(crate) secret: SecretString,
    pub(crate) ticket: OwnServiceEntry,
}

/// What a client is made of besides its credentials.
pub(crate) struct Around {
    pub(crate) http: Http,
    pub(crate) base_address: String,
    pub(crate) clock: Arc<dyn Clock>,
}

/// A service that hands out tokens.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TokenServiceEntry {
    pub(crate) service: OwnServiceEntry,
    pub(crate) expires_path: Option<String>,
    pub(crate) lives_for: u32,
}

/// Where something secret is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OwnServiceEntry {
    #[serde(serialize_with = "exposed")]
    pub(crate) url: SecretString,
    pub(crate) headers: Vec<HeaderEntry>,
    pub(crate) value_path: String,
}

/// One header.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct HeaderEntry {
    pub(crate) name: String,
    #[serde(serialize_with = "exposed")]
    pub(crate) value: SecretString,
}

/// The entry of a vault; an AppSecret stands there bare.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
enum Entry {
    TokenService(TokenServiceEntry),
    Platform(PlatformEntry),
}

/// Only for a vault's entry.
fn exposed<S: Serializer>(secret: &SecretString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.expose_secret())
}

impl Credentials {
    /// What the vault keeps; none for a token that stays in memory.
    ///
    /// # Errors
    /// `invalid` when it is more than a keychain takes.
    pub(crate) fn entry(&self) -> Result<Option<SecretString>> {
        let entry = match self {
            Self::Secret(secret) => return Ok(Some(secret.clone())),
            Self::TokenService(service) => Entry::TokenService(service.clone()),
            Self::Platform(platform) => Entry::Platform(platform.clone()),
            Self::PastedToken { .. } => return Ok(None),
        };
        let text = serde_json::to_string(&entry).expect("texts and numbers are always json");
        let text = SecretString::from(Zeroizing::new(text).as_str());
        if !fits_an_entry(&text) {
            let headers = match self {
                Self::Platform(_) => "ticketHeaders",
                _ => "serviceHeaders",
            };
            return Err(AppError::invalid(headers, Problem::TooMuchToKeep));
        }
        Ok(Some(text))
    }

    /// What an entry of the vault means.
    pub(crate) fn of_entry(entry: SecretString) -> Result<Self> {
        if !entry.expose_secret().starts_with('{') {
            return Ok(Self::Secret(entry));
        }
        match serde_json::from_str(entry.expose_secret()) {
            Ok(Entry::TokenService(service)) => Ok(Self::TokenService(service)),
            Ok(Entry::Platform(platform)) => Ok(Self::Platform(platform)),
            // The text of the error would quote what is kept.
            Err(_) => Err(AppError::internal("kept credentials have another shape")),
        }
    }

    /// What may be shown of them.
    pub(crate) fn facts(&self) -> CredentialsFacts {
        match self {
            Self::Secret(_) => CredentialsFacts::Secret,
            Self::TokenService(TokenServiceEntry { service, .. }) => {
                CredentialsFacts::TokenService { host: service.host() }
            }
            Self::PastedToken { until, .. } => {
                CredentialsFacts::PastedToken { until: Some(*until) }
            }
            Self::Platform(PlatformEntry { app_id, ticket, .. }) => {
                CredentialsFacts::Platform { platform: app_id.clone(), host: ticket.host() }
            }
        }
    }

    /// As the client takes them.
    ///
    /// # Errors
    /// `invalid` naming the field.
    pub(crate) fn for_client(
        &self,
        around: &Around,
        tokens: RefreshTokens,
    ) -> Result<ClientCredentials> {
        Ok(match self {
            Self::Secret(secret) => ClientCredentials::Secret(secret.clone()),
            Self::TokenService(TokenServiceEntry { service, expires_path, lives_for }) => {
                let expires = expires_path.as_deref().map(JsonPath::new).transpose();
                let no_path = |_| AppError::invalid("expiresPath", Problem::NotAPath);
                ClientCredentials::Service(Box::new(TokenService {
                    service: service.for_client(Given::Token)?,
                    expires: expires.map_err(no_path)?,
                    lives_for: Duration::from_secs((*lives_for).into()),
                }))
            }
            Self::PastedToken { token, until } => ClientCredentials::Pasted(PastedToken {
                token: token.clone(),
                until: Timestamp::from_second(*until).unwrap_or(Timestamp::MIN),
            }),
            Self::Platform(platform) => {
                let platform = platform.for_client(around)?;
                let RefreshTokens { kept, keep } = tokens;
                ClientCredentials::Platform(PlatformAccess::new(platform, kept, keep))
            }
        })
    }
}

impl PlatformEntry {
    /// The platform's own handle. Nothing is sent yet.
    pub(crate) fn for_client(&self, around: &Around) -> Result<Platform> {
        Ok(Platform::new(PlatformParts {
            app_id: AppId::new(&self.app_id)?,
            secret: self.secret.clone(),
            ticket: self.ticket.for_client(Given::Ticket)?,
            base_address: around.base_address.clone(),
            http: around.http.clone(),
            clock: Arc::clone(&around.clock),
        })?)
    }
}

impl OwnServiceEntry {
    pub(crate) fn for_client(&self, gives: Given) -> Result<OwnService> {
        let headers: Vec<_> =
            self.headers.iter().map(|one| (one.name.clone(), one.value.clone())).collect();
        let path = JsonPath::new(&self.value_path)?;
        Ok(OwnService::new(gives, &self.url, &headers, path)?)
    }

    /// The name of its host; empty for an address that is none.
    pub(crate) fn host(&self) -> String {
        let service = self.for_client(Given::Token);
        service.map_or_else(|_| String::new(), |service| service.host().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(header: &str) -> Credentials {
        Credentials::TokenService(TokenServiceEntry {
            service: OwnServiceEntry {
                url: "https://token.example/now?key=5ecret".into(),
                headers: vec![HeaderEntry { name: "X-Key".to_owned(), value: header.into() }],
                value_path: "data.token".to_owned(),
            },
            expires_path: None,
            lives_for: 600,
        })
    }

    #[test]
    fn what_was_kept_comes_back_whole() {
        let entry = service("5ecret").entry().unwrap().unwrap();
        let again = Credentials::of_entry(entry.clone()).unwrap();
        assert_eq!(again.entry().unwrap().unwrap().expose_secret(), entry.expose_secret());
        assert_eq!(
            again.facts(),
            CredentialsFacts::TokenService { host: "token.example".to_owned() }
        );
        let bare = Credentials::of_entry("0123456789abcdef0123456789abcdef".into()).unwrap();
        assert_eq!(
            bare.facts(),
            CredentialsFacts::Secret,
            "as it was kept before there were kinds"
        );
        assert!(Credentials::of_entry("{}".into()).is_err());
    }

    #[test]
    fn what_no_keychain_takes_is_refused_before_it_is_kept() {
        let refused = |given: Credentials| given.entry().unwrap_err();
        let too_much = |field| AppError::invalid(field, Problem::TooMuchToKeep);
        assert_eq!(refused(service(&"x".repeat(1_300))), too_much("serviceHeaders"));
        // Signs beyond the usual ones take two places there.
        assert!(service(&"x".repeat(700)).entry().is_ok());
        assert_eq!(refused(service(&"𠮷".repeat(700))), too_much("serviceHeaders"));
        let Credentials::TokenService(TokenServiceEntry { service: ticket, .. }) =
            service(&"x".repeat(1_300))
        else {
            unreachable!()
        };
        let platform = PlatformEntry {
            app_id: "wxaaaaaaaaaaaaaaaa".to_owned(),
            secret: "0123456789abcdef0123456789abcdef".into(),
            ticket,
        };
        assert_eq!(refused(Credentials::Platform(platform)), too_much("ticketHeaders"));
    }

    #[test]
    fn a_pasted_token_is_kept_nowhere() {
        let pasted = Credentials::PastedToken { token: "T_1".into(), until: 7 };
        assert!(pasted.entry().unwrap().is_none());
        let shown = format!("{pasted:?} {:?}", service("5ecret"));
        assert!(!shown.contains("T_1") && !shown.contains("5ecret"), "{shown}");
    }
}
