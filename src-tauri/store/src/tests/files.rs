//! Files that are locked, spoilt, newer, full or written to while the power fails.

use std::io::{Read, Seek, SeekFrom, Write};
use std::process::{Command, Stdio};

use rusqlite::Connection;

use super::world::{NOW, World, detail, key, open, openid, path};
use crate::account::MIGRATIONS;
use crate::migrate::migrate;
use crate::{AccountStore, DeskStore, Error, Key, StagedList};

#[test]
fn a_file_holds_nothing_that_can_be_read_without_its_key() {
    let world = World::with_people(50);
    let path = world.path();
    drop(world.store);
    let bytes = std::fs::read(path).unwrap();
    for needle in ["SQLite format", "oTest-", "王小姐", "标签"] {
        let found = bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
        assert!(!found, "{needle} is readable");
    }
}

#[test]
fn a_wrong_key_is_told_from_damage_and_changes_nothing() {
    let World { store, folder } = World::with_people(500);
    drop(store);
    let before = std::fs::read(path(&folder)).unwrap();
    let backups = folder.path().join("backups");
    let wrong = AccountStore::open(&path(&folder), &Key::new([9; 32]), &backups).unwrap_err();
    assert!(matches!(wrong, Error::WrongKey), "{wrong}");
    assert_eq!(std::fs::read(path(&folder)).unwrap(), before);
    assert_eq!(open(&folder).unwrap().following(), 500);
}

#[test]
fn damage_is_found_and_the_file_is_set_aside_whole() {
    let World { store, folder } = World::with_people(500);
    drop(store);
    let mut file = std::fs::OpenOptions::new().read(true).write(true).open(path(&folder)).unwrap();
    file.seek(SeekFrom::Start(100)).unwrap();
    file.write_all(&[0xA5; 3_000]).unwrap();
    drop(file);
    let damaged = std::fs::read(path(&folder)).unwrap();
    let error = open(&folder).unwrap_err();
    assert!(matches!(error, Error::Damaged), "{error}");
    let aside = crate::set_aside(&path(&folder), &folder.path().join("set-aside")).unwrap();
    assert_eq!(std::fs::read(aside).unwrap(), damaged, "nothing of it is lost");
    assert_eq!(open(&folder).unwrap().following(), 0, "a fresh file takes its place");
}

#[test]
fn damage_of_the_salt_or_the_whole_beginning_is_told_from_a_wrong_key() {
    let World { store, folder } = World::with_people(500);
    drop(store);
    let sound = std::fs::read(path(&folder)).unwrap();
    let with = |spoilt: std::ops::Range<usize>, key: Key| {
        let mut bytes = sound.clone();
        bytes[spoilt].fill(0xA5);
        std::fs::write(path(&folder), bytes).unwrap();
        AccountStore::open(&path(&folder), &key, &folder.path().join("backups")).unwrap_err()
    };
    for spoilt in [0..1, 0..16, 0..512, 0..4_096, 0..8 * 4_096] {
        let error = with(spoilt.clone(), key());
        assert!(matches!(error, Error::Damaged), "{spoilt:?}: {error}");
        let error = with(spoilt.clone(), Key::new([9; 32]));
        assert!(matches!(error, Error::WrongKey), "{spoilt:?} and a wrong key: {error}");
    }
    let error = with(0..sound.len(), key());
    assert!(matches!(error, Error::WrongKey), "nothing is left to compare: {error}");
}

#[test]
fn a_fresh_desk_file_with_a_spoilt_salt_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    drop(DeskStore::open(&path, &key(), folder.path()).unwrap());
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[3] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let error = DeskStore::open(&path, &key(), folder.path()).unwrap_err();
    assert!(matches!(error, Error::Damaged), "{error}");
}

#[test]
fn damage_anywhere_is_called_damage_and_nothing_else() {
    let World { store, folder } = World::with_people(500);
    drop(store);
    let sound = std::fs::read(path(&folder)).unwrap();
    let mut found = 0;
    for page in 0..sound.len() / 4_096 {
        let mut bytes = sound.clone();
        bytes[page * 4_096 + 1_234] ^= 0xFF;
        std::fs::write(path(&folder), bytes).unwrap();
        match open(&folder).and_then(|store| store.check()) {
            Ok(()) => {}
            Err(Error::Damaged) => found += 1,
            Err(error) => panic!("page {page}: {error}"),
        }
    }
    // Pages that hold nothing are not read.
    assert!(found > sound.len() / 4_096 / 2, "{found} of {} pages", sound.len() / 4_096);
}

