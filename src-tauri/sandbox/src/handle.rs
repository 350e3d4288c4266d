//! A view into one account's world, for assertions.

use std::sync::Arc;

use serde::Serialize;

use crate::AccountConfig;
use crate::account::{Account, Tag};
use crate::people::{Qr, SCENES};
use crate::world::{Cell, World};

/// One account of a running sandbox. Cheap to clone.
#[derive(Clone)]
pub struct AccountHandle {
    pub(crate) world: Arc<World>,
    pub(crate) index: usize,
}

/// One person as the world knows them, whether they follow or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FollowerView {
    /// 28 characters.
    pub openid: String,
    /// Whether the person follows now.
    pub following: bool,
    /// Unix seconds of the last follow.
    pub subscribe_time: u32,
    /// The id under the open platform, for those who have one.
    pub unionid: Option<String>,
    /// `""` = none.
    pub remark: String,
    /// Ids of the tags, the account's own first.
    pub tags: Vec<u32>,
    /// Whether the person is on the blacklist.
    pub blocked: bool,
    /// A value such as `ADD_SCENE_SEARCH`.
    pub subscribe_scene: String,
    /// 0 = none.
    pub qr_scene: u32,
    /// `""` = none.
    pub qr_scene_str: String,
}

/// One tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TagView {
    /// 2 or, for the account's own, 100 and more.
    pub id: u32,
    /// At most 30 bytes.
    pub name: String,
    /// How many followers carry it.
    pub count: u32,
}

impl AccountHandle {
    pub(crate) fn new(world: Arc<World>, index: usize) -> Self {
        Self { world, index }
    }

    pub(crate) fn cell(&self) -> &Cell {
        &self.world.cells[self.index]
    }

    /// The settings this account was made with.
    #[must_use]
    pub fn config(&self) -> &AccountConfig {
        &self.cell().config
    }

    /// How many people follow.
    #[must_use]
    pub fn follower_count(&self) -> u32 {
        self.cell().state.lock().following.len()
    }

    /// Everybody the account ever had, those who left included.
    #[must_use]
    pub fn people(&self) -> Vec<FollowerView> {
        let state = self.cell().state.lock();
        (0..state.people.len() as u32).map(|number| view(&state, number)).collect()
    }

    /// The openids of all who follow.
    #[must_use]
    pub fn openids(&self) -> Vec<String> {
        let state = self.cell().state.lock();
        state.following.iter().map(|number| state.openids.text(number)).collect()
    }

    /// One person.
    #[must_use]
    pub fn follower(&self, openid: &str) -> Option<FollowerView> {
        let state = self.cell().state.lock();
        Some(view(&state, state.person(openid)?))
    }

    /// All tags, the starred group first.
    #[must_use]
    pub fn tags(&self) -> Vec<TagView> {
        let state = self.cell().state.lock();
        let tag_view = |(id, tag): (&u32, &Tag)| TagView {
            id: *id,
            name: tag.name.clone(),
            count: tag.members.len(),
        };
        state.tags.iter().map(tag_view).collect()
    }

    /// The id of the tag with this name.
    #[must_use]
    pub fn tag_named(&self, name: &str) -> Option<u32> {
        self.tags().into_iter().find(|tag| tag.name == name).map(|tag| tag.id)
    }

    /// The openids of all who carry a tag, sorted; nobody when there is no such tag.
    #[must_use]
    pub fn members(&self, tag: u32) -> Vec<String> {
        let state = self.cell().state.lock();
        let Some(tag) = state.tags.get(&tag) else {
            return Vec::new();
        };
        let mut openids: Vec<String> =
            tag.members.iter().map(|number| state.openids.text(number)).collect();
        openids.sort_unstable();
        openids
    }

    /// The openids on the blacklist, sorted.
    #[must_use]
    pub fn blacklist(&self) -> Vec<String> {
        let state = self.cell().state.lock();
        let mut openids: Vec<String> =
            state.blocked.iter().map(|number| state.openids.text(number)).collect();
        openids.sort_unstable();
        openids
    }
}

impl std::fmt::Debug for AccountHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountHandle").field("config", self.config()).finish_non_exhaustive()
    }
}

fn view(state: &Account, number: u32) -> FollowerView {
    let person = state.people[number as usize];
    let unionid = state.unionid(number).map(|id| String::from_utf8_lossy(&id).into_owned());
    FollowerView {
        openid: state.openids.text(number),
        following: state.following.contains(number),
        subscribe_time: person.subscribe_time,
        unionid,
        remark: state.remarks.get(&number).map_or("", |text| text).to_owned(),
        tags: state.tags_of(number).collect(),
        blocked: state.blocked.contains(number),
        subscribe_scene: SCENES[usize::from(person.scene)].0.to_owned(),
        qr_scene: if let Qr::Number(scene) = person.qr { scene } else { 0 },
        qr_scene_str: state.qr_text(person.qr).to_owned(),
    }
}
