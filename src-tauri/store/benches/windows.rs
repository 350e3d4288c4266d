//! `windows`: rows of a grid over 1,000,000 followers, encrypted and warm.
//!
//! Windows at any depth are compared with rows read by primary key in the same run; collecting a
//! result set with the same at a quarter of the people; and a small edit is timed while bulk
//! writing goes on.

#![expect(clippy::print_stdout, reason = "a benchmark tells what it measures")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use fandesk_store::{
    AccountStore, Change, DetailRow, Filter, FollowerId, JobStage, Key, ListedTag, Period,
    Relation, Sort, SortKey, StagedList,
};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use rusqlite::types::Value;
use rusqlite::{Connection, Row};
use serde_json::json;

const PEOPLE: u32 = 1_000_000;
/// Windows drawn for each pair of filter and sort.
const WINDOWS: usize = 100;
const ROWS: u32 = 100;
const NOW: i64 = 1_790_000_000;
const KEY: [u8; 32] = [5; 32];

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    // `cargo test --benches` must not measure anything.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let folder = results_folder();
    let [small, large] = result_set_times(&folder)?;
    let slowest = large.first.iter().max().copied().unwrap_or_default();

    let begun = Instant::now();
    let store = opened(&folder, PEOPLE)?;
    println!("opened in {:.2} s", begun.elapsed().as_secs_f64());
    println!(
        "{} people, {} links, {} cores",
        store.following(),
        store.tags().iter().map(|tag| u64::from(tag.local_count)).sum::<u64>(),
        std::thread::available_parallelism()?
    );

    let windows = percentile_95(window_times(&store)?);
    drop(store);
    let by_key = percentile_95(primary_key_times(&folder)?);
    let wait = longest_write_wait(&folder)?;
    let rows = json!([
        row("window_p95_ms", millis(windows), "ms", Some("<= 5")),
        row("primary_key_p95_ms", millis(by_key), "ms", None),
        row(
            "window_ratio_to_primary_key",
            windows.as_secs_f64() / by_key.as_secs_f64(),
            "times",
            Some("<= 3")
        ),
        row("result_set_s", slowest.as_secs_f64(), "s", Some("<= 0.3")),
        row("result_set_growth_4x", growth(&small.again, &large.again), "times", Some("<= 4.4")),
        row("first_result_set_growth_4x", growth(&small.first, &large.first), "times", None),
        row("longest_write_wait_ms", millis(wait), "ms", Some("<= 100")),
    ]);
    let text = serde_json::to_string(&json!({ "bench": "windows", "rows": rows }))?;
    std::fs::write(folder.join("windows.json"), text)?;
    Ok(())
}

fn row(measure: &str, value: f64, unit: &str, goal: Option<&str>) -> serde_json::Value {
    json!({ "measure": measure, "value": value, "unit": unit, "goal": goal })
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn percentile_95(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() * 95 / 100]
}

fn results_folder() -> PathBuf {
    std::env::var_os("FANDESK_BENCH_DIR").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/bench"),
        PathBuf::from,
    )
}

/// Ten questions as an operator asks them.
fn questions() -> Vec<(Filter, Vec<Sort>)> {
    let all_of = |filters: Vec<Filter>| Filter::AllOf { filters };
    let tag = |tag| Filter::Tag { tag };
    let sort = |by, descending| vec![Sort { by, descending }];
    let newest = || sort(SortKey::FollowedAt, true);
    vec![
        (Filter::Following, newest()),
        (Filter::Following, sort(SortKey::Remark, false)),
        (Filter::Following, sort(SortKey::TagCount, true)),
        (tag(100), newest()),
        (all_of(vec![tag(100), tag(101)]), newest()),
        (all_of(vec![Filter::Following, Filter::NoneOf { filters: vec![tag(100)] }]), newest()),
        (Filter::Untagged, newest()),
        (
            Filter::Source { sources: vec!["ADD_SCENE_QR_CODE".to_owned()] },
            sort(SortKey::Qr, false),
        ),
        (
            all_of(vec![
                Filter::Following,
                Filter::Followed { when: Relation::During, period: Period::LastDays { days: 90 } },
            ]),
            sort(SortKey::Openid, false),
        ),
        (
            Filter::Text { text: "店".to_owned() },
            vec![
                Sort { by: SortKey::Source, descending: false },
                Sort { by: SortKey::FollowedAt, descending: true },
            ],
        ),
    ]
}

fn window_times(store: &AccountStore) -> Outcome<Vec<Duration>> {
    let mut random = SmallRng::seed_from_u64(1);
    let mut times = Vec::new();
    for (filter, sorts) in questions() {
        let set = store.open_result_set(&filter, &sorts, NOW)?;
        for measured in [false, true] {
            for _ in 0..WINDOWS {
                let start = random.random_range(0..set.people.max(ROWS + 1) - ROWS);
                let begun = Instant::now();
                let rows = store.window(set.id, start, ROWS)?;
                let took = begun.elapsed();
                if rows.is_empty() {
                    return Err(format!("no rows for {filter:?}").into());
                }
                if measured {
                    times.push(took);
                }
            }
        }
        store.close_result_set(set.id);
    }
    Ok(times)
}

