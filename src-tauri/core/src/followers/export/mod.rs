//! A selection as a file for a spreadsheet program: CSV or Excel, written in chunks, so that a
//! million people need no more memory than a thousand.

mod cells;
mod csv_file;
mod target;
mod xlsx_file;

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use fandesk_store::{AccountStore, FollowerId, FollowerRow, Selection, TagId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::accounts::AccountId;
use crate::blocking::blocking;
use crate::desk::Desk;
use crate::error::{AppError, Problem, Result};

use cells::{Cell, CellContext, cell};
use csv_file::CsvFile;
pub(crate) use target::Target;
use target::safe_stem;
use xlsx_file::XlsxFile;

/// What a file is to hold, and how.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportRequest {
    /// Whose followers.
    pub account: AccountId,
    /// Which of them.
    pub selection: Selection,
    /// CSV or Excel.
    pub format: ExportFormat,
    /// Columns in order, each with its heading in the operator's language.
    pub columns: Vec<HeadedColumn>,
    /// Words for values: yes, no, and each source.
    pub words: ExportWords,
    /// Start of the file's name, without extension.
    pub file_name: String,
}

/// Kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ExportFormat {
    /// Comma-separated, UTF-8 with a byte order mark.
    Csv,
    /// Excel's workbook.
    Xlsx,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ExportColumn {
    /// The remark.
    Remark,
    /// The OpenID.
    Openid,
    /// The UnionID.
    Unionid,
    /// Names of the tags.
    Tags,
    /// When the person followed, in China time.
    FollowedAt,
    /// Where the person came from, in the operator's words.
    Source,
    /// Number of the QR code.
    QrScene,
    /// Text of the QR code.
    QrText,
    /// The person's language.
    Language,
    /// Whether the person follows.
    Following,
    /// When the person was found to have left, in China time.
    LeftAt,
    /// Whether the person is blocked.
    Blacklisted,
}

/// A column with its heading.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HeadedColumn {
    /// What it holds.
    pub column: ExportColumn,
    /// What stands above it.
    pub heading: String,
}

/// Words for values in the operator's language.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportWords {
    /// For true.
    pub yes: String,
    /// For false.
    pub no: String,
    /// For WeChat's sources; one without a word stands as it came.
    #[ts(type = "Record<string, string>")]
    pub sources: HashMap<String, String>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExportedFile {
    /// Where it lies.
    pub path: String,
    /// The folder it lies in.
    pub folder: String,
    /// People in it.
    pub people: u32,
}

/// A table being written row by row; the first row is its heading.
trait TableWriter {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()>;
    /// Writes what is still held back and makes sure that it is on the disk.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Writes the selected people to a file in the downloads folder; nothing there is overwritten.
///
/// # Errors
/// `selectionEmpty`, `resultSetExpired`, `diskFull`, `readOnly`; then no file is left behind.
pub async fn export_followers(desk: &Desk, request: ExportRequest) -> Result<ExportedFile> {
    if request.columns.is_empty() {
        return Err(AppError::invalid("columns", Problem::Empty));
    }
    let account = desk.account(&request.account).await?;
    let people = super::selected(&account, request.selection.clone()).await?;
    let (store, folder) = (account.store().clone(), desk.downloads_dir().to_owned());
    blocking(move || write_file(&store, &people, &request, &folder)).await
}

fn write_file(
    store: &AccountStore,
    people: &[FollowerId],
    request: &ExportRequest,
    folder: &Path,
) -> Result<ExportedFile> {
    let (target, file) = Target::create(folder)?;
    let mut writer = table_writer(request.format, file, folder)?;
    let headings: Vec<Cell> =
        request.columns.iter().map(|column| Cell::Text(column.heading.clone())).collect();
    writer.row(&headings)?;
    let written = write_rows(store, people, request, &mut *writer)?;
    writer.finish()?;
    let extension = match request.format {
        ExportFormat::Csv => "csv",
        ExportFormat::Xlsx => "xlsx",
    };
    let path = target.finish(folder, &safe_stem(&request.file_name), extension)?;
    tracing::info!(people = written, format = extension, "followers exported");
    Ok(ExportedFile {
        path: path.to_string_lossy().into_owned(),
        folder: folder.to_string_lossy().into_owned(),
        people: written,
    })
}

fn table_writer(
    format: ExportFormat,
    file: File,
    folder: &Path,
) -> io::Result<Box<dyn TableWriter>> {
    Ok(match format {
        ExportFormat::Csv => Box::new(CsvFile::create(file)?),
        ExportFormat::Xlsx => Box::new(XlsxFile::create(file, folder)?),
    })
}

fn write_rows(
    store: &AccountStore,
    people: &[FollowerId],
    request: &ExportRequest,
    writer: &mut dyn TableWriter,
) -> Result<u32> {
    let names: HashMap<TagId, String> =
        store.tags().into_iter().map(|tag| (tag.id, tag.name)).collect();
    let context = CellContext {
        words: &request.words,
        tag_name: &|tag| names.get(&tag).cloned().unwrap_or_else(|| tag.to_string()),
    };
    let mut written = 0;
    let mut outcome = Ok(());
    store.rows_in_chunks(people, |rows: Vec<FollowerRow>| {
        for row in &rows {
            let cells: Vec<Cell> =
                request.columns.iter().map(|column| cell(row, column.column, &context)).collect();
            if let Err(error) = writer.row(&cells) {
                outcome = Err(error);
                return ControlFlow::Break(());
            }
            written += 1;
        }
        ControlFlow::Continue(())
    });
    outcome?;
    Ok(written)
}
