//! One kind of writing call: what it asks of WeChat, for how many people at once.

use fandesk_store::{Change, TagId};
use fandesk_wechat::{BatchOutcome, Endpoint, Follower, OfficialAccount, OpenId, limits};

/// What one call does to each person it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Write {
    Tag(TagId),
    Untag(TagId),
    Remark(String),
    Block,
    Unblock,
}

/// The calls a change consists of, in the order of its units: tags to add, then tags to remove;
/// everything else is a single unit.
pub(crate) fn writes_of(change: &Change) -> Vec<Write> {
    match change {
        Change::Tags { add, remove } | Change::TagsExactly { tags: add, others: remove } => {
            let added = add.iter().map(|&tag| Write::Tag(tag));
            added.chain(remove.iter().map(|&tag| Write::Untag(tag))).collect()
        }
        Change::SwapTag { from, to } => vec![Write::Tag(*to), Write::Untag(*from)],
        Change::Remark { remark } => vec![Write::Remark(remark.clone())],
        Change::RemarkPattern { .. } | Change::RemarkEach => vec![Write::Remark(String::new())],
        Change::Block { .. } => vec![Write::Block],
        Change::Unblock => vec![Write::Unblock],
    }
}

impl Write {
    pub(crate) fn endpoint(&self) -> Endpoint {
        match self {
            Self::Tag(_) => Endpoint::BatchTagging,
            Self::Untag(_) => Endpoint::BatchUntagging,
            Self::Remark(_) => Endpoint::UpdateRemark,
            Self::Block => Endpoint::BatchBlock,
            Self::Unblock => Endpoint::BatchUnblock,
        }
    }

    /// The same call with the text meant for one person alone, where it carries a text.
    pub(crate) fn with_text(&self, text: Option<&str>) -> Self {
        match (self, text) {
            (Self::Remark(_), Some(text)) => Self::Remark(text.to_owned()),
            _ => self.clone(),
        }
    }

    /// People one call may name.
    pub(crate) fn people_per_call(&self) -> usize {
        match self {
            Self::Tag(_) | Self::Untag(_) => limits::TAGGED_PER_CALL,
            Self::Remark(_) => 1,
            Self::Block | Self::Unblock => limits::BLOCKED_PER_CALL,
        }
    }

    /// Calls for this many people, if all goes well.
    pub(crate) fn calls_for(&self, people: u32) -> u32 {
        let per_call = u32::try_from(self.people_per_call()).unwrap_or(1);
        people.div_ceil(per_call)
    }

    /// Sends it, halved where one person spoils a call.
    pub(crate) async fn send(&self, client: &OfficialAccount, people: &[OpenId]) -> BatchOutcome {
        match self {
            Self::Tag(tag) => client.tag_people(fandesk_wechat::TagId(*tag), people).await,
            Self::Untag(tag) => client.untag_people(fandesk_wechat::TagId(*tag), people).await,
            Self::Remark(remark) => set_remarks(client, remark, people).await,
            Self::Block => client.block_people(people).await,
            Self::Unblock => client.unblock_people(people).await,
        }
    }

    /// Whether somebody's details show that it was done; `None` if they do not tell.
    pub(crate) fn is_done(&self, follower: &Follower) -> Option<bool> {
        let carries = |tag: &TagId| {
            let tags = follower.tag_ids.as_deref()?;
            Some(tags.contains(&fandesk_wechat::TagId(*tag)))
        };
        match self {
            Self::Tag(tag) => carries(tag),
            Self::Untag(tag) => carries(tag).map(|carried| !carried),
            Self::Remark(remark) => follower.remark.as_ref().map(|found| found == remark),
            Self::Block | Self::Unblock => None,
        }
    }
}

/// One remark for several people, a call each, in the shape of the other outcomes.
async fn set_remarks(client: &OfficialAccount, remark: &str, people: &[OpenId]) -> BatchOutcome {
    let mut outcome = BatchOutcome::default();
    for (place, openid) in people.iter().enumerate() {
        match client.set_remark(openid, remark).await {
            Ok(()) => outcome.done.push(openid.clone()),
            Err(error) if fandesk_wechat::retry::blames_an_entry(&error) => {
                outcome.failed.push((openid.clone(), error));
            }
            Err(error) => {
                let openids = people[place..].to_vec();
                outcome.unfinished = Some(fandesk_wechat::Unfinished { openids, error });
                break;
            }
        }
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_counted_in_full_batches_and_a_rest() {
        assert_eq!(Write::Tag(100).calls_for(1040), 21);
        assert_eq!(Write::Block.calls_for(45), 3);
        assert_eq!(Write::Remark(String::new()).calls_for(7), 7);
        assert_eq!(Write::Untag(100).calls_for(0), 0);
    }
}
