//! Builds the UI when it will be embedded, then lets Tauri read its configuration.
//!
//! Plain `cargo build` embeds `ui/dist` (the default feature `custom-protocol`), so this script
//! makes it: `npm install` when `ui/node_modules` is missing or older than the lock file, then
//! `npm run build`. `tauri dev` builds without that feature and serves the UI itself.
//! With `FANDESK_SKIP_UI=1` a one-line page stands in for the UI, for jobs that only look at Rust.

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

type Outcome = Result<(), Box<dyn Error>>;

/// What the built UI is made of. Never `ui/dist` or `ui/node_modules`: they are products.
const UI_SOURCES: [&str; 11] = [
    "ui/src",
    "ui/antd",
    "ui/markdown",
    "docs/guide",
    "docs/screenshots",
    "ui/public",
    "ui/index.html",
    "ui/package.json",
    "ui/package-lock.json",
    "ui/vite.config.ts",
    "ui/tsconfig.json",
];

fn main() -> Outcome {
    for source in UI_SOURCES.iter().filter(|source| Path::new(source).exists()) {
        println!("cargo:rerun-if-changed={source}");
    }
    println!("cargo:rerun-if-changed=src-tauri/app/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/app/permissions");
    println!("cargo:rerun-if-env-changed=FANDESK_SKIP_UI");

    if env::var_os("FANDESK_SKIP_UI").is_some_and(|value| value != "0") {
        placeholder_ui()?;
    } else if env::var_os("CARGO_FEATURE_CUSTOM_PROTOCOL").is_some() {
        build_ui()?;
    }

    let manifest =
        tauri_build::AppManifest::new().permissions_path_pattern("src-tauri/app/permissions/**/*");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/app/capabilities/**/*")
        .app_manifest(manifest);
    tauri_build::try_build(attributes).map_err(|error| format!("{error:#}").into())
}

/// Keeps a UI that is already there; the page only has to exist for the program to compile.
fn placeholder_ui() -> Outcome {
    let page = Path::new("ui/dist/index.html");
    if !page.exists() {
        fs::create_dir_all("ui/dist")?;
        fs::write(page, "<!doctype html><title>Fandesk</title><p>Built without its UI.</p>")?;
    }
    Ok(())
}

fn build_ui() -> Outcome {
    if packages_are_stale() {
        // Not `npm ci`: it refuses a lock written where a registry lacks other systems' builds.
        npm(&["install", "--no-save", "--no-audit", "--no-fund"])?;
    }
    npm(&["run", "build"])
}

/// npm notes what it installed in `node_modules/.package-lock.json`.
fn packages_are_stale() -> bool {
    let changed = |path: &str| fs::metadata(path).and_then(|file| file.modified()).ok();
    match (changed("ui/node_modules/.package-lock.json"), changed("ui/package-lock.json")) {
        (Some(installed), Some(locked)) => installed < locked,
        _ => true,
    }
}

/// npm's own output is shown only when it fails; cargo would hide it anyway.
fn npm(arguments: &[&str]) -> Outcome {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = Command::new(program).arg("--prefix").arg("ui").args(arguments).output();
    let output = output.map_err(|error| {
        format!(
            "cannot start npm ({error}): install Node.js 20.19 or newer, or set FANDESK_SKIP_UI=1 \
             to build without the UI"
        )
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    Err(format!("`npm {}` failed in ui/:\n{said}", arguments.join(" ")).into())
}
