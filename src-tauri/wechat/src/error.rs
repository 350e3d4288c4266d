//! What can go wrong with a call, without the token, the secret or anybody's openid in it.

use std::fmt;

use bytes::Bytes;

use crate::endpoint::Endpoint;
use crate::errcode::ErrCode;
use crate::id::InvalidId;
use crate::refusal::Refusal;

/// Why a call gave no answer that could be used.
///
/// The kinds are few on purpose: each asks for something else from the caller.
/// None of them prints the token, the AppSecret, an openid or the request's address.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// No connection: no network, no such host, refused, or a certificate that is not trusted.
    /// The request cannot have arrived.
    #[error("no connection for {endpoint}: {cause}")]
    Offline {
        /// The call that could not be sent.
        endpoint: Endpoint,
        /// Which step failed.
        cause: OfflineCause,
    },
    /// The proxy let nothing through. The request cannot have arrived.
    #[error("the proxy let {endpoint} not through: {cause}")]
    Proxy {
        /// The call that could not be sent.
        endpoint: Endpoint,
        /// What the proxy did.
        cause: ProxyCause,
    },
    /// The connection broke after the request was sent and before the answer was complete.
    #[error("the connection broke during {endpoint}")]
    Interrupted {
        /// The call whose answer was lost.
        endpoint: Endpoint,
    },
    /// No complete answer in time.
    #[error("{endpoint} took too long")]
    Timeout {
        /// The call that was given up.
        endpoint: Endpoint,
    },
    /// A status other than 200: WeChat says 200 even for its refusals, so a gateway or a proxy spoke.
    #[error("{endpoint} was answered with http status {status}")]
    Http {
        /// The call that was answered so.
        endpoint: Endpoint,
        /// The status.
        status: u16,
    },
    /// WeChat said no.
    #[error("{0}")]
    Refused(Box<Refusal>),
    /// The answer could not be read. Its bytes are kept for support, out of sight of any log.
    #[error("{0}")]
    Malformed(Box<Malformed>),
    /// The request breaks a rule of WeChat's that is known beforehand; nothing was sent.
    #[error("nothing was sent: {0}")]
    InvalidInput(InvalidInput),
    /// The customer's own service did not hand out what it should; WeChat was not asked.
    #[error("the service that gives {gives} {trouble}")]
    OwnService {
        /// What it should have handed out.
        gives: Given,
        /// What it did instead.
        trouble: ServiceTrouble,
    },
    /// The pasted token has ended, or WeChat rejects it: somebody has to paste another one.
    #[error("the pasted token is not valid any more")]
    TokenLapsed,
}

/// What a service of the customer's own hands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Given {
    /// An account's access token.
    #[error("the access token")]
    Token,
    /// A third-party platform's ticket (`component_verify_ticket`).
    #[error("the platform's ticket")]
    Ticket,
}

/// What a service of the customer's own did instead of handing something out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServiceTrouble {
    /// Nobody answers at its address.
    #[error("cannot be reached")]
    Unreachable,
    /// Its certificate is not trusted, or it does not speak TLS.
    #[error("is not trusted")]
    Untrusted,
    /// The proxy let the question not through.
    #[error("is behind a proxy: {0}")]
    Proxy(ProxyCause),
    /// No complete answer in time.
    #[error("took too long")]
    Silent,
    /// A status other than 200; a redirect is not followed, the headers would go along.
    #[error("answered with http status {0}")]
    Status(u16),
    /// The answer is not JSON, or too long to be one.
    #[error("did not answer with json")]
    NotJson,
    /// The path leads nowhere in its answer.
    #[error("answered without anything at the given place")]
    NothingThere,
    /// At the end of the path stands something that is no token.
    #[error("answered with something else at the given place")]
    NotAValue,
    /// WeChat rejected what it gave, and what it gave when asked again.
    #[error("gives what wechat rejects")]
    Rejected,
}

