//! The practice account: an Official Account simulated inside the program, remembered across
//! restarts by its seed and the journal of what was done to it. It needs no vault.

use std::path::Path;

use fandesk_sandbox::{
    AccountConfig, AccountHandle, DEFAULT_APPID, DEFAULT_SECRET, Sandbox, SandboxConfig,
    SandboxError,
};
use fandesk_store::{AccountKind as StoredKind, AccountRecord};
use fandesk_wechat::OfficialAccount;

use super::credentials::{Credentials, RefreshTokens};
use super::{
    Access, AccountId, AccountKind, AccountState, AccountSummary, Connection, id_of, kind_of,
    record, validate,
};
use crate::clock::UnixSeconds;
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

/// The entry of a practice account of which only the files are left, if its journal tells what its
/// world was born from.
pub(crate) fn remembered(paths: &Paths, id: &AccountId, now: UnixSeconds) -> Option<AccountRecord> {
    let journal = paths.journal(id);
    if !journal.exists() {
        return None;
    }
    match fandesk_sandbox::account_in(&journal) {
        Ok(Some(born)) => {
            Some(record::practice(id, &id.as_str()[..8], born.seed, born.followers, now))
        }
        Ok(None) => None,
        Err(error) => {
            tracing::warn!(account = %id, %error, "a practice account's journal tells nothing");
            None
        }
    }
}

/// Of a million followers, those who join or leave in a day.
const JOIN_PER_MILLION: u64 = 2_000;
const LEAVE_PER_MILLION: u64 = 600;
const DAY: u64 = 86_400;

/// What happened at the simulated WeChat in the seconds since it was read last: as many people
/// came and went as do in that time, and a few in any case, so that a second sync on the first
/// day has something to find. (For the days between two starts the world sees to it itself.)
pub(crate) fn come_and_go(world: &AccountHandle, seconds: u64) -> Result<()> {
    let followers = u64::from(world.follower_count());
    let usual = |per_million| {
        u32::try_from(followers * per_million / 1_000_000 * seconds.min(DAY) / DAY).unwrap_or(0)
    };
    // The few differ from time to time, and yet the same history gives the same people.
    let few = u32::try_from(followers % 4).unwrap_or(0);
    let joining = 2 + few + usual(JOIN_PER_MILLION);
    // Nobody walks out of a world that is nearly empty.
    let leaving = if followers < 20 { 0 } else { 1 + few % 2 + usual(LEAVE_PER_MILLION) };
    world.leave_some(leaving).map_err(from_sandbox)?;
    world.join(joining).map_err(from_sandbox)?;
    Ok(())
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
    let journal = paths.journal(id);
    let config = SandboxConfig::default().account(account).journal(&journal).drift(true);
    match config.start().await {
        Err(SandboxError::Journal { .. } | SandboxError::OtherWorld { .. }) => {
            let set_aside = Some(set_aside(&journal, &paths.set_aside())?);
            Err(AppError::AccountUnavailable { state: AccountState::Damaged { set_aside } })
        }
        started => started.map_err(from_sandbox),
    }
}

/// A journal that cannot be read any more; the next start begins the same world anew.
fn set_aside(journal: &Path, folder: &Path) -> std::io::Result<String> {
    std::fs::create_dir_all(folder)?;
    let stem = journal.file_stem().unwrap_or_default().to_string_lossy();
    let target = folder.join(format!("{stem}-{:08x}.journal", rand::random::<u32>()));
    std::fs::rename(journal, &target)?;
    Ok(target.to_string_lossy().into_owned())
}

/// A client of that simulated WeChat.
pub(crate) fn world_client(desk: &desk::Inner, world: &Sandbox) -> Result<OfficialAccount> {
    let access = Access {
        app_id: DEFAULT_APPID.to_owned(),
        credentials: Credentials::Secret(DEFAULT_SECRET.into()),
        refresh_tokens: RefreshTokens::of_nobody(),
        api_base: Some(world.base_url().to_owned()),
        connection: Connection::default(),
        proxy_password: None,
    };
    access.client(desk)
}

fn from_sandbox(error: SandboxError) -> AppError {
    match error {
        SandboxError::Io(error) => error.into(),
        other => {
            tracing::error!(error = %other, "the practice account's world refused");
            AppError::Storage
        }
    }
}
