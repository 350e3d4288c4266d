//! Checks of the release workflow and its configuration: what can be said without running it.

use crate::package::{PRIVATE_KEY, PUBLIC_KEY};
use crate::shell;
use serde_json::Value;
use std::fs;
use tauri_utils::config::{BundleType, Config, Updater, parse};
use tauri_utils::platform::Target;

const WORKFLOW: &str = ".github/workflows/release.yml";
const SYSTEMS: [Target; 3] = [Target::Linux, Target::Windows, Target::MacOS];

#[test]
fn the_workflow_says_at_its_top_that_it_was_not_run() {
    let head = workflow_text().lines().take_while(|line| line.starts_with('#')).collect::<String>();
    assert!(head.contains("never been run"), "whoever runs it first must know");
}

#[test]
fn the_workflow_makes_packages_on_all_three_systems_and_publishes_them_with_checksums() {
    let workflow = workflow();
    let systems = &workflow["jobs"]["package"]["strategy"]["matrix"]["include"];
    let named = |name: &str| {
        let systems = systems.as_array().expect("a job for each system");
        systems.iter().any(|one| one["runner"].as_str().is_some_and(|run| run.starts_with(name)))
    };
    assert!(["ubuntu", "windows", "macos"].into_iter().all(named), "{systems}");
    let packaging = commands(&workflow["jobs"]["package"]).join("\n");
    assert!(packaging.contains("cargo xtask package --release"), "{packaging}");
    let publishing = commands(&workflow["jobs"]["publish"]).join("\n");
    assert!(publishing.contains("sha256sum"), "{publishing}");
    assert_eq!(workflow["jobs"]["publish"]["needs"], serde_json::json!(["test", "package"]));
}

#[test]
fn the_workflow_prepares_both_kinds_of_mac() {
    let workflow = workflow();
    let preparing = step(&workflow["jobs"]["package"], "rustup target add ");
    assert_eq!(preparing["if"], "matrix.name == 'macos'");
    let targets = preparing["run"].as_str().unwrap_or_default();
    for target in ["aarch64-apple-darwin", "x86_64-apple-darwin"] {
        assert!(targets.split_whitespace().any(|word| word == target), "{targets}");
    }
}

#[test]
fn the_workflow_hands_the_signing_keys_to_the_packaging() {
    let workflow = workflow();
    let keys = &step(&workflow["jobs"]["package"], "cargo xtask package --release")["env"];
    assert_eq!(keys[PUBLIC_KEY], format!("${{{{ vars.{PUBLIC_KEY} }}}}"));
    for secret in [PRIVATE_KEY, "TAURI_SIGNING_PRIVATE_KEY_PASSWORD"] {
        assert_eq!(keys[secret], format!("${{{{ secrets.{secret} }}}}"));
    }
}

#[test]
fn every_command_of_ours_that_the_workflow_calls_exists() {
    let all = commands(&workflow());
    let ours: Vec<&str> = all.iter().flat_map(|run| run.lines()).filter_map(ours).collect();
    assert!(ours.len() >= 3, "it tests, checks and makes packages: {ours:?}");
    for call in ours {
        let mut words = call.split_whitespace();
        let command = words.next().unwrap_or_default();
        let lines: Vec<&str> = crate::HELP.lines().collect();
        let at = lines.iter().position(|line| {
            line.strip_prefix("cargo xtask ").is_some_and(|line| line.starts_with(command))
        });
        let at = at.unwrap_or_else(|| panic!("there is no `cargo xtask {command}`"));
        // Flags are indented below their command.
        let flags: Vec<&str> =
            lines[at + 1..].iter().map_while(|line| line.strip_prefix("    --")).collect();
        for flag in words.filter_map(|word| word.strip_prefix("--")) {
            let known = flags.iter().any(|line| line.split(' ').next() == Some(flag));
            assert!(known, "`cargo xtask {command}` has no --{flag}");
        }
    }
}

/// What follows `cargo xtask` in a line.
fn ours(line: &str) -> Option<&str> {
    line.split_once("cargo xtask ").map(|(_, call)| call)
}

