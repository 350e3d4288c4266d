//! What several stories look at: the list's rows as painted, a tag's line, the colours.

use crate::window::{Element, Picture, Rect, Window};

/// Height of the list's headings, which rows may slide under.
const HEADINGS: f64 = 36.0;

/// How many people the list has, once it is known.
pub(crate) fn people(window: &Window) -> u32 {
    window.until("the number of people", people_now)
}

fn people_now(window: &Window) -> Option<u32> {
    let heading = window.all_test_id("people-count").into_iter().next()?;
    window.attribute(&heading, "data-people")?.parse().ok()
}

/// Shows the people of a tag by a click on it in the list of tags; returns how many they are.
pub(crate) fn show_tag(window: &Window, tag: &str) -> u32 {
    window.click_on(&tag_line(window, tag));
    window.find("button", &format!("去掉条件：带有{tag}"));
    window.until(&format!("the people of {tag}"), |window| {
        let shown = people_now(window)?;
        (tag_count(window, tag)? == thousands(shown)).then_some(shown)
    })
}

/// The number beside a tag, as it is written.
pub(crate) fn tag_count(window: &Window, tag: &str) -> Option<String> {
    count_in(&window.text_of(&tag_line(window, tag)), tag)
}

/// What follows a tag's name in its line: a number, or it is another tag's line.
fn count_in(line: &str, tag: &str) -> Option<String> {
    let count = line.strip_prefix(tag)?.trim();
    let is_number = !count.is_empty() && count.chars().all(|c| c.is_ascii_digit() || c == ',');
    is_number.then(|| count.to_owned())
}

/// The line of a tag; its name is followed by the number of people who carry it.
fn tag_line(window: &Window, tag: &str) -> Element {
    window.until(&format!("the tag {tag}"), |window| {
        let lines = window.all("button", &format!("{tag}…"));
        lines.into_iter().find(|line| count_in(&window.text_of(line), tag).is_some())
    })
}

/// Waits until every row in sight shows a person and is painted, which the document cannot tell.
/// Returns the numbers of the first and the last, counted from 0.
pub(crate) fn painted_rows(window: &Window) -> (u32, u32) {
    window.until("painted rows", |window| {
        let rows = rows_in_sight(window);
        let picture = window.picture();
        let painted = rows.iter().all(|(_, name)| {
            // Letters have soft edges; the bar that holds a row's place has not.
            picture.ink(*name) > 0.004 && picture.colours(*name, 6) >= 6
        });
        (rows.len() >= 8 && painted).then(|| (rows[0].0, rows[rows.len() - 1].0))
    })
}

/// The rows that hold data and lie whole inside the list, by number, with the place of the name.
/// All in one look: the rows may be others at the next.
fn rows_in_sight(window: &Window) -> Vec<(u32, Rect)> {
    let list = window.rect(&window.find_test_id("grid"));
    let mut rows: Vec<(u32, Rect)> = window
        .rects("[role=row][data-row]:not([aria-busy])", "data-row")
        .into_iter()
        .filter_map(|(number, Rect { x, y, height, .. })| {
            let inside = y >= list.y + HEADINGS && y + height <= list.y + list.height;
            let name = Rect { x: x + 44.0, width: 120.0, y: y + 3.0, height: height - 6.0 };
            inside.then_some((number.parse().ok()?, name))
        })
        .collect();
    rows.sort_unstable_by_key(|(number, _)| *number);
    rows
}

/// Whether the window is dark, by what is painted.
pub(crate) fn is_dark(window: &Window) -> bool {
    let picture: Picture = window.picture();
    let (width, height) = (f64::from(picture.width), f64::from(picture.height));
    picture.brightness(Rect { x: 0.0, y: 0.0, width, height }) < 90.0
}

/// 12342 → `12,342`, as the window writes it.
pub(crate) fn thousands(number: u32) -> String {
    if number < 1000 {
        number.to_string()
    } else {
        format!("{},{:03}", thousands(number / 1000), number % 1000)
    }
}
