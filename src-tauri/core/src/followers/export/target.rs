//! Where an export goes: a temporary name first, then a free name in the folder; nothing there is
//! ever overwritten.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Longest start of a file's name in characters; with `(2)` and the extension it fits every system.
const STEM_LIMIT: usize = 80;

/// A file being written; dropped unfinished, it leaves nothing behind.
pub(crate) struct Target {
    temporary: PathBuf,
    finished: bool,
}

impl Target {
    pub(crate) fn create(folder: &Path) -> io::Result<(Self, File)> {
        fs::create_dir_all(folder)?;
        let temporary = folder.join(format!(".fandesk-{:016x}.part", rand::random::<u64>()));
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&temporary)?;
        Ok((Self { temporary, finished: false }, file))
    }

    /// Gives the file its name: `stem.extension`, or with ` (2)`, ` (3)`… when that is taken.
    pub(crate) fn finish(
        mut self,
        folder: &Path,
        stem: &str,
        extension: &str,
    ) -> io::Result<PathBuf> {
        for turn in 1.. {
            let name = match turn {
                1 => format!("{stem}.{extension}"),
                _ => format!("{stem} ({turn}).{extension}"),
            };
            let path = folder.join(name);
            // Takes the name first: a rename alone would replace a file that appears meanwhile.
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(error),
            }
            if let Err(error) = fs::rename(&self.temporary, &path) {
                let _ = fs::remove_file(&path);
                return Err(error);
            }
            self.finished = true;
            return Ok(path);
        }
        unreachable!("some number is free")
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// A start of a file's name that every system takes: no path, no reserved characters or names.
pub(super) fn safe_stem(wanted: &str) -> String {
    let cleaned: String = wanted
        .chars()
        .map(|c| if c.is_control() || r#"<>:"/\|?*"#.contains(c) { '_' } else { c })
        .take(STEM_LIMIT)
        .collect();
    let stem = cleaned.trim().trim_matches('.').trim();
    if stem.is_empty() {
        return "fandesk".to_owned();
    }
    let device = stem.split('.').next().unwrap_or(stem).trim().to_ascii_uppercase();
    let numbered = |prefix: &str| {
        device.strip_prefix(prefix).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']))
    };
    let reserved = matches!(device.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || numbered("COM")
        || numbered("LPT");
    if reserved { format!("_{stem}") } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_name_gets_a_number_and_nothing_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("粉丝.csv"), "mine").unwrap();
        let (target, _file) = Target::create(folder.path()).unwrap();
        let path = target.finish(folder.path(), "粉丝", "csv").unwrap();
        assert_eq!(path.file_name().unwrap(), "粉丝 (2).csv");
        assert_eq!(fs::read_to_string(folder.path().join("粉丝.csv")).unwrap(), "mine");
    }

    #[test]
    fn an_unfinished_export_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        drop(Target::create(folder.path()).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_name_cannot_leave_its_folder_or_trouble_a_system() {
        for (wanted, safe) in [
            ("../../etc/passwd", "_.._etc_passwd"),
            ("a:b*c?", "a_b_c_"),
            ("  . ", "fandesk"),
            ("con", "_con"),
            ("COM1.x", "_COM1.x"),
            ("粉丝 2025-11-21", "粉丝 2025-11-21"),
        ] {
            assert_eq!(safe_stem(wanted), safe, "{wanted}");
        }
    }
}
