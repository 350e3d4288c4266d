//! What an operator typed to connect an account: trimmed and checked before WeChat is asked.

use fandesk_wechat::Proxy;
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::{Connection, ProxyChoice, ProxyProtocol};
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
    let id = &*plain(text);
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
    let secret = Zeroizing::new(plain(text.expose_secret()));
    let secret = secret.as_str();
    if secret.is_empty() {
        return Err(AppError::invalid("appSecret", Problem::Empty));
    }
    if secret.len() == 32 && secret.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(SecretString::from(secret));
    }
    Err(AppError::invalid("appSecret", Problem::NotASecret))
}

/// Most signs of an authorisation's code; the longest seen has some eighty.
const CODE_LIMIT: usize = 512;

/// The code of an authorisation: alone, or in the address to which WeChat led the owner's browser.
pub(crate) fn authorisation_code(text: &SecretString) -> Result<SecretString> {
    let text = Zeroizing::new(plain(text.expose_secret()));
    // The link to the scan has a code too, `pre_auth_code`, which is another one.
    let in_address = text.split(['?', '&', '#']).find_map(|part| part.strip_prefix("auth_code="));
    let code = in_address.unwrap_or(if text.contains("://") { "" } else { text.as_str() });
    // What an address has to write with signs of its own: codes hold `@@@`.
    let code = Zeroizing::new(code.replace("%40", "@"));
    if code.is_empty() {
        return Err(AppError::invalid("authorisationCode", Problem::Empty));
    }
    if code.len() > CODE_LIMIT || !code.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(AppError::invalid("authorisationCode", Problem::Characters));
    }
    Ok(SecretString::from(code.as_str()))
}

/// Another address of the API: https, or http on this computer; nothing typed is WeChat's own.
/// The client checks the address itself; this only tidies what was typed.
pub(crate) fn api_base(text: Option<&str>) -> Option<String> {
    let base = text?.trim().trim_end_matches('/');
    (!base.is_empty()).then(|| base.to_owned())
}

/// A code as it was meant: without what copying brings along at its ends (blanks, line breaks,
/// invisible signs), and with the wide letters and digits of a Chinese keyboard made narrow.
pub(crate) fn plain(text: &str) -> String {
    let invisible = |sign: char| {
        sign.is_whitespace() || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    let narrow = |sign: char| match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0)
            .expect("the wide forms of ascii stand in its order"),
        sign => sign,
    };
    text.trim_matches(invisible).chars().map(narrow).collect()
}

/// Most bytes of a proxy's user name and password (RFC 1929).
const LOGIN_LIMIT: usize = 255;

/// How an account's calls get to WeChat, tidied.
pub(crate) fn connection(typed: &Connection) -> Result<Connection> {
    let ProxyChoice::Server { protocol, host, port, user } = &typed.proxy else {
        return Ok(typed.clone());
    };
    let host = plain(host);
    if host.is_empty() {
        return Err(AppError::invalid("proxyHost", Problem::Empty));
    }
    let alone = Proxy { protocol: (*protocol).into(), host: host.clone(), port: 1, login: None };
    if alone.check().is_err() {
        return Err(AppError::invalid("proxyHost", Problem::NotAHost));
    }
    if !(1..=u32::from(u16::MAX)).contains(port) {
        return Err(AppError::invalid("proxyPort", Problem::NotAPort));
    }
    let user = user.as_deref().map(str::trim).filter(|user| !user.is_empty());
    // A colon ends the user name in HTTP's Basic scheme (RFC 7617).
    let colon = |user: &str| *protocol != ProxyProtocol::Socks5 && user.contains(':');
    let problem = match user {
        Some(user) if user.len() > LOGIN_LIMIT => Some(Problem::TooLong),
        Some(user) if colon(user) || user.contains(char::is_control) => Some(Problem::Characters),
        _ => None,
    };
    if let Some(problem) = problem {
        return Err(AppError::invalid("proxyUser", problem));
    }
    let user = user.map(str::to_owned);
    let proxy = ProxyChoice::Server { protocol: *protocol, host, port: *port, user };
    Ok(Connection { proxy, ..typed.clone() })
}

