//! What an operator typed to connect an account: trimmed and checked before WeChat is asked.

use secrecy::{ExposeSecret, SecretString};

use crate::error::{AppError, Problem, Result};

/// Most characters of an account's name; more would not fit the switcher.
pub(crate) const NAME_LIMIT: usize = 60;

/// An account's name: not empty, at most 60 characters, on one line.
pub(crate) fn name(text: &str) -> Result<String> {
    let name = text.trim();
    let problem = match name {
        "" => Problem::Empty,
        _ if name.chars().any(char::is_control) => Problem::Characters,
        _ if name.chars().count() > NAME_LIMIT => Problem::TooLong,
        _ => return Ok(name.to_owned()),
    };
    Err(AppError::invalid("name", problem))
}

/// An AppID: `wx` and sixteen letters or digits.
pub(crate) fn app_id(text: &str) -> Result<String> {
    let id = text.trim();
    if id.is_empty() {
        return Err(AppError::invalid("appId", Problem::Empty));
    }
    let rest = id.strip_prefix("wx").unwrap_or_default();
    if rest.len() == 16 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok(id.to_owned());
    }
    Err(AppError::invalid("appId", Problem::NotAnAppId))
}

/// An AppSecret: 32 hexadecimal digits.
pub(crate) fn app_secret(text: &SecretString) -> Result<SecretString> {
    let secret = text.expose_secret().trim();
    if secret.is_empty() {
        return Err(AppError::invalid("appSecret", Problem::Empty));
    }
    if secret.len() == 32 && secret.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(SecretString::from(secret));
    }
    Err(AppError::invalid("appSecret", Problem::NotASecret))
}

/// Another address of the API: https, or http on this computer; nothing typed is WeChat's own.
/// The client checks the address itself; this only tidies what was typed.
pub(crate) fn api_base(text: Option<&str>) -> Option<String> {
    let base = text?.trim().trim_end_matches('/');
    (!base.is_empty()).then(|| base.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem<T: std::fmt::Debug>(result: Result<T>) -> Problem {
        match result.unwrap_err() {
            AppError::Invalid { problem, .. } => problem,
            other => panic!("expected `invalid`, got {other:?}"),
        }
    }

    #[test]
    fn what_was_pasted_with_blanks_is_trimmed() {
        assert_eq!(name("  望京店\n").unwrap(), "望京店");
        assert_eq!(app_id(" wx0123456789abcdef\t").unwrap(), "wx0123456789abcdef");
        let secret = app_secret(&" 0123456789abcdef0123456789ABCDEF ".into()).unwrap();
        assert_eq!(secret.expose_secret(), "0123456789abcdef0123456789ABCDEF");
        assert_eq!(
            api_base(Some(" https://api2.weixin.qq.com/ ")).unwrap(),
            "https://api2.weixin.qq.com"
        );
        assert_eq!(api_base(Some("  ")), None);
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        assert_eq!(problem(name(" ")), Problem::Empty);
        assert_eq!(problem(name("a\u{7}b")), Problem::Characters);
        assert_eq!(problem(name(&"长".repeat(61))), Problem::TooLong);
        assert_eq!(problem(app_id("gh_0123456789ab")), Problem::NotAnAppId);
        assert_eq!(problem(app_id("wx0123456789abcde")), Problem::NotAnAppId);
        assert_eq!(problem(app_secret(&"".into())), Problem::Empty);
        assert_eq!(
            problem(app_secret(&"g123456789abcdef0123456789abcdef".into())),
            Problem::NotASecret
        );
    }
}
