//! `cargo xtask run`: builds the program and starts it.
//!
//! With a display that is the desktop program. On a Linux machine without one, the same UI is
//! served to a browser on this computer.

use crate::node;
use crate::packages::{self, Purpose};
use crate::shell::{self, Outcome, cargo, npm};
use std::path::PathBuf;

/// Builds Fandesk and starts it; returns when it is closed.
pub(crate) fn run() -> Outcome {
    node::ready()?;
    packages::ready(Purpose::Build)?;
    if has_display() { window() } else { browser() }
}

fn has_display() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn window() -> Outcome {
    println!("Building Fandesk; the first time takes a few minutes. The window opens by itself.");
    shell::run(cargo(&["run", "--release", "--package", "fandesk"]))
}

fn browser() -> Outcome {
    let folder = data_folder()?;
    let folder = folder.to_str().ok_or("the data folder's path is not valid Unicode")?;
    println!("No display: Fandesk will be served to a browser on this computer.");
    println!("Its data lies in {folder}");
    if std::env::var_os("FANDESK_PASSPHRASE").is_none() {
        println!(
            "To connect a real account here, first set FANDESK_PASSPHRASE: it guards the keys."
        );
    }
    shell::run(npm(&["run", "build"]))?;
    println!("\nBuilding the program; open the address that it prints. Ctrl+C ends it.");
    shell::run(cargo(&[
        "run",
        "--release",
        "--package",
        "fandesk-core",
        "--example",
        "browser",
        "--",
        "--port",
        "0",
        "--data-dir",
        folder,
    ]))
}

/// Beside the desktop program's folder, not in it: the two keep their keys in different places.
fn data_folder() -> Result<PathBuf, String> {
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
    let data =
        std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let data = data.or_else(home).ok_or("neither XDG_DATA_HOME nor HOME is set")?;
    Ok(data.join("fandesk-browser"))
}
