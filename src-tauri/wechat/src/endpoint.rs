//! The calls this crate makes: path, method, and whether repeating one does harm.

use std::fmt;

/// One call of the Official Account API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Endpoint {
    /// Page "getStableAccessToken": get an access token.
    StableToken,
    /// Page "getAccessToken": get an access token that ends the life of the one before.
    Token,
    /// Page "getFans": a page of follower openids.
    Followers,
    /// Page "userInfo": one follower's details.
    UserInfo,
    /// Page "batchUserinfo": details of up to 100 followers.
    BatchUserInfo,
    /// Page "updateRemark": set a follower's remark.
    UpdateRemark,
    /// Page "getTags": all tags with their counts.
    Tags,
    /// Page "createTag": make a tag.
    CreateTag,
    /// Page "updateTag": rename a tag.
    UpdateTag,
    /// Page "deleteTag": delete a tag.
    DeleteTag,
    /// Page "getTagFans": a page of a tag's openids.
    TagMembers,
    /// Page "batchTagging": put a tag on up to 50 followers.
    BatchTagging,
    /// Page "batchUntagging": take a tag off up to 50 followers.
    BatchUntagging,
    /// Page "getTagidList": one follower's tags.
    TagsOfFollower,
    /// Page "getBlacklist": a page of blocked openids.
    Blacklist,
    /// Page "batchBlacklist": block up to 20 people.
    BatchBlock,
    /// Page "batchUnblacklist": unblock up to 20 people.
    BatchUnblock,
    /// Page "getApiQuota": the counters of one path.
    Quota,
    /// Page "clearQuota": all counters of the day back to nothing, ten times a month.
    ClearQuota,
    /// Page "getRidInfo": a call of the last seven days by its diagnostic number.
    Rid,
    /// Page "api_component_token": a platform's own token.
    PlatformToken,
    /// Page "api_authorizer_token": an account's token for a platform.
    PlatformAccountToken,
    /// Page "api_query_auth": what an owner's scan brought.
    RedeemAuthorisation,
    /// Page "api_get_authorizer_info": an account that has authorised a platform.
    PlatformAccount,
    /// Page "api_get_authorizer_list": all of them.
    PlatformAccounts,
}

/// GET or POST, as the page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Parameters in the query string.
    Get,
    /// Parameters as a JSON body.
    Post,
}

impl Endpoint {
    /// Every call, in the order of declaration.
    pub const ALL: [Self; 25] = [
        Self::StableToken,
        Self::Token,
        Self::Followers,
        Self::UserInfo,
        Self::BatchUserInfo,
        Self::UpdateRemark,
        Self::Tags,
        Self::CreateTag,
        Self::UpdateTag,
        Self::DeleteTag,
        Self::TagMembers,
        Self::BatchTagging,
        Self::BatchUntagging,
        Self::TagsOfFollower,
        Self::Blacklist,
        Self::BatchBlock,
        Self::BatchUnblock,
        Self::Quota,
        Self::ClearQuota,
        Self::Rid,
        Self::PlatformToken,
        Self::PlatformAccountToken,
        Self::RedeemAuthorisation,
        Self::PlatformAccount,
        Self::PlatformAccounts,
    ];

    /// The path below the base address, as quota/get wants it too.
    pub fn path(self) -> &'static str {
        match self {
            Self::StableToken => "/cgi-bin/stable_token",
            Self::Token => "/cgi-bin/token",
            Self::Followers => "/cgi-bin/user/get",
            Self::UserInfo => "/cgi-bin/user/info",
            Self::BatchUserInfo => "/cgi-bin/user/info/batchget",
            Self::UpdateRemark => "/cgi-bin/user/info/updateremark",
            Self::Tags => "/cgi-bin/tags/get",
            Self::CreateTag => "/cgi-bin/tags/create",
            Self::UpdateTag => "/cgi-bin/tags/update",
            Self::DeleteTag => "/cgi-bin/tags/delete",
            Self::TagMembers => "/cgi-bin/user/tag/get",
            Self::BatchTagging => "/cgi-bin/tags/members/batchtagging",
            Self::BatchUntagging => "/cgi-bin/tags/members/batchuntagging",
            Self::TagsOfFollower => "/cgi-bin/tags/getidlist",
            Self::Blacklist => "/cgi-bin/tags/members/getblacklist",
            Self::BatchBlock => "/cgi-bin/tags/members/batchblacklist",
            Self::BatchUnblock => "/cgi-bin/tags/members/batchunblacklist",
            Self::Quota => "/cgi-bin/openapi/quota/get",
            Self::ClearQuota => "/cgi-bin/clear_quota",
            Self::Rid => "/cgi-bin/openapi/rid/get",
            Self::PlatformToken => "/cgi-bin/component/api_component_token",
            Self::PlatformAccountToken => "/cgi-bin/component/api_authorizer_token",
            Self::RedeemAuthorisation => "/cgi-bin/component/api_query_auth",
            Self::PlatformAccount => "/cgi-bin/component/api_get_authorizer_info",
            Self::PlatformAccounts => "/cgi-bin/component/api_get_authorizer_list",
        }
    }

    /// GET for the classic token and three reads, POST for all others.
    pub fn method(self) -> Method {
        match self {
            Self::Token | Self::Followers | Self::UserInfo | Self::Tags => Method::Get,
            _ => Method::Post,
        }
    }

    /// Whether it takes credentials and gives a token, of whatever kind.
    pub fn fetches_token(self) -> bool {
        matches!(
            self,
            Self::StableToken
                | Self::Token
                | Self::PlatformToken
                | Self::PlatformAccountToken
                | Self::RedeemAuthorisation
                | Self::PlatformAccount
                | Self::PlatformAccounts
        )
    }

    /// Whether doing it twice equals doing it once, so that a lost answer may be asked for again.
    ///
    /// False for `CreateTag`, whose second call would say "name taken" for the tag just made, for
    /// `ClearQuota`, of which there are ten a month, and for a scan's code, which is good for once.
    pub fn is_safe_to_repeat(self) -> bool {
        !matches!(self, Self::CreateTag | Self::ClearQuota | Self::RedeemAuthorisation)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_all_holds_each_call_once_at_its_number() {
        for (number, endpoint) in Endpoint::ALL.into_iter().enumerate() {
            assert_eq!(endpoint as usize, number, "{endpoint}");
        }
        let paths: std::collections::BTreeSet<_> = Endpoint::ALL.map(Endpoint::path).into();
        assert_eq!(paths.len(), Endpoint::ALL.len(), "no path twice");
    }
}
