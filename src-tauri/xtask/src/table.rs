//! Reads a benchmark's figures and lays them out as a table.
//!
//! Only the one agreed shape is read: an object with `"rows":[{…},…]`, each row a flat object of
//! strings and numbers. That is little enough to read without a JSON library.

/// One figure.
#[derive(Debug, PartialEq)]
pub(crate) struct Row {
    measure: String,
    value: String,
    unit: String,
    goal: String,
}

/// The figures in a benchmark's file; `None` if it has another shape.
pub(crate) fn rows(json: &str) -> Option<Vec<Row>> {
    let list = json.split_once("\"rows\"")?.1.split_once('[')?.1;
    let mut rest = list.trim_start();
    let mut rows = Vec::new();
    while let Some(object) = rest.strip_prefix('{') {
        let (fields, after) = flat_object(object)?;
        let field =
            |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        rows.push(Row {
            measure: field("measure")?,
            value: field("value")?,
            unit: field("unit").unwrap_or_default(),
            goal: field("goal").unwrap_or_default(),
        });
        rest = after.trim_start().trim_start_matches(',').trim_start();
    }
    rest.starts_with(']').then_some(rows)
}

/// The table as text, columns as wide as their longest entry.
pub(crate) fn print(name: &str, rows: &[Row]) -> String {
    let head = Row {
        measure: name.to_owned(),
        value: "value".to_owned(),
        unit: "unit".to_owned(),
        goal: "goal".to_owned(),
    };
    let all = || std::iter::once(&head).chain(rows);
    let width =
        |part: fn(&Row) -> &str| all().map(|row| part(row).chars().count()).max().unwrap_or(0);
    let (measure, value) = (width(|row| &row.measure), width(|row| &row.value));
    let (unit, goal) = (width(|row| &row.unit), width(|row| &row.goal));
    let lines: Vec<String> = all()
        .map(|row| {
            let line = format!(
                "{:<measure$}  {:>value$}  {:<unit$}  {:<goal$}",
                row.measure, row.value, row.unit, row.goal
            );
            line.trim_end().to_owned()
        })
        .collect();
    lines.join("\n")
}

type Fields = Vec<(String, String)>;

/// Reads up to and past the closing brace.
fn flat_object(mut text: &str) -> Option<(Fields, &str)> {
    let mut fields = Vec::new();
    loop {
        text = text.trim_start().trim_start_matches(',').trim_start();
        if let Some(after) = text.strip_prefix('}') {
            return Some((fields, after));
        }
        let (key, after) = string(text)?;
        let after = after.trim_start().strip_prefix(':')?.trim_start();
        let (value, after) = if after.starts_with('"') {
            string(after)?
        } else {
            let end = after.find([',', '}', '\n'])?;
            let word = after[..end].trim();
            (if word == "null" { String::new() } else { word.to_owned() }, &after[end..])
        };
        fields.push((key, value));
        text = after;
    }
}

/// Reads a quoted string; only the escapes that a measure's name can need.
fn string(text: &str) -> Option<(String, &str)> {
    let mut characters = text.strip_prefix('"')?.char_indices();
    let mut value = String::new();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, &text[at + 2..])),
            '\\' => match characters.next()?.1 {
                'n' => value.push(' '),
                escaped => value.push(escaped),
            },
            other => value.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_become_an_aligned_table() {
        let json = r#"{"bench":"sync","rows":[
            {"measure":"speedup_vs_serial_30ms","value":9.4,"unit":"×","goal":"≥ 8"},
            {"measure":"sandbox_rows_per_s", "value": 120000, "unit": "rows/s", "goal": null}
        ]}"#;
        let rows = rows(json).expect("the agreed shape is read");
        assert_eq!(
            print("sync", &rows),
            "sync                     value  unit    goal\n\
             speedup_vs_serial_30ms     9.4  ×       ≥ 8\n\
             sandbox_rows_per_s      120000  rows/s"
        );
    }

    #[test]
    fn another_shape_is_refused_rather_than_shown_as_no_figures() {
        assert_eq!(rows(r#"{"bench":"sync"}"#), None);
        assert_eq!(rows(r#"{"rows":[{"value":1}]}"#), None);
        assert_eq!(rows(r#"{"rows":[{"measure":"a","value":1}"#), None);
    }
}
