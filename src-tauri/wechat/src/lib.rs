//! A client for the user and tag API of WeChat Official Accounts.
//!
//! | for | look at |
//! | --- | --- |
//! | a handle to one account | [`OfficialAccount`], [`Builder`], [`Lang`], [`WECHAT_API`] |
//! | followers, details, remarks | [`OfficialAccount::followers`], [`OfficialAccount::follower_details`], [`Follower`] |
//! | tags | [`OfficialAccount::tags`], [`OfficialAccount::tag_batch`], [`Tag`], [`Tagged`] |
//! | blocked people | [`OfficialAccount::blacklist`], [`OfficialAccount::block_batch`] |
//! | whole lists, person by person | [`BatchOutcome`], [`DetailsOutcome`] |
//! | pages that can be taken up again | [`Page`] |
//! | what went wrong | [`Error`], [`Refusal`], [`ErrCode`], [`Class`] |
//! | what is repeated when | [`retry`] |
//! | how many calls at once | [`Gate`], [`GateSettings`] |
//! | how many calls are left, and were made | [`Quota`], [`CallReport`], [`CallCount`] |
//! | WeChat's limits | [`limits`] |
//! | connections | [`Http`], [`HttpSettings`] |
//!
//! It knows no database and no user interface, and shows no token, secret or openid in any
//! `Debug`, `Display`, error or log line.

mod account;
mod batch;
mod blacklist;
mod builder;
mod calls;
mod clock;
pub mod decode;
mod endpoint;
mod errcode;
mod error;
mod field;
mod gate;
mod http;
mod id;
pub mod limits;
mod page;
mod quota;
mod refusal;
mod request;
pub mod retry;
mod tags;
mod token;
mod users;

pub use account::OfficialAccount;
pub use batch::{BatchOutcome, DetailsOutcome, Unfinished};
pub use builder::{Builder, Lang, WECHAT_API};
pub use calls::{CallCount, CallReport, Observer};
pub use clock::{Clock, SkippingClock, SystemClock};
pub use endpoint::{Endpoint, Method};
pub use errcode::{Class, ErrCode};
pub use error::{Error, InvalidInput, Malformed, MalformedReason, OfflineCause};
pub use gate::{Bearing, Gate, GateSettings, Pass};
pub use http::{Http, HttpSettings};
pub use id::{AppId, InvalidId, OpenId, TagId, UnionId};
pub use page::Page;
pub use quota::{DailyQuota, Quota, RateLimit};
pub use refusal::Refusal;
pub use secrecy::{ExposeSecret, SecretString};
pub use tags::{Tag, Tagged, checked_tag_name};
pub use users::{Details, Follower, check_remark};