#[test]
fn every_file_of_ours_that_the_workflow_names_exists() {
    let root = shell::root();
    let text = workflow_text();
    let words = text.split(|c: char| c.is_whitespace() || "\"'`(),;=".contains(c));
    let words = words.map(|word| word.trim_start_matches("./").trim_end_matches(['.', ':']));
    let ours = |word: &&str| {
        let Some((first, _)) = word.split_once('/') else { return false };
        // What is built is not there before.
        first != "target" && !first.is_empty() && root.join(first).is_dir()
    };
    let named: Vec<&str> = words.filter(ours).collect();
    assert!(!named.is_empty(), "it names the lock of the UI's packages at least");
    for path in named {
        assert!(root.join(path).exists(), "the workflow names {path}, which is not there");
    }
}

#[test]
fn published_packages_are_signed_and_of_every_kind() {
    for system in SYSTEMS {
        let config = release_config(system);
        assert_eq!(config.bundle.create_updater_artifacts, Updater::Bool(true), "{system:?}");
        let kinds = config.bundle.targets.to_vec();
        let wanted = match system {
            Target::Linux => vec![BundleType::Deb, BundleType::Rpm, BundleType::AppImage],
            Target::Windows => vec![BundleType::Nsis, BundleType::Msi],
            // The updater's archive is made of the app.
            _ => vec![BundleType::App, BundleType::Dmg],
        };
        for kind in wanted {
            assert!(kinds.contains(&kind), "{kind:?} on {system:?}");
        }
    }
}

#[test]
fn every_file_that_the_packages_take_in_exists() {
    let root = shell::root();
    let bundle = release_config(Target::Linux).bundle;
    let mut files: Vec<_> = bundle.icon.iter().map(Into::into).collect();
    files.extend(bundle.license_file);
    for linux in [
        (bundle.linux.deb.desktop_template, bundle.linux.deb.files),
        (bundle.linux.rpm.desktop_template, bundle.linux.rpm.files),
    ] {
        files.push(linux.0.expect("a desktop entry in two languages"));
        files.extend(linux.1.into_values());
    }
    for file in files {
        assert!(root.join(&file).is_file(), "{} is not there", file.display());
    }
}

#[test]
fn the_version_is_written_in_the_root_manifest_alone() {
    let root = shell::root();
    for system in SYSTEMS {
        assert_eq!(release_config(system).version, None, "Tauri takes the manifest's");
    }
    let package = fs::read(root.join("ui/package.json")).expect("the UI's manifest");
    let package: Value = serde_json::from_slice(&package).expect("it is JSON");
    assert_eq!(package["version"], Value::Null, "nobody asks for the UI's own version");
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("the root manifest");
    let version = format!("[workspace.package]\nversion = \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(manifest.replace("\r\n", "\n").contains(&version), "every crate has this version");
}

/// `tauri.conf.json`, a system's own file if there is one, and the release's, as Tauri merges them.
fn release_config(system: Target) -> Config {
    let root = shell::root();
    let (mut config, _) = parse::read_from(system, &root).expect("tauri.conf.json can be read");
    let (release, _): (Value, _) =
        parse::parse_value(system, root.join("tauri.release.conf.json")).expect("so can this");
    json_patch::merge(&mut config, &release);
    serde_json::from_value(config).expect("the merged configuration is one of Tauri's")
}

fn workflow() -> Value {
    serde_saphyr::from_str(&workflow_text()).expect("the workflow is YAML")
}

fn workflow_text() -> String {
    fs::read_to_string(shell::root().join(WORKFLOW)).expect("there is a release workflow")
}

/// The step of a job whose command begins so.
fn step<'a>(job: &'a Value, command: &str) -> &'a Value {
    let begins = |step: &&Value| step["run"].as_str().is_some_and(|run| run.starts_with(command));
    let steps = job["steps"].as_array().expect("a job has steps");
    steps.iter().find(begins).unwrap_or_else(|| panic!("no step runs `{command}`"))
}

/// All shell commands below a part of the workflow.
fn commands(part: &Value) -> Vec<String> {
    match part {
        Value::Object(fields) => {
            let run = fields.get("run").and_then(Value::as_str).map(str::to_owned);
            run.into_iter().chain(fields.values().flat_map(commands)).collect()
        }
        Value::Array(items) => items.iter().flat_map(commands).collect(),
        _ => Vec::new(),
    }
}