/// Which step of connecting failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OfflineCause {
    /// The host's name could not be resolved.
    #[error("the name of the host could not be resolved")]
    Name,
    /// The host could not be reached.
    #[error("the host could not be reached")]
    Connection,
    /// The host was reached, but its certificate is not trusted, it does not speak TLS or hung up over
    /// it: think of a company's inspecting proxy, or of a login page of a public network.
    #[error("no secure connection could be made")]
    Tls,
}

/// What a proxy did to a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProxyCause {
    /// It could not be reached: no such name, nobody there, or the machine has no network.
    #[error("the proxy could not be reached")]
    Unreachable,
    /// It, or WeChat behind it, did not answer before the time to connect was over.
    #[error("the proxy did not answer in time")]
    Silent,
    /// It asks for a user name and a password, or for others.
    #[error("the proxy wants another user name or password")]
    Login,
    /// It answered that it would or could not make a connection to WeChat.
    #[error("the proxy made no connection to wechat")]
    Refused,
    /// What answers there does not speak the language of this kind of proxy.
    #[error("what answers at the proxy's address is no proxy of this kind")]
    NoProxy,
}

/// An answer that could not be read.
#[derive(Clone, PartialEq, Eq)]
pub struct Malformed {
    /// The call it belongs to.
    pub endpoint: Endpoint,
    /// What is wrong, without a word of the answer itself.
    pub reason: MalformedReason,
    body: Bytes,
}

/// What makes an answer unreadable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MalformedReason {
    /// No JSON, or JSON that breaks off.
    #[error("not json from line {line} column {column} on")]
    NotJson {
        /// Line of the first byte that does not fit, from 1.
        line: usize,
        /// Column of the first byte that does not fit, from 1.
        column: usize,
    },
    /// JSON, but not an object.
    #[error("not a json object")]
    NotAnObject,
    /// An object without what the page promises, or with something else in its place.
    #[error("a promised field is missing or of another kind")]
    UnexpectedShape,
    /// Longer than any answer of this API.
    #[error("longer than {} MB", crate::http::LONGEST_ANSWER / 1_000_000)]
    TooLong,
    /// The cursor of a page leads back to a page already read.
    #[error("the pages run in a circle")]
    CircularPages,
}

impl Malformed {
    /// How many bytes of the answer are kept.
    pub const KEPT_BYTES: usize = 64 * 1024;

    pub(crate) fn new(endpoint: Endpoint, reason: MalformedReason, body: Bytes) -> Self {
        // The answer to the token call may hold a token: nothing of it is kept.
        let body = match endpoint {
            endpoint if endpoint.fetches_token() => Bytes::new(),
            _ => Bytes::copy_from_slice(&body[..body.len().min(Self::KEPT_BYTES)]),
        };
        Self { endpoint, reason, body }
    }

    /// The first 64 KB of the answer as it came, the token blotted out.
    ///
    /// It may hold remarks and openids: keep it encrypted, show it masked. `Debug` and
    /// `Display` never print it. Empty for the token call.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Overwrites every occurrence of `secret` in the kept bytes.
    pub(crate) fn blot_out(&mut self, secret: &str) {
        if memchr::memmem::find(&self.body, secret.as_bytes()).is_none() {
            return;
        }
        let mut body = self.body.to_vec();
        let places: Vec<_> = memchr::memmem::find_iter(&self.body, secret.as_bytes()).collect();
        for place in places {
            body[place..place + secret.len()].fill(b'*');
        }
        self.body = body.into();
    }

    /// True if it begins like an answer of WeChat's and unlike a gateway's page,
    /// so that a smaller request may get around the byte that spoils it.
    pub fn begins_like_json(&self) -> bool {
        crate::decode::without_bom(&self.body).iter().find(|byte| !byte.is_ascii_whitespace())
            == Some(&b'{')
    }
}

