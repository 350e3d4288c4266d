//! Tags: the account's list of them, and who carries which.

use futures::Stream;
use serde::{Deserialize, Serialize};

use crate::account::OfficialAccount;
use crate::decode::Done;
use crate::endpoint::Endpoint;
use crate::errcode::ErrCode;
use crate::error::{Error, InvalidInput};
use crate::field;
use crate::id::{OpenId, TagId};
use crate::limits;
use crate::page::{Page, PageAnswer, pages};
use crate::refusal::Refusal;
use crate::request::Request;
use crate::retry::{Attempt, Step, next_step};
use crate::users::check_list;

/// One of the account's tags (page "getTags").
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Tag {
    /// The tag's id; ignore the name of 0, 1 and 2, which are WeChat's own.
    pub id: TagId,
    /// The tag's name, at most 30 bytes.
    #[serde(deserialize_with = "field::required_text")]
    pub name: String,
    /// How many followers carry it, where WeChat says so.
    #[serde(default, deserialize_with = "field::number")]
    pub count: Option<u64>,
}

/// The answer of one tagging or untagging call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tagged {
    /// Whom it failed for (45171 with `fail_openid_list`); the others are done.
    pub failed: Vec<OpenId>,
    /// What WeChat said about them.
    pub refusal: Option<Box<Refusal>>,
}

#[derive(Deserialize)]
struct TagsAnswer {
    tags: Vec<Tag>,
}

#[derive(Deserialize)]
struct TagAnswer {
    tag: Tag,
}

#[derive(Deserialize)]
struct TagIdsAnswer {
    tagid_list: Vec<TagId>,
}

#[derive(Serialize)]
struct TagBody<T> {
    tag: T,
}

impl OfficialAccount {
    /// All tags with how many carry each (page "getTags"). The counts may lag behind.
    ///
    /// # Errors
    /// 48001 if the account may not use tags; 45009 beyond 1000 calls a day.
    pub async fn tags(&self) -> Result<Vec<Tag>, Error> {
        let request = Request::get(Endpoint::Tags, Vec::new());
        let answer: TagsAnswer = self.call(&request).await?;
        Ok(answer.tags)
    }

    /// Makes a tag (page "createTag"). Wait about a second before its first use: until then WeChat
    /// may say 45159 about it.
    ///
    /// When the answer is lost, the list of tags is read before anything is repeated; a tag of
    /// that name found then is taken for the one just made.
    ///
    /// # Errors
    /// [`InvalidInput`] for an empty name or one above 30 bytes; 45056 with 100 tags already;
    /// 45157 name taken or not allowed; 48001 not for this account; 45009 beyond 1000 a day.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # use fandesk_wechat::{AppId, OfficialAccount};
    /// # let sandbox = fandesk_sandbox::SandboxConfig::with_followers(5).start().await?;
    /// # let app_id = AppId::new(fandesk_sandbox::DEFAULT_APPID)?;
    /// # let account = OfficialAccount::builder(app_id, fandesk_sandbox::DEFAULT_SECRET.into())
    /// #     .base_address(sandbox.base_url())
    /// #     .build()?;
    /// let tag = account.create_tag("春季活动").await?;
    /// account.rename_tag(tag.id, "秋季活动").await?;
    /// assert!(account.tags().await?.iter().any(|listed| listed.name == "秋季活动"));
    /// account.delete_tag(tag.id).await?;
    /// # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
    /// ```
    pub async fn create_tag(&self, name: &str) -> Result<Tag, Error> {
        let name = checked_tag_name(name)?;
        let mut attempt = Attempt::first(true);
        let mut answer_was_lost = false;
        loop {
            let error = match self.create_tag_once(name).await {
                Ok(tag) => return Ok(tag),
                Err(error) => error,
            };
            let name_is_taken = error.code() == Some(ErrCode::INVALID_TAG_NAME);
            let may_exist = error.may_have_been_applied() || (name_is_taken && answer_was_lost);
            if !may_exist {
                return Err(error);
            }
            answer_was_lost = true;
            attempt.jitter = self.clock().jitter();
            let step = next_step(&error, &attempt);
            if let Step::Wait(wait) = step {
                self.clock().sleep(wait).await;
            }
            if let Some(made) = self.tags().await?.into_iter().find(|tag| tag.name == name) {
                return Ok(made);
            }
            if !matches!(step, Step::Wait(_)) {
                return Err(error);
            }
            attempt.number += 1;
        }
    }