/// The least that a window could cost: plain statements on the same file, with the same cache,
/// for rows drawn by primary key and for their tags.
fn primary_key_times(folder: &Path) -> Outcome<Vec<Duration>> {
    let connection = Connection::open(people_file(folder, PEOPLE))?;
    let key: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
    connection.pragma_update(None, "key", format!("x'{key}'"))?;
    connection.pragma_update(None, "cache_size", -256 * 1024)?;
    rusqlite::vtab::array::load_module(&connection)?;
    let mut rows = connection.prepare(
        "SELECT
            followers.id, openid, unionid, remark, followed_at, source, qr_scene, qr_text,
            language, following, left_before, blacklisted, read_at
        FROM rarray(?1) AS wanted
        CROSS JOIN followers ON followers.id = wanted.value
        CROSS JOIN details ON details.follower_id = followers.id",
    )?;
    let mut tags = connection.prepare(
        "SELECT follower_id, tag_id
        FROM rarray(?1) AS wanted
        CROSS JOIN follower_tags ON follower_tags.follower_id = wanted.value",
    )?;
    let mut random = SmallRng::seed_from_u64(2);
    let mut times = Vec::new();
    for round in 0..WINDOWS * 20 {
        let ids: Vec<Value> =
            (0..ROWS).map(|_| Value::from(random.random_range(1..=PEOPLE))).collect();
        let ids = Rc::new(ids);
        let begun = Instant::now();
        let found = rows.query_map([&ids], whole_row)?.collect::<Result<Vec<_>, _>>()?;
        let links = tags
            .query_map([&ids], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, u32>(1)?)))?
            .collect::<Result<Vec<_>, _>>()?;
        let took = begun.elapsed();
        if found.len() != ROWS as usize || links.is_empty() {
            return Err("rows are missing".into());
        }
        // The first half warms the cache.
        if round >= WINDOWS * 10 {
            times.push(took);
        }
    }
    Ok(times)
}

type WholeRow = (u32, Vec<Option<String>>, Vec<Option<i64>>);

/// Every column of a row, read as the grid reads it.
fn whole_row(row: &Row<'_>) -> rusqlite::Result<WholeRow> {
    let texts = [1, 2, 3, 5, 7, 8].map(|column| row.get(column));
    let numbers = [4, 6, 9, 10, 11, 12].map(|column| row.get(column));
    Ok((
        row.get(0)?,
        texts.into_iter().collect::<rusqlite::Result<_>>()?,
        numbers.into_iter().collect::<rusqlite::Result<_>>()?,
    ))
}

/// How long the ten questions take.
struct Questions {
    /// Each asked for the first time since the file was opened: orders must be made.
    first: Vec<Duration>,
    /// Each asked again: orders are kept until a write changes what they depend on.
    again: Vec<Duration>,
}

/// For a quarter of the people and for all: the best of five openings, taken in turns, since
/// other programs run as well.
fn result_set_times(folder: &Path) -> Outcome<[Questions; 2]> {
    let never = || vec![Duration::MAX; questions().len()];
    let mut best = [(); 2].map(|()| Questions { first: never(), again: never() });
    for _ in 0..5 {
        for (people, best) in [PEOPLE / 4, PEOPLE].into_iter().zip(&mut best) {
            let store = opened(folder, people)?;
            for times in [&mut best.first, &mut best.again] {
                for ((filter, sorts), best) in questions().iter().zip(times) {
                    let begun = Instant::now();
                    store.ordered_matches(filter, sorts, NOW)?;
                    *best = begun.elapsed().min(*best);
                }
            }
        }
    }
    println!("first and again for a quarter of the people, first and again for all, in ms:");
    for (n, (filter, sorts)) in questions().iter().enumerate() {
        for times in [&best[0].first, &best[0].again, &best[1].first, &best[1].again] {
            print!("{:6.1}", millis(times[n]));
        }
        println!("  {filter:?} by {sorts:?}");
    }
    Ok(best)
}

fn growth(small: &[Duration], large: &[Duration]) -> f64 {
    let sum = |times: &[Duration]| times.iter().sum::<Duration>().as_secs_f64();
    sum(large) / sum(small)
}

