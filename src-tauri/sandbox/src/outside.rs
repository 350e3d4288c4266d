//! Changes from outside: what colleagues, other systems and the followers themselves do.
//!
//! They go through no quota and no limit, but into the journal like everything else.

use crate::account::STARRED;
use crate::change::Change;
use crate::drift::some_followers;
use crate::mix::{Dice, mix2};
use crate::{AccountHandle, SandboxError};

impl AccountHandle {
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
