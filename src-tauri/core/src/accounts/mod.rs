//! Official Accounts on this computer: connect, check, rename, remove; and the practice account.

mod connect;
pub mod connecting;
mod connection;
pub(crate) mod credentials;
mod manage;
mod platforms;
#[cfg(feature = "practice")]
mod practice;
#[cfg(not(feature = "practice"))]
mod practice {
    //! A build without the simulator has no practice account.

    use super::AccountSummary;
    use crate::desk::Desk;
    use crate::error::{AppError, Result};
    use crate::input::PracticeInput;

    /// Always refuses.
    pub async fn open_practice_account(_: &Desk, _: PracticeInput) -> Result<AccountSummary> {
        Err(AppError::NotFound)
    }
}
mod record;
mod settings;
mod summary;
pub(crate) mod validate;

pub use connect::{NewAccount, add_account};
use connection::put_to_use;
pub(crate) use connection::{Access, kept_password};
pub use connection::{Connection, ProxyChoice, ProxyProtocol, TokenKind};
pub use credentials::{
    CredentialsFacts, NewCredentials, NewHeader, NewPlatform, NewService, remove_credentials,
    replace_credentials,
};
pub(crate) use credentials::{PastedTokens, RedeemedTokens, WantedTokens, kept_credentials};
pub use manage::{remove_account, rename_account};
pub use platforms::{
    PlatformAccount, PlatformInput, RedeemInput, platform_accounts, redeem_authorisation,
};
pub use practice::open_practice_account;
#[cfg(feature = "practice")]
pub(crate) use practice::{come_and_go, remembered, start_world, world_client};
pub(crate) use record::{
    adopted_record, api_base_of, app_id_of, bare_summary, connection_of, credentials_of, id_of,
    kind_of,
};
pub use settings::{ConnectionInput, change_connection, check_connection};
pub use summary::{AccountId, AccountKind, AccountState, AccountSummary};
