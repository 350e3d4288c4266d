//! Which step an answer is about, and how long it is worth waiting: pure functions.

use fandesk_wechat::ErrCode;

use super::state::Step;
use crate::accounts::CredentialsFacts;
use crate::clock::UnixSeconds;
use crate::error::{AppError, ServiceTrouble};

/// A change of the allow-list takes up to ten minutes to be heeded everywhere.
const MEND_WITHIN: i64 = 600;
/// Between two tries while somebody else mends something.
const TRY_EVERY: i64 = 10;
/// Between two tries while WeChat is busy.
const BUSY_EVERY: i64 = 60;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// When to try again by itself, and when to leave it to the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Patience {
    pub(super) next_try: UnixSeconds,
    pub(super) until: UnixSeconds,
}

/// How long this answer is waited out; none when the operator has to act.
///
/// `since` is when the same answer came for the first time.
pub(super) fn patience(
    because: &AppError,
    since: UnixSeconds,
    now: UnixSeconds,
) -> Option<Patience> {
    let AppError::Wechat { errcode, .. } = because else { return None };
    let every = |seconds: i64| {
        let until = since + MEND_WITHIN;
        (now < until).then(|| Patience { next_try: (now + seconds).min(until), until })
    };
    let at = |time: UnixSeconds| Some(Patience { next_try: time, until: time });
    match ErrCode(*errcode) {
        ErrCode::ADDRESS_NOT_ALLOWED
        | ErrCode::ADDRESS_NOT_REGISTERED
        | ErrCode::PLATFORM_ADDRESS_NOT_ALLOWED
        | ErrCode::WAITS_FOR_ADMIN => every(TRY_EVERY),
        ErrCode::SYSTEM_BUSY | ErrCode::MINUTE_QUOTA => every(BUSY_EVERY),
        // Asked sooner, WeChat answers the same (page "getStableAccessToken").
        ErrCode::REFUSED_FOR_AN_HOUR => at(now + HOUR),
        ErrCode::REFUSED_FOR_A_DAY => at(now + DAY),
        _ => None,
    }
}

/// The step that an answer to the first calls is about.
pub(super) fn step_at_fault(credentials: &CredentialsFacts, because: &AppError) -> Step {
    match credentials {
        CredentialsFacts::Secret => step_of_token_call(because),
        CredentialsFacts::TokenService { .. } | CredentialsFacts::PastedToken { .. } => {
            step_of_first_call(because)
        }
        CredentialsFacts::Platform { .. } => step_of_platform(because),
    }
}

/// The step of the calls that lead to a platform's token, and from it to the account's.
fn step_of_platform(because: &AppError) -> Step {
    let AppError::Wechat { errcode, .. } = because else { return step_of_first_call(because) };
    match ErrCode(*errcode) {
        ErrCode::TICKET_EXPIRED | ErrCode::INVALID_TICKET => Step::Service,
        ErrCode::PLATFORM_ADDRESS_NOT_ALLOWED
        | ErrCode::INVALID_PLATFORM
        | ErrCode::PLATFORM_APPID_MISSING
        | ErrCode::INVALID_APPID
        | ErrCode::INVALID_SECRET => Step::Platform,
        _ => step_of_first_call(because),
    }
}

/// The step of a call with a token that came from elsewhere.
fn step_of_first_call(because: &AppError) -> Step {
    match because {
        AppError::OwnService { trouble: ServiceTrouble::Rejected, .. }
        | AppError::AccountUnavailable { .. } => Step::Token,
        AppError::OwnService { .. } => Step::Service,
        AppError::Wechat { errcode, .. } if ErrCode(*errcode) != ErrCode::SYSTEM_BUSY => {
            Step::Token
        }
        _ => Step::Reach,
    }
}

/// The step of the request for a token. WeChat looks at the AppID first, then at the secret, then
/// at the address.
fn step_of_token_call(because: &AppError) -> Step {
    let AppError::Wechat { errcode, .. } = because else { return Step::Reach };
    match ErrCode(*errcode) {
        ErrCode::INVALID_APPID | ErrCode::APPID_MISSING => Step::AppId,
        ErrCode::ADDRESS_NOT_ALLOWED
        | ErrCode::ADDRESS_NOT_REGISTERED
        | ErrCode::PLATFORM_ADDRESS_NOT_ALLOWED
        | ErrCode::WAITS_FOR_ADMIN
        | ErrCode::REFUSED_FOR_A_DAY
        | ErrCode::REFUSED_FOR_AN_HOUR => Step::AllowList,
        ErrCode::SYSTEM_BUSY => Step::Reach,
        _ => Step::Secret,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::AccountState;

    #[test]
    fn each_answer_belongs_to_a_step() {
        for (because, step) in [
            (AppError::UNREACHED, Step::Reach),
            (AppError::Timeout, Step::Reach),
            (AppError::answered(-1), Step::Reach),
            (AppError::answered(40013), Step::AppId),
            (AppError::answered(40125), Step::Secret),
            (AppError::answered(40001), Step::Secret),
            (AppError::answered(40243), Step::Secret),
            (AppError::answered(50004), Step::Secret),
            (AppError::answered(50007), Step::Secret),
            (AppError::answered(40164), Step::AllowList),
            (AppError::answered(89503), Step::AllowList),
            (AppError::answered(89506), Step::AllowList),
        ] {
            assert_eq!(step_at_fault(&CredentialsFacts::Secret, &because), step, "{because:?}");
        }
        let service = CredentialsFacts::TokenService { host: String::new() };
        let trouble = |trouble| AppError::OwnService {
            gives: crate::error::Given::Token,
            trouble,
            status: None,
        };
        for (because, step) in [
            (trouble(ServiceTrouble::NotJson), Step::Service),
            (trouble(ServiceTrouble::Rejected), Step::Token),
            (AppError::UNREACHED, Step::Reach),
            (AppError::answered(-1), Step::Reach),
            (AppError::answered(50002), Step::Token),
            (AppError::AccountUnavailable { state: AccountState::TokenNeeded }, Step::Token),
        ] {
            assert_eq!(step_at_fault(&service, &because), step, "{because:?}");
        }
        let platform = CredentialsFacts::Platform { platform: String::new(), host: String::new() };
        for (code, step) in [
            (61005, Step::Service),
            (61006, Step::Service),
            (-1, Step::Reach),
            (61004, Step::Platform),
            (61011, Step::Platform),
            (40125, Step::Platform),
            (61003, Step::Token),
            (61023, Step::Token),
        ] {
            assert_eq!(step_at_fault(&platform, &AppError::answered(code)), step, "{code}");
        }
    }

    #[test]
    fn the_allow_list_is_waited_for_ten_minutes_and_no_longer() {
        let wait = |now| patience(&AppError::answered(40164), 1_000, now);
        assert_eq!(wait(1_000), Some(Patience { next_try: 1_010, until: 1_600 }));
        assert_eq!(wait(1_595), Some(Patience { next_try: 1_600, until: 1_600 }));
        assert_eq!(wait(1_600), None);
    }

    #[test]
    fn a_refusal_of_the_administrator_is_waited_out_and_not_asked_about_before() {
        for (code, seconds) in [(89507, HOUR), (89506, DAY)] {
            let at = 1_000 + seconds;
            assert_eq!(
                patience(&AppError::answered(code), 0, 1_000),
                Some(Patience { next_try: at, until: at })
            );
        }
        for because in [
            AppError::answered(40125),
            AppError::answered(40243),
            AppError::answered(50007),
            AppError::UNREACHED,
        ] {
            assert_eq!(patience(&because, 0, 0), None, "somebody has to act: {because:?}");
        }
    }
}
