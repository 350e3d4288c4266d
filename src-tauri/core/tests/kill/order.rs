//! What a worker process is told: where its files are, what time it is, what to do.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use fandesk_core::store::Change;
use fandesk_core::{AccountId, Desk, DeskParts};
use serde::{Deserialize, Serialize};

use crate::Outcome;
use crate::time::HurriedClock;
use crate::vault::FileVault;

/// Passed as one argument, in JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    /// The folder of the round.
    pub(crate) folder: PathBuf,
    pub(crate) account: AccountId,
    pub(crate) clock: HurriedClock,
    pub(crate) task: Task,
}

/// What is to be done, unless it was done or begun before.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Task {
    /// This change for everybody who follows, once.
    Change(Change),
    /// Syncs until so many have finished.
    Syncs(usize),
}

/// Opens the desk of a round's folder.
pub(crate) async fn open_desk(folder: &Path, clock: &HurriedClock) -> Outcome<Desk> {
    let parts = DeskParts {
        data_dir: data_folder(folder),
        downloads_dir: folder.join("downloads"),
        keychain: Some(Arc::new(FileVault::in_folder(folder))),
        clock: Arc::new(clock.clone()),
        version: "0.0.0".to_owned(),
        default_api_base: None,
    };
    Ok(Desk::open(parts).await?)
}

/// Where the program keeps its files.
pub(crate) fn data_folder(folder: &Path) -> PathBuf {
    folder.join("data")
}
