//! Followers: who they are, their details, their remarks.

use std::collections::HashMap;

use futures::Stream;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::account::OfficialAccount;
use crate::decode::Done;
use crate::endpoint::Endpoint;
use crate::error::{Error, InvalidInput};
use crate::field;
use crate::id::{OpenId, TagId, UnionId};
use crate::limits;
use crate::page::{Page, PageAnswer, pages};
use crate::request::Request;

/// What WeChat tells about one follower (page "userInfo").
///
/// `None` means that WeChat said nothing: unknown, never "empty". `""` is a value.
/// For somebody who left only `openid`, `subscribed`, `tag_ids` and perhaps `union_id` are there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "FollowerRow")]
pub struct Follower {
    /// The follower's id.
    pub openid: OpenId,
    /// Whether the person follows the account now.
    pub subscribed: Option<bool>,
    /// Since when; the last time if there were several.
    pub subscribed_at: Option<Timestamp>,
    /// The person's id across accounts bound to one open platform account.
    pub union_id: Option<UnionId>,
    /// The remark set by the operator.
    pub remark: Option<String>,
    /// The tags the follower carries.
    pub tag_ids: Option<Vec<TagId>>,
    /// How the person came to follow, e.g. `ADD_SCENE_QR_CODE`; new values appear without notice.
    pub subscribe_scene: Option<String>,
    /// The number of the QR code scanned; 0 if none.
    pub qr_scene: Option<i64>,
    /// The text of the QR code scanned; "" if none.
    pub qr_scene_text: Option<String>,
    /// The person's language setting, e.g. `zh_CN`.
    pub language: Option<String>,
    /// Legacy: the old group, which mirrors a tag.
    pub group_id: Option<i64>,
    /// Legacy: not given out since 2021-12-27, then "".
    pub nickname: Option<String>,
    /// Legacy: 0 unknown, 1 male, 2 female; always 0 since 2021-12-27.
    pub sex: Option<i64>,
    /// Legacy: "" since 2021-12-27.
    pub city: Option<String>,
    /// Legacy: "" since 2021-12-27.
    pub province: Option<String>,
    /// Legacy: "" since 2021-12-27.
    pub country: Option<String>,
    /// Legacy: the picture's address, "" since 2021-12-27.
    pub picture_url: Option<String>,
}

/// A row as it arrives; everything may be missing.
#[derive(Deserialize)]
pub(crate) struct FollowerRow {
    #[serde(default, deserialize_with = "field::id")]
    openid: Option<OpenId>,
    #[serde(default, deserialize_with = "field::flag")]
    subscribe: Option<bool>,
    #[serde(default, deserialize_with = "field::number")]
    subscribe_time: Option<i64>,
    #[serde(default, deserialize_with = "field::id")]
    unionid: Option<UnionId>,
    #[serde(default, deserialize_with = "field::text")]
    remark: Option<String>,
    #[serde(default, deserialize_with = "field::tag_ids")]
    tagid_list: Option<Vec<TagId>>,
    #[serde(default, deserialize_with = "field::text")]
    subscribe_scene: Option<String>,
    #[serde(default, deserialize_with = "field::number")]
    qr_scene: Option<i64>,
    #[serde(default, deserialize_with = "field::text")]
    qr_scene_str: Option<String>,
    #[serde(default, deserialize_with = "field::text")]
    language: Option<String>,
    #[serde(default, deserialize_with = "field::number")]
    groupid: Option<i64>,
    #[serde(default, deserialize_with = "field::text")]
    nickname: Option<String>,
    #[serde(default, deserialize_with = "field::number")]
    sex: Option<i64>,
    #[serde(default, deserialize_with = "field::text")]
    city: Option<String>,
    #[serde(default, deserialize_with = "field::text")]
    province: Option<String>,
    #[serde(default, deserialize_with = "field::text")]
    country: Option<String>,
    #[serde(default, deserialize_with = "field::text")]
    headimgurl: Option<String>,
}

impl TryFrom<FollowerRow> for Follower {
    type Error = &'static str;

