//! A view into one account's world, for assertions and for changes from outside.
//!
//! Outside changes are what "somebody else" does: a colleague in the console, another system, the
//! followers themselves. They go through no quota and no limit.

use std::net::IpAddr;
use std::sync::Arc;

use serde::Serialize;

use crate::account::{Account, STARRED};
use crate::change::Change;
use crate::drift::some_followers;
use crate::mix::{Dice, mix2};
use crate::people::{Qr, SCENES};
use crate::quota::QuotaView;
use crate::routes::{Route, daily_limit, route};
use crate::world::{Cell, World};
use crate::{AccountConfig, SandboxError};

/// One account of a running sandbox. Cheap to clone.
#[derive(Clone)]
pub struct AccountHandle {
    world: Arc<World>,
    index: usize,
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

    fn cell(&self) -> &Cell {
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
        let tag_view = |(id, tag): (&u32, &crate::account::Tag)| TagView {
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

    /// New people follow now; their openids.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn join(&self, count: u32) -> Result<Vec<String>, SandboxError> {
        self.join_by(count, None)
    }

    /// New people follow now through a QR code with this text; their openids.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn join_through(&self, count: u32, qr_text: &str) -> Result<Vec<String>, SandboxError> {
        self.join_by(count, Some(qr_text.to_owned()))
    }

    fn join_by(&self, count: u32, qr_text: Option<String>) -> Result<Vec<String>, SandboxError> {
        let mut state = self.cell().state.lock();
        let first = state.people.len() as u32;
        let at = self.world.clock.now();
        let change = Change::Join { count, at, spread: 0, qr_text };
        self.world.commit(self.cell(), &mut state, change)?;
        Ok((first..state.people.len() as u32).map(|number| state.openids.text(number)).collect())
    }

    /// These people unfollow.
    ///
    /// # Errors
    /// For an openid that is not of this account, and when the journal cannot be written.
    pub fn leave<S: AsRef<str>>(&self, openids: &[S]) -> Result<(), SandboxError> {
        self.change_people(openids, |who| Change::Leave { who })
    }