impl fmt::Debug for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Malformed")
            .field("endpoint", &self.endpoint)
            .field("reason", &self.reason)
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the answer of {} cannot be read: {}", self.endpoint, self.reason)
    }
}

/// A rule broken by the caller, found before anything was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidInput {
    /// An id that is none.
    #[error(transparent)]
    Id(#[from] InvalidId),
    /// A list without people (WeChat would say 40032).
    #[error("the list is empty")]
    EmptyList,
    /// More people than one call takes (40032).
    #[error("{given} people in one call, {limit} at most")]
    TooMany {
        /// How many were given.
        given: usize,
        /// How many the endpoint takes.
        limit: usize,
    },
    /// A tag name of nothing but blanks (45157).
    #[error("the tag name is empty")]
    EmptyTagName,
    /// A tag name above 30 bytes (45158).
    #[error("the tag name has {bytes} bytes, {limit} at most")]
    TagNameTooLong {
        /// Bytes of UTF-8.
        bytes: usize,
        /// How many fit.
        limit: usize,
    },
    /// A remark above 30 bytes (40092).
    #[error("the remark has {bytes} bytes, {limit} at most")]
    RemarkTooLong {
        /// Bytes of UTF-8.
        bytes: usize,
        /// How many fit.
        limit: usize,
    },
    /// Line breaks or other control characters; JSON would have to escape them, and WeChat refuses escapes (40033, 47002).
    #[error("the text contains a control character")]
    ControlCharacter,
    /// Tags 0, 1 and 2 can be neither renamed nor deleted (45058).
    #[error("tag {0} belongs to wechat")]
    SystemTag(crate::id::TagId),
    /// An AppSecret of nothing but blanks (41004).
    #[error("the secret is empty")]
    EmptySecret,
    /// A base address that is no http(s) address, or has a user, a query or a fragment.
    #[error("the api address is not a plain http or https address")]
    BadBaseAddress,
    /// Plain http to another machine would show token and secret to everyone on the way (43003).
    #[error("the api address must begin with https unless it is on this machine")]
    InsecureBaseAddress,
    /// A proxy address that is none.
    #[error("the proxy address is not valid")]
    BadProxy,
    /// The address of the customer's own service is no http(s) address.
    #[error("the service's address is not valid")]
    BadServiceAddress,
    /// Plain http across the internet would show what the service hands out to everyone on the way.
    #[error("the service's address must begin with https outside of private networks")]
    InsecureServiceAddress,
    /// A header with a name or a value that HTTP does not allow.
    #[error("a header is not valid")]
    BadHeader,
    /// A path through a JSON answer that cannot be read.
    #[error("the path through the answer is not valid")]
    BadJsonPath,
}

impl Error {
    /// WeChat's code, if WeChat said no.
    pub fn code(&self) -> Option<ErrCode> {
        self.refusal().map(|refusal| refusal.code)
    }

    /// The refusal, if WeChat said no.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// Whether a write that ended so may have been applied all the same.
    ///
    /// True when the answer was lost or unreadable, and for WeChat's own "busy" codes.
    pub fn may_have_been_applied(&self) -> bool {
        match self {
            Self::Offline { .. }
            | Self::Proxy { .. }
            | Self::InvalidInput(_)
            | Self::OwnService { .. }
            | Self::TokenLapsed => false,
            Self::Interrupted { .. } | Self::Timeout { .. } | Self::Malformed(_) => true,
            Self::Http { status, .. } => *status >= 500,
            Self::Refused(refusal) => matches!(
                refusal.code,
                ErrCode::SYSTEM_BUSY | ErrCode::PLATFORM_BUSY | ErrCode::PLATFORM_BUSY_READING
            ),
        }
    }
}

impl From<InvalidInput> for Error {
    fn from(input: InvalidInput) -> Self {
        Self::InvalidInput(input)
    }
}

impl From<InvalidId> for Error {
    fn from(id: InvalidId) -> Self {
        Self::InvalidInput(InvalidInput::Id(id))
    }
}
