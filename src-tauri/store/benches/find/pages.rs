//! First pages: in orders that are kept, right after a commit, and in orders that must be made anew.

use std::path::Path;
use std::time::{Duration, Instant};

use fandesk_store::{AccountStore, DetailRow, Filter, FollowerId, Key, Sort, SortKey, StagedList};
use serde_json::{Value, json};

use crate::engine::memory;
use crate::questions::questions;
use crate::world::{DAY, KEY, NOW, detail, file, openid};
use crate::{Outcome, RUNS, all_millis, millis};

/// Pages of each kind asked for while the file changes: each comes after a commit of its own.
const CHANGING_RUNS: usize = RUNS / 5;

/// As many as WeChat tells of in one answer.
const CHANGED_AT_ONCE: u32 = 100;

/// Orders that an operator comes back to.
pub(crate) fn sorts() -> [Vec<Sort>; 5] {
    [
        vec![by(SortKey::FollowedAt, true)],
        vec![by(SortKey::Remark, false)],
        vec![by(SortKey::TagCount, true), by(SortKey::FollowedAt, false)],
        vec![by(SortKey::Source, false), by(SortKey::Qr, false), by(SortKey::FollowedAt, true)],
        vec![by(SortKey::Openid, false)],
    ]
}

/// Orders by several columns. A new person in the file spoils whatever was kept for any of them.
fn new_sorts() -> [Vec<Sort>; 4] {
    [
        vec![by(SortKey::Qr, true), by(SortKey::Openid, true)],
        vec![by(SortKey::TagCount, false), by(SortKey::Remark, true), by(SortKey::Source, true)],
        vec![by(SortKey::Remark, false), by(SortKey::Qr, false), by(SortKey::Openid, false)],
        vec![by(SortKey::Source, true), by(SortKey::LeftAt, true), by(SortKey::FollowedAt, false)],
    ]
}

fn by(by: SortKey, descending: bool) -> Sort {
    Sort { by, descending }
}

/// An order for whoever reads the figures.
pub(crate) fn words(sorts: &[Sort]) -> String {
    let words = sorts.iter().map(|sort| {
        let direction = if sort.descending { "descending" } else { "ascending" };
        format!("{:?} {direction}", sort.by)
    });
    words.collect::<Vec<_>>().join(", ")
}

/// Question after question, each under the next order, as after a change of both.
pub(crate) fn of_kept_orders(store: &AccountStore) -> Outcome<Vec<Duration>> {
    let mut all = Vec::new();
    for (n, question) in questions().into_iter().enumerate() {
        let mut worst = Duration::ZERO;
        for run in 0..RUNS {
            let took = first_page(store, &question.filter, &sorts()[(n + run) % sorts().len()])?;
            worst = worst.max(took);
            all.push(took);
        }
        println!("first page {:8.2} ms at worst: {}", millis(worst), question.name);
    }
    Ok(all)
}

fn first_page(store: &AccountStore, filter: &Filter, sorts: &[Sort]) -> Outcome<Duration> {
    let begun = Instant::now();
    let set = store.open_result_set(filter, sorts, NOW)?;
    let took = begun.elapsed();
    store.close_result_set(set.id);
    Ok(took)
}

/// The same on a copy that changes before each page: of a hundred people whatever can be sorted by; or
/// somebody is new, and no order is good any more.
pub(crate) fn figures_while_changing(folder: &Path, people: u32) -> Outcome<Value> {
    let copy = folder.join(format!("bench-data/find-changing-{people}.db"));
    forget(&copy);
    std::fs::copy(file(folder, people), &copy)?;
    let figures = while_changing(&AccountStore::open(&copy, &Key::new(KEY), folder)?, people);
    forget(&copy);
    figures
}

fn forget(file: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(end);
        // Most of them are not there.
        let _ = std::fs::remove_file(name);
    }
}

fn while_changing(store: &AccountStore, people: u32) -> Outcome<Value> {
    let mut all = Vec::new();
    let mut blacklist = blacklist(store)?;
    let mut commits: u32 = 0;
    for (n, question) in questions().into_iter().enumerate() {
        let (mut worst_changed, mut worst_new) = (Duration::ZERO, Duration::ZERO);
        for run in 0..CHANGING_RUNS {
            commits += 1;
            change(store, commits, people)?;
            let sorts = sorts();
            let took = first_page(store, &question.filter, &sorts[(n + run) % sorts.len()])?;
            worst_changed = worst_changed.max(took);
            all.push(took);

            blacklist.push(openid(people + commits));
            let stamp = store.read_stamp();
            store.stage_page(StagedList::Blacklist, &blacklist, "")?;
            store.replace_blacklist(NOW, stamp)?;
            let sorts = new_sorts();
            let took = first_page(store, &question.filter, &sorts[(n + run) % sorts.len()])?;
            worst_new = worst_new.max(took);
            all.push(took);
        }
        println!(
            "first page {:8.2} ms at worst after a commit, {:8.2} ms in an order made anew: {}",
            millis(worst_changed),
            millis(worst_new),
            question.name
        );
    }
    Ok(json!({ "first_page_ms": all_millis(&all), "peak_mb": memory("VmHWM")? / 1e6 }))
}

/// Who is on the blacklist, as WeChat would list them.
fn blacklist(store: &AccountStore) -> Outcome<Vec<String>> {
    let people = store.matching(&Filter::Blacklisted, NOW)?;
    let ids: Vec<FollowerId> = people.into_iter().collect();
    Ok(store.rows(&ids).into_iter().map(|row| row.openid).collect())
}

/// An answer of WeChat's about a hundred people, all of whom look otherwise now.
fn change(store: &AccountStore, commit: u32, people: u32) -> Outcome<()> {
    let changed = |n: u32| {
        let person = (commit * CHANGED_AT_ONCE + n).wrapping_mul(7_919) % people;
        DetailRow {
            openid: openid(person),
            remark: Some(format!("回访{commit}-{n}")),
            tags: Some(vec![100 + commit % 20]),
            followed_at: Some(NOW - i64::from(commit % 400) * DAY),
            source: Some("ADD_SCENE_PROFILE_CARD".to_owned()),
            qr_scene: Some(commit % 500),
            qr_text: Some(format!("门店{}", commit % 40)),
            ..detail(person)
        }
    };
    let rows: Vec<DetailRow> = (0..CHANGED_AT_ONCE).map(changed).collect();
    store.save_details(&rows, NOW, store.read_stamp())?;
    Ok(())
}
