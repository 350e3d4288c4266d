//! `cargo xtask licences`: lists whose work is in the program, for its About and its packages.
//!
//! The list follows from the two lock files. The test below writes it when asked and otherwise
//! fails when it is out of date, so that this command needs no JSON library either.

use crate::shell::{self, Outcome};

/// Shown by the program's About and installed beside it by the packages.
const LIST: &str = "ui/src/features/settings/licences.json";
/// Tells the test to write.
const UPDATE: &str = "UPDATE_LICENCES";

/// Writes the list.
pub(crate) fn write() -> Outcome {
    let mut test = shell::cargo(&["test", "--quiet", "--package", "xtask", "licences"]);
    test.env(UPDATE, "1");
    shell::run(test)?;
    println!("written to {LIST}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use std::collections::BTreeSet;
    use std::fs;

    /// What a package of the UI may be licensed under; crates are looked at by cargo-deny.
    const FINE_FOR_THE_UI: [&str; 8] = [
        "MIT",
        "Apache-2.0",
        "Apache-2.0 OR MIT",
        "ISC",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "0BSD",
        "Unlicense",
    ];

    /// Somebody's work in the program. Ordered by name as a person would, then by version.
    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
    struct Work {
        lowercase: String,
        name: String,
        version: String,
        licence: String,
    }

    impl Work {
        fn new(name: &str, version: &str, licence: &str) -> Self {
            assert!(!licence.is_empty(), "{name} {version} has no licence");
            Self {
                lowercase: name.to_lowercase(),
                name: name.to_owned(),
                version: version.to_owned(),
                // An older way to write it.
                licence: licence.replace(" / ", "/").replace('/', " OR "),
            }
        }
    }

    #[test]
    fn the_list_of_licences_is_up_to_date() {
        let mut works = crates();
        works.extend(ui_packages());
        works.extend(parts_in_c());
        let list = written(&works);
        let file = shell::root().join(LIST);
        if std::env::var_os(UPDATE).is_some() {
            fs::write(&file, list).expect("the list can be written");
        } else {
            let there = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
            assert!(there == list, "{LIST} is out of date: run `cargo xtask licences`");
        }
    }

    #[test]
    fn the_licences_of_the_uis_packages_ask_for_no_more_than_being_named() {
        let works = ui_packages();
        assert!(works.iter().any(|work| work.name == "react"), "the UI is made of React");
        let others: Vec<&Work> =
            works.iter().filter(|work| !FINE_FOR_THE_UI.contains(&work.licence.as_str())).collect();
        assert!(others.is_empty(), "look at these licences first: {others:?}");
    }

    /// One work a line, so that a change is read at once.
    fn written(works: &BTreeSet<Work>) -> String {
        let line = |work: &Work| {
            let [name, version, licence] =
                [&work.name, &work.version, &work.licence].map(|text| json!(text));
            format!(r#"  {{ "name": {name}, "version": {version}, "licence": {licence} }}"#)
        };
        let lines: Vec<String> = works.iter().map(line).collect();
        format!("[\n{}\n]\n", lines.join(",\n"))
    }

    /// The crates linked into the program on any system: neither those that only build or test it,
    /// nor macros, nor the project's own.
    fn crates() -> BTreeSet<Work> {
        let mut tree =
            shell::cargo(&["tree", "--locked", "--package", "fandesk", "--target", "all"]);
        tree.args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}|{l}"]);
        let tree = tree.output().expect("cargo runs");
        let said = String::from_utf8_lossy(&tree.stderr);
        assert!(tree.status.success(), "the crates cannot be listed: {said}");
        let tree = String::from_utf8_lossy(&tree.stdout).into_owned();
        let lines = tree.lines().filter(|line| !line.is_empty() && !line.starts_with("fandesk"));
        lines
            .map(|line| {
                // "(*)" marks a crate whose own dependencies were listed above.
                let line = line.strip_suffix(" (*)").unwrap_or(line);
                let (package, licence) = line.split_once('|').expect("as in the format");
                let mut words = package.split(' ');
                let (Some(name), Some(version)) = (words.next(), words.next()) else {
                    panic!("a crate has a name and a version: {line}");
                };
                Work::new(name, version.trim_start_matches('v'), licence)
            })
            .collect()
    }

    /// What `npm` installs for the UI to run, not for building or testing it.
    fn ui_packages() -> BTreeSet<Work> {
        let lock = fs::read(shell::root().join("ui/package-lock.json")).expect("npm's lock");
        let lock: Value = serde_json::from_slice(&lock).expect("npm's lock is JSON");
        let packages = lock["packages"].as_object().expect("a lock lists packages");
        let only_for_us = ["dev", "devOptional", "optional"];
        packages
            .iter()
            .filter(|(path, package)| {
                !path.is_empty() && only_for_us.iter().all(|mark| package[mark] != true)
            })
            .map(|(path, package)| {
                let name =
                    path.rsplit_once("node_modules/").map_or(path.as_str(), |(_, name)| name);
                let text = |field: &str| package[field].as_str().unwrap_or_default();
                Work::new(name, text("version"), text("license"))
            })
            .collect()
    }

    /// Libraries in C that come inside of crates with licences of their own. `openssl-src` tells
    /// OpenSSL's version behind its own.
    fn parts_in_c() -> BTreeSet<Work> {
        let sqlite = format!("in libsqlite3-sys {}", locked("libsqlite3-sys"));
        let openssl = locked("openssl-src");
        let (_, openssl) = openssl.split_once('+').expect("openssl-src 300.6.1+3.6.3");
        BTreeSet::from([
            Work::new("OpenSSL", openssl, "Apache-2.0"),
            Work::new("SQLCipher", &sqlite, "BSD-3-Clause"),
            Work::new("SQLite", &sqlite, "blessing"),
        ])
    }

    /// The version of a crate in cargo's lock.
    fn locked(name: &str) -> String {
        let lock = fs::read_to_string(shell::root().join("Cargo.lock")).expect("cargo's lock");
        let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{name}\""));
        let version = lines.nth(1).and_then(|line| line.strip_prefix("version = "));
        version.unwrap_or_else(|| panic!("{name} is locked")).trim_matches('"').to_owned()
    }
}
