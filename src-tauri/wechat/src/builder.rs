//! What a handle is made of: credentials, address, language, connections, gate, clock.

use std::fmt;
use std::sync::Arc;

use crate::account::{Inner, OfficialAccount};
use crate::calls::{CallBook, Observer};
use crate::clock::{Clock, SystemClock};
use crate::credentials::{Credentials, InUse};
use crate::error::Error;
use crate::gate::{Gate, GateSettings};
use crate::http::{BaseAddress, Http, HttpSettings};
use crate::id::AppId;
use crate::token::TokenKeeper;

/// WeChat's own address; `api2.` is its disaster recovery, `sh.api.`, `sz.api.` and `hk.api.` are regional.
pub const WECHAT_API: &str = "https://api.weixin.qq.com";

/// The language of names of places and of the few texts WeChat translates (page "userInfo").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    ZhCn,
    /// Traditional Chinese.
    ZhTw,
    /// English.
    En,
}

impl Lang {
    /// As the parameter `lang` spells it, with an underscore.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ZhCn => "zh_CN",
            Self::ZhTw => "zh_TW",
            Self::En => "en",
        }
    }
}

/// Which of WeChat's two token calls is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// `stable_token`: gives the token in use as long as it lives, so that all programs share it
    /// (page "getStableAccessToken").
    #[default]
    Stable,
    /// `token`: each call gives a new token, and five minutes later the one before is dead, for
    /// every program that uses this call (page "getAccessToken"; 2,000 calls a day). The stable
    /// token is not touched.
    Classic,
}

/// Collects what an [`OfficialAccount`] is made of.
pub struct Builder {
    app_id: AppId,
    credentials: Credentials,
    base: String,
    lang: Lang,
    token_kind: TokenKind,
    http: Option<Http>,
    gate: Gate,
    clock: Arc<dyn Clock>,
    observer: Option<Observer>,
}

impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("app_id", &self.app_id)
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

impl Builder {
    pub(crate) fn new(app_id: AppId, credentials: Credentials) -> Self {
        Self {
            app_id,
            credentials,
            base: WECHAT_API.to_owned(),
            lang: Lang::default(),
            token_kind: TokenKind::default(),
            http: None,
            gate: Gate::new(GateSettings::default()),
            clock: Arc::new(SystemClock),
            observer: None,
        }
    }

    /// Where calls go instead of [`WECHAT_API`]: `https://…`, or `http://…` on this machine.
    #[must_use]
    pub fn base_address(mut self, base: impl Into<String>) -> Self {
        self.base = base.into();
        self
    }

    /// The language asked for in details. Default simplified Chinese.
    #[must_use]
    pub fn lang(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }

    /// The token call to use. Default the stable one.
    #[must_use]
    pub fn token_kind(mut self, kind: TokenKind) -> Self {
        self.token_kind = kind;
        self
    }

    /// The pool of connections to use; without one the account makes its own.
    #[must_use]
    pub fn http(mut self, http: Http) -> Self {
        self.http = Some(http);
        self
    }

    /// The gate to pass; two handles for one account should share it.
    #[must_use]
    pub fn gate(mut self, gate: Gate) -> Self {
        self.gate = gate;
        self
    }

    /// The clock to wait by. Default the machine's.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Called after each attempt.
    #[must_use]
    pub fn observer(mut self, observer: Observer) -> Self {
        self.observer = Some(observer);
        self
    }

    /// Makes the handle. Nothing is sent yet.
    ///
    /// # Errors
    /// [`Error::InvalidInput`] for an empty secret or token, or an address that is not allowed.
    pub fn build(self) -> Result<OfficialAccount, Error> {
        let credentials = self.credentials.checked()?;
        let http = match self.http {
            Some(http) => http,
            None => Http::new(&HttpSettings::default())?,
        };
        let base = BaseAddress::new(&self.base)?;
        http.check(&base)?;
        if let Credentials::Service(token) = &credentials {
            http.check_service(&token.service)?;
        }
        Ok(OfficialAccount {
            inner: Arc::new(Inner {
                app_id: self.app_id,
                credentials: InUse::new(credentials),
                base,
                lang: self.lang,
                token_kind: self.token_kind,
                http,
                gate: self.gate,
                clock: self.clock,
                token: TokenKeeper::default(),
                calls: CallBook::watched_by(self.observer),
            }),
        })
    }
}
