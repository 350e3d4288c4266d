//! A simulator of the WeChat Official Account API for followers, tags and the blacklist.
//!
//! It speaks the vendor's JSON over HTTP on the loopback address, with the vendor's limits, codes
//! and oddities, and knows nothing of any client. [`Sandbox::start`] gives the address and a
//! handle into the world, with which a test looks at it and changes it from outside.
//!
//! ```
//! # tokio::runtime::Runtime::new().unwrap().block_on(async {
//! use fandesk_sandbox::{FaultRule, SandboxConfig};
//!
//! let sandbox = SandboxConfig::with_followers(50).start().await?;
//! let account = sandbox.account();
//! sandbox.add_fault(FaultRule::refuse("/cgi-bin/tags/create", -1).times(1));
//! account.join(3)?;
//! assert!(sandbox.base_url().starts_with("http://127.0.0.1:"));
//! assert_eq!(account.follower_count(), 53);
//! # Ok::<(), fandesk_sandbox::SandboxError>(()) }).unwrap();
//! ```

#![forbid(unsafe_code)]

mod account;
mod bitmap;
mod calls;
mod change;
mod clock;
mod codes;
mod config;
mod control;
mod drift;
mod error;
mod faults;
mod garble;
mod handle;
mod journal;
mod json;
mod listing;
mod mix;
mod mood;
mod names;
mod openid;
mod outside;
mod payload;
mod people;
mod plan;
mod platform;
mod platform_handle;
mod quota;
mod rids;
mod routes;
mod rows;
mod sandbox;
mod server;
mod token;
mod visit;
mod world;

pub use calls::CallRecord;
pub use clock::Clock;
pub use config::{
    AccountConfig, DEFAULT_APPID, DEFAULT_SECRET, LegacyFields, MAX_FOLLOWERS, Quirks,
    SandboxConfig,
};
pub use error::SandboxError;
pub use faults::{FaultRule, Trouble, When};
pub use garble::Garble;
pub use handle::{AccountHandle, FollowerView, TagView};
pub use journal::account_in;
pub use platform::PlatformConfig;
pub use platform_handle::PlatformHandle;
pub use quota::QuotaView;
pub use sandbox::Sandbox;