#[test]
fn what_lies_where_a_file_has_to_be_is_said_and_left_alone() {
    for name in ["account.db", "account.db-wal"] {
        let World { store, folder } = World::with_people(5);
        drop(store);
        let (place, away) = (folder.path().join(name), folder.path().join("away"));
        if place.exists() {
            std::fs::rename(&place, &away).unwrap();
        }
        std::fs::create_dir(&place).unwrap();
        let error = open(&folder).unwrap_err();
        assert!(matches!(error, Error::ReadOnly), "{name}: {error}");
        std::fs::remove_dir(&place).expect("it is still an empty folder");
        if away.exists() {
            std::fs::rename(&away, &place).unwrap();
        }
        assert_eq!(open(&folder).unwrap().following(), 5, "{name}: nothing is lost");
    }
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let World { store, folder } = World::with_people(5);
    drop(store);
    let connection = raw(&folder);
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    let error = open(&folder).unwrap_err();
    assert!(matches!(error, Error::Newer { file: 99, .. }), "{error}");
    let version: u32 =
        raw(&folder).pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 99);
}

#[test]
fn a_migration_makes_a_copy_first_and_a_failing_one_leaves_the_old_data() {
    let World { store, folder } = World::with_people(5);
    drop(store);
    let backups = folder.path().join("backups");
    let mut connection = raw(&folder);
    let good = "ALTER TABLE followers ADD COLUMN nose TEXT;";
    let bad = "ALTER TABLE followers ADD COLUMN ear TEXT; THIS IS NO SQL;";
    let steps: Vec<&str> = MIGRATIONS.iter().copied().chain([good, bad]).collect();
    let error = migrate(&mut connection, &path(&folder), &backups, &steps).unwrap_err();
    assert!(matches!(error, Error::Migration { .. }), "{error}");
    let people: u32 = connection
        .query_row("SELECT count(nose IS NULL) FROM followers", [], |r| r.get(0))
        .unwrap();
    assert_eq!(people, 5, "the good step stays, the bad one left nothing");
    assert!(connection.prepare("SELECT ear FROM followers").is_err());
    let copies: Vec<_> = std::fs::read_dir(&backups).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(copies.len(), 1);
    let copy = AccountStore::open(&copies[0], &key(), &folder.path().join("elsewhere")).unwrap();
    assert_eq!(copy.following(), 5, "the copy opens with the same key");
}

#[test]
fn a_copy_that_cannot_be_made_stops_the_migration_and_leaves_no_part_of_a_file() {
    let World { store, folder } = World::with_people(5);
    drop(store);
    let backups = folder.path().join("backups");
    // A folder where the copy is to be written stands for a disk that refuses it.
    let part = format!("account.schema-{}.part/full", MIGRATIONS.len());
    std::fs::create_dir_all(backups.join(part)).unwrap();
    let steps: Vec<&str> = MIGRATIONS.iter().copied().chain(["DROP TABLE details"]).collect();
    let mut connection = raw(&folder);
    migrate(&mut connection, &path(&folder), &backups, &steps).unwrap_err();
    let people: u32 =
        connection.query_row("SELECT count(*) FROM details", [], |row| row.get(0)).unwrap();
    assert_eq!(people, 5, "nothing is changed without a copy");
    let copies = std::fs::read_dir(&backups).unwrap().map(|entry| entry.unwrap().path());
    assert_eq!(copies.filter(|path| path.extension().is_some_and(|e| e == "db")).count(), 0);
}

#[test]
fn the_newest_changes_are_in_the_copy_or_there_is_no_copy_and_no_migration() {
    let world = World::with_people(5);
    // Another program that is reading keeps the log from being carried over.
    let reader = raw(&world.folder);
    reader.execute_batch("BEGIN; SELECT count(*) FROM followers;").unwrap();
    world.list(1..=9);
    let mut connection = raw(&world.folder);
    connection.busy_timeout(std::time::Duration::ZERO).unwrap();
    let steps: Vec<&str> = MIGRATIONS.iter().copied().chain(["DROP TABLE details"]).collect();
    let backups = world.folder.path().join("backups");
    let error = migrate(&mut connection, &world.path(), &backups, &steps).unwrap_err();
    assert!(matches!(error, Error::Busy), "{error}");
    assert!(connection.prepare("SELECT 1 FROM details").is_ok());
    assert_eq!(std::fs::read_dir(&backups).unwrap().count(), 0);
}