/// A proxy's password as it was typed; nothing typed is none.
pub(crate) fn proxy_password(typed: Option<&SecretString>) -> Result<Option<SecretString>> {
    let Some(password) = typed.filter(|password| !password.expose_secret().is_empty()) else {
        return Ok(None);
    };
    let text = password.expose_secret();
    let problem = if text.len() > LOGIN_LIMIT {
        Problem::TooLong
    } else if text.contains(char::is_control) {
        Problem::Characters
    } else {
        return Ok(Some(password.clone()));
    };
    Err(AppError::invalid("proxyPassword", problem))
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
    fn a_code_copied_from_anywhere_is_read_as_it_was_meant() {
        let hex = "0123456789abcdef0123456789abcdef";
        let wide: String =
            hex.chars().map(|sign| char::from_u32(u32::from(sign) + 0xfee0).unwrap()).collect();
        for pasted in [
            format!("\u{3000}{hex}\r\n"),
            format!("\u{feff}{hex}\u{200b}"),
            format!("\u{a0}{hex}\t \n"),
            wide,
        ] {
            let secret = app_secret(&pasted.as_str().into()).unwrap();
            assert_eq!(secret.expose_secret(), hex, "{pasted:?}");
        }
        assert_eq!(app_id("　ｗｘ0123456789ａｂcdef\u{200b}").unwrap(), "wx0123456789abcdef");
        let broken = format!("{}\n{}", &hex[..16], &hex[16..]);
        assert_eq!(problem(app_secret(&broken.as_str().into())), Problem::NotASecret);
    }

    fn server(host: &str, port: u32, user: Option<&str>) -> Connection {
        let (host, user) = (host.to_owned(), user.map(str::to_owned));
        let proxy = ProxyChoice::Server { protocol: ProxyProtocol::Http, host, port, user };
        Connection { proxy, ..Connection::default() }
    }

    #[test]
    fn a_proxy_is_tidied_and_what_is_wrong_with_it_named() {
        let tidy = connection(&server(" proxy.example\n", 8080, Some(" "))).unwrap();
        assert_eq!(tidy, server("proxy.example", 8080, None));
        for (typed, expected) in [
            (server(" ", 1, None), Problem::Empty),
            (server("http://proxy", 1, None), Problem::NotAHost),
            (server("proxy:80", 1, None), Problem::NotAHost),
            (server("proxy", 0, None), Problem::NotAPort),
            (server("proxy", 65_536, None), Problem::NotAPort),
            (server("proxy", 1, Some("a:b")), Problem::Characters),
            (server("proxy", 1, Some(&"x".repeat(256))), Problem::TooLong),
        ] {
            assert_eq!(problem(connection(&typed)), expected, "{typed:?}");
        }
        assert!(proxy_password(Some(&"".into())).unwrap().is_none());
        let kept = proxy_password(Some(&" a b ".into())).unwrap().unwrap();
        assert_eq!(kept.expose_secret(), " a b ", "blanks may belong to a password");
        assert_eq!(problem(proxy_password(Some(&"a\nb".into()))), Problem::Characters);
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

    #[test]
    fn an_authorisations_code_is_pasted_alone_or_in_its_address() {
        for typed in [
            " queryauthcode@@@x-Y_1 \n",
            "https://shop.example/back?auth_code=queryauthcode@@@x-Y_1&expires_in=600",
            "https://shop.example/back?auth_code=queryauthcode%40%40%40x-Y_1",
        ] {
            let code = authorisation_code(&typed.into()).unwrap();
            assert_eq!(code.expose_secret(), "queryauthcode@@@x-Y_1", "{typed}");
        }
        for (typed, problem) in [
            (" ", Problem::Empty),
            ("https://shop.example/back?auth_code=", Problem::Empty),
            ("两个 字", Problem::Characters),
        ] {
            let refused = authorisation_code(&typed.into()).unwrap_err();
            assert_eq!(refused, AppError::invalid("authorisationCode", problem), "{typed}");
        }
    }
}
