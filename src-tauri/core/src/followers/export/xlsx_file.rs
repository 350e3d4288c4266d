//! Excel workbooks written row by row: texts stay texts, and a full sheet is followed by another.

use std::error::Error;
use std::fs::File;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};

use super::TableWriter;
use super::cells::Cell;

/// Rows of a sheet below its heading: Excel has 1,048,576 in all.
const ROWS_PER_SHEET: u32 = 1_048_575;
/// Excel refuses longer texts in a cell.
const CHARACTERS_PER_CELL: usize = 32_767;

pub(super) struct XlsxFile {
    workbook: Workbook,
    file: File,
    heading: Vec<Cell>,
    heading_format: Format,
    moment_format: Format,
    rows_per_sheet: u32,
    /// Rows on the last sheet, its heading included.
    rows: u32,
}

impl XlsxFile {
    /// `folder` takes nameless files while the sheets are written: the disk that the workbook goes
    /// to is the one that must have room, and nobody's data passes through another one.
    pub(super) fn create(file: File, folder: &Path) -> io::Result<Self> {
        let mut table = Self::with_sheets_of(file, ROWS_PER_SHEET);
        table.workbook.set_tempdir(folder).map_err(into_io)?;
        Ok(table)
    }

    fn with_sheets_of(file: File, rows_per_sheet: u32) -> Self {
        Self {
            workbook: Workbook::new(),
            file,
            heading: Vec::new(),
            heading_format: Format::new().set_bold(),
            moment_format: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            rows_per_sheet,
            rows: 0,
        }
    }

    fn write(&mut self, cells: &[Cell], format: Option<&Format>) -> Result<(), XlsxError> {
        let last = self.workbook.worksheets().len() - 1;
        let sheet = self.workbook.worksheet_from_index(last)?;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    match format {
                        Some(format) => sheet.write_string_with_format(
                            self.rows,
                            column,
                            clipped(text),
                            format,
                        )?,
                        None => sheet.write_string(self.rows, column, clipped(text))?,
                    };
                }
                // Excel's numbers are exact up to 2^53; ours are 32 bits wide.
                Cell::Number(number) => {
                    sheet.write_number(self.rows, column, *number as f64)?;
                }
                Cell::Moment(moment) => {
                    let time = ExcelDateTime::from_ymd(
                        moment.year().try_into().unwrap_or(0),
                        moment.month().unsigned_abs(),
                        moment.day().unsigned_abs(),
                    )?
                    .and_hms(
                        moment.hour().unsigned_abs().into(),
                        moment.minute().unsigned_abs(),
                        moment.second(),
                    )?;
                    let format = &self.moment_format;
                    sheet.write_datetime_with_format(self.rows, column, &time, format)?;
                }
            }
        }
        self.rows += 1;
        Ok(())
    }

    fn begin_sheet(&mut self) -> Result<(), XlsxError> {
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_freeze_panes(1, 0)?;
        for column in 0..u16::try_from(self.heading.len()).unwrap_or(u16::MAX) {
            sheet.set_column_width(column, 22)?;
        }
        self.rows = 0;
        let (heading, format) = (self.heading.clone(), self.heading_format.clone());
        self.write(&heading, Some(&format))
    }
}

impl TableWriter for XlsxFile {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        told(|| {
            if self.heading.is_empty() {
                self.heading = cells.to_vec();
                return self.begin_sheet();
            }
            if self.rows > self.rows_per_sheet {
                self.begin_sheet()?;
            }
            self.write(cells, None)
        })
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        told(|| self.workbook.save_to_writer(&self.file))?;
        self.file.sync_all()
    }
}

/// Runs a step of writing. The library panics where one of its nameless files takes no more, and
/// all that is left of the reason then is its text.
fn told(step: impl FnOnce() -> Result<(), XlsxError>) -> io::Result<()> {
    match catch_unwind(AssertUnwindSafe(step)) {
        Ok(written) => written.map_err(into_io),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map_or("", String::as_str);
            let full = ["StorageFull", "QuotaExceeded", "FileTooLarge"];
            if full.iter().any(|kind| text.contains(kind)) {
                return Err(io::ErrorKind::StorageFull.into());
            }
            Err(io::Error::other("the workbook could not be written"))
        }
    }
}

fn clipped(text: &str) -> &str {
    text.char_indices().nth(CHARACTERS_PER_CELL).map_or(text, |(end, _)| &text[..end])
}

/// What the file system said, wherever in the error it stands: a full disk must be told as one.
fn into_io(error: XlsxError) -> io::Error {
    let error = match error {
        XlsxError::IoError(error) => return error,
        other => other,
    };
    let mut cause = error.source();
    while let Some(deeper) = cause {
        if let Some(io) = deeper.downcast_ref::<io::Error>() {
            return io.kind().into();
        }
        cause = deeper.source();
    }
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use calamine::{Reader, open_workbook_auto};

    use super::*;

    #[test]
    fn a_full_sheet_is_followed_by_another_with_the_same_heading() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("people.xlsx");
        let mut table = Box::new(XlsxFile::with_sheets_of(File::create(&path).unwrap(), 3));
        let text = |text: String| [Cell::Text(text)];
        table.row(&text("OpenID".to_owned())).unwrap();
        for person in 1..=7 {
            table.row(&text(format!("o{person}"))).unwrap();
        }
        table.finish().unwrap();

        let mut workbook = open_workbook_auto(path).unwrap();
        let sheets: Vec<Vec<String>> = workbook
            .worksheets()
            .iter()
            .map(|(_, sheet)| sheet.rows().map(|row| row[0].to_string()).collect())
            .collect();
        let expected =
            [&["OpenID", "o1", "o2", "o3"][..], &["OpenID", "o4", "o5", "o6"], &["OpenID", "o7"]];
        assert_eq!(sheets, expected);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_disk_that_fills_up_is_told_as_full_wherever_the_library_meets_it() {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut table = Box::new(XlsxFile::with_sheets_of(full, 3));
        table.row(&[Cell::Text("OpenID".to_owned())]).unwrap();
        assert_eq!(table.finish().unwrap_err().kind(), io::ErrorKind::StorageFull);

        let no_space = || -> io::Result<()> { Err(io::Error::from_raw_os_error(28)) };
        let in_a_nameless_file = told(|| {
            no_space().expect("the library's own words");
            Ok(())
        });
        assert_eq!(in_a_nameless_file.unwrap_err().kind(), io::ErrorKind::StorageFull);
    }

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_between_two_characters() {
        let long = "长".repeat(CHARACTERS_PER_CELL + 5);
        assert_eq!(clipped(&long).chars().count(), CHARACTERS_PER_CELL);
        assert_eq!(clipped("短"), "短");
    }
}