#[test]
fn a_value_that_nothing_here_writes_is_damage_and_no_panic() {
    for edit in [
        "UPDATE followers SET id = -3 WHERE id = 3",
        "UPDATE followers SET id = 4294967290 WHERE id = 3",
        "UPDATE followers SET id = 900000000000 WHERE id = 3",
        "DELETE FROM followers WHERE id = 2",
        "UPDATE details SET follower_id = 0 WHERE follower_id = 1",
        "UPDATE details SET qr_scene = -1 WHERE follower_id = 1",
        "UPDATE tags SET wechat_count = -1",
        "INSERT INTO follower_tags VALUES (77, 100)",
        "INSERT INTO follower_tags VALUES (1, -1)",
        "UPDATE followers SET openid = CAST(x'ff' AS TEXT) WHERE id = 1",
        "INSERT INTO jobs (id, change, tag_names, state, people, done, skipped, failed, created_at)
        VALUES (-1, '', '', 'cancelled', 9, 0, 0, 0, 0)",
    ] {
        let World { store, folder } = World::with_people(5);
        drop(store);
        let connection = raw(&folder);
        connection.pragma_update(None, "foreign_keys", false).unwrap();
        connection.execute_batch(edit).unwrap();
        drop(connection);
        let error = open(&folder).unwrap_err();
        assert!(matches!(error, Error::Damaged), "{edit}: {error}");
    }
}

#[test]
fn a_full_disk_refuses_the_write_and_loses_nothing() {
    let world = World::with_people(200);
    world.leave_room(1);
    let page: Vec<String> = (1..=20_000).map(openid).collect();
    let error = world.store.stage_page(StagedList::Followers, &page, "").unwrap_err();
    assert!(matches!(error, Error::DiskFull), "{error}");
    assert_eq!(world.store.following(), 200);
    world.make_room();
    world.store.stage_page(StagedList::Followers, &page, "").unwrap();
    let world = world.reopened();
    assert_eq!(world.store.following(), 200);
    world.store.check().unwrap();
}

#[test]
fn a_file_survives_a_process_that_is_killed_while_it_writes() {
    const FOLDER: &str = "FANDESK_TEST_KILLED_IN";
    if let Some(folder) = std::env::var_os(FOLDER) {
        return write_until_killed(std::path::Path::new(&folder));
    }
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..5 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "--nocapture",
                "tests::files::a_file_survives_a_process_that_is_killed_while_it_writes",
            ])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // It prints a byte for each transaction: it is killed in the middle of some later one.
        let mut output = child.stdout.take().unwrap();
        let mut seen = 0;
        let mut byte = [0];
        while seen < 20 && output.read(&mut byte).unwrap() == 1 {
            seen += usize::from(byte[0] == b'#');
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let store = open(&folder).unwrap();
        store.check().unwrap();
        assert_eq!(store.following() % 100, 0, "a transaction is there whole or not at all");
        assert!(store.following() > 0);
    }
}

/// Hundreds of people, one transaction each, for ever.
fn write_until_killed(folder: &std::path::Path) {
    let store = AccountStore::open(&folder.join("account.db"), &key(), folder).unwrap();
    loop {
        let known = store.following();
        let sync = store.start_sync("ids", &(), NOW).unwrap();
        let page: Vec<String> = (1..=known + 100).map(openid).collect();
        store.stage_page(StagedList::Followers, &page, "").unwrap();
        store.apply_difference(sync, NOW).unwrap();
        let rows: Vec<_> = (known + 1..=known + 100).map(detail).collect();
        store.save_details(&rows, NOW, store.read_stamp()).unwrap();
        print!("#");
        std::io::stdout().flush().unwrap();
    }
}

#[test]
fn a_panic_inside_a_write_is_rolled_back_and_the_next_write_works() {
    let world = World::with_people(5);
    let outcome: crate::Result<()> =
        world.store.write(crate::database::Urgency::Edit, |transaction| {
            transaction.execute("DELETE FROM follower_tags", [])?;
            panic!("as planned");
        });
    assert!(matches!(outcome, Err(Error::Panicked)));
    world.store.put_tag(&super::world::tag(300), NOW).unwrap();
    let people = world.store.tag_people(100);
    let world = world.reopened();
    assert_eq!(world.store.tag_people(100), people, "nothing of it is left");
    assert_eq!(world.store.tag(300).unwrap().name, "标签300");
}

