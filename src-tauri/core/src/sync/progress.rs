//! What a sync must remember across restarts, beside its phase.

use fandesk_store::WorkMark;
use fandesk_wechat::Endpoint;
use serde::{Deserialize, Serialize};

use super::state::{PutOff, SyncPhase, SyncScope, UnreadablePerson};

/// People named in a report; beyond it they are only counted.
const MOST_NAMED: usize = 100;

/// Saved with the phase after every step. The people themselves are in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Progress {
    /// Whose details it reads.
    #[serde(default)]
    pub(super) scope: SyncScope,
    /// No sync of this account had finished when it began: everybody is new.
    pub(super) first: bool,
    /// Calls made before the last restart.
    pub(super) calls: u32,
    /// Times the list of followers was begun.
    pub(super) readings: u32,
    /// WeChat's own total, from the newest page.
    pub(super) total: u32,
    /// Joined, left and came back, once the list is applied.
    pub(super) moved: Option<Moved>,
    pub(super) unreadable: Vec<UnreadablePerson>,
    pub(super) unreadable_count: u32,
    /// Paths of the endpoints that this account may not call.
    pub(super) not_allowed: Vec<String>,
    /// Tags whose people were read.
    pub(super) tags_read: Vec<u32>,
    /// Lists of tags and of the blacklist that are being read, with the moment they were begun.
    #[serde(default)]
    pub(super) list_marks: Vec<(String, WorkMark)>,
    /// Tags whose lists broke off, how often in a row without a new page, and how many people had
    /// come by then.
    #[serde(default)]
    pub(super) broken_off: Vec<BrokenOff>,
    /// Tags whose people could not be read.
    #[serde(default)]
    pub(super) tags_unread: Vec<u32>,
    /// The rest of the tags is tried once more at the end.
    #[serde(default)]
    pub(super) tags_put_aside: bool,
    /// What was left for the next day.
    #[serde(default)]
    pub(super) put_off: Vec<PutOff>,
    /// What is to be read again, once that is known.
    #[serde(default)]
    pub(super) refresh: Option<Refresh>,
}

/// How many people moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Moved {
    pub(super) joined: u32,
    pub(super) left: u32,
    pub(super) came_back: u32,
}

/// How much of the old details is read again, told by how many people are left to read: so it needs
/// no counting across restarts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Refresh {
    /// People not read in this sync when the phase began.
    pub(super) from: u32,
    /// People who may be left unread at its end.
    pub(super) to: u32,
}

/// A tag whose list broke off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BrokenOff {
    tag: u32,
    people: u32,
    times: u32,
}

impl Progress {
    pub(super) fn new(first: bool, scope: SyncScope) -> Self {
        Self { first, scope, ..Self::default() }
    }

    pub(super) fn name_unreadable(&mut self, person: UnreadablePerson) {
        if self.unreadable.iter().any(|named| named.openid == person.openid) {
            return;
        }
        self.unreadable_count += 1;
        if self.unreadable.len() < MOST_NAMED {
            self.unreadable.push(person);
        }
    }

    /// Notes that a tag's list broke off behind so many people; how often it did so there.
    pub(super) fn break_off(&mut self, tag: u32, people: u32) -> u32 {
        let before = self.broken_off.iter().find(|broken| broken.tag == tag).copied();
        let same_place = before.filter(|before| before.people == people);
        let times = same_place.map_or(0, |before| before.times) + 1;
        self.broken_off.retain(|broken| broken.tag != tag);
        self.broken_off.push(BrokenOff { tag, people, times });
        times
    }

    /// Notes how much of a phase is left for the next day; nothing takes an earlier note back.
    pub(super) fn put_off(&mut self, phase: SyncPhase, count: u32) {
        self.put_off.retain(|part| part.phase != phase);
        if count > 0 {
            self.put_off.push(PutOff { phase, count });
        }
    }

    pub(super) fn note_not_allowed(&mut self, endpoint: Endpoint) {
        let path = endpoint.path().to_owned();
        if !self.not_allowed.contains(&path) {
            self.not_allowed.push(path);
        }
    }
}
