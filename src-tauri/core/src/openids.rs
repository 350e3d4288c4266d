//! Reading OpenIDs out of what people paste.
//!
//! People paste a column of a spreadsheet, a line of a chat, a log. So anything that no id can
//! hold separates: blanks, commas of both scripts, quotes, brackets, bars.

/// An OpenID has 28 characters and begins with `o` ("unique identity of the user" on the page
/// "getUserInfo" shows it so). What is told apart here only words the problem; whom an id names
/// is decided by looking it up.
const OPENID_LENGTH: usize = 28;

/// Characters of an entry that are shown again.
const SHOWN: usize = 40;

/// The entries of a text with their lines, from 1.
pub(crate) fn entries(text: &str) -> Vec<(u32, &str)> {
    let belongs = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    (1..)
        .zip(text.lines())
        .flat_map(|(line, words)| {
            let entries = words.split(move |c| !belongs(c)).filter(|entry| !entry.is_empty());
            entries.flat_map(apart_from_words).map(move |entry| (line, entry))
        })
        .collect()
}

/// An OpenID that stands right beside words of another script, apart from them; otherwise the entry.
fn apart_from_words(entry: &str) -> Vec<&str> {
    let changes = entry.char_indices().zip(entry.chars().skip(1));
    let ends = changes.filter(|((_, this), next)| this.is_ascii() != next.is_ascii());
    let mut runs = Vec::new();
    let mut begun = 0;
    for ((at, last), _) in ends {
        let end = at + last.len_utf8();
        runs.push(&entry[begun..end]);
        begun = end;
    }
    runs.push(&entry[begun..]);
    if runs.iter().any(|run| is_openid(run)) { runs } else { vec![entry] }
}

/// Whether an entry could be an OpenID.
pub(crate) fn is_openid(entry: &str) -> bool {
    entry.len() == OPENID_LENGTH && entry.is_ascii() && entry.starts_with('o')
}

/// An entry as it is shown again: cut if it is long.
pub(crate) fn shown(entry: &str) -> String {
    entry.chars().take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
    const OTHER: &str = "oQx-4kFe0A1b2C3d4E5f6G7h8I9J";

    #[test]
    fn anything_that_no_id_can_hold_separates() {
        for between in [
            " ", "\t", "\n", "\r\n", ",", "，", ";", "；", "、", "|", "\"", "' '", "】【",
            "\u{3000}", "\u{feff}", "😀", "\0",
        ] {
            let text = format!("{ONE}{between}{OTHER}");
            let found: Vec<&str> = entries(&text).into_iter().map(|(_, entry)| entry).collect();
            assert_eq!(found, [ONE, OTHER], "{between:?}");
        }
        assert_eq!(entries("[\"a\",\n\"b\"]"), [(1, "a"), (2, "b")]);
        assert_eq!(entries(" \n ,;、 "), []);
    }

    #[test]
    fn words_beside_an_id_are_told_from_it_and_are_not_lost() {
        let text = format!("会员{ONE}、{OTHER}老王 VIP会员");
        let found: Vec<&str> = entries(&text).into_iter().map(|(_, entry)| entry).collect();
        assert_eq!(found, ["会员", ONE, OTHER, "老王", "VIP会员"]);
    }

    #[test]
    fn half_an_openid_and_a_megabyte_without_separators_are_none() {
        assert!(is_openid(ONE) && is_openid(OTHER));
        assert!(!is_openid(&ONE[..20]) && !is_openid(&format!("{ONE}x")));
        assert!(!is_openid("6o_bmjrPTlm6_2sgVt7hMZOPfL2M") && !is_openid("汉字汉字汉字汉字汉字"));
        let long = "o".repeat(1 << 20);
        let found = entries(&long);
        assert_eq!(found.len(), 1);
        assert!(!is_openid(found[0].1) && shown(found[0].1).len() == SHOWN);
    }
}
