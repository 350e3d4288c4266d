//! Writing small files so that a crash leaves the old or the new one.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Replaces the file at `path` by `bytes`, readable by its owner only: written beside it, synced,
/// then renamed over it.
pub(crate) fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or_else(|| Path::new("."));
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{:08x}.new", rand::random::<u32>()));
    let temporary = folder.join(name);
    let written = create_private(&temporary)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&temporary, path))
        .and_then(|()| sync_folder(folder));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Creates a folder (and its parents) that only its owner can enter.
pub(crate) fn create_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Removes a file; one that is not there is as good.
pub(crate) fn remove_if_present(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Moves a file into a folder, made when missing, under a name that is free there (`stem.1.ext`
/// and so on); a file that is not there is as good.
pub(crate) fn move_aside(path: &Path, folder: &Path) -> io::Result<()> {
    if !path.exists() {
        return Ok(());
    }
    create_private_folder(folder)?;
    let part = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, extension) = (part(path.file_stem()), part(path.extension()));
    let free = (1_u32..)
        .map(|number| folder.join(format!("{stem}.{number}.{extension}")))
        .find(|path| !path.exists())
        .expect("some number is free");
    fs::rename(path, free)
}

/// Removes the files of a folder whose names begin like this; no folder has none.
pub(crate) fn remove_beginning_with(folder: &Path, begin: &str) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(begin) {
            remove_if_present(&entry.path())?;
        }
    }
    Ok(())
}

fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A rename is on the disk only once its folder is; Windows needs (and allows) no such step.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.json");
        write_atomically(&path, b"old").unwrap();
        write_atomically(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file stays");
    }

    #[test]
    fn what_is_moved_aside_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (path, aside) = (folder.path().join("recovery.json"), folder.path().join("aside"));
        for text in ["first", "second"] {
            fs::write(&path, text).unwrap();
            move_aside(&path, &aside).unwrap();
        }
        move_aside(&path, &aside).expect("a file that is not there is as good");
        assert_eq!(fs::read(aside.join("recovery.1.json")).unwrap(), b"first");
        assert_eq!(fs::read(aside.join("recovery.2.json")).unwrap(), b"second");
    }

    #[cfg(unix)]
    #[test]
    fn a_written_file_is_readable_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.key");
        write_atomically(&path, b"key").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