    /// So many people, drawn by lot, unfollow; their openids.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn leave_some(&self, count: u32) -> Result<Vec<String>, SandboxError> {
        let mut state = self.cell().state.lock();
        let luck = mix2(self.cell().config.seed, u64::from(state.following.len()));
        let who = some_followers(&state, count as usize, &mut Dice::new(luck));
        let openids = who.iter().map(|number| state.openids.text(*number)).collect();
        self.world.commit(self.cell(), &mut state, Change::Leave { who })?;
        Ok(openids)
    }

    /// These people follow again, now.
    ///
    /// # Errors
    /// For an openid that is not of this account, and when the journal cannot be written.
    pub fn come_back<S: AsRef<str>>(&self, openids: &[S]) -> Result<(), SandboxError> {
        let at = self.world.clock.now();
        self.change_people(openids, |who| Change::Return { who, at })
    }

    /// Somebody else gives these people a tag.
    ///
    /// # Errors
    /// For an unknown tag or openid, and when the journal cannot be written.
    pub fn tag<S: AsRef<str>>(&self, tag: u32, openids: &[S]) -> Result<(), SandboxError> {
        self.known_tag(tag)?;
        self.change_people(openids, |who| Change::Tag { tag, who })
    }

    /// Somebody else takes a tag from these people.
    ///
    /// # Errors
    /// For an unknown tag or openid, and when the journal cannot be written.
    pub fn untag<S: AsRef<str>>(&self, tag: u32, openids: &[S]) -> Result<(), SandboxError> {
        self.known_tag(tag)?;
        self.change_people(openids, |who| Change::Untag { tag, who })
    }

    /// Somebody else creates a tag; its id.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn create_tag(&self, name: &str) -> Result<u32, SandboxError> {
        let mut state = self.cell().state.lock();
        let tag = state.next_tag();
        let change = Change::CreateTag { tag, name: name.to_owned() };
        self.world.commit(self.cell(), &mut state, change)?;
        Ok(tag)
    }

    /// Somebody else renames a tag.
    ///
    /// # Errors
    /// For an unknown tag, and when the journal cannot be written.
    pub fn rename_tag(&self, tag: u32, name: &str) -> Result<(), SandboxError> {
        self.known_tag(tag)?;
        self.change(Change::RenameTag { tag, name: name.to_owned() })
    }

    /// Somebody else deletes a tag.
    ///
    /// # Errors
    /// For an unknown or system tag, and when the journal cannot be written.
    pub fn delete_tag(&self, tag: u32) -> Result<(), SandboxError> {
        self.known_tag(tag)?;
        if tag <= STARRED {
            return Err(SandboxError::UnknownTag { id: tag });
        }
        self.change(Change::DeleteTag { tag })
    }

    /// Somebody else writes a remark; `""` takes it away.
    ///
    /// # Errors
    /// For an openid that is not of this account, and when the journal cannot be written.
    pub fn remark(&self, openid: &str, text: &str) -> Result<(), SandboxError> {
        let text = text.to_owned();
        self.change_people(&[openid], |who| Change::Remark { who: who[0], text })
    }

    /// Somebody else puts these people on the blacklist.
    ///
    /// # Errors
    /// For an openid that is not of this account, and when the journal cannot be written.
    pub fn block<S: AsRef<str>>(&self, openids: &[S]) -> Result<(), SandboxError> {
        self.change_people(openids, |who| Change::Block { who })
    }

    /// Somebody else takes these people off the blacklist.
    ///
    /// # Errors
    /// For an openid that is not of this account, and when the journal cannot be written.
    pub fn unblock<S: AsRef<str>>(&self, openids: &[S]) -> Result<(), SandboxError> {
        self.change_people(openids, |who| Change::Unblock { who })
    }

    /// Another system takes over the connection: every token of this account dies at once.
    pub fn take_token(&self) {
        self.world.tokens.lock().take_over(self.index, self.world.clock.now());
    }

    /// Gives or takes the certification: without it, user and tag calls draw 48001.
    pub fn set_certified(&self, certified: bool) {
        self.cell().gate.lock().certified = certified;
    }

    /// Lets every token call draw this code, such as 40243 for a frozen secret, 50007 for a
    /// frozen account, 89503 for an administrator who has to agree; `None` ends it.
    pub fn refuse_tokens(&self, code: Option<i64>) {
        self.cell().gate.lock().refuses_tokens = code;
    }

    /// Puts an address on the allow-list.
    pub fn allow(&self, address: IpAddr) {
        self.allow_after(address, std::time::Duration::ZERO);
    }

    /// As [`AccountHandle::allow`], but the change works only after a while on the sandbox's
    /// clock, as the real one does.
    pub fn allow_after(&self, address: IpAddr, delay: std::time::Duration) {
        let from = self.world.clock.now() + delay.as_secs();
        self.cell().gate.lock().allow_list.push((address, from));
    }

    /// Lets only listed addresses fetch a token, or every address.
    pub fn enforce_allow_list(&self, enforce: bool) {
        self.cell().gate.lock().enforces_allow_list = enforce;
    }

    /// Sets how many calls a day a path allows and how many of them are used.
    ///
    /// # Errors
    /// For a path that is no endpoint.
    pub fn set_quota(&self, path: &str, daily_limit: u64, used: u64) -> Result<(), SandboxError> {
        let path = known_route(path)?.path;
        let now = self.world.clock.now();
        self.cell().quota.lock().set(path, daily_limit, used, now);
        Ok(())
    }

    /// Sets how many calls a minute a path allows; `None` = no such limit.
    ///
    /// # Errors
    /// For a path that is no endpoint.
    pub fn set_minute_limit(&self, path: &str, calls: Option<u64>) -> Result<(), SandboxError> {
        let path = known_route(path)?.path;
        let now = self.world.clock.now();
        self.cell().quota.lock().set_minute_limit(path, calls, now);
        Ok(())
    }

    /// The counter of a path.
    ///
    /// # Errors
    /// For a path that is no endpoint.
    pub fn quota(&self, path: &str) -> Result<QuotaView, SandboxError> {
        let route = known_route(path)?;
        let limit = daily_limit(self.cell(), route);
        Ok(self.cell().quota.lock().view(route.path, limit, self.world.clock.now()))
    }

    fn known_tag(&self, id: u32) -> Result<(), SandboxError> {
        let known = self.cell().state.lock().tags.contains_key(&id);
        if known { Ok(()) } else { Err(SandboxError::UnknownTag { id }) }
    }

    fn change(&self, change: Change) -> Result<(), SandboxError> {
        let mut state = self.cell().state.lock();
        self.world.commit(self.cell(), &mut state, change)?;
        Ok(())
    }

    fn change_people<S: AsRef<str>>(
        &self,
        openids: &[S],
        change: impl FnOnce(Vec<u32>) -> Change,
    ) -> Result<(), SandboxError> {
        let mut state = self.cell().state.lock();
        let person = |openid: &S| state.person(openid.as_ref()).ok_or(SandboxError::UnknownOpenid);
        let who = openids.iter().map(person).collect::<Result<Vec<u32>, _>>()?;
        self.world.commit(self.cell(), &mut state, change(who))?;
        Ok(())
    }
}

impl std::fmt::Debug for AccountHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountHandle").field("config", self.config()).finish_non_exhaustive()
    }
}

fn known_route(path: &str) -> Result<&'static Route, SandboxError> {
    route(path).ok_or_else(|| SandboxError::UnknownPath { path: path.to_owned() })
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
