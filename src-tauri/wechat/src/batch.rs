//! Whole lists of people: cut into calls, and split further when one person spoils a call.
//!
//! These helpers never lose what was done: an error that stops them comes with the people not reached.

use std::time::Duration;

use crate::account::OfficialAccount;
use crate::error::Error;
use crate::id::{OpenId, TagId};
use crate::limits;
use crate::retry::{Attempt, Step, blames_an_entry, next_step};
use crate::tags::Tagged;
use crate::users::Follower;

/// How long a partial failure (45171) is left alone before the second try.
const SECOND_TRY_AFTER: Duration = Duration::from_secs(1);

/// What became of a write for a list of people. Everybody is in exactly one of the three places.
#[derive(Clone, Debug, Default)]
pub struct BatchOutcome {
    /// Done.
    pub done: Vec<OpenId>,
    /// Not possible for this very person, and why.
    pub failed: Vec<(OpenId, Error)>,
    /// Not reached, because something stopped the whole.
    pub unfinished: Option<Unfinished>,
}

/// What WeChat told about a list of people. Everybody is in exactly one of the four places.
#[derive(Clone, Debug, Default)]
pub struct DetailsOutcome {
    /// Details, in the order asked for.
    pub found: Vec<Follower>,
    /// Those of whom the answers had no row.
    pub missing: Vec<OpenId>,
    /// Those WeChat refuses to tell about, or whose details cannot be read, and why.
    pub failed: Vec<(OpenId, Error)>,
    /// Not reached, because something stopped the whole.
    pub unfinished: Option<Unfinished>,
}

/// What stopped a list, and for whom.
#[derive(Clone, Debug)]
pub struct Unfinished {
    /// Those not reached. The first call's worth may have been applied if
    /// [`Error::may_have_been_applied`] says so.
    pub openids: Vec<OpenId>,
    /// What stopped it.
    pub error: Error,
}

impl OfficialAccount {
    /// Details of any number of people, a hundred a call, one call at a time.
    ///
    /// One wrong openid fails WeChat's whole call (40003), and so does one unreadable row: the call is
    /// then halved until the person is found, which costs about 14 calls for one in a hundred.
    /// 40032 halves too.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # use fandesk_wechat::{AppId, OfficialAccount};
    /// # let sandbox = fandesk_sandbox::SandboxConfig::with_followers(120).start().await?;
    /// # let app_id = AppId::new(fandesk_sandbox::DEFAULT_APPID)?;
    /// # let account = OfficialAccount::builder(app_id, fandesk_sandbox::DEFAULT_SECRET.into())
    /// #     .base_address(sandbox.base_url())
    /// #     .build()?;
    /// let people = account.followers_page(None).await?.openids;
    /// let outcome = account.follower_details(&people).await;
    /// assert_eq!(outcome.found.len(), 120);
    /// assert!(outcome.unfinished.is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
    /// ```
    pub async fn follower_details(&self, openids: &[OpenId]) -> DetailsOutcome {
        let sorted = sort_out(openids, limits::DETAILS_PER_CALL, |part| async move {
            self.details_batch(&part).await
        })
        .await;
        let mut outcome = DetailsOutcome {
            failed: sorted.failed,
            unfinished: sorted.unfinished,
            ..DetailsOutcome::default()
        };
        for (_, details) in sorted.answered {
            outcome.found.extend(details.found);
            outcome.missing.extend(details.missing);
        }
        outcome
    }

    /// Puts a tag on any number of people, fifty a call, one call at a time, and finds out for whom
    /// it is not possible (40003, 49003, 50005, 45059). Whom a call failed for in part (45171) is
    /// tried once more.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # use fandesk_wechat::{AppId, OfficialAccount};
    /// # let sandbox = fandesk_sandbox::SandboxConfig::with_followers(120).start().await?;
    /// # let app_id = AppId::new(fandesk_sandbox::DEFAULT_APPID)?;
    /// # let account = OfficialAccount::builder(app_id, fandesk_sandbox::DEFAULT_SECRET.into())
    /// #     .base_address(sandbox.base_url())
    /// #     .build()?;
    /// use fandesk_wechat::OpenId;
    ///
    /// let mut people = account.followers_page(None).await?.openids;
    /// let stranger = OpenId::new("oSomebodyElsesFollower")?;
    /// people.push(stranger.clone());
    /// let tag = account.create_tag("春季活动").await?.id;
    /// let outcome = account.tag_people(tag, &people).await;
    /// assert_eq!(outcome.done.len() + outcome.failed.len(), 121, "everybody's fate is known");
    /// assert!(outcome.failed.iter().any(|(person, _)| *person == stranger));
    /// # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
    /// ```
    pub async fn tag_people(&self, tag: TagId, openids: &[OpenId]) -> BatchOutcome {
        self.change_tag_of_people(openids, |part| async move { self.tag_batch(tag, &part).await })
            .await
    }

