//! WeChat's error codes and what each asks for.

use std::fmt;

/// A code other than 0 in the field `errcode` of an answer.
///
/// Only the code counts: the text beside it changes over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrCode(pub i64);

/// What a code asks the caller to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Never repeat: the request or a setting is wrong.
    Never,
    /// Get a new token, then repeat once.
    RenewToken,
    /// WeChat is busy: repeat after a growing wait.
    BackOff,
    /// The allowance of this minute is used up: repeat after a minute.
    NextMinute,
    /// The allowance of this day (or month) is used up: stop until it returns.
    NextDay,
    /// Stop: a person has to act, in WeChat's console or in the settings.
    NeedsPerson,
    /// Change or split the request: part of what it names is at fault.
    Split,
}

macro_rules! codes {
    ($($(#[$docs:meta])* $name:ident = $value:literal, $class:ident;)*) => {
        impl ErrCode {
            $($(#[$docs])* pub const $name: Self = Self($value);)*

            /// What the code asks for; an unknown code is never repeated.
            ///
            /// 40001 means "renew the token" on a call with a token. On the token call itself it
            /// means a wrong AppSecret: [`Refusal::class`](crate::Refusal::class) knows the difference.
            pub fn class(self) -> Class {
                match self {
                    $(Self::$name => Class::$class,)*
                    _ => Class::Never,
                }
            }

            /// Every code that has a name here.
            pub const KNOWN: &[Self] = &[$(Self::$name),*];
        }
    };
}

codes! {
    /// WeChat-side busy or internal failure; whether a write was applied is not known.
    SYSTEM_BUSY = -1, BackOff;
    /// Token unknown, revoked or replaced; on the token call, a wrong AppSecret.
    INVALID_CREDENTIAL = 40001, RenewToken;
    /// `grant_type` is not `client_credential`.
    INVALID_GRANT_TYPE = 40002, Never;
    /// An openid is malformed, unknown or of another account; one such spoils a whole batch.
    INVALID_OPENID = 40003, Split;
    /// The AppID is unknown.
    INVALID_APPID = 40013, NeedsPerson;
    /// The token's text is not acceptable.
    INVALID_TOKEN = 40014, RenewToken;
    /// Empty list, or more openids than the endpoint takes.
    INVALID_OPENID_LIST_SIZE = 40032, Split;
    /// The body had `\uXXXX` escapes instead of UTF-8.
    INVALID_CHARSET = 40033, Never;
    /// No such path.
    INVALID_URL = 40066, Never;
    /// The remark is not allowed or too long.
    INVALID_REMARK = 40092, Never;
    /// The AppSecret is wrong or was reset.
    INVALID_SECRET = 40125, NeedsPerson;
    /// The caller's address is not on the account's allow-list.
    ADDRESS_NOT_ALLOWED = 40164, NeedsPerson;
    /// More rows asked for than the endpoint gives.
    COUNT_TOO_LARGE = 40170, Split;
    /// The account has no callback address to check.
    NO_CALLBACK = 40201, NeedsPerson;
    /// The network check knows no such action.
    INVALID_CHECK = 40202, Never;
    /// The network check knows no such operator.
    INVALID_CHECK_OPERATOR = 40203, Never;
    /// The AppSecret is frozen.
    SECRET_FROZEN = 40243, NeedsPerson;
    /// No token in the query string.
    TOKEN_MISSING = 41001, Never;
    /// No AppID.
    APPID_MISSING = 41002, Never;
    /// No AppSecret.
    SECRET_MISSING = 41004, Never;
    /// No AppID of the platform.
    PLATFORM_APPID_MISSING = 41018, Never;
    /// The token is past its life.
    TOKEN_EXPIRED = 42001, RenewToken;
    /// The platform's token is past its life.
    PLATFORM_TOKEN_EXPIRED = 42006, NeedsPerson;
    /// The owner changed the password or withdrew; both tokens are dead.
    REFRESH_TOKEN_DEAD = 42007, NeedsPerson;
    /// POST sent where GET is asked for.
    REQUIRE_GET = 43001, Never;
    /// GET sent where POST is asked for.
    REQUIRE_POST = 43002, Never;
    /// Plain http.
    REQUIRE_HTTPS = 43003, Never;
    /// The person does not follow the account (any more).
    REQUIRE_SUBSCRIBE = 43004, Split;
    /// POST without a body.
    EMPTY_BODY = 44002, Never;
    /// The day's allowance of this endpoint is used up.
    DAILY_QUOTA = 45009, NextDay;
    /// The minute's allowance is used up.
    MINUTE_QUOTA = 45011, NextMinute;
    /// The caller's address is not allow-listed (newer text).
    ADDRESS_NOT_REGISTERED = 45035, NeedsPerson;
    /// The account has 100 tags already.
    TOO_MANY_TAGS = 45056, Never;
    /// The tag is on more than 100,000 followers and cannot be deleted.
    TAG_TOO_LARGE = 45057, Split;
    /// Tags 0, 1 and 2 are WeChat's own.
    SYSTEM_TAG = 45058, Never;
    /// A follower carries 20 tags already.
    TOO_MANY_TAGS_ON_FOLLOWER = 45059, Split;
    /// The tag name is empty, not allowed, or taken.
    INVALID_TAG_NAME = 45157, Never;
    /// The tag name has more than 30 bytes.
    TAG_NAME_TOO_LONG = 45158, Never;
    /// The tag is unknown; also seen for tags that exist, right after creation and under parallel calls.
    INVALID_TAG = 45159, BackOff;
    /// Parallel tag changes for one person.
    PARALLEL_TAGGING = 45169, BackOff;
    /// Part of a batch failed; the answer lists whom.
    SOME_FAILED = 45171, Split;
    /// No such user.
    NO_SUCH_USER = 46004, Split;
    /// The body is not the JSON asked for.
    BAD_FORMAT = 47001, Never;
    /// The body had `\uXXXX` escapes.
    BAD_ESCAPES = 47002, Never;
    /// The account's kind or certification does not include the endpoint.
    UNAUTHORIZED = 48001, NeedsPerson;
    /// The endpoint is blocked after a violation.
    FORBIDDEN = 48004, NeedsPerson;
    /// This month's resets are used up.
    NO_RESETS_LEFT = 48006, NextDay;
    /// The openid belongs to another account.
    FOREIGN_OPENID = 49003, Split;
    /// The account or the person is restricted.
    USER_LIMITED = 50002, NeedsPerson;
    /// Token calls are forbidden for the account.
    TOKEN_FORBIDDEN = 50004, NeedsPerson;
    /// The person does not follow the account.
    UNSUBSCRIBED = 50005, Split;
    /// The account is frozen.
    ACCOUNT_FROZEN = 50007, NeedsPerson;
    /// The owner has not authorised the platform.
    NOT_AUTHORISED = 61003, NeedsPerson;
    /// The platform's address is not allow-listed.
    PLATFORM_ADDRESS_NOT_ALLOWED = 61004, NeedsPerson;
    /// The platform has had no fresh ticket for twelve hours.
    TICKET_EXPIRED = 61005, NeedsPerson;
    /// The platform's ticket is wrong.
    INVALID_TICKET = 61006, NeedsPerson;
    /// The owner did not grant user management to the platform.
    PLATFORM_UNAUTHORISED = 61007, NeedsPerson;
    /// The code of an authorisation is wrong.
    INVALID_AUTHORISATION = 61009, NeedsPerson;
    /// The code of an authorisation is too old or used.
    AUTHORISATION_EXPIRED = 61010, NeedsPerson;
    /// The platform's AppID is unknown.
    INVALID_PLATFORM = 61011, NeedsPerson;
    /// An account's token where the platform's is asked for.
    PLATFORM_TOKEN_REQUIRED = 61014, Never;
    /// A permission set waits for confirmation.
    PERMISSION_UNCONFIRMED = 61016, NeedsPerson;
    /// A permission set was not granted.
    PERMISSION_NOT_GRANTED = 61017, NeedsPerson;
    /// The stored refresh token is wrong or was replaced.
    INVALID_REFRESH_TOKEN = 61023, NeedsPerson;
    /// A date of the statistics is written wrongly.
    INVALID_DATE = 61500, Never;
    /// The statistics are asked for too many days, or for days to come.
    INVALID_DATES = 61501, Never;
    /// The statistics of that day are not computed yet.
    STATISTICS_NOT_READY = 61503, NextDay;
    /// The old account of a move does not match.
    FOREIGN_MOVE = 63178, NeedsPerson;
    /// The list of a move is empty.
    EMPTY_MOVE = 63182, Never;
    /// No move of the account is known.
    NO_MOVE = 63183, NeedsPerson;
    /// rid/get does not know the number.
    UNKNOWN_RID = 76001, Never;
    /// rid/get cannot read the number.
    INVALID_RID = 76002, Never;
    /// The number belongs to another account.
    FOREIGN_RID = 76003, Never;
    /// The number is older than seven days.
    OLD_RID = 76004, Never;
    /// quota/get does not know the path.
    UNKNOWN_QUOTA_PATH = 76021, Never;
    /// quota/get does not tell about this path.
    QUOTA_PATH_DENIED = 76022, Never;
    /// The call waits for the administrator's confirmation.
    WAITS_FOR_ADMIN = 89503, NeedsPerson;
    /// The administrator refused: blocked for 24 hours.
    REFUSED_FOR_A_DAY = 89506, NeedsPerson;
    /// The administrator refused: blocked for an hour.
    REFUSED_FOR_AN_HOUR = 89507, NeedsPerson;
    /// Platform-level busy (seen in the list of batchBlacklist).
    PLATFORM_BUSY = 268487001, BackOff;
    /// Platform-level busy (seen in the list of getFans).
    PLATFORM_BUSY_READING = 268487002, BackOff;
}

impl fmt::Display for ErrCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
