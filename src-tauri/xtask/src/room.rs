//! Room on the disk: a build fills it, and a compiler that finds no more says little about it.

use crate::shell;

/// What the built project and its tests take, in GB.
const WANTED: u64 = 12;

/// Says so when the disk may be too small for everything; what is built already counts as room.
pub(crate) fn look() {
    let target = shell::target_folder();
    let built = kilobytes("du", &["-sk", &target.to_string_lossy()], 0).unwrap_or(0);
    let existing = target.ancestors().find(|folder| folder.exists()).unwrap_or(&target);
    // Not known on Windows.
    let free = kilobytes("df", &["-Pk", &existing.to_string_lossy()], 3);
    if let Some(free) = free.filter(|free| (free + built) >> 20 < WANTED) {
        let (free, folder) = (free >> 20, target.display());
        println!("Only {free} GB are free for {folder}; everything together takes {WANTED} GB.");
    }
}

/// The number in this column of the last line that a program prints.
fn kilobytes(program: &str, arguments: &[&str], column: usize) -> Option<u64> {
    let printed = shell::output(program, arguments)?;
    printed.lines().last()?.split_whitespace().nth(column)?.parse().ok()
}
