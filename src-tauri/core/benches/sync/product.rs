//! The product at work for a benchmark that runs it in a process of its own.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use fandesk_core::{
    AccountId, AppError, Desk, DeskEvent, DeskParts, Listener, NewAccount, NewCredentials,
    SyncReport, SyncStatus, SystemClock, accounts,
};

use crate::Outcome;
use crate::sandbox::{APP_ID, APP_SECRET};
use crate::vault::FileVault;

/// A desk whose files and keys lie in this folder.
pub(crate) async fn open(folder: &Path) -> Outcome<Desk> {
    let parts = DeskParts {
        data_dir: folder.join("data"),
        downloads_dir: folder.join("downloads"),
        keychain: Some(Arc::new(FileVault::in_folder(folder))),
        clock: Arc::new(SystemClock),
        version: "bench".to_owned(),
        default_api_base: None,
    };
    Ok(Desk::open(parts).await?)
}

/// Connects the sandbox's account.
pub(crate) async fn connect(desk: &Desk, base_url: &str) -> Outcome<AccountId> {
    let new = NewAccount {
        name: "bench".to_owned(),
        app_id: APP_ID.to_owned(),
        credentials: NewCredentials::Secret { app_secret: APP_SECRET.to_owned().into() },
        api_base: Some(base_url.to_owned()),
        connection: Default::default(),
        proxy_password: None,
    };
    Ok(accounts::add_account(desk, new).await.map_err(told)?.id)
}

/// Waits for the end of the sync that was started last.
pub(crate) async fn synced(events: &mut Listener) -> Outcome<SyncReport> {
    loop {
        let event = events.next().await.ok_or("the desk closed")?;
        let DeskEvent::SyncMoved { sync } = event else { continue };
        match sync.status {
            SyncStatus::Running => {}
            SyncStatus::Finished { report } => return Ok(report),
            other => return Err(format!("the sync ended as {other:?}").into()),
        }
    }
}

/// Most memory this process ever had, resident: `VmHWM`, which only Linux tells.
pub(crate) fn peak_mb() -> Outcome<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.ok_or("no VmHWM")?.trim().trim_end_matches(" kB");
    Ok(kilobytes.parse::<f64>()? / 1_024.0)
}

pub(crate) fn told(error: AppError) -> Box<dyn Error + Send + Sync> {
    format!("{error:?}").into()
}
