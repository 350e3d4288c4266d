//! The sandbox in a process of its own, as WeChat would be.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::Outcome;

pub(crate) const APP_ID: &str = "wx0123456789abcdef";
pub(crate) const APP_SECRET: &str = "0123456789abcdef0123456789abcdef";

/// Builds the sandbox as the benchmark itself was built: optimised.
pub(crate) fn build() -> Outcome<()> {
    let status =
        cargo().args(["build", "--quiet", "--release", "--package", "fandesk-sandbox"]).status()?;
    if status.success() { Ok(()) } else { Err("the sandbox does not build".into()) }
}

/// Cargo without what it told this benchmark about itself: other crates' scripts would take that
/// for theirs, and all that needs them would be built anew.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    for (name, _) in std::env::vars_os() {
        let shown = name.to_string_lossy();
        if shown.starts_with("CARGO_MANIFEST_") || shown.starts_with("CARGO_PKG_") {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// Ended when dropped.
pub(crate) struct SandboxProcess {
    child: Child,
    base_url: String,
}

impl SandboxProcess {
    pub(crate) fn start(followers: u32, latency: Duration) -> Outcome<Self> {
        let mut child = Command::new(program()?)
            .args(["--port", "0", "--seed", "7", "--appid", APP_ID, "--secret", APP_SECRET])
            .args(["--followers", &followers.to_string()])
            .args(["--latency-ms", &latency.as_millis().to_string()])
            .stdout(Stdio::piped())
            .spawn()?;
        let stdout = child.stdout.take().ok_or("the sandbox has no output")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line)?;
        let base_url = line
            .trim()
            .strip_prefix("listening on ")
            .ok_or_else(|| format!("the sandbox said {line:?}"))?
            .to_owned();
        Ok(Self { child, base_url })
    }

    pub(crate) fn base_url(&self) -> &str {
        &self.base_url
    }
}

impl Drop for SandboxProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Beside this benchmark: `target/release/deps/sync-…` → `target/release/fandesk-sandbox`.
fn program() -> Outcome<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.ancestors().nth(2).ok_or("the benchmark lies in no folder")?;
    Ok(folder.join(format!("fandesk-sandbox{}", std::env::consts::EXE_SUFFIX)))
}
