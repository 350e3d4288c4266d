//! Writing JSON by hand, straight into a byte buffer: a page of rows is written in one pass.

/// Appends a number.
pub(crate) fn push_number(out: &mut Vec<u8>, number: impl itoa::Integer) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Appends a text in quotes, as plain UTF-8.
pub(crate) fn push_text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    push_escaped(out, text);
    out.push(b'"');
}

fn push_escaped(out: &mut Vec<u8>, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0..0x20 => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
            _ => out.push(byte),
        }
    }
}

/// Appends an address in quotes, with the slashes escaped as the server does.
pub(crate) fn push_address(out: &mut Vec<u8>, address: &str) {
    out.push(b'"');
    for part in address.split_inclusive('/') {
        match part.strip_suffix('/') {
            Some(text) => {
                push_escaped(out, text);
                out.extend_from_slice(b"\\/");
            }
            None => push_escaped(out, part),
        }
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_addresses_are_escaped_as_the_server_does() {
        let mut out = Vec::new();
        push_text(&mut out, "王\"姐\"\\\u{14}🌸/");
        push_address(&mut out, "http://a/b/0");
        let expected = r#""王\"姐\"\\\u0014🌸/""http:\/\/a\/b\/0""#;
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
