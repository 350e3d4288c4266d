//! Node.js: new enough, and the UI's packages installed as the lock file says.

use crate::shell::{self, Outcome, npm};
use std::fs;
use std::time::SystemTime;

/// The oldest Node.js that Vite accepts.
const OLDEST: (u32, u32) = (20, 19);

/// Checks Node.js and installs the UI's packages when they are missing or older than the lock.
pub(crate) fn ready() -> Outcome {
    let Some(version) = shell::output("node", &["--version"]) else {
        return Err(format!("Node.js is missing. {}", advice()));
    };
    if parse(&version).is_none_or(|found| found < OLDEST) {
        return Err(format!("Node.js {version} is too old. {}", advice()));
    }
    if packages_are_stale() {
        println!("Installing the UI's packages …");
        // Not `npm ci`: it refuses a lock written where a registry lacks other systems' builds.
        shell::run(npm(&["install", "--no-save", "--no-audit", "--no-fund"]))?;
    }
    Ok(())
}

fn advice() -> String {
    format!(
        "Fandesk's UI is built with Node.js {}.{} or newer: https://nodejs.org or your system's \
         package manager.",
        OLDEST.0, OLDEST.1
    )
}

/// `v20.19.4` → (20, 19).
fn parse(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim_start_matches('v').split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// npm notes what it installed in `node_modules/.package-lock.json`.
fn packages_are_stale() -> bool {
    let changed = |path: &str| -> Option<SystemTime> {
        fs::metadata(shell::root().join(path)).ok()?.modified().ok()
    };
    match (changed("ui/node_modules/.package-lock.json"), changed("ui/package-lock.json")) {
        (Some(installed), Some(locked)) => installed < locked,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_and_compared_by_number() {
        assert_eq!(parse("v20.19.4"), Some((20, 19)));
        assert!(parse("v22.1.0") > Some(OLDEST), "22.1 is newer than 20.19");
        assert!(parse("v20.9.0") < Some(OLDEST), "9 is less than 19, though not as text");
        assert_eq!(parse("nonsense"), None);
    }
}
