//! What a dead program left: its account's file, opened in a copy, beside WeChat's world.
//!
//! The copy is what makes this harmless: the next life finds the file exactly as it was left.

use std::collections::HashMap;
use std::path::Path;

use fandesk_core::AccountId;
use fandesk_core::store::{AccountStore, Filter, FollowerRow, JobRecord};
use fandesk_sandbox::FollowerView;
use tempfile::TempDir;

use crate::order::data_folder;
use crate::vault::FileVault;
use crate::{Outcome, hold};

/// The account's file after a death.
pub(crate) struct Evidence {
    pub(crate) store: AccountStore,
    /// Everybody the file knows, those who left included.
    pub(crate) rows: Vec<FollowerRow>,
    _folder: TempDir,
}

impl Evidence {
    /// Copies the file with its log and opens the copy, as the program would the original.
    pub(crate) fn of(folder: &Path, account: &AccountId) -> Outcome<Self> {
        let scratch = tempfile::tempdir()?;
        let copy = scratch.path().join("account.db");
        let file = data_folder(folder).join("accounts").join(format!("{account}.db"));
        std::fs::copy(&file, &copy)?;
        let log = file.with_extension("db-wal");
        if log.exists() {
            std::fs::copy(log, copy.with_extension("db-wal"))?;
        }
        let key = FileVault::in_folder(folder).key_of(account)?;
        let store = AccountStore::open(&copy, &key, scratch.path())?;
        let everybody = store.matching(&Filter::AllOf { filters: Vec::new() }, 0)?;
        let rows = store.rows(&everybody.iter().collect::<Vec<_>>());
        Ok(Self { store, rows, _folder: scratch })
    }

    /// The only job that was ever started, if there is one.
    pub(crate) fn job(&self) -> Outcome<Option<JobRecord>> {
        let mut jobs = self.store.jobs(10)?;
        hold(jobs.len() <= 1, || format!("{} jobs were started", jobs.len()))?;
        Ok(jobs.pop())
    }

    /// The local copy says of everybody who follows what WeChat says, and of nobody else.
    pub(crate) fn equals(&self, world: &HashMap<String, FollowerView>) -> Outcome<()> {
        let following = world.values().filter(|person| person.following).count();
        let rows = || self.rows.iter().filter(|row| row.following);
        hold(rows().count() == following, || {
            format!("{} follow here, {following} there", rows().count())
        })?;
        rows().try_for_each(|row| {
            let person = world.get(&row.openid).ok_or("somebody follows whom WeChat never knew")?;
            hold(person.following, || format!("{} does not follow any more", row.openid))?;
            same(row, person)
        })
    }
}

/// Tags, remark and blacklist of one person agree.
fn same(row: &FollowerRow, person: &FollowerView) -> Outcome<()> {
    let tags = sorted(&person.tags);
    hold(row.tags == tags, || {
        format!("{} has the tags {:?} here and {tags:?} there", row.openid, row.tags)
    })?;
    hold(row.remark == person.remark, || format!("the remark of {} differs", row.openid))?;
    hold(row.blacklisted == person.blocked, || format!("{} is blocked on one side", row.openid))
}

/// Tags in the order of their numbers.
pub(crate) fn sorted(tags: &[u32]) -> Vec<u32> {
    let mut tags = tags.to_vec();
    tags.sort_unstable();
    tags
}
