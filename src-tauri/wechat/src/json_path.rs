//! A path through a JSON answer, as technicians write it: `data.access_token`, `$.tokens[0].text`.

use serde_json::Value;

use crate::error::InvalidInput;

/// Most signs of a path; a longer one is something else that was pasted.
const LONGEST: usize = 200;

/// Where in an answer something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonPath(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Field(String),
    Entry(usize),
}

impl JsonPath {
    /// Reads a path: names between dots, numbers of entries in brackets, `$` before it all if liked.
    ///
    /// # Errors
    /// [`InvalidInput::BadJsonPath`] for an empty path, an empty part or anything left over.
    ///
    /// ```
    /// use fandesk_wechat::JsonPath;
    ///
    /// assert_eq!(JsonPath::new("$.data.tokens[0]")?, JsonPath::new("data.tokens[0]")?);
    /// assert!(JsonPath::new("data..token").is_err());
    /// # Ok::<(), fandesk_wechat::InvalidInput>(())
    /// ```
    pub fn new(text: &str) -> Result<Self, InvalidInput> {
        let text = text.trim();
        let bare = text.strip_prefix("$.").unwrap_or(text);
        if bare.is_empty() || bare.len() > LONGEST || bare.contains(char::is_control) {
            return Err(InvalidInput::BadJsonPath);
        }
        let mut parts = Vec::new();
        for piece in bare.split('.') {
            let (name, entries) = piece.split_at(piece.find('[').unwrap_or(piece.len()));
            if name.is_empty() && entries.is_empty() {
                return Err(InvalidInput::BadJsonPath);
            }
            if !name.is_empty() {
                parts.push(Part::Field(name.to_owned()));
            }
            parts.extend(entry_numbers(entries)?.into_iter().map(Part::Entry));
        }
        Ok(Self(parts))
    }

    /// What stands there.
    pub(crate) fn find<'a>(&self, answer: &'a Value) -> Option<&'a Value> {
        self.0.iter().try_fold(answer, |value, part| match part {
            Part::Field(name) => value.get(name),
            Part::Entry(number) => value.get(number),
        })
    }
}

/// The numbers of `[0][12]`.
fn entry_numbers(text: &str) -> Result<Vec<usize>, InvalidInput> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let inner = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let (number, after) = inner.ok_or(InvalidInput::BadJsonPath)?;
        numbers.push(number.parse().map_err(|_| InvalidInput::BadJsonPath)?);
        rest = after;
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_path_leads_through_objects_and_lists() {
        let answer = json!({
            "access_token": "a",
            "data": { "令牌": "b", "list": [{ "text": "c" }, ["d"]] },
        });
        for (path, found) in [
            ("access_token", Some("a")),
            (" $.access_token ", Some("a")),
            ("data.令牌", Some("b")),
            ("data.list[0].text", Some("c")),
            ("data.list[1][0]", Some("d")),
            ("data.list[7]", None),
            ("data.token", None),
            ("access_token.text", None),
        ] {
            let value = JsonPath::new(path).unwrap();
            assert_eq!(value.find(&answer).and_then(Value::as_str), found, "{path}");
        }
        assert_eq!(JsonPath::new("[0]").unwrap().find(&json!(["e"])), Some(&json!("e")));
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in ["", " ", "$.", "a..b", ".a", "a.", "a[", "a[x]", "a[0]b", "a]0[", "a[-1]"] {
            assert_eq!(JsonPath::new(text), Err(InvalidInput::BadJsonPath), "{text}");
        }
        assert!(JsonPath::new(&"x".repeat(201)).is_err());
    }
}
