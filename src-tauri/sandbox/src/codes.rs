//! The error codes and texts of the server, as documented or recorded.
//!
//! Texts are English with an optional suffix. Errors of the front door (token, quota, permission)
//! end in a rid; errors of the user and tag service carry a hint as well.

/// How the text of an error ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suffix {
    /// Nothing follows.
    Plain,
    /// ` rid: A-B-C`.
    Rid,
    /// ` hint: [X] rid: A-B-C`.
    HintAndRid,
}

use Suffix::{HintAndRid, Plain, Rid};

/// Text of 40001 as recorded in 2026.
const NOT_LATEST: &str = "invalid credential, access_token is invalid or not latest, could get \
    access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r";

/// Code, text without suffix, suffix.
pub(crate) const CODES: &[(i64, &str, Suffix)] = &[
    (-1, "system error", Plain),
    (40001, NOT_LATEST, Rid),
    (40002, "invalid grant_type", Rid),
    (40003, "invalid openid", HintAndRid),
    (40013, "invalid appid", Rid),
    (40014, "invalid access_token", Rid),
    (40032, "invalid openid list size", HintAndRid),
    (
        40033,
        "invalid charset. please check your request, if include \\uxxxx will create fail!",
        HintAndRid,
    ),
    (40066, "invalid url", Rid),
    (40092, "invalid remark name", HintAndRid),
    (40125, "invalid appsecret", Rid),
    (40164, "invalid ip", Rid),
    (40243, "AppSecret已被冻结，请解冻后再次调用。", Rid),
    (41001, "access_token missing", Rid),
    (40170, "args count exceed count limit", Rid),
    (41002, "appid missing", Rid),
    (41004, "appsecret missing", Rid),
    (41018, "missing component_appid", Rid),
    (42001, "access_token expired", Rid),
    (42006, "component_access_token expired", Rid),
    (43001, "require GET method", Rid),
    (43002, "require POST method", Rid),
    (43004, "require subscribe", HintAndRid),
    (44002, "empty post data", Rid),
    (45009, "reach max api daily quota limit", Rid),
    (45011, "api minute-quota reach limit, must slower, retry next minute", Rid),
    (45035, "access clientip is not registered, not in ip-white-list", Rid),
    (45056, "too many tag now, no need to add new", HintAndRid),
    (45057, "can't delete the tag that has too many fans", HintAndRid),
    (45058, "can't modify sys tag", HintAndRid),
    (45059, "can not tagging one user too much", HintAndRid),
    (45157, "invalid tag name", HintAndRid),
    (45158, "tag name too long", HintAndRid),
    (45159, "invalid tag id", HintAndRid),
    (45169, "openid much req", HintAndRid),
    (45171, "some openid fail", HintAndRid),
    (46004, "user no exist", HintAndRid),
    (47001, "data format error", HintAndRid),
    (
        47002,
        "data format error, do NOT use json unicode encode (\\uxxxx\\uxxxx), please use utf8 \
         encoded text!",
        HintAndRid,
    ),
    (48001, "api unauthorized", Rid),
    (48004, "api forbidden for irregularities, view detail on mp.weixin.qq.com", Rid),
    (48006, "forbid to clear quota because of reaching the limit", Rid),
    (49003, "not match openid with appid", HintAndRid),
    (50002, "user limited", Rid),
    (50004, "user not allow to use accesstoken, maybe for punishment", Rid),
    (50005, "user is unsubscribed", HintAndRid),
    (50007, "账号已冻结", Rid),
    (61003, "component is not authorized by this account", Rid),
    (61004, "access clientip is not registered", Rid),
    (61005, "component ticket is expired", Rid),
    (61006, "component ticket is invalid", Rid),
    (61007, "api is unauthorized to component", Rid),
    (61009, "code is invalid", Rid),
    (61010, "code is expired", Rid),
    (61011, "invalid component", Rid),
    (61014, "must use component token for component api", Rid),
    (61016, "function category of API need be confirmed by component", Rid),
    (61023, "refresh_token is invalid", Rid),
    (76001, "rid not found", Rid),
    (76002, "rid is error", Rid),
    (76003, "could not query this rid,no permission", Rid),
    (76004, "rid time is error", Rid),
    (76021, "cgi_path not found, please check", Rid),
    (76022, "could not use this cgi_path，no permission", Rid),
    (89503, "此次调用需要管理员确认，请耐心等候", Rid),
    (89506, "该IP调用求请求已被公众号管理员拒绝，请24小时后再试，建议调用前与管理员沟通确认", Rid),
    (89507, "该IP调用求请求已被公众号管理员拒绝，请1小时后再试，建议调用前与管理员沟通确认", Rid),
    (268_487_001, "system busy", HintAndRid),
    (268_487_002, "system busy", HintAndRid),
];

/// Text and suffix of a code; codes that are not in the table are a plain system error.
pub(crate) fn text_of(code: i64) -> (&'static str, Suffix) {
    CODES
        .iter()
        .find(|(known, _, _)| *known == code)
        .map_or(("system error", HintAndRid), |(_, text, suffix)| (*text, *suffix))
}
