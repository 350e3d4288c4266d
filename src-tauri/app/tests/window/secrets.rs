//! Looks for what must not be there: secrets in any file or command line, openids in the logs.

use std::fs;
use std::path::{Path, PathBuf};

use super::folders::Folders;

/// Every file below the story's home that holds one of these texts, as UTF-8 or UTF-16 (web views
/// store both). The keychain's own files are its business.
pub(crate) fn files_with(folders: &Folders, secrets: &[&str]) -> Vec<PathBuf> {
    let needles: Vec<Vec<u8>> = secrets.iter().flat_map(|secret| spellings(secret)).collect();
    let mut found = Vec::new();
    visit(folders.home(), &mut |path| {
        if path.components().any(|part| part.as_os_str() == "keyrings") {
            return;
        }
        let Ok(bytes) = fs::read(path) else { return };
        if needles.iter().any(|needle| contains(&bytes, needle)) {
            found.push(path.to_path_buf());
        }
    });
    found
}

/// Lines of the logs that hold something shaped like an OpenID: `o` and 27 letters, digits, `-`
/// or `_`.
pub(crate) fn openids_in_logs(folders: &Folders) -> Vec<String> {
    let mut found = Vec::new();
    visit(&folders.data().join("logs"), &mut |path| {
        let text = fs::read_to_string(path).unwrap_or_default();
        found.extend(text.lines().filter(|line| has_openid(line)).map(str::to_owned));
    });
    found
}

fn has_openid(line: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    line.split(|c| !is_part(c)).any(|word| word.len() == 28 && word.starts_with('o'))
}

fn spellings(text: &str) -> [Vec<u8>; 2] {
    [text.as_bytes().to_vec(), text.encode_utf16().flat_map(u16::to_le_bytes).collect()]
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn visit(folder: &Path, each: &mut dyn FnMut(&Path)) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => visit(&path, each),
            Ok(kind) if kind.is_file() => each(&path),
            _ => {}
        }
    }
}
