//! The blacklist: blocked people, who stay followers and keep their tags.

use futures::Stream;
use serde::Serialize;

use crate::account::OfficialAccount;
use crate::decode::Done;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::id::OpenId;
use crate::limits;
use crate::page::{Page, PageAnswer, pages};
use crate::request::Request;
use crate::users::check_list;

impl OfficialAccount {
    /// Blocks up to 20 people in one call (page "batchBlacklist"). Doing it twice does no harm.
    ///
    /// # Errors
    /// 40003, 49003 if a single openid is at fault: [`block_people`](Self::block_people) finds out
    /// whose; 48001 not for this account.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # use fandesk_wechat::{AppId, OfficialAccount};
    /// # let sandbox = fandesk_sandbox::SandboxConfig::with_followers(30).start().await?;
    /// # let app_id = AppId::new(fandesk_sandbox::DEFAULT_APPID)?;
    /// # let account = OfficialAccount::builder(app_id, fandesk_sandbox::DEFAULT_SECRET.into())
    /// #     .base_address(sandbox.base_url())
    /// #     .build()?;
    /// let people = account.followers_page(None).await?.openids;
    /// account.block_batch(&people[..20]).await?;
    /// let blocked = account.blacklist_page(None).await?.openids;
    /// assert!(people[..20].iter().all(|person| blocked.contains(person)));
    /// # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
    /// ```
    pub async fn block_batch(&self, openids: &[OpenId]) -> Result<(), Error> {
        self.change_blacklist(Endpoint::BatchBlock, openids).await
    }

    /// Unblocks up to 20 people in one call (page "batchUnblacklist"). Doing it twice does no harm.
    ///
    /// # Errors
    /// As [`block_batch`](Self::block_batch).
    pub async fn unblock_batch(&self, openids: &[OpenId]) -> Result<(), Error> {
        self.change_blacklist(Endpoint::BatchUnblock, openids).await
    }

    async fn change_blacklist(&self, endpoint: Endpoint, openids: &[OpenId]) -> Result<(), Error> {
        #[derive(Serialize)]
        struct Body<'a> {
            openid_list: &'a [OpenId],
        }

        check_list(openids, limits::BLOCKED_PER_CALL)?;
        let body = Body { openid_list: openids };
        self.call::<Done>(&Request::post(endpoint, &body)).await.map(drop)
    }

    /// A page of blocked people, beginning after `cursor` (page "getBlacklist"; 1000 a page, older prints say 10,000).
    ///
    /// # Errors
    /// 40003, 49003 unknown or foreign cursor; 48001 not for this account.
    pub async fn blacklist_page(&self, cursor: Option<&OpenId>) -> Result<Page, Error> {
        // The cursor is called begin_openid here, though the answer calls it next_openid.
        #[derive(Serialize)]
        struct Body<'a> {
            begin_openid: &'a str,
        }

        let body = Body { begin_openid: cursor.map(OpenId::as_str).unwrap_or_default() };
        let request = Request::post(Endpoint::Blacklist, &body);
        let answer: PageAnswer = self.call(&request).await?;
        Ok(answer.into_page(cursor))
    }

    /// All blocked people, page by page, beginning after `from`.
    ///
    /// # Errors
    /// As [`blacklist_page`](Self::blacklist_page); the stream ends after an error.
    pub fn blacklist(
        &self,
        from: Option<OpenId>,
    ) -> impl Stream<Item = Result<Page, Error>> + Send + use<> {
        let account = self.clone();
        pages(Endpoint::Blacklist, from, move |cursor| {
            let account = account.clone();
            async move { account.blacklist_page(cursor.as_ref()).await }
        })
    }
}
