//! A client for the user and tag API of WeChat Official Accounts.
//!
//! | for | look at |
//! | --- | --- |
//! | a handle to one account | [`OfficialAccount`], [`Builder`], [`Lang`], [`TokenKind`], [`WECHAT_API`] |
//! | other credentials than an AppSecret | [`Credentials`], [`TokenService`], [`OwnService`], [`PastedToken`] |
//! | a third-party platform | [`Platform`], [`PlatformAccess`], [`AuthorisedAccount`] |
//! | followers, details, remarks | [`OfficialAccount::followers`], [`OfficialAccount::follower_details`], [`Follower`] |
//! | tags | [`OfficialAccount::tags`], [`OfficialAccount::tag_batch`], [`Tag`], [`Tagged`] |
//! | blocked people | [`OfficialAccount::blacklist`], [`OfficialAccount::block_batch`] |
//! | whole lists, person by person | [`BatchOutcome`], [`DetailsOutcome`] |
//! | pages that can be taken up again | [`Page`] |
//! | what went wrong | [`Error`], [`Refusal`], [`ErrCode`], [`Class`] |
//! | what is repeated when | [`retry`] |
//! | how many calls at once | [`Gate`], [`GateSettings`] |
//! | how many calls are left, and were made | [`Quota`], [`CallReport`], [`CallCount`] |
//! | a call of the last days by its number | [`OfficialAccount::past_call`], [`PastCall`], [`masked`] |
//! | WeChat's limits | [`limits`] |
//! | connections, proxies | [`Http`], [`HttpSettings`], [`Route`], [`Proxy`] |
//!
//! ```
//! # tokio::runtime::Runtime::new().unwrap().block_on(async {
//! # let sandbox = fandesk_sandbox::SandboxConfig::with_followers(250).start().await?;
//! # let (address, app_id, secret) =
//! #     (sandbox.base_url(), fandesk_sandbox::DEFAULT_APPID, fandesk_sandbox::DEFAULT_SECRET);
//! use fandesk_wechat::{AppId, OfficialAccount};
//! use futures::TryStreamExt;
//!
//! let account = OfficialAccount::builder(AppId::new(app_id)?, secret.into())
//!     .base_address(address) // without it, WeChat's own
//!     .build()?;
//! let mut followers = Vec::new();
//! let mut pages = std::pin::pin!(account.followers(None));
//! while let Some(page) = pages.try_next().await? {
//!     followers.extend(page.openids);
//! }
//! let details = account.follower_details(&followers).await;
//! assert_eq!(details.found.len(), 250);
//!
//! let tag = account.create_tag("老朋友").await?;
//! let tagged = account.tag_people(tag.id, &followers).await;
//! assert!(tagged.unfinished.is_none());
//! println!("{} tagged, {} could not be", tagged.done.len(), tagged.failed.len());
//! # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
//! ```
//!
//! It knows no database and no user interface, and shows no token, secret or openid in any
//! `Debug`, `Display`, error or log line.

#![forbid(unsafe_code)]

mod account;
mod batch;
mod blacklist;
mod builder;
mod calls;
mod clock;
mod credentials;
pub mod decode;
mod endpoint;
mod errcode;
mod error;
mod field;
mod gate;
mod http;
mod id;
mod json_path;
pub mod limits;
mod mask;
mod own_service;
mod page;
mod platform;
mod platform_access;
mod platform_answers;
mod proxy;
mod quota;
mod refusal;
mod request;
pub mod retry;
mod rid;
mod tags;
mod token;
mod users;

pub use account::OfficialAccount;
pub use batch::{BatchOutcome, DetailsOutcome, Unfinished};
pub use builder::{Builder, Lang, TokenKind, WECHAT_API};
pub use calls::{CallCount, CallReport, Observer};
pub use clock::{Clock, SkippingClock, SystemClock};
pub use credentials::{Credentials, PastedToken, TokenService};
pub use endpoint::{Endpoint, Method};
pub use errcode::{Class, ErrCode};
pub use error::{
    Error, Given, InvalidInput, Malformed, MalformedReason, OfflineCause, ProxyCause,
    ServiceTrouble,
};
pub use gate::{Bearing, Gate, GateSettings, Pass};
pub use http::{Http, HttpSettings};
pub use id::{AppId, InvalidId, OpenId, TagId, UnionId};
pub use json_path::JsonPath;
pub use mask::masked;
pub use own_service::OwnService;
pub use page::Page;
pub use platform::{AccountInfo, AuthorisedAccount, Platform, PlatformParts};
pub use platform_access::{KeepRefreshToken, PlatformAccess};
pub use proxy::{Proxy, ProxyLogin, ProxyProtocol, Route};
pub use quota::{DailyQuota, Quota, RateLimit};
pub use refusal::Refusal;
pub use rid::PastCall;
pub use secrecy::{ExposeSecret, SecretString};
pub use tags::{Tag, Tagged, checked_tag_name};
pub use users::{Details, Follower, check_remark};
