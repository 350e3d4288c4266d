//! The practice account: an Official Account simulated inside the program, remembered across
//! restarts by its seed and the journal of what was done to it. It needs no vault.

use fandesk_sandbox::{AccountConfig, DEFAULT_APPID, DEFAULT_SECRET, Sandbox, SandboxConfig};
use fandesk_store::{AccountKind as StoredKind, AccountRecord};
use fandesk_wechat::OfficialAccount;

use super::{AccountId, AccountKind, AccountSummary, id_of, kind_of, record, validate};
use crate::account::build_client;
use crate::desk::{self, Desk};
use crate::error::{AppError, Problem, Result};
use crate::input::PracticeInput;
use crate::paths::Paths;

/// Most people a practice account can have.
const PRACTICE_LIMIT: u32 = 1_000_000;

/// Starts the practice account, or gives the one there is: at most one makes sense.
///
/// # Errors
/// `invalid` for a name or a number of people that cannot be used.
pub async fn open_practice_account(desk: &Desk, input: PracticeInput) -> Result<AccountSummary> {
    let name = validate::name(&input.name)?;
    let problem = match input.followers {
        0 => Some(Problem::TooShort),
        1..=PRACTICE_LIMIT => None,
        _ => Some(Problem::TooLong),
    };
    if let Some(problem) = problem {
        return Err(AppError::invalid("followers", problem));
    }
    let alone = desk.inner.changing.lock().await;
    let records = desk.with_desk_file(|store| Ok(store.accounts()?)).await?;
    if let Some(record) = records.iter().find(|record| kind_of(record) == AccountKind::Practice) {
        return desk.summary(&id_of(record)?).await;
    }
    let id = AccountId::random();
    let seed = rand::random::<u32>().into();
    let record = record::practice(&id, &name, seed, input.followers, desk.clock().now());
    desk.with_desk_file(move |store| Ok(store.put_account(&record)?)).await?;
    if let Err(error) = desk.account(&id).await {
        super::manage::forget(desk, &id, AccountKind::Practice).await?;
        return Err(error);
    }
    drop(alone);
    desk.announce_account(&id).await;
    desk.summary(&id).await
}

/// Starts the simulated WeChat of the practice account on a free port of this computer.
pub(crate) async fn start_world(
    paths: &Paths,
    id: &AccountId,
    record: &AccountRecord,
) -> Result<Sandbox> {
    let StoredKind::Practice { seed, people, .. } = &record.kind else {
        return Err(AppError::internal("a real account has no practice world"));
    };
    let account = AccountConfig::default().followers(*people).seed(*seed);
    SandboxConfig::default()
        .account(account)
        .journal(paths.journal(id))
        .drift(true)
        .start()
        .await
        .map_err(from_sandbox)
}

/// A client of that simulated WeChat.
pub(crate) fn world_client(desk: &desk::Inner, world: &Sandbox) -> Result<OfficialAccount> {
    build_client(desk, DEFAULT_APPID, DEFAULT_SECRET.into(), Some(world.base_url()))
}

fn from_sandbox(error: fandesk_sandbox::SandboxError) -> AppError {
    match error {
        fandesk_sandbox::SandboxError::Io(error) => error.into(),
        other => {
            tracing::error!(error = %other, "the practice account's world does not start");
            AppError::FileDamaged
        }
    }
}
