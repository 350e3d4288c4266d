//! WeChat's limits, each with the vendor's page it comes from.
//!
//! The pages stand below <https://developers.weixin.qq.com/doc/service/api/>, found by the interface
//! name given here. Calls that would break one of them are refused here, before anything is sent.

/// Most openids one page of followers holds (page "getFans").
pub const FOLLOWERS_PER_PAGE: usize = 10_000;

/// Openids one page of the blacklist holds (page "getBlacklist"; older prints say 10,000, so any number is taken).
pub const BLACKLIST_PER_PAGE: usize = 1_000;

/// Most people one call for details may name (page "batchUserinfo").
pub const DETAILS_PER_CALL: usize = 100;

/// Most people one tagging or untagging call may name (page "batchTagging"; "batchUntagging" prints no figure).
pub const TAGGED_PER_CALL: usize = 50;

/// Most people one blocking or unblocking call may name (pages "batchBlacklist" and "batchUnblacklist").
pub const BLOCKED_PER_CALL: usize = 20;

/// Longest tag name in bytes of UTF-8: ten Chinese characters
/// (page "createTag": its table says characters, its error 45158 says bytes, and bytes decide).
pub const TAG_NAME_BYTES: usize = 30;

/// Longest remark in bytes of UTF-8 (page "updateRemark", error 40092).
/// The page says "shorter than 30 bytes"; exactly 30 was accepted, so only more is refused here.
pub const REMARK_BYTES: usize = 30;

/// Most tags an account may have (page "createTag", error 45056).
pub const TAGS_PER_ACCOUNT: usize = 100;

/// Most tags one follower may carry (page "batchTagging", error 45059).
pub const TAGS_PER_FOLLOWER: usize = 20;

/// A tag on more followers than this cannot be deleted (page "deleteTag", error 45057): untag people first.
pub const DELETABLE_TAG_FOLLOWERS: u64 = 100_000;