    /// Takes a tag off any number of people; as [`tag_people`](Self::tag_people).
    pub async fn untag_people(&self, tag: TagId, openids: &[OpenId]) -> BatchOutcome {
        self.change_tag_of_people(openids, |part| async move { self.untag_batch(tag, &part).await })
            .await
    }

    /// Blocks any number of people, twenty a call, one call at a time, and finds out for whom it is
    /// not possible (40003, 49003).
    pub async fn block_people(&self, openids: &[OpenId]) -> BatchOutcome {
        sort_out(
            openids,
            limits::BLOCKED_PER_CALL,
            |part| async move { self.block_batch(&part).await },
        )
        .await
        .into_outcome()
    }

    /// Unblocks any number of people; as [`block_people`](Self::block_people).
    pub async fn unblock_people(&self, openids: &[OpenId]) -> BatchOutcome {
        sort_out(openids, limits::BLOCKED_PER_CALL, |part| async move {
            self.unblock_batch(&part).await
        })
        .await
        .into_outcome()
    }

    async fn change_tag_of_people<F, Fut>(&self, openids: &[OpenId], call: F) -> BatchOutcome
    where
        F: Fn(Vec<OpenId>) -> Fut,
        Fut: Future<Output = Result<Tagged, Error>>,
    {
        let call = &call;
        let sorted = sort_out(openids, limits::TAGGED_PER_CALL, |part| async move {
            let tagged = call(part).await?;
            if tagged.failed.is_empty() {
                return Ok(tagged);
            }
            // WeChat asks for a second try with just those it failed for; if that brings nothing,
            // the first answer stands.
            self.clock().sleep(SECOND_TRY_AFTER).await;
            Ok(call(tagged.failed.clone()).await.unwrap_or(tagged))
        })
        .await;
        let mut outcome = BatchOutcome {
            failed: sorted.failed,
            unfinished: sorted.unfinished,
            ..BatchOutcome::default()
        };
        for (part, tagged) in sorted.answered {
            for openid in part {
                match &tagged.refusal {
                    Some(refusal) if tagged.failed.contains(&openid) => {
                        outcome.failed.push((openid, Error::Refused(refusal.clone())));
                    }
                    _ => outcome.done.push(openid),
                }
            }
        }
        outcome
    }
}

/// Everybody's fate: in an answered part, failed alone, or not reached.
struct Sorted<T> {
    answered: Vec<(Vec<OpenId>, T)>,
    failed: Vec<(OpenId, Error)>,
    unfinished: Option<Unfinished>,
}

impl Sorted<()> {
    fn into_outcome(self) -> BatchOutcome {
        BatchOutcome {
            done: self.answered.into_iter().flat_map(|(part, ())| part).collect(),
            failed: self.failed,
            unfinished: self.unfinished,
        }
    }
}

async fn sort_out<T, F, Fut>(openids: &[OpenId], at_once: usize, call: F) -> Sorted<T>
where
    F: Fn(Vec<OpenId>) -> Fut,
    Fut: Future<Output = Result<T, Error>>,
{
    let mut sorted = Sorted { answered: Vec::new(), failed: Vec::new(), unfinished: None };
    // A stack whose top is the next part, so that the order asked for is kept.
    let mut waiting: Vec<Vec<OpenId>> = openids.chunks(at_once).rev().map(Vec::from).collect();
    while let Some(mut part) = waiting.pop() {
        let error = match call(part.clone()).await {
            Ok(answer) => {
                sorted.answered.push((part, answer));
                continue;
            }
            Err(error) => error,
        };
        match next_step(&error, &after_all_repeats(part.len())) {
            Step::Split => {
                let second_half = part.split_off(part.len().div_ceil(2));
                waiting.push(second_half);
                waiting.push(part);
            }
            _ if blames_an_entry(&error) => {
                let alone = part.pop();
                sorted.failed.extend(alone.map(|openid| (openid, error)));
            }
            _ => {
                let later = waiting.into_iter().rev().flatten();
                sorted.unfinished =
                    Some(Unfinished { openids: part.into_iter().chain(later).collect(), error });
                break;
            }
        }
    }
    sorted
}

/// The call itself has waited, repeated and renewed all it may: only splitting is left.
fn after_all_repeats(entries: usize) -> Attempt {
    Attempt { number: u32::MAX, token_renewed: true, entries, ..Attempt::first(true) }
}
