//! The files that are asked: people with tags, remarks, posters and a history, made once and kept.

use std::path::{Path, PathBuf};
use std::time::Instant;

use fandesk_store::{
    AccountStore, Change, DetailRow, FollowerId, JobStage, Key, ListedTag, NewList, StagedList,
};
use serde_json::Value;

use crate::Outcome;

pub(crate) const NOW: i64 = 1_790_000_000;
pub(crate) const DAY: i64 = 86_400;
pub(crate) const KEY: [u8; 32] = [6; 32];
/// The only pasted list.
pub(crate) const LIST: u32 = 1;

/// Whoever is in a job or a list: this many, evenly spread.
const FEW: u32 = 20_000;

pub(crate) fn file(folder: &Path, people: u32) -> PathBuf {
    folder.join(format!("bench-data/find-{people}.db"))
}

/// Makes the file with this many people if it is not there.
pub(crate) fn make(folder: &Path, people: u32) -> Outcome<Value> {
    let path = file(folder, people);
    if path.exists() {
        return Ok(Value::Null);
    }
    let unfinished = path.with_extension("unfinished");
    let beside = |end: &str| {
        let mut name = unfinished.clone().into_os_string();
        name.push(end);
        PathBuf::from(name)
    };
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(beside(end));
    }
    let begun = Instant::now();
    fill(&AccountStore::open(&unfinished, &Key::new(KEY), folder)?, people)?;
    if beside("-wal").exists() {
        return Err("a part of the file lies beside it".into());
    }
    std::fs::rename(&unfinished, path)?;
    println!("made in {:.0} s", begun.elapsed().as_secs_f64());
    Ok(Value::Null)
}

fn fill(store: &AccountStore, people: u32) -> Outcome<()> {
    let tags: Vec<ListedTag> =
        (100..120).map(|id| ListedTag { id, name: format!("标签{id}"), count: 0 }).collect();
    store.replace_tags(&tags, NOW - 400 * DAY)?;
    let all: Vec<u32> = (0..people).collect();
    list(store, &all, NOW - 400 * DAY)?;
    // Details are asked for in the order of local numbers, and that is the order of OpenIDs.
    let mut by_openid = all.clone();
    by_openid.sort_by_cached_key(|&person| openid(person));
    for part in by_openid.chunks(10_000) {
        let rows: Vec<DetailRow> = part.iter().map(|&person| detail(person)).collect();
        store.save_details(&rows, NOW - 399 * DAY, store.read_stamp())?;
    }
    // One in 25 leaves; half of them come back.
    let stays = |person: &u32| person % 25 != 3;
    list(store, &all.iter().copied().filter(stays).collect::<Vec<_>>(), NOW - 45 * DAY)?;
    let back = |person: &u32| stays(person) || person % 50 == 3;
    list(store, &all.iter().copied().filter(back).collect::<Vec<_>>(), NOW - 3 * DAY)?;
    let step = (people / FEW).max(1) as usize;
    let few: Vec<FollowerId> = (1..=people).step_by(step).collect();
    done(store, &Change::Tags { add: vec![100], remove: vec![101] }, &few, NOW - 20 * DAY)?;
    done(store, &Change::Block { reason: String::new() }, &few[..few.len() / 10], NOW - 9 * DAY)?;
    let list = NewList { people: few.into_iter().collect(), ..NewList::default() };
    store.keep_list(&list, NOW)?;
    Ok(())
}

fn list(store: &AccountStore, people: &[u32], at: i64) -> Outcome<()> {
    let sync = store.start_sync("ids", &(), at)?;
    for page in people.chunks(10_000) {
        let openids: Vec<String> = page.iter().copied().map(openid).collect();
        store.stage_page(StagedList::Followers, &openids, "")?;
    }
    store.apply_difference(sync, at)?;
    store.finish_sync(sync, &(), at)?;
    Ok(())
}

/// A job that reaches everybody.
fn done(store: &AccountStore, change: &Change, people: &[FollowerId], at: i64) -> Outcome<()> {
    let draft = store.write_draft(change, people, at)?;
    store.move_job(draft.job, JobStage::Running, None, None, at)?;
    let units = if matches!(change, Change::Tags { .. }) { 2 } else { 1 };
    for unit in 0..units {
        let due = store.due_people(draft.job, unit, 0, people.len() as u32)?;
        let due: Vec<FollowerId> = due.into_iter().map(|due| due.id).collect();
        for batch in due.chunks(1_000) {
            store.commit_batch(draft.job, unit, batch, &[], at)?;
        }
    }
    Ok(())
}

pub(crate) fn openid(person: u32) -> String {
    let mixed = u64::from(person).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    format!("oFind_{mixed:016x}{:06}", person % 1_000_000)
}

/// About two tags each, a remark for one in twenty, a poster for one in three.
pub(crate) fn detail(person: u32) -> DetailRow {
    let drawn = u64::from(person).wrapping_mul(0xD1B5_4A32_D192_ED03) >> 20;
    let mut tags: Vec<u32> =
        (0..drawn % 5).map(|n| 100 + ((drawn >> (5 * n)) % 20) as u32).collect();
    tags.sort_unstable();
    tags.dedup();
    let pick =
        |values: &[&str], by: u64| values[(drawn / by % values.len() as u64) as usize].to_owned();
    DetailRow {
        openid: openid(person),
        subscribed: Some(true),
        unionid: (drawn % 7 != 0).then(|| format!("uFind_{drawn:022x}")),
        remark: Some(if drawn % 20 == 0 {
            format!("客户{}店", person % 977)
        } else {
            String::new()
        }),
        tags: Some(tags),
        followed_at: Some(NOW - (drawn % 100_000_000) as i64),
        source: Some(pick(&["ADD_SCENE_SEARCH", "ADD_SCENE_QR_CODE", "ADD_SCENE_OTHERS"], 1)),
        qr_scene: Some(if drawn % 3 == 1 { (drawn % 500) as u32 } else { 0 }),
        qr_text: Some(if drawn % 3 == 1 { format!("门店{}", drawn % 40) } else { String::new() }),
        language: Some(pick(&["zh_CN", "zh_CN", "zh_CN", "en", "zh_TW"], 11)),
        ..DetailRow::default()
    }
}
