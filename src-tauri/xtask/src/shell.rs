//! Running other programs, always from the project's root, and saying what runs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What went wrong, in words for the person at the terminal.
pub(crate) type Outcome = Result<(), String>;

/// The folder with the root manifest.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("xtask lies two folders below the root").to_path_buf()
}

/// Where cargo builds: `CARGO_TARGET_DIR`, or `target` below the root.
pub(crate) fn target_folder() -> PathBuf {
    let chosen = std::env::var_os("CARGO_TARGET_DIR").filter(|folder| !folder.is_empty());
    root().join(chosen.unwrap_or_else(|| "target".into()))
}

/// A program with its arguments, run from the root.
pub(crate) fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// The cargo that runs this xtask, so that a chosen toolchain stays chosen.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = command(&cargo, arguments);
    forget_xtask(&mut command);
    command
}

/// Takes away what `cargo run` says about xtask itself. Other crates' scripts would take it for
/// their own, and all that needs them would be built anew after every call of cargo by hand.
fn forget_xtask(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        let shown = name.to_string_lossy();
        if shown.starts_with("CARGO_MANIFEST_") || shown.starts_with("CARGO_PKG_") {
            command.env_remove(name);
        }
    }
}

/// The same cargo behind a virtual screen: what it starts opens no window before the person
/// working here. Only Linux has such a screen.
pub(crate) fn cargo_on_virtual_screen(arguments: &[&str]) -> Command {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut screen = command(
        "xvfb-run",
        &["--auto-servernum", "--server-args", "-screen 0 1400x900x24", &cargo],
    );
    screen.args(arguments).env_remove("WAYLAND_DISPLAY");
    forget_xtask(&mut screen);
    screen
}

/// Has SQLCipher's OpenSSL built, as packages have it. `.cargo/config.toml` otherwise takes the system's on
/// Linux, which needs no building.
pub(crate) fn with_own_openssl(mut command: Command) -> Command {
    for processor in ["X86_64", "AARCH64"] {
        command.env(format!("{processor}_UNKNOWN_LINUX_GNU_OPENSSL_NO_VENDOR"), "0");
    }
    command
}

/// npm in `ui/`. On Windows npm is a script with its own ending.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root().join("ui"));
    command
}

/// Runs to the end with the terminal's input and output; an error names the command.
pub(crate) fn run(mut command: Command) -> Outcome {
    let line = describe(&command);
    println!("\n$ {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` failed ({status})")),
        Err(error) => Err(format!("cannot start `{line}`: {error}")),
    }
}

/// What a program prints, or nothing when it is missing or fails.
pub(crate) fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program, arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program of this name can be started.
pub(crate) fn is_installed(program: &str) -> bool {
    let Some(path) = std::env::var_os("PATH") else { return false };
    let endings = if cfg!(windows) { &[".exe", ".cmd"][..] } else { &[""][..] };
    std::env::split_paths(&path)
        .any(|folder| endings.iter().any(|end| folder.join(format!("{program}{end}")).is_file()))
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words = words.map(|word| word.to_string_lossy());
    let line: Vec<String> = words
        .map(|word| if word.contains(' ') { format!("\"{word}\"") } else { word.into_owned() })
        .collect();
    line.join(" ")
}