#[test]
fn the_last_twenty_unreadable_answers_are_kept_and_cut() {
    let world = World::new();
    for n in 0..25 {
        let answer = crate::UnreadableAnswer {
            at: NOW + n,
            endpoint: "/cgi-bin/user/get".to_owned(),
            body: vec![b'x'; 100_000],
        };
        world.store.keep_unreadable(&answer).unwrap();
    }
    let kept = world.store.unreadable().unwrap();
    assert_eq!((kept.len(), kept[0].at, kept[19].at), (20, NOW + 24, NOW + 5));
    assert!(kept.iter().all(|answer| answer.body.len() == 65_536));
}

#[test]
fn a_file_that_nobody_has_open_gets_a_new_key() {
    let World { store, folder } = World::with_people(500);
    drop(store);
    let new = Key::new([8; 32]);
    let wrong = crate::rekey_file(&path(&folder), &Key::new([9; 32]), &new).unwrap_err();
    assert!(matches!(wrong, Error::WrongKey), "{wrong}");
    crate::rekey_file(&path(&folder), &key(), &new).unwrap();
    assert!(!crate::opens(&path(&folder), &key()).unwrap());
    let backups = folder.path().join("backups");
    let store = AccountStore::open(&path(&folder), &new, &backups).unwrap();
    assert_eq!(store.following(), 500);
    store.check().unwrap();
}

/// A small disk of the test's own, in memory; unmounted when dropped.
#[cfg(target_os = "linux")]
struct SmallDisk(tempfile::TempDir);

