//! CSV as spreadsheet programs expect it: UTF-8 with a byte order mark, CRLF, no formula runs.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Write};

use super::TableWriter;
use super::cells::Cell;

/// A spreadsheet program takes a text that begins so for a formula or a command (the list of the
/// OWASP page "CSV Injection", its full-width forms included).
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

pub(super) struct CsvFile {
    writer: csv::Writer<BufWriter<File>>,
}

impl CsvFile {
    pub(super) fn create(file: File) -> io::Result<Self> {
        let mut file = BufWriter::new(file);
        // Without the mark Excel reads Chinese as the system's old code page.
        file.write_all("\u{feff}".as_bytes())?;
        let writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(file);
        Ok(Self { writer })
    }
}

impl TableWriter for CsvFile {
    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        for cell in cells {
            match cell {
                Cell::Empty => self.writer.write_field("")?,
                Cell::Text(text) => self.writer.write_field(defused(text).as_bytes())?,
                Cell::Number(number) => self.writer.write_field(number.to_string())?,
                Cell::Moment(moment) => {
                    self.writer.write_field(moment.strftime("%Y-%m-%d %H:%M:%S").to_string())?;
                }
            }
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let file = self.writer.into_inner().map_err(|error| error.into_error())?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

/// A text that would start a formula gets an apostrophe in front: shown as text, run never.
fn defused(text: &str) -> Cow<'_, str> {
    if text.starts_with(FORMULA_STARTS) { Cow::Owned(format!("'{text}")) } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_disk_that_fills_up_is_told_as_full() {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let mut table = Box::new(CsvFile::create(full).unwrap());
        table.row(&[Cell::Text("OpenID".to_owned())]).unwrap();
        assert_eq!(table.finish().unwrap_err().kind(), io::ErrorKind::StorageFull);
    }

    #[test]
    fn no_text_begins_like_a_formula() {
        for hostile in ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"] {
            assert_eq!(defused(hostile), format!("'{hostile}"));
        }
        for plain in ["王小姐", "a=b", "", "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"] {
            assert_eq!(defused(plain), plain);
        }
    }
}
