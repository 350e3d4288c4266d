//! Fandesk without a window: everything an operator can do, for whichever host shows it.
//!
//! A host opens a [`Desk`], passes its commands on (see [`contract`]) and shows what
//! [`Events`] announces. No window, no words: errors are codes and facts ([`AppError`]).

#![forbid(unsafe_code)]

mod account;
pub mod accounts;
pub mod activity;
pub mod blacklist;
mod blocking;
pub mod calls;
mod china;
mod clock;
pub mod contract;
mod desk;
mod desk_file;
pub mod diagnostics;
mod error;
mod event;
mod file_keys;
mod files;
pub mod followers;
mod glance;
pub mod input;
pub mod jobs;
pub mod keeping;
mod keys;
pub mod lists;
mod lock;
mod openids;
pub mod overview;
mod panics;
mod paths;
mod quota;
mod raised;
mod recovery;
pub mod rekeying;
pub mod restoring;
pub mod segments;
pub mod sync;
pub mod tags;
mod tasks;
mod vault;
pub mod views;

pub use account::Account;
pub use accounts::{
    AccountId, AccountKind, AccountState, AccountSummary, Connection, ConnectionInput,
    CredentialsFacts, NewAccount, NewCredentials, NewHeader, NewPlatform, NewService, ProxyChoice,
    ProxyProtocol, TokenKind,
};
pub use activity::{Activity, ActivityPage, KeepHistory};
pub use clock::{Clock, ManualClock, SystemClock, UnixSeconds};
pub use desk::{Desk, DeskParts, OpenError};
pub use error::{AppError, Given, OfflineTrouble, Problem, ProxyTrouble, Result, ServiceTrouble};
pub use event::{DeskEvent, Events, Listener, Topic};
pub use fandesk_store as store;
pub use followers::{ExportRequest, ExportedFile, SelectionTags};
pub use jobs::{JobPreview, JobReport, JobState, JobSummary, PlannedCalls, RunningWork};
pub use overview::{Density, DeskOverview, Language, LogLevel, Settings, Theme};
pub use sync::{
    SyncPhase, SyncPlan, SyncReport, SyncScope, SyncSettings, SyncState, SyncStatus,
    UnreadablePerson,
};
pub use tasks::Tasks;
pub use vault::{MemoryVault, PassphraseVault, Vault, VaultError, VaultKind, VaultState};
pub use views::ViewInUse;