    fn try_from(row: FollowerRow) -> Result<Self, Self::Error> {
        row.into_follower().ok_or("a row without an openid")
    }
}

impl FollowerRow {
    fn into_follower(self) -> Option<Follower> {
        Some(Follower {
            openid: self.openid?,
            subscribed: self.subscribe,
            // 0 stands for "no date": nobody followed in 1970.
            subscribed_at: self
                .subscribe_time
                .filter(|&second| second > 0)
                .and_then(|second| Timestamp::from_second(second).ok()),
            union_id: self.unionid,
            remark: self.remark,
            tag_ids: self.tagid_list,
            subscribe_scene: self.subscribe_scene,
            qr_scene: self.qr_scene,
            qr_scene_text: self.qr_scene_str,
            language: self.language,
            group_id: self.groupid,
            nickname: self.nickname,
            sex: self.sex,
            city: self.city,
            province: self.province,
            country: self.country,
            picture_url: self.headimgurl,
        })
    }
}

/// The answer of one call for details.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Those WeChat told about, in the order asked for.
    pub found: Vec<Follower>,
    /// Those asked for of whom the answer had no row.
    pub missing: Vec<OpenId>,
}

#[derive(Deserialize)]
pub(crate) struct DetailsAnswer {
    pub(crate) user_info_list: Vec<FollowerRow>,
}

impl DetailsAnswer {
    /// Rows are matched by openid: the order is no promise, and neither is completeness.
    fn into_details(self, asked: &[OpenId]) -> Details {
        let rows = self.user_info_list;
        let followers: Vec<_> = rows.into_iter().filter_map(FollowerRow::into_follower).collect();
        let in_order = followers.len() == asked.len()
            && followers.iter().zip(asked).all(|(row, asked)| row.openid == *asked);
        if in_order {
            return Details { found: followers, missing: Vec::new() };
        }
        let mut by_id: HashMap<OpenId, Option<Follower>> = followers
            .into_iter()
            .map(|follower| (follower.openid.clone(), Some(follower)))
            .collect();
        let mut details = Details::default();
        for openid in asked {
            match by_id.get_mut(openid) {
                // Nothing to take: the same person was asked for before.
                Some(follower) => details.found.extend(follower.take()),
                None => details.missing.push(openid.clone()),
            }
        }
        details
    }
}

impl OfficialAccount {
    /// A page of follower openids, at most 10,000, beginning after `cursor` (page "getFans").
    ///
    /// # Errors
    /// 40003 if the cursor is not (or no longer) known: begin again without one. 45009 beyond
    /// 500 calls a day (100 for test accounts).
    pub async fn followers_page(&self, cursor: Option<&OpenId>) -> Result<Page, Error> {
        let query = cursor.map(|cursor| ("next_openid", cursor.to_string())).into_iter().collect();
        let request = Request::get(Endpoint::Followers, query);
        let answer: PageAnswer = self.call(&request).await?;
        Ok(answer.into_page(cursor))
    }

    /// All follower openids, page by page, beginning after `from`.
    ///
    /// The first page comes even if it is empty, for its `total`. Costs one call more than there
    /// are pages: WeChat shows the end by an empty page.
    ///
    /// # Errors
    /// As [`followers_page`](Self::followers_page); the stream ends after an error.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # use fandesk_wechat::{AppId, OfficialAccount};
    /// # let sandbox = fandesk_sandbox::SandboxConfig::with_followers(120).start().await?;
    /// # let app_id = AppId::new(fandesk_sandbox::DEFAULT_APPID)?;
    /// # let account = OfficialAccount::builder(app_id, fandesk_sandbox::DEFAULT_SECRET.into())
    /// #     .base_address(sandbox.base_url())
    /// #     .build()?;
    /// use futures::TryStreamExt;
    ///
    /// let mut pages = std::pin::pin!(account.followers(None));
    /// while let Some(page) = pages.try_next().await? {
    ///     // Store the people, then `page.next`: a stream begun there goes on after them.
    ///     assert_eq!(page.openids.len(), 120);
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
    /// ```
    pub fn followers(
        &self,
        from: Option<OpenId>,
    ) -> impl Stream<Item = Result<Page, Error>> + Send + use<> {
        let account = self.clone();
        pages(Endpoint::Followers, from, move |cursor| {
            let account = account.clone();
            async move { account.followers_page(cursor.as_ref()).await }
        })
    }

