//! `cargo xtask package`: the program as people install it.
//!
//! Tauri's bundler builds UI and program and packs them; here is what it needs, what must have come
//! of it, and how large it is.

mod check;

use crate::node;
use crate::packages::{self, Purpose};
use crate::shell::{self, Outcome};
use crate::table;
use std::env::consts::OS;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The cargo profile of what is packed; see the root manifest.
const PROFILE: &str = "dist";
/// What only published packages have, merged into `tauri.conf.json`.
const RELEASE_CONFIG: &str = "tauri.release.conf.json";
/// An empty variable is as good as none.
pub(crate) const PUBLIC_KEY: &str = "TAURI_SIGNING_PUBLIC_KEY";
pub(crate) const PRIVATE_KEY: &str = "TAURI_SIGNING_PRIVATE_KEY";
/// A .deb larger than this asks too much of a slow line.
const LARGEST_DEB_MB: u32 = 10;

/// For whom packages are made.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Audience {
    /// This kind of machine, unsigned.
    ThisMachine,
    /// Everybody: signed for updates, on macOS for both kinds of processor.
    Everybody,
}

/// One file to hand on.
pub(crate) struct Package {
    pub(crate) path: PathBuf,
    bytes: u64,
}

/// Makes the packages and the .deb's test.
pub(crate) fn make_and_check() -> Outcome {
    check::possible()?;
    let packages = make(Audience::ThisMachine)?;
    let deb = packages.iter().find(|package| has_ending(&package.path, "deb"));
    check::check(&deb.ok_or("there is no .deb to check")?.path)
}

/// Builds and packs; the packages are afterwards in `packages` below cargo's target folder.
pub(crate) fn make(audience: Audience) -> Result<Vec<Package>, String> {
    packages::ready(Purpose::Build)?;
    node::ready()?;
    let bundler = bundler(audience)?;
    let (made, kept) = (bundle_folder(audience), shell::target_folder().join("packages"));
    // Yesterday's packages must not pass for today's.
    for folder in [&made, &kept] {
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(|error| trouble(folder, error))?;
        }
    }
    shell::run(bundler)?;
    fs::create_dir_all(&kept).map_err(|error| trouble(&kept, error))?;
    collect(&made, &kept)?;
    for deb in entries(&kept)?.iter().filter(|path| has_ending(path, "deb")) {
        press(deb, audience)?;
    }
    let packages = measured(&kept)?;
    if let Some(missing) = missing(&packages, audience, OS) {
        return Err(format!("the bundler made no .{missing}"));
    }
    report(&packages)?;
    Ok(packages)
}

/// Tauri's command-line tool, which comes with the UI's packages; started by Node.js itself, so
/// that no shell of any system reads the arguments.
fn tauri(arguments: &[&str]) -> Command {
    let mut tauri = shell::command("node", &["ui/node_modules/@tauri-apps/cli/tauri.js"]);
    tauri.args(arguments).env_remove("CARGO_MANIFEST_DIR");
    tauri
}

fn bundler(audience: Audience) -> Result<Command, String> {
    let mut tauri = shell::with_own_openssl(tauri(&["build"]));
    if audience == Audience::Everybody {
        let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let (Some(key), Some(_)) = (set(PUBLIC_KEY), set(PRIVATE_KEY)) else {
            return Err(format!(
                "Published packages are signed: set {PUBLIC_KEY} and {PRIVATE_KEY}, which \
                 `npm --prefix ui exec -- tauri signer generate` makes."
            ));
        };
        tauri.args(["--config", RELEASE_CONFIG, "--config", &with_public_key(&key)]);
        if let Some(target) = target(audience, OS) {
            tauri.args(["--target", target]);
        }
    }
    tauri.args(["--", "--profile", PROFILE, "--locked"]);
    Ok(tauri)
}

/// A key is base64, so it needs no escaping; anything else in it would be a mistake of copying.
fn with_public_key(key: &str) -> String {
    let key: String =
        key.chars().filter(|c| c.is_ascii_alphanumeric() || "+/=".contains(*c)).collect();
    format!(r#"{{"plugins":{{"updater":{{"pubkey":"{key}"}}}}}}"#)
}

/// For which processors the program is made, if not for this machine's.
fn target(audience: Audience, system: &str) -> Option<&'static str> {
    (audience == Audience::Everybody && system == "macos").then_some("universal-apple-darwin")
}

/// Where the bundler leaves a folder for each kind of package.
fn bundle_folder(audience: Audience) -> PathBuf {
    let target = target(audience, OS).unwrap_or_default();
    shell::target_folder().join(target).join(PROFILE).join("bundle")
}

/// Copies every package and signature out of the bundler's folders.
fn collect(made: &Path, kept: &Path) -> Outcome {
    const ENDINGS: [&str; 8] = ["deb", "rpm", "AppImage", "exe", "msi", "dmg", "gz", "sig"];
    for kind in entries(made)?.into_iter().filter(|path| path.is_dir()) {
        for file in entries(&kind)? {
            if file.is_file() && ENDINGS.iter().any(|ending| has_ending(&file, ending)) {
                let copy = kept.join(file.file_name().unwrap_or_default());
                fs::copy(&file, &copy).map_err(|error| trouble(&file, error))?;
            }
        }
    }
    Ok(())
}

