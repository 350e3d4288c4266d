//! Blots credentials out of a text of any shape: an address, a JSON body, JSON inside a JSON text.

/// Names under which WeChat's calls carry what opens an account (pages of section "access token"
/// and of the third-party platform).
const NAMES: [&str; 12] = [
    "access_token",
    "component_access_token",
    "authorizer_access_token",
    "secret",
    "appsecret",
    "component_appsecret",
    "component_secret",
    "refresh_token",
    "authorizer_refresh_token",
    "component_verify_ticket",
    "authorization_code",
    "pre_auth_code",
];

const STARS: &str = "***";

/// The text with the value of every credential it names replaced by stars: `secret=…` in an
/// address, `"secret":"…"` in JSON, however often the quotes are escaped.
///
/// ```
/// use fandesk_wechat::masked;
///
/// assert_eq!(masked("/cgi-bin/tags/get?access_token=81_aB-c&lang=en"), "/cgi-bin/tags/get?access_token=***&lang=en");
/// assert_eq!(masked(r#"{\"secret\": \"0123\"}"#), r#"{\"secret\": \"***\"}"#);
/// ```
pub fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(name) = next_word(rest) {
        let end = name.end;
        out.push_str(&rest[..end]);
        let is_secret = NAMES.iter().any(|known| rest[name.clone()].eq_ignore_ascii_case(known));
        rest = &rest[end..];
        if !is_secret {
            continue;
        }
        let (before, value) = value_after(rest);
        out.push_str(&rest[..before]);
        if value > 0 {
            out.push_str(STARS);
        }
        rest = &rest[before + value..];
    }
    out.push_str(rest);
    out
}

/// Where the next run of letters, digits and underscores stands.
fn next_word(text: &str) -> Option<std::ops::Range<usize>> {
    let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let start = text.bytes().position(|byte| in_word(&byte))?;
    let length = text[start..].bytes().take_while(in_word).count();
    Some(start..start + length)
}

/// How many bytes stand between a name and its value, and how many the value has. A name that
/// nothing is said of has a value of no length.
fn value_after(text: &str) -> (usize, usize) {
    let is_quote = |byte: u8| matches!(byte, b'"' | b'\'' | b'\\' | b' ');
    let skip = |from: usize| from + text[from..].bytes().take_while(|&byte| is_quote(byte)).count();
    let sign = skip(0);
    if !matches!(text.as_bytes().get(sign), Some(b':' | b'=')) {
        return (0, 0);
    }
    let start = skip(sign + 1);
    let ends = |byte: u8| matches!(byte, b'"' | b'\'' | b'\\' | b'&' | b',' | b'}' | b' ' | b'\n');
    (start, text[start..].bytes().take_while(|&byte| !ends(byte)).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credential_is_blotted_out_wherever_it_stands() {
        for (text, expected) in [
            ("?access_token=a_B-1", "?access_token=***"),
            ("GET /x?appid=wx1&secret=s3cret HTTP", "GET /x?appid=wx1&secret=*** HTTP"),
            (
                r#"{"access_token":"t","expires_in":7200}"#,
                r#"{"access_token":"***","expires_in":7200}"#,
            ),
            (r#"{ "appsecret" : "x" }"#, r#"{ "appsecret" : "***" }"#),
            (
                r#""{\\\"refresh_token\\\":\\\"r@@@x\\\"}""#,
                r#""{\\\"refresh_token\\\":\\\"***\\\"}""#,
            ),
            ("ACCESS_TOKEN=abc", "ACCESS_TOKEN=***"),
            (r#"{"secret":""}"#, r#"{"secret":""}"#),
            ("access_token missing rid: 1", "access_token missing rid: 1"),
            ("标签 secret=密码，", "标签 secret=***"),
            (r#"{"tag":{"name":"会员"}}"#, r#"{"tag":{"name":"会员"}}"#),
        ] {
            assert_eq!(masked(text), expected);
        }
    }
}