#[cfg(target_os = "linux")]
impl SmallDisk {
    /// None where nobody may mount one.
    fn mounted() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=8m", "fandesk-test"]).arg(folder.path());
        let mounted = mount.output().is_ok_and(|done| done.status.success());
        mounted.then(|| Self(folder))
    }

    /// Leaves so many bytes of room.
    fn fill(&self, room: u64) {
        let mut junk = std::fs::File::create(self.0.path().join("junk")).unwrap();
        std::io::copy(&mut std::io::repeat(7), &mut junk).expect_err("the disk has an end");
        let length = junk.metadata().unwrap().len();
        junk.set_len(length - room).unwrap();
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(self.0.path()).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_the_old_key_and_says_so() {
    let Some(disk) = SmallDisk::mounted() else {
        return eprintln!("skipped: no disk of its own can be made here");
    };
    let World { store, folder } = World::with_people(5_000);
    drop(store);
    let (file, backups) = (disk.0.path().join("account.db"), disk.0.path().join("backups"));
    std::fs::copy(path(&folder), &file).unwrap();
    let new = Key::new([8; 32]);
    let whole = std::fs::metadata(&file).unwrap().len();
    for room in [0, 8 * 1024, 64 * 1024, whole / 2, whole - 8 * 1024] {
        disk.fill(room);
        let error = crate::rekey_file(&file, &key(), &new).unwrap_err();
        assert!(matches!(error, Error::DiskFull), "{room}: {error:?}");
        disk.fill(256 * 1024);
        assert!(!crate::opens(&file, &new).unwrap(), "{room}");
        let store = AccountStore::open(&file, &key(), &backups).unwrap();
        assert_eq!(store.following(), 5_000, "{room}");
        store.check().unwrap();
    }
    std::fs::remove_file(disk.0.path().join("junk")).unwrap();
    crate::rekey_file(&file, &key(), &new).unwrap();
    let store = AccountStore::open(&file, &new, &backups).unwrap();
    assert_eq!(store.following(), 5_000);
}

#[test]
fn a_process_killed_while_it_changes_the_key_leaves_a_file_that_one_of_both_opens() {
    const FILE: &str = "FANDESK_TEST_REKEYED";
    let keys = [key(), Key::new([8; 32])];
    if let Some(file) = std::env::var_os(FILE) {
        let [here, there] = &keys;
        return crate::rekey_file(std::path::Path::new(&file), here, there).unwrap();
    }
    let World { store, folder } = World::with_people(20_000);
    drop(store);
    let file = path(&folder);
    let whole = std::fs::metadata(&file).unwrap().len();
    let log = folder.path().join("account.db-wal");
    let sound = std::fs::read(&file).unwrap();
    let mut opened_by = [0; 2];
    for round in 0..12 {
        let _ = std::fs::remove_file(&log);
        let _ = std::fs::remove_file(folder.path().join("account.db-shm"));
        std::fs::write(&file, &sound).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--nocapture"])
            .arg("tests::files::a_process_killed_while_it_changes_the_key_leaves_a_file_that_one_of_both_opens")
            .env(FILE, &file)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        // Killed when the log has this share of the pages, or when they are being carried over.
        let moment = whole * round / 10;
        while std::fs::metadata(&log).map_or(0, |log| log.len()) < moment {
            if child.try_wait().unwrap().is_some() {
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let opens: Vec<bool> = keys.iter().map(|key| crate::opens(&file, key).unwrap()).collect();
        let place = match opens[..] {
            [true, false] => 0,
            [false, true] => 1,
            _ => panic!("round {round}: {opens:?}"),
        };
        opened_by[place] += 1;
        let backups = folder.path().join("backups");
        let store = AccountStore::open(&file, &keys[place], &backups).unwrap();
        assert_eq!(store.following(), 20_000, "round {round}");
        store.check().unwrap();
    }
    assert!(opened_by[0] > 0 && opened_by[1] > 0, "before and after: {opened_by:?}");
}

#[test]
fn settings_and_accounts_are_kept_in_the_desk_file() {
    let folder = tempfile::tempdir().unwrap();
    let open = || DeskStore::open(&folder.path().join("desk.db"), &key(), folder.path()).unwrap();
    let desk = open();
    desk.save_setting("theme", &"dark").unwrap();
    let record = crate::AccountRecord {
        id: "a".repeat(32),
        name: "望京店".to_owned(),
        kind: crate::AccountKind::Official {
            app_id: "wx1".to_owned(),
            api_base: None,
            connection: Some("{}".to_owned()),
        },
        colour: None,
        created_at: NOW,
    };
    desk.put_account(&record).unwrap();
    desk.save_setting("first_page", &[1, 2]).unwrap();
    desk.forget_setting("first_page").unwrap();
    desk.forget_setting("first_page").expect("forgetting twice is harmless");
    assert_eq!(desk.setting::<Vec<u32>>("first_page").unwrap(), None);
    drop(desk);
    let desk = open();
    assert_eq!(desk.setting::<String>("theme").unwrap().as_deref(), Some("dark"));
    assert_eq!(desk.accounts().unwrap(), [record]);
    desk.remove_account(&"a".repeat(32)).unwrap();
    assert!(desk.accounts().unwrap().is_empty());
}

#[test]
fn a_desk_file_from_before_connections_keeps_its_accounts_and_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let old = Connection::open(&path).unwrap();
    old.pragma_update(None, "key", key().raw_literal().as_str()).unwrap();
    old.execute_batch(include_str!("../../migrations/desk/0001_desk.sql")).unwrap();
    old.execute_batch(
        "INSERT INTO accounts (id, name, kind, app_id, api_base, created_at, position)
        VALUES ('a1', '望京店', 'official', 'wx1', 'https://sh.api.weixin.qq.com', 7, 1);
        PRAGMA user_version = 1",
    )
    .unwrap();
    drop(old);
    let backups = folder.path().join("backups");
    let desk = DeskStore::open(&path, &key(), &backups).unwrap();
    let expected = crate::AccountRecord {
        id: "a1".to_owned(),
        name: "望京店".to_owned(),
        kind: crate::AccountKind::Official {
            app_id: "wx1".to_owned(),
            api_base: Some("https://sh.api.weixin.qq.com".to_owned()),
            connection: None,
        },
        colour: None,
        created_at: 7,
    };
    assert_eq!(desk.accounts().unwrap(), [expected]);
    assert!(backups.join("desk.schema-1.db").exists());
}

#[test]
fn the_schema_for_readers_is_the_one_that_migrations_make() {
    let World { store, folder: _folder } = World::new();
    let schema = format!(
        "-- Today's schema of an account's file, for readers. Written by a test from the migrations.\n\n{}\n",
        store.schema().unwrap().sql
    );
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/schema.sql");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(file, &schema).unwrap();
    }
    let committed = std::fs::read_to_string(file).unwrap().replace("\r\n", "\n");
    assert_eq!(committed, schema, "run with UPDATE_SCHEMA=1");
}

/// The file without any code of ours.
fn raw(folder: &tempfile::TempDir) -> Connection {
    let connection = Connection::open(path(folder)).unwrap();
    connection.pragma_update(None, "key", key().raw_literal().as_str()).unwrap();
    connection
}
