//! `cargo xtask package --check`: installs the .deb on this machine, uses the program as installed,
//! removes it, and looks at what is left.
//!
//! Not a part of `cargo xtask test`: the program is built as for publishing, which takes minutes.

use crate::packages::{self, Purpose};
use crate::shell::{self, Outcome};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The package's name, and its program's.
const NAME: &str = "fandesk";
/// Where packages put their files. Everything below must be afterwards as it was before.
const SYSTEM: [&str; 3] = ["/etc", "/opt", "/usr"];
/// A story of the journeys, told with whatever program `FANDESK_PROGRAM` names.
const STORY: &str = "installed::all_that_a_person_leaves_is_in_one_folder";

/// Whether a .deb can be installed here without taking away somebody's own Fandesk.
pub(crate) fn possible() -> Outcome {
    if !shell::is_installed("apt-get") {
        return Err("A .deb can be checked on Debian, Ubuntu and their like only.".into());
    }
    if shell::output("id", &["-u"]).as_deref() != Some("0") {
        return Err("Installing the .deb needs root. Run: sudo cargo xtask package --check".into());
    }
    if installed_version().is_some() {
        return Err(format!("{NAME} is installed here; the check would remove it."));
    }
    Ok(())
}

/// Installs, uses, removes. The package is removed even if something in between fails.
pub(crate) fn check(deb: &Path) -> Outcome {
    packages::ready(Purpose::Test)?;
    build_the_story()?;
    let deb = deb.to_str().ok_or("the package's path is not valid Unicode")?;
    let before = system_files()?;
    let used = install(deb).and_then(|()| use_it(deb));
    let removed = remove().and_then(|()| nothing_is_left(&before));
    used.and(removed)?;
    println!("\nThe package installs, works and goes without a trace but the operator's data.");
    Ok(())
}

/// First of all, so that nothing but the story happens while the package is installed.
fn build_the_story() -> Outcome {
    shell::run(shell::cargo(&["test", "--package", NAME, "--test", "journeys", "--no-run"]))
}

/// Packages that the program only recommends are left out: it must start without them.
fn install(deb: &str) -> Outcome {
    packages::apt_get(&["install", "--yes", "--no-install-recommends", deb])
}

fn use_it(deb: &str) -> Outcome {
    let version = installed_version().ok_or("the package is not installed after all")?;
    let promised = shell::output("dpkg-deb", &["--field", deb, "Version"]);
    if promised.as_deref() != Some(&version) {
        return Err(format!("version {version} is installed, not the package's {promised:?}"));
    }
    let program = installed_program()?;
    brings_its_openssl(&program)?;
    libraries_come_with_it(&program)?;
    let mut story = shell::cargo_on_virtual_screen(&[
        "test",
        "--package",
        NAME,
        "--test",
        "journeys",
        "--",
        "--ignored",
        "--exact",
        STORY,
    ]);
    story.env("FANDESK_PROGRAM", program);
    shell::run(story)
}

/// The one program among the package's files.
fn installed_program() -> Result<String, String> {
    let files = shell::output("dpkg-query", &["--listfiles", NAME]).unwrap_or_default();
    println!("\n{files}");
    let program = format!("/usr/bin/{NAME}");
    for wanted in [&program, "/usr/share/applications/Fandesk.desktop"] {
        if !files.lines().any(|line| line == wanted) {
            return Err(format!("the package has no {wanted}"));
        }
    }
    Ok(program)
}

/// Systems differ in their OpenSSL, and not all have one.
fn brings_its_openssl(program: &str) -> Outcome {
    let asked_for =
        shell::output("readelf", &["--dynamic", program]).ok_or("readelf cannot read it")?;
    if asked_for.contains("libcrypto.so") {
        return Err("the program takes the system's OpenSSL instead of its own".into());
    }
    Ok(())
}

/// This machine has more than the package asks for. So every library that the program loads must
/// belong to a package it depends on, directly or not.
fn libraries_come_with_it(program: &str) -> Outcome {
    let loaded = shell::output("ldd", &[program]).ok_or("ldd cannot read the program")?;
    let depends = dependencies()?;
    for path in loaded.lines().filter_map(|line| line.split_once("=> ")?.1.split(' ').next()) {
        let path = std::fs::canonicalize(path).map_err(|error| format!("{path}: {error}"))?;
        let owner = owner(&path).ok_or(format!("no package has {}", path.display()))?;
        if !depends.contains(&owner) {
            return Err(format!(
                "the program loads {} from {owner}, on which the package does not depend",
                path.display()
            ));
        }
    }
    Ok(())
}

/// All packages that come with this one on a bare system.
fn dependencies() -> Result<BTreeSet<String>, String> {
    let only_depends = [
        "depends",
        "--recurse",
        "--installed",
        "--no-recommends",
        "--no-suggests",
        "--no-conflicts",
        "--no-breaks",
        "--no-replaces",
        "--no-enhances",
        NAME,
    ];
    let tree = shell::output("apt-cache", &only_depends).ok_or("apt-cache cannot be asked")?;
    // A package stands at the beginning of a line, what it depends on is indented.
    let names = tree.lines().filter(|line| !line.starts_with([' ', '<', '|']));
    Ok(names.map(|name| name.split(':').next().unwrap_or(name).to_owned()).collect())
}

/// dpkg may know a library by its path from before `/lib` became a part of `/usr`.
fn owner(library: &Path) -> Option<String> {
    let whole = library.to_str()?;
    let older = whole.strip_prefix("/usr").unwrap_or(whole);
    let found = [whole, older].into_iter().find_map(|path| shell::output("dpkg", &["-S", path]))?;
    Some(found.split(':').next()?.to_owned())
}

fn remove() -> Outcome {
    packages::apt_get(&["purge", "--yes", NAME])
}

/// The story itself looks at the operator's folders; here is the rest of the system.
fn nothing_is_left(before: &BTreeSet<PathBuf>) -> Outcome {
    if installed_version().is_some() {
        return Err("the package is still installed".into());
    }
    // Libraries that came with it stay until `apt-get autoremove`; they bear other names.
    let ours = |path: &&PathBuf| path.to_string_lossy().to_lowercase().contains(NAME);
    let after = system_files()?;
    let left: Vec<&PathBuf> = after.difference(before).filter(ours).collect();
    if left.is_empty() { Ok(()) } else { Err(format!("removing the package left {left:?}")) }
}

fn installed_version() -> Option<String> {
    let format = "--showformat=${db:Status-Status} ${Version}";
    let state = shell::output("dpkg-query", &["--show", format, NAME])?;
    state.strip_prefix("installed ").map(str::to_owned)
}

fn system_files() -> Result<BTreeSet<PathBuf>, String> {
    let mut arguments = SYSTEM.to_vec();
    arguments.push("-xdev");
    let found = shell::output("find", &arguments).ok_or("the system's files cannot be listed")?;
    Ok(found.lines().map(PathBuf::from).collect())
}
