//! The memory of a practice world: what was done to it, one JSON line each, repeated on start.
//!
//! The population is not in it: seed and journal together make the same world again. A line that
//! was cut short by a crash is dropped; anything else that cannot be read is an error, because a
//! world with a hole in its history would be a different one.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::{AccountConfig, SandboxError};

/// What a world was born from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Birth {
    pub(crate) seed: u64,
    pub(crate) followers: u32,
    pub(crate) born_at: u64,
}

/// One line of the file: a birth or a change.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) appid: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) born: Option<Birth>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) change: Option<Change>,
}

/// What the first world that a journal tells of was born from; `None` for a journal not begun.
/// With these settings (and the rest as it is out of the box) it starts again.
///
/// # Errors
/// When the file cannot be read, or its first line cannot be understood.
pub fn account_in(journal: &Path) -> Result<Option<AccountConfig>, SandboxError> {
    let mut text = Vec::new();
    BufReader::new(File::open(journal)?).read_until(b'\n', &mut text)?;
    if !text.ends_with(b"\n") {
        return Ok(None);
    }
    let line: Line =
        serde_json::from_slice(&text).map_err(|_| SandboxError::Journal { line: 1 })?;
    Ok(line.born.map(|birth| AccountConfig {
        appid: line.appid,
        seed: birth.seed,
        followers: birth.followers,
        born_at: Some(birth.born_at),
        ..AccountConfig::default()
    }))
}

/// An open journal, ready for more.
#[derive(Debug)]
pub(crate) struct Journal {
    file: File,
    length: u64,
}

impl Journal {
    /// Opens or begins a journal and returns what is in it. A torn last line is cut off. Two
    /// worlds cannot write one journal.
    pub(crate) fn open(path: &Path) -> Result<(Self, Vec<Line>), SandboxError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        file.try_lock().map_err(|_| SandboxError::JournalInUse)?;
        let (lines, length) = read(&file)?;
        file.set_len(length)?;
        file.seek(SeekFrom::Start(length))?;
        Ok((Self { file, length }, lines))
    }

    /// Adds a line. After a failure the file ends where it ended before.
    pub(crate) fn append(&mut self, line: &Line) -> std::io::Result<()> {
        let mut text = serde_json::to_vec(line)?;
        text.push(b'\n');
        if let Err(error) = self.file.write_all(&text) {
            self.file.set_len(self.length)?;
            self.file.seek(SeekFrom::Start(self.length))?;
            return Err(error);
        }
        self.length += text.len() as u64;
        Ok(())
    }
}

/// The lock is given back by name: a child process that is being started at this very moment has a
/// copy of the open file, and would hold it a little longer.
impl Drop for Journal {
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

fn read(file: &File) -> Result<(Vec<Line>, u64), SandboxError> {
    let mut reader = BufReader::new(file);
    let (mut lines, mut length, mut text) = (Vec::new(), 0, Vec::new());
    loop {
        text.clear();
        let read = reader.read_until(b'\n', &mut text)?;
        if !text.ends_with(b"\n") {
            return Ok((lines, length));
        }
        let line = serde_json::from_slice(&text)
            .map_err(|_| SandboxError::Journal { line: lines.len() + 1 })?;
        lines.push(line);
        length += read as u64;
    }
}
