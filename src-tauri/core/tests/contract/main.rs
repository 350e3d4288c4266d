//! The contract between core and window: written from the table of commands, and checked.
//!
//! `UPDATE_CONTRACT=1 cargo test -p fandesk-core --test contract` writes both files anew.

// The helpers are test code too, though clippy cannot know.
#![allow(clippy::unwrap_used)]

mod layout;

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::path::PathBuf;

use fandesk_core::{AppError, DeskEvent, for_each_command};
use ts_rs::{Config, TS, TypeVisitor};

/// Numbers that are no types of their own in Rust; in the window they are.
const NUMBERS: [(&str, &str); 9] = [
    ("FollowerId", "Local number of a follower inside one account's file; never sent to WeChat."),
    ("TagId", "WeChat's number of a tag; belongs to one account."),
    ("JobId", "Number of a job inside one account's file."),
    ("ListId", "Number of a pasted list inside one account's file."),
    ("SegmentId", "Number of a segment inside one account's file."),
    ("ViewId", "Number of a saved view inside one account's file."),
    ("SyncId", "Number of a sync inside one account's file."),
    ("ResultSetId", "Number of a result set of one open account; not kept across restarts."),
    ("UnixSeconds", "Unix time in seconds."),
];

struct Command {
    name: &'static str,
    doc: String,
    input: String,
    output: String,
}

/// Collects every type that a command or an event is made of.
struct Collector {
    config: Config,
    seen: HashSet<TypeId>,
    declarations: BTreeMap<String, String>,
}

impl Collector {
    fn name<T: TS + 'static>(&mut self) -> String {
        self.visit::<T>();
        layout::name_laid_out(&T::name(&self.config))
    }
}

impl TypeVisitor for Collector {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declaration = layout::laid_out(&format!("{docs}export {}", T::decl(&self.config)));
            self.declarations.insert(T::ident(&self.config), declaration);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

fn collect() -> (Vec<Command>, BTreeMap<String, String>) {
    let mut collector = Collector {
        config: Config::new().with_large_int("number"),
        seen: HashSet::new(),
        declarations: BTreeMap::new(),
    };
    collector.visit::<AppError>();
    collector.visit::<DeskEvent>();
    let mut commands = Vec::new();
    macro_rules! collect_commands {
        ($($(#[doc = $doc:literal])* $name:ident: $input:ty => $output:ty, $handler:path;)*) => {$(
            commands.push(Command {
                name: stringify!($name),
                doc: concat!($($doc),*).trim().to_owned(),
                input: collector.name::<$input>(),
                output: collector.name::<$output>(),
            });
        )*};
    }
    for_each_command!(collect_commands);
    (commands, collector.declarations)
}

fn typescript(commands: &[Command], declarations: &BTreeMap<String, String>) -> String {
    let mut text = String::from(
        "// Written by a test of fandesk-core from the contract table. Do not edit by hand.\n",
    );
    for (name, doc) in NUMBERS {
        write!(text, "\n/** {doc} */\nexport type {name} = number;\n").unwrap();
    }
    for declaration in declarations.values() {
        writeln!(text, "\n{declaration}").unwrap();
    }
    text.push_str(
        "\n/** Every command with what it takes and gives. */\nexport type Commands = {\n",
    );
    for Command { name, doc, input, output } in commands {
        writeln!(text, "  /** {doc} */\n  {name}: {{ input: {input}; output: {output} }};")
            .unwrap();
    }
    text.push_str("};\n");
    text
}

fn permissions(commands: &[Command]) -> String {
    let mut text = String::from(
        "# Written by a test from the contract table. Do not edit by hand.

[[permission]]
identifier = \"desk\"
description = \"Every command of the contract\"
commands.allow = [
",
    );
    for command in commands {
        writeln!(text, "  \"{}\",", command.name).unwrap();
    }
    text.push_str("]\n");
    text
}

/// Compares a committed file with what it should hold, or writes it when asked to.
fn check(path: &str, expected: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    if std::env::var_os("UPDATE_CONTRACT").is_some() {
        std::fs::write(&path, expected).unwrap();
        return;
    }
    // Git may have turned the line ends on Windows.
    let found = std::fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(found == expected, "{} is stale: run with UPDATE_CONTRACT=1", path.display());
}

#[test]
fn the_window_knows_exactly_the_commands_and_types_of_the_core() {
    let (commands, declarations) = collect();
    check("ui/src/desk/contract.ts", &typescript(&commands, &declarations));
}

#[test]
fn the_window_may_call_every_command_of_the_contract_and_nothing_else() {
    let (commands, _) = collect();
    check("src-tauri/app/permissions/desk.toml", &permissions(&commands));
}
