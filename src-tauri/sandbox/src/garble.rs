//! Ways in which an answer can be spoilt, each of them reported from the real server.

use serde::{Deserialize, Serialize};

/// In which way a body is spoilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Garble {
    /// A raw 0x14 byte at the start of remarks and names.
    ControlBytes,
    /// Two bytes that are not UTF-8 at the start of remarks and names.
    BadUtf8,
    /// A byte order mark in front of the body.
    ByteOrderMark,
    /// `Content-Type: text/plain`.
    PlainText,
    /// Numbers outside lists arrive as strings.
    NumbersAsStrings,
    /// Remarks and names end in a backslash that swallows their closing quote: not JSON.
    SwallowedQuote,
    /// A bare quote inside remarks and names: not JSON.
    BareQuote,
    /// A word that is not JSON at all.
    NotJson,
    /// `data` is null.
    NullData,
}

impl Garble {
    /// The spoilt body.
    pub(crate) fn spoil(self, body: Vec<u8>) -> Vec<u8> {
        match self {
            Self::ControlBytes => in_texts(&body, b"\x14", b""),
            Self::BadUtf8 => in_texts(&body, b"\xFF\xFE", b""),
            Self::SwallowedQuote => in_texts(&body, b"", b"\\"),
            Self::BareQuote => in_texts(&body, b"a\"b", b""),
            Self::ByteOrderMark => [b"\xEF\xBB\xBF".as_slice(), &body].concat(),
            Self::NumbersAsStrings => quote_numbers(&body),
            Self::NotJson => b"upstream busy".to_vec(),
            Self::NullData => null_data(&body),
            Self::PlainText => body,
        }
    }

    /// The body with one row, counted from 1, spoilt; without such a row, the body as it is.
    pub(crate) fn spoil_row(self, body: Vec<u8>, row: usize) -> Vec<u8> {
        const BEGINNING: &[u8] = b"{\"subscribe\":";
        let begins = |at: &usize| body[*at..].starts_with(BEGINNING);
        let mut beginnings = (0..body.len()).filter(begins);
        let Some(start) = beginnings.nth(row.saturating_sub(1)) else {
            return body;
        };
        let end = beginnings.next().unwrap_or(body.len());
        [&body[..start], &self.spoil(body[start..end].to_vec()), &body[end..]].concat()
    }
}

/// Puts bytes at the start and the end of each remark and name.
fn in_texts(body: &[u8], start: &[u8], end: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 64);
    let mut rest = body;
    while let Some(at) = next_text(rest) {
        let length = text_length(&rest[at..]);
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(start);
        out.extend_from_slice(&rest[at..at + length]);
        out.extend_from_slice(end);
        rest = &rest[at + length..];
    }
    out.extend_from_slice(rest);
    out
}

/// Where the next remark or name begins, after its opening quote.
fn next_text(body: &[u8]) -> Option<usize> {
    [b"\"remark\":\"".as_slice(), b"\"name\":\""]
        .iter()
        .filter_map(|key| body.windows(key.len()).position(|w| w == *key).map(|at| at + key.len()))
        .min()
}

fn text_length(text: &[u8]) -> usize {
    let mut escaped = false;
    text.iter()
        .position(|byte| {
            let ends = *byte == b'"' && !escaped;
            escaped = *byte == b'\\' && !escaped;
            ends
        })
        .unwrap_or(text.len())
}

fn quote_numbers(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 64);
    let (mut in_string, mut escaped, mut in_number) = (false, false, false);
    for (place, byte) in body.iter().enumerate() {
        let starts = !in_string
            && place > 0
            && body[place - 1] == b':'
            && matches!(byte, b'0'..=b'9' | b'-');
        if starts || (in_number && matches!(byte, b',' | b'}' | b']')) {
            out.push(b'"');
            in_number = starts;
        }
        if *byte == b'"' && !escaped {
            in_string = !in_string;
        }
        escaped = *byte == b'\\' && !escaped;
        out.push(*byte);
    }
    out
}

/// Replaces the object under `data`, which holds one list, by null.
fn null_data(body: &[u8]) -> Vec<u8> {
    let key = b"\"data\":";
    let Some(start) = body.windows(key.len()).position(|w| w == key).map(|at| at + key.len())
    else {
        return body.to_vec();
    };
    let end =
        body[start..].iter().position(|byte| *byte == b'}').map_or(body.len(), |at| start + at + 1);
    [&body[..start], b"null", &body[end..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoilt(how: Garble, body: &str) -> String {
        String::from_utf8_lossy(&how.spoil(body.as_bytes().to_vec())).into_owned()
    }

    #[test]
    fn each_way_spoils_what_it_says() {
        let row = r#"{"n":1,"remark":"a\"b","l":[1,2],"name":"c","m":-3}"#;
        assert_eq!(
            spoilt(Garble::ControlBytes, row),
            "{\"n\":1,\"remark\":\"\u{14}a\\\"b\",\"l\":[1,2],\"name\":\"\u{14}c\",\"m\":-3}"
        );
        assert_eq!(
            spoilt(Garble::SwallowedQuote, row),
            r#"{"n":1,"remark":"a\"b\","l":[1,2],"name":"c\","m":-3}"#
        );
        assert_eq!(
            spoilt(Garble::BareQuote, row),
            r#"{"n":1,"remark":"a"ba\"b","l":[1,2],"name":"a"bc","m":-3}"#
        );
        assert_eq!(
            spoilt(Garble::NumbersAsStrings, row),
            r#"{"n":"1","remark":"a\"b","l":[1,2],"name":"c","m":"-3"}"#
        );
        assert_eq!(spoilt(Garble::ByteOrderMark, "{}"), "\u{FEFF}{}");
        assert_eq!(
            spoilt(Garble::NullData, r#"{"count":1,"data":{"openid":["o"]},"next":""}"#),
            r#"{"count":1,"data":null,"next":""}"#
        );
        let rows = br#"[{"subscribe":1,"remark":"a"},{"subscribe":1,"remark":"b"}]"#.to_vec();
        let second = br#"[{"subscribe":1,"remark":"a"},{"subscribe":1,"remark":"b\"}]"#;
        assert_eq!(Garble::SwallowedQuote.spoil_row(rows.clone(), 2), second);
        assert_eq!(Garble::SwallowedQuote.spoil_row(rows.clone(), 3), rows);
        assert!(String::from_utf8(Garble::BadUtf8.spoil(row.into())).is_err());
    }
}
