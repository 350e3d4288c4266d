//! Small worlds for the tests: a file in a folder of its own, with people who are told apart by number.

use std::path::PathBuf;

use tempfile::TempDir;

use crate::{AccountStore, DetailRow, FollowerId, Key, ListedTag, StagedList, SyncId, UnixSeconds};

pub(super) const NOW: UnixSeconds = 1_790_000_000;

pub(super) struct World {
    pub(super) store: AccountStore,
    pub(super) folder: TempDir,
}

pub(super) fn key() -> Key {
    Key::new([3; 32])
}

impl World {
    /// An empty file.
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&folder).unwrap();
        Self { store, folder }
    }

    /// Persons 1 to `people` follow and their details are read; tags 100 to 104 exist.
    pub(super) fn with_people(people: u32) -> Self {
        let world = Self::new();
        world.store.replace_tags(&(100..105).map(tag).collect::<Vec<_>>(), NOW).unwrap();
        world.list(1..=people);
        let rows: Vec<DetailRow> = (1..=people).map(detail).collect();
        world.store.save_details(&rows, NOW, world.store.read_stamp()).unwrap();
        world
    }

    pub(super) fn path(&self) -> PathBuf {
        path(&self.folder)
    }

    /// A whole sync of the list: exactly these people follow now.
    pub(super) fn list(&self, people: impl IntoIterator<Item = u32>) -> SyncId {
        let openids: Vec<String> = people.into_iter().map(openid).collect();
        let sync = self.store.start_sync("ids", &(), NOW).unwrap();
        self.store.stage_page(StagedList::Followers, &openids, "").unwrap();
        self.store.apply_difference(sync, NOW).unwrap();
        self.store.finish_sync(sync, &(), NOW).unwrap();
        sync
    }

    pub(super) fn id(&self, person: u32) -> FollowerId {
        self.store.find(&[openid(person)])[0].expect("the person is known")
    }

    pub(super) fn ids(&self, people: impl IntoIterator<Item = u32>) -> Vec<FollowerId> {
        people.into_iter().map(|person| self.id(person)).collect()
    }

    /// The file may grow by so many pages from now on, as if the disk were full then.
    pub(super) fn leave_room(&self, pages: u32) {
        // Pages that no row uses would give room where there is none.
        while self.pragma::<u32>("PRAGMA freelist_count") > 0 {
            self.store
                .write(crate::database::Urgency::Edit, |transaction| {
                    transaction.execute(
                        "INSERT INTO unreadable_answers (at, endpoint, body)
                        VALUES (0, '', zeroblob(3000))",
                        [],
                    )?;
                    Ok(())
                })
                .unwrap();
        }
        let all: u32 = self.pragma("PRAGMA page_count");
        let limit: u32 = self.pragma(&format!("PRAGMA max_page_count = {}", all + pages));
        assert_eq!(limit, all + pages);
    }

    /// Somebody made room on the disk.
    pub(super) fn make_room(&self) {
        self.pragma::<u32>(&format!("PRAGMA max_page_count = {}", u32::MAX - 1));
    }

    fn pragma<T: rusqlite::types::FromSql>(&self, pragma: &str) -> T {
        let ask = |transaction: &rusqlite::Transaction<'_>| {
            Ok(transaction.query_row(pragma, [], |row| row.get(0))?)
        };
        self.store.write(crate::database::Urgency::Edit, ask).unwrap()
    }

    /// Everything is closed and opened again.
    pub(super) fn reopened(self) -> Self {
        let Self { store, folder } = self;
        drop(store);
        let store = open(&folder).unwrap();
        Self { store, folder }
    }
}

pub(super) fn path(folder: &TempDir) -> PathBuf {
    folder.path().join("account.db")
}

pub(super) fn open(folder: &TempDir) -> crate::Result<AccountStore> {
    AccountStore::open(&path(folder), &key(), &folder.path().join("backups"))
}

pub(super) fn openid(person: u32) -> String {
    format!("oTest-{person:022}")
}

pub(super) fn tag(id: u32) -> ListedTag {
    ListedTag { id, name: format!("标签{id}"), count: 0 }
}

const SOURCES: [&str; 3] = ["ADD_SCENE_SEARCH", "ADD_SCENE_QR_CODE", "ADD_SCENE_OTHERS"];

/// Details that differ from person to person in every column that can be asked about.
pub(super) fn detail(person: u32) -> DetailRow {
    let tags = (100..105).filter(|tag| person.is_multiple_of(tag - 97)).collect();
    DetailRow {
        openid: openid(person),
        subscribed: Some(true),
        unionid: person.is_multiple_of(3).then(|| format!("uTest-{person:022}")),
        remark: Some(if person.is_multiple_of(20) {
            format!("王小姐{person}")
        } else {
            String::new()
        }),
        tags: Some(tags),
        followed_at: Some(NOW - i64::from(person) * 3_600),
        source: Some(SOURCES[person as usize % 3].to_owned()),
        qr_scene: Some(if person.is_multiple_of(7) { person } else { 0 }),
        qr_text: Some(if person.is_multiple_of(5) { "门店A".to_owned() } else { String::new() }),
        language: Some("zh_CN".to_owned()),
        ..DetailRow::default()
    }
}