/// Packs a .deb anew with xz, a third smaller: the bundler knows only gzip for this kind. Where
/// there is no `dpkg-deb`, it stays as it is.
fn press(deb: &Path, audience: Audience) -> Outcome {
    if !shell::is_installed("dpkg-deb") {
        return Ok(());
    }
    let unpacked = deb.with_extension("unpacked");
    let [file, folder] = [deb, &unpacked].map(|path| path.to_str().map(str::to_owned));
    let (Some(file), Some(folder)) = (file, folder) else {
        return Err(format!("{} is not valid Unicode", deb.display()));
    };
    shell::run(shell::command("dpkg-deb", &["--raw-extract", &file, &folder]))?;
    let pack = ["-Zxz", "-z9", "--root-owner-group", "--build", &folder, &file];
    shell::run(shell::command("dpkg-deb", &pack))?;
    fs::remove_dir_all(&unpacked).map_err(|error| trouble(&unpacked, error))?;
    match audience {
        Audience::ThisMachine => Ok(()),
        // The bundler's signature was of the other file.
        Audience::Everybody => shell::run(tauri(&["signer", "sign", &file])),
    }
}

fn measured(kept: &Path) -> Result<Vec<Package>, String> {
    let measure = |path: PathBuf| match fs::metadata(&path) {
        Ok(data) => Ok(Package { bytes: data.len(), path }),
        Err(error) => Err(trouble(&path, error)),
    };
    entries(kept)?.into_iter().map(measure).collect()
}

/// The bundler leaves out what it cannot make, without a word.
fn missing(packages: &[Package], audience: Audience, system: &str) -> Option<&'static str> {
    let wanted: &[&str] = match (system, audience) {
        ("windows", Audience::ThisMachine) => &["exe", "msi"],
        ("windows", Audience::Everybody) => &["exe", "msi", "sig"],
        ("macos", Audience::ThisMachine) => &["dmg"],
        ("macos", Audience::Everybody) => &["dmg", "gz", "sig"],
        (_, Audience::ThisMachine) => &["deb", "rpm"],
        (_, Audience::Everybody) => &["deb", "rpm", "AppImage", "sig"],
    };
    let made = |ending: &str| packages.iter().any(|package| has_ending(&package.path, ending));
    wanted.iter().copied().find(|ending| !made(ending))
}

/// Prints the packages, and the .deb's size as a benchmark's figure beside its goal.
fn report(packages: &[Package]) -> Outcome {
    println!();
    for Package { path, bytes } in packages {
        println!("{:>9}  {}", megabytes(*bytes) + " MB", path.display());
    }
    let Some(deb) = packages.iter().find(|package| has_ending(&package.path, "deb")) else {
        return Ok(());
    };
    let figures = figures(deb.bytes);
    let folder = shell::root().join("target/bench");
    let file = folder.join("package.json");
    fs::create_dir_all(&folder).map_err(|error| trouble(&folder, error))?;
    fs::write(&file, &figures).map_err(|error| trouble(&file, error))?;
    let rows = table::rows(&figures).ok_or("the figures have not the agreed shape")?;
    println!("\n{}", table::print("package", &rows));
    Ok(())
}

/// In the shape of a benchmark's file; see `bench.rs`.
fn figures(deb: u64) -> String {
    format!(
        "{{\"bench\":\"package\",\"rows\":[{{\"measure\":\"deb_mb\",\"value\":{},\"unit\":\"MB\",\
         \"goal\":\"≤ {LARGEST_DEB_MB}\"}}]}}\n",
        megabytes(deb)
    )
}

/// A million bytes each, rounded up to tenths.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found == ending)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| trouble(folder, error))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

fn trouble(path: &Path, error: std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_the_deb_is_a_figure_with_its_goal() {
        let rows = table::rows(&figures(6_543_210)).expect("the shape of a benchmark's file");
        assert_eq!(
            table::print("package", &rows),
            "package  value  unit  goal\n\
             deb_mb     6.6  MB    ≤ 10"
        );
    }

    #[test]
    fn a_size_is_never_rounded_below_its_goal() {
        assert_eq!(megabytes(10_000_000), "10.0");
        assert_eq!(megabytes(10_000_001), "10.1");
    }

    #[test]
    fn a_key_copied_with_its_line_end_still_makes_one_line_of_json() {
        let expected = r#"{"plugins":{"updater":{"pubkey":"dW50+/=="}}}"#;
        assert_eq!(with_public_key(" dW50+/==\r\n"), expected);
    }

    #[test]
    fn a_kind_of_package_that_was_not_made_is_named() {
        let not_made = |names: &[&str], audience, system| {
            let made = |name: &&str| Package { path: name.into(), bytes: 1 };
            missing(&names.iter().map(made).collect::<Vec<_>>(), audience, system)
        };
        let (deb, rpm) = ("Fandesk_0.1.0_amd64.deb", "Fandesk-0.1.0-1.x86_64.rpm");
        assert_eq!(not_made(&[deb], Audience::ThisMachine, "linux"), Some("rpm"));
        assert_eq!(not_made(&[deb, rpm], Audience::ThisMachine, "linux"), None);
        assert_eq!(not_made(&[deb, rpm], Audience::Everybody, "linux"), Some("AppImage"));
        let dmg = "Fandesk_0.1.0_universal.dmg";
        assert_eq!(not_made(&[dmg], Audience::ThisMachine, "macos"), None);
        assert_eq!(not_made(&[dmg], Audience::Everybody, "macos"), Some("gz"));
    }

    #[test]
    fn on_macos_everybody_gets_one_program_for_both_kinds_of_processor() {
        assert_eq!(target(Audience::Everybody, "macos"), Some("universal-apple-darwin"));
        assert_eq!(target(Audience::ThisMachine, "macos"), None);
        for system in ["linux", "windows"] {
            assert_eq!(target(Audience::Everybody, system), None);
        }
    }
}