/// A fifty-row answer of a job is committed again and again while details of 100,000 people are written.
fn longest_write_wait(folder: &Path) -> Outcome<Duration> {
    let path = folder.join("bench-data/writing.db");
    remove(&path);
    let store = AccountStore::open(&path, &Key::new(KEY), folder)?;
    fill(&store, 100_000)?;
    let people: Vec<FollowerId> = (1..=50).collect();
    let writing = AtomicBool::new(true);
    let longest = std::thread::scope(|scope| -> Outcome<Duration> {
        let bulk = scope.spawn(|| -> Result<f64, String> {
            let people = by_openid((0..100_000).collect());
            let rows: Vec<DetailRow> = people.into_iter().map(|person| detail(person, 1)).collect();
            let begun = Instant::now();
            let saved = store.save_details(&rows, NOW + 1, store.read_stamp());
            writing.store(false, Ordering::SeqCst);
            saved.map_err(|error| error.to_string())?;
            Ok(100_000.0 / begun.elapsed().as_secs_f64())
        });
        let mut waits = Vec::new();
        let mut commits = 0;
        while writing.load(Ordering::SeqCst) || commits < 20 {
            let change = Change::Remark { remark: format!("{commits}") };
            let draft = store.write_draft(&change, &people, NOW)?;
            store.move_job(draft.job, JobStage::Running, None, None, NOW)?;
            let begun = Instant::now();
            store.commit_batch(draft.job, 0, &people, &[], NOW)?;
            waits.push(begun.elapsed());
            commits += 1;
        }
        let rows_per_s = bulk.join().map_err(|_| "the bulk write panicked")??;
        println!(
            "beside it {rows_per_s:.0} changed details a second; {commits} commits, p95 {:.1} ms",
            millis(percentile_95(waits.clone()))
        );
        Ok(waits.into_iter().max().unwrap_or_default())
    })?;
    drop(store);
    remove(&path);
    Ok(longest)
}

/// The file with this many people, made once.
fn opened(folder: &Path, people: u32) -> Outcome<AccountStore> {
    let path = people_file(folder, people);
    let key = Key::new(KEY);
    if let Ok(store) = AccountStore::open(&path, &key, folder)
        && store.following() == people
    {
        return Ok(store);
    }
    remove(&path);
    println!("making {people} people …");
    let store = AccountStore::open(&path, &key, folder)?;
    fill(&store, people)?;
    Ok(store)
}

fn people_file(folder: &Path, people: u32) -> PathBuf {
    folder.join(format!("bench-data/people-{people}.db"))
}

fn remove(path: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let _ = std::fs::remove_file(name);
    }
}

fn fill(store: &AccountStore, people: u32) -> Outcome<()> {
    let tags: Vec<ListedTag> =
        (100..120).map(|id| ListedTag { id, name: format!("标签{id}"), count: 0 }).collect();
    store.replace_tags(&tags, NOW)?;
    let sync = store.start_sync("ids", &(), NOW)?;
    let all: Vec<u32> = (0..people).collect();
    for page in all.chunks(10_000) {
        let openids: Vec<String> = page.iter().copied().map(openid).collect();
        store.stage_page(StagedList::Followers, &openids, "")?;
    }
    store.apply_difference(sync, NOW)?;
    // Details are asked for in the order of local numbers, and that is the order of OpenIDs.
    let all = by_openid(all);
    let mut saving = Duration::ZERO;
    for part in all.chunks(10_000) {
        let rows: Vec<DetailRow> = part.iter().map(|&person| detail(person, 0)).collect();
        let begun = Instant::now();
        store.save_details(&rows, NOW, store.read_stamp())?;
        saving += begun.elapsed();
    }
    println!("{:.0} first details a second", f64::from(people) / saving.as_secs_f64());
    store.finish_sync(sync, &(), NOW)?;
    Ok(())
}

fn by_openid(mut people: Vec<u32>) -> Vec<u32> {
    people.sort_by_cached_key(|&person| openid(person));
    people
}

fn openid(person: u32) -> String {
    let mixed = u64::from(person).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    format!("oBench{mixed:016x}{:06}", person % 1_000_000)
}

fn detail(person: u32, shift: u32) -> DetailRow {
    let drawn = (u64::from(person + shift)).wrapping_mul(0xD1B5_4A32_D192_ED03) >> 20;
    let tag = |place: u32| 100 + ((drawn >> (place * 5)) % 20) as u32;
    let mut tags = match drawn % 4 {
        0 => vec![],
        1 => vec![tag(0), tag(1)],
        2 => vec![tag(0), tag(1), tag(2)],
        _ => vec![tag(0), tag(1), tag(2)],
    };
    tags.sort_unstable();
    tags.dedup();
    let scenes = ["ADD_SCENE_SEARCH", "ADD_SCENE_QR_CODE", "ADD_SCENE_PROFILE_CARD"];
    DetailRow {
        openid: openid(person),
        subscribed: Some(true),
        unionid: Some(format!("uBench{drawn:022x}")),
        remark: Some(if drawn % 20 == 0 {
            format!("客户{}店", person % 977)
        } else {
            String::new()
        }),
        tags: Some(tags),
        followed_at: Some(NOW - (drawn % 100_000_000) as i64),
        source: Some(scenes[(drawn % 3) as usize].to_owned()),
        qr_scene: Some(0),
        qr_text: Some(if drawn % 3 == 1 { format!("门店{}", drawn % 40) } else { String::new() }),
        language: Some("zh_CN".to_owned()),
        ..DetailRow::default()
    }
}