    /// One follower's details (page "userInfo"). For somebody who left, `subscribed` is false.
    ///
    /// # Errors
    /// 40003 for an openid this account never had.
    pub async fn follower(&self, openid: &OpenId) -> Result<Follower, Error> {
        let query = vec![("openid", openid.to_string()), ("lang", self.lang().as_str().to_owned())];
        let request = Request::get(Endpoint::UserInfo, query);
        self.call(&request).await
    }

    /// Details of up to 100 people in one call (page "batchUserinfo").
    ///
    /// # Errors
    /// 40003 if a single openid is wrong, 40032 if the list is too long for WeChat's taste:
    /// [`follower_details`](Self::follower_details) finds its way around both.
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
    /// let details = account.details_batch(&people[..100]).await?;
    /// assert_eq!(details.found.len(), 100);
    /// assert!(details.found[0].subscribed_at.is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
    /// ```
    pub async fn details_batch(&self, openids: &[OpenId]) -> Result<Details, Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            user_list: Vec<Entry<'a>>,
        }

        #[derive(Serialize)]
        struct Entry<'a> {
            openid: &'a OpenId,
            lang: &'static str,
        }

        check_list(openids, limits::DETAILS_PER_CALL)?;
        let lang = self.lang().as_str();
        let user_list = openids.iter().map(|openid| Entry { openid, lang }).collect();
        let request = Request::post(Endpoint::BatchUserInfo, &Body { user_list });
        let answer: DetailsAnswer = self.call(&request).await?;
        Ok(answer.into_details(openids))
    }

    /// Sets a follower's remark; "" clears it (page "updateRemark"; certified accounts only).
    ///
    /// # Errors
    /// [`InvalidInput::RemarkTooLong`] above 30 bytes; 40092 remark not allowed; 40003 unknown
    /// openid; 43004 not following; 48001 not for this account; 45009 beyond 10,000 a day.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # use fandesk_wechat::{AppId, OfficialAccount};
    /// # let sandbox = fandesk_sandbox::SandboxConfig::with_followers(5).start().await?;
    /// # let app_id = AppId::new(fandesk_sandbox::DEFAULT_APPID)?;
    /// # let account = OfficialAccount::builder(app_id, fandesk_sandbox::DEFAULT_SECRET.into())
    /// #     .base_address(sandbox.base_url())
    /// #     .build()?;
    /// let person = account.followers_page(None).await?.openids.remove(0);
    /// account.set_remark(&person, "王姐 团购").await?;
    /// assert_eq!(account.follower(&person).await?.remark.as_deref(), Some("王姐 团购"));
    /// # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
    /// ```
    pub async fn set_remark(&self, openid: &OpenId, remark: &str) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            openid: &'a OpenId,
            remark: &'a str,
        }

        check_remark(remark)?;
        let request = Request::post(Endpoint::UpdateRemark, &Body { openid, remark });
        self.call::<Done>(&request).await.map(drop)
    }
}

/// Whether WeChat would take this remark: at most 30 bytes, no control characters.
///
/// # Errors
/// [`InvalidInput`] with the figures to show.
pub fn check_remark(remark: &str) -> Result<(), InvalidInput> {
    if remark.chars().any(char::is_control) {
        return Err(InvalidInput::ControlCharacter);
    }
    if remark.len() > limits::REMARK_BYTES {
        return Err(InvalidInput::RemarkTooLong {
            bytes: remark.len(),
            limit: limits::REMARK_BYTES,
        });
    }
    Ok(())
}

pub(crate) fn check_list(openids: &[OpenId], limit: usize) -> Result<(), InvalidInput> {
    match openids.len() {
        0 => Err(InvalidInput::EmptyList),
        given if given > limit => Err(InvalidInput::TooMany { given, limit }),
        _ => Ok(()),
    }
}
