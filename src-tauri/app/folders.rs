//! Where this program keeps its files, and the names that follow from it.

use std::env;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The folders of one running program.
#[derive(Debug, Clone)]
pub(crate) struct Folders {
    /// `FANDESK_DATA_DIR`, or the program's own folder below the user's local data.
    pub(crate) data: PathBuf,
    /// `FANDESK_DOWNLOADS_DIR`, or the user's downloads.
    pub(crate) downloads: PathBuf,
    /// Whether the data folder was chosen by `FANDESK_DATA_DIR`.
    pub(crate) chosen: bool,
    /// Under which name keys are kept. Each data folder has its own, because the keys of one must
    /// never replace those of another.
    pub(crate) keychain_service: String,
    /// Under which name a running program can be found on Linux' session bus.
    pub(crate) instance_name: String,
}

impl Folders {
    /// `None` when the system names no folder for data and none was chosen.
    pub(crate) fn find(identifier: &str) -> Option<Self> {
        let chosen = chosen("FANDESK_DATA_DIR");
        let data = match &chosen {
            Some(folder) => std::path::absolute(folder).ok()?,
            None => dirs::data_local_dir()?.join(identifier),
        };
        let downloads = chosen_downloads().unwrap_or_else(|| data.join("exports"));
        let (keychain_service, instance_name) = if chosen.is_some() {
            // Part of a bus name may not begin with a digit.
            let mut hasher = DefaultHasher::new();
            data.hash(&mut hasher);
            (
                format!("{identifier}:{}", data.display()),
                format!("{identifier}.in{:016x}", hasher.finish()),
            )
        } else {
            (identifier.to_owned(), identifier.to_owned())
        };
        Some(Self { data, downloads, chosen: chosen.is_some(), keychain_service, instance_name })
    }

    /// Where the log is written.
    pub(crate) fn logs(&self) -> PathBuf {
        logs(&self.data)
    }
}

/// Where the log of a data folder is written.
pub(crate) fn logs(data: &Path) -> PathBuf {
    data.join("logs")
}

fn chosen_downloads() -> Option<PathBuf> {
    chosen("FANDESK_DOWNLOADS_DIR").or_else(dirs::download_dir).or_else(dirs::home_dir)
}

fn chosen(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}
