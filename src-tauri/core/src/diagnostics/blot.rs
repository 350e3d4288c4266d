//! Blots out of a text whatever could name a person, open an account or tell whose computer it is.

use fandesk_wechat::masked;

/// OpenIDs have 28 signs, AppSecrets and keys 32 and more, tokens over a hundred.
const LONGEST_WORD: usize = 24;
/// `wx` and sixteen signs.
const APP_ID: usize = 18;

/// The text without credentials, OpenIDs, keys and whole AppIDs. The data folder, whose path often
/// holds its owner's name, is written as `~`.
///
/// WeChat's diagnostic numbers stay: they are what helpers ask for, and name nobody. Words of code
/// stay too, which have neither digits nor capitals.
pub(crate) fn blotted(text: &str, folder: &str) -> String {
    without_openids(&masked(text).replace(folder, "~"))
}

/// The text without OpenIDs, and without whatever else is as long and as random.
pub(crate) fn without_openids(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(in_word) {
        let length = rest[start..].find(|sign| !in_word(sign)).unwrap_or(rest.len() - start);
        out.push_str(&rest[..start]);
        let word = &rest[start..start + length];
        match told(word) {
            Some(instead) => out.push_str(&instead),
            None => out.push_str(word),
        }
        rest = &rest[start + length..];
    }
    out.push_str(rest);
    out
}

fn in_word(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '_' || sign == '-'
}

/// What stands instead of a word that tells too much.
fn told(word: &str) -> Option<String> {
    if word.len() == APP_ID && word.starts_with("wx") {
        return Some(format!("wx***{}", &word[APP_ID - 4..]));
    }
    let of_code = !word.bytes().any(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    if word.len() < LONGEST_WORD || of_code || is_rid(word) || is_date(word) {
        return None;
    }
    Some("***".to_owned())
}

/// Three groups of eight hexadecimal digits.
fn is_rid(word: &str) -> bool {
    let groups: Vec<&str> = word.split('-').collect();
    let sound =
        |group: &&str| group.len() == 8 && group.bytes().all(|byte| byte.is_ascii_hexdigit());
    groups.len() == 3 && groups.iter().all(sound)
}

/// Such as the name of a log's file.
fn is_date(word: &str) -> bool {
    word.bytes().filter(u8::is_ascii_alphabetic).count() < 4 && word.contains('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_somebody_or_opens_something_is_blotted_out_and_the_rest_stays() {
        for (text, expected) in [
            ("follower oZmAB5xTq8_wL-3cVn7Rk2Ey9Dp4 left", "follower *** left"),
            ("appid wx0123456789abcdef", "appid wx***cdef"),
            ("secret 0123456789abcdef0123456789abcdef", "secret ***"),
            ("access_token=81_short", "access_token=***"),
            ("rid 661f6f22-4e5022ac-04a408f4", "rid 661f6f22-4e5022ac-04a408f4"),
            (
                "2026-11-21T13:22:07.123456Z INFO sync phase",
                "2026-11-21T13:22:07.123456Z INFO sync phase",
            ),
            ("a_long_word_of_code_without_digits", "a_long_word_of_code_without_digits"),
            ("/home/mei/fandesk/set-aside", "~/set-aside"),
            ("标签 会员", "标签 会员"),
        ] {
            assert_eq!(blotted(text, "/home/mei/fandesk"), expected);
        }
    }
}