    /// Makes a tag, asking once and repeating nothing that may have been done. Prefer
    /// [`create_tag`](Self::create_tag), which finds out what happened when the answer is lost.
    ///
    /// # Errors
    /// As [`create_tag`](Self::create_tag), and every lost answer.
    pub async fn create_tag_once(&self, name: &str) -> Result<Tag, Error> {
        #[derive(Serialize)]
        struct Name<'a> {
            name: &'a str,
        }

        let name = checked_tag_name(name)?;
        let body = TagBody { tag: Name { name } };
        let request = Request::post(Endpoint::CreateTag, &body);
        let answer: TagAnswer = self.call(&request).await?;
        Ok(answer.tag)
    }

    /// Gives a tag another name (page "updateTag").
    ///
    /// # Errors
    /// [`InvalidInput`] for a bad name or one of WeChat's own tags; 45157 name taken or not
    /// allowed; 45159 no such tag; 45009 beyond 1000 a day.
    pub async fn rename_tag(&self, id: TagId, name: &str) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Renamed<'a> {
            id: TagId,
            name: &'a str,
        }

        let name = checked_tag_name(name)?;
        check_own_tag(id)?;
        let body = TagBody { tag: Renamed { id, name } };
        let request = Request::post(Endpoint::UpdateTag, &body);
        match self.call::<Done>(&request).await {
            // A rename repeated after a lost answer finds the name taken, by this very tag.
            Err(error) if error.code() == Some(ErrCode::INVALID_TAG_NAME) => {
                let tags = self.tags().await?;
                let is_so = tags.iter().any(|tag| tag.id == id && tag.name == name);
                if is_so { Ok(()) } else { Err(error) }
            }
            outcome => outcome.map(drop),
        }
    }

    /// Deletes a tag; everybody loses it (page "deleteTag"). A tag that is gone counts as deleted.
    ///
    /// # Errors
    /// [`InvalidInput::SystemTag`] for WeChat's own; 45057 on more than 100,000 followers: untag
    /// them first.
    pub async fn delete_tag(&self, id: TagId) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Deleted {
            id: TagId,
        }

        check_own_tag(id)?;
        let body = TagBody { tag: Deleted { id } };
        let request = Request::post(Endpoint::DeleteTag, &body);
        match self.call::<Done>(&request).await {
            // So answers a deletion repeated after a lost answer.
            Err(error) if error.code() == Some(ErrCode::INVALID_TAG) => {
                if self.tag_is_listed(id).await? { Err(error) } else { Ok(()) }
            }
            outcome => outcome.map(drop),
        }
    }

    /// Puts a tag on up to 50 followers in one call (page "batchTagging"). Doing it twice does no harm.
    ///
    /// Never run two tag calls for one person at the same time: WeChat then denies tags that exist
    /// (45159, 45169). 45159 is repeated as long as the list of tags has the tag.
    ///
    /// # Errors
    /// 40003, 49003, 50005, 45059 if a single person is at fault: [`tag_people`](Self::tag_people)
    /// finds out who; 45159 no such tag; 45009 beyond 100,000 a day.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # use fandesk_wechat::{AppId, OfficialAccount};
    /// # let sandbox = fandesk_sandbox::SandboxConfig::with_followers(10).start().await?;
    /// # let app_id = AppId::new(fandesk_sandbox::DEFAULT_APPID)?;
    /// # let account = OfficialAccount::builder(app_id, fandesk_sandbox::DEFAULT_SECRET.into())
    /// #     .base_address(sandbox.base_url())
    /// #     .build()?;
    /// let people = account.followers_page(None).await?.openids;
    /// let tag = account.create_tag("春季活动").await?.id;
    /// let tagged = account.tag_batch(tag, &people[..5]).await?;
    /// assert!(tagged.failed.is_empty());
    /// assert!(account.tags_of(&people[0]).await?.contains(&tag));
    /// # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
    /// ```
    pub async fn tag_batch(&self, tag: TagId, openids: &[OpenId]) -> Result<Tagged, Error> {
        self.change_tag(Endpoint::BatchTagging, tag, openids).await
    }

    /// Takes a tag off up to 50 followers in one call (page "batchUntagging"). Doing it twice does no harm.
    ///
    /// # Errors
    /// As [`tag_batch`](Self::tag_batch).
    pub async fn untag_batch(&self, tag: TagId, openids: &[OpenId]) -> Result<Tagged, Error> {
        self.change_tag(Endpoint::BatchUntagging, tag, openids).await
    }

    async fn change_tag(
        &self,
        endpoint: Endpoint,
        tag: TagId,
        openids: &[OpenId],
    ) -> Result<Tagged, Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            openid_list: &'a [OpenId],
            tagid: TagId,
        }

        check_list(openids, limits::TAGGED_PER_CALL)?;
        let body = Body { openid_list: openids, tagid: tag };
        let request = Request::post(endpoint, &body);
        let mut outcome = self.call::<Done>(&request).await;
        if let Err(error) = &outcome
            && error.code() == Some(ErrCode::INVALID_TAG)
            && matches!(self.tag_is_listed(tag).await, Ok(true))
        {
            outcome = self.call(&request.knowing_the_tag_exists()).await;
        }
        match outcome {
            Ok(_) => Ok(Tagged::default()),
            Err(Error::Refused(refusal))
                if refusal.code == ErrCode::SOME_FAILED && !refusal.failed.is_empty() =>
            {
                Ok(Tagged { failed: refusal.failed.clone(), refusal: Some(refusal) })
            }
            Err(error) => Err(error),
        }
    }

    async fn tag_is_listed(&self, id: TagId) -> Result<bool, Error> {
        Ok(self.tags().await?.iter().any(|tag| tag.id == id))
    }

    /// The tags one follower carries (page "getTagidList"). There is no call for many: read
    /// [`Follower::tag_ids`](crate::Follower::tag_ids) instead.
    ///
    /// # Errors
    /// 40003, 49003 unknown or foreign openid.
    pub async fn tags_of(&self, openid: &OpenId) -> Result<Vec<TagId>, Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            openid: &'a OpenId,
        }

        let request = Request::post(Endpoint::TagsOfFollower, &Body { openid });
        let answer: TagIdsAnswer = self.call(&request).await?;
        Ok(answer.tagid_list)
    }

    /// A page of a tag's followers, beginning after `cursor` (page "getTagFans"; its size is not documented).
    ///
    /// # Errors
    /// 45159 no such tag; 40003 unknown cursor; -1 or a time-out for very large tags.
    pub async fn tag_members_page(
        &self,
        tag: TagId,
        cursor: Option<&OpenId>,
    ) -> Result<Page, Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            tagid: TagId,
            next_openid: &'a str,
        }

        let body = Body { tagid: tag, next_openid: cursor.map(OpenId::as_str).unwrap_or_default() };
        let request = Request::post(Endpoint::TagMembers, &body);
        let answer: PageAnswer = self.call(&request).await?;
        Ok(answer.into_page(cursor))
    }

    /// All followers with a tag, page by page, beginning after `from`. Pages carry no `total`.
    ///
    /// # Errors
    /// As [`tag_members_page`](Self::tag_members_page); the stream ends after an error.
    pub fn tag_members(
        &self,
        tag: TagId,
        from: Option<OpenId>,
    ) -> impl Stream<Item = Result<Page, Error>> + Send + use<> {
        let account = self.clone();
        pages(Endpoint::TagMembers, from, move |cursor| {
            let account = account.clone();
            async move { account.tag_members_page(tag, cursor.as_ref()).await }
        })
    }
}

fn check_own_tag(id: TagId) -> Result<(), InvalidInput> {
    if id.is_system() {
        return Err(InvalidInput::SystemTag(id));
    }
    Ok(())
}

/// The name without blanks around it, if WeChat would take it: 1 to 30 bytes, no control characters.
///
/// # Errors
/// [`InvalidInput`] with the figures to show.
pub fn checked_tag_name(name: &str) -> Result<&str, InvalidInput> {
    let name = name.trim();
    if name.is_empty() {
        return Err(InvalidInput::EmptyTagName);
    }
    if name.chars().any(char::is_control) {
        return Err(InvalidInput::ControlCharacter);
    }
    if name.len() > limits::TAG_NAME_BYTES {
        return Err(InvalidInput::TagNameTooLong {
            bytes: name.len(),
            limit: limits::TAG_NAME_BYTES,
        });
    }
    Ok(name)
}
