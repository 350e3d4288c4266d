//! Diagnostics for whoever helps: a handful of texts with everything private blotted out, shown
//! before they are saved, and saved exactly as shown.

mod blot;
mod parts;

use std::io::Write;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::blocking::blocking;
use crate::desk::Desk;
use crate::error::{AppError, Result};
use crate::followers::Target;

pub(crate) use blot::{blotted, without_openids};

/// One text of the diagnostics.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DiagnosticsFile {
    /// Its name in the archive.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// Diagnostics that were saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedDiagnostics {
    /// Where the archive lies.
    pub path: String,
}

/// Collects the diagnostics, to be looked at. Nothing is sent or written anywhere.
pub async fn diagnostics(desk: &Desk, (): ()) -> Result<Vec<DiagnosticsFile>> {
    let files = parts::collected(desk).await;
    *desk.inner.diagnostics.lock() = files.clone();
    Ok(files)
}

/// Saves what was shown last as an archive in the downloads folder.
///
/// # Errors
/// `notFound` when nothing was shown; what the disk says.
pub async fn save_diagnostics(desk: &Desk, (): ()) -> Result<SavedDiagnostics> {
    let files = desk.inner.diagnostics.lock().clone();
    if files.is_empty() {
        return Err(AppError::NotFound);
    }
    let folder = desk.downloads_dir().to_owned();
    let date = jiff::Timestamp::from_second(desk.clock().now()).unwrap_or_default();
    let stem = format!("fandesk-diagnostics-{}", date.strftime("%Y-%m-%d"));
    let path = blocking(move || {
        let (target, file) = Target::create(&folder)?;
        let mut archive = ZipWriter::new(file);
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for DiagnosticsFile { name, text } in files {
            archive.start_file(name, options).map_err(std::io::Error::from)?;
            archive.write_all(text.as_bytes())?;
        }
        archive.finish().map_err(std::io::Error::from)?.sync_all()?;
        Ok(target.finish(&folder, &stem, "zip")?)
    })
    .await?;
    Ok(SavedDiagnostics { path: path.to_string_lossy().into_owned() })
}
