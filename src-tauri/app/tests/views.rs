//! How the table looks: arranged, saved by name, there again after a restart.

use serde_json::json;

use crate::deeds::{connect, row, wait_for_people};
use crate::leaks;
use crate::sights::painted_rows;
use crate::wechat::Wechat;
use crate::window::{Folders, Key, Window};

const PEOPLE: u32 = 1_200;
const NAME: &str = "按来源看";
/// Pixels by which a column is pulled wider.
const PULL: f64 = 60.0;

/// What can be seen of a look: the headings from left to right, the columns it is sorted by, the widths of
/// the column that was pulled and of a row.
#[derive(Debug, PartialEq)]
struct Look {
    columns: Vec<String>,
    sorted: Vec<(String, String)>,
    remark_width: i64,
    row_height: i64,
}

#[test]
fn a_view_is_saved_and_the_table_looks_the_same_after_a_restart() {
    let wechat = Wechat::with_followers(PEOPLE);
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");
    // Tall enough for all of the panel.
    window.resize(1_366, 880);
    painted_rows(&window);
    window.chord(&[Key::Control, Key::Shift], 'l');
    window.find_test_id("view-panel");
    let usual = look(&window);

    arrange(&window);
    let arranged = look(&window);
    assert_eq!(arranged.columns, ["openid", "remark", "tagCount", "source", "followedAt"]);
    let sorted = [("tagCount", "descending"), ("followedAt", "descending")];
    assert_eq!(arranged.sorted, sorted.map(|(key, how)| (key.to_owned(), how.to_owned())));
    assert!(arranged.remark_width > usual.remark_width, "the column was pulled wider");
    assert!(arranged.row_height < usual.row_height, "the rows are closer");
    painted_rows(&window);

    window.fill_in("view-name", NAME);
    window.click_test_id("view-save");
    is_current(&window);
    kept(&window, &folders);
    window.quit();

    let window = Window::open(&folders);
    wait_for_people(&window, PEOPLE);
    painted_rows(&window);
    looks(&window, &arranged);
    window.chord(&[Key::Control, Key::Shift], 'l');
    is_current(&window);
    window.click_test_id("view-reset");
    looks(&window, &usual);
    window.click_test_id("view-1");
    looks(&window, &arranged);
    painted_rows(&window);
    drop(window);
    leaks::search(&folders, &wechat);
}

/// Another column that stays in sight, one that goes, one that moves, one that is wider; closer rows;
/// sorted by two.
fn arrange(window: &Window) {
    window.click_test_id("column-tagCount");
    window.press(&[Key::Right]);
    window.wait_for_focus("[data-testid=column-followedAt]");
    window.chord(&[Key::Shift], Key::Enter.code());

    window.click_test_id("view-column-openid");
    window.click_test_id("view-pin-openid");
    window.click_test_id("view-column-qr");
    window.click_test_id("view-up-source");
    window.click_test_id("view-up-source");
    window.click("radio", "紧凑");
    let heading = window.rect(&window.find_test_id("column-remark"));
    let (edge, middle) = (heading.x + heading.width - 2.0, heading.y + heading.height / 2.0);
    window.drag((edge, middle), (edge + PULL, middle));
}

fn look(window: &Window) -> Look {
    let mut headings = window.rects("[role=columnheader][data-key]", "data-key");
    headings.sort_by(|(_, one), (_, other)| one.x.total_cmp(&other.x));
    let columns: Vec<String> = headings.iter().map(|(key, _)| key.clone()).collect();
    let direction = |key: &String| {
        let heading = window.find_test_id(&format!("column-{key}"));
        let direction = window.attribute(&heading, "aria-sort")?;
        (direction != "none").then(|| (key.clone(), direction))
    };
    let sorted = columns.iter().filter_map(direction).collect();
    let remark = headings.iter().find(|(key, _)| key == "remark").map(|(_, rect)| rect.width);
    let row_height = window.rect(&row(window, 0)).height;
    Look {
        columns,
        sorted,
        remark_width: remark.expect("names are in sight").round() as i64,
        row_height: row_height.round() as i64,
    }
}

fn looks(window: &Window, wanted: &Look) {
    window.until(&format!("{wanted:?}"), |window| (look(window) == *wanted).then_some(()));
}

/// Waits until the table looks as the saved view, and says so.
fn is_current(window: &Window) {
    window.until("the saved view to be the one in use", |window| {
        let saved = window.all_test_id("view-1").into_iter().next()?;
        let pressed = window.attribute(&saved, "aria-pressed")? == "true";
        (pressed && window.text_of(&saved).contains(NAME)).then_some(())
    });
}

/// Waits until the look and the name of its view are in the file: while somebody arranges the table it is
/// kept a moment later.
fn kept(window: &Window, folders: &Folders) {
    let files = std::fs::read_dir(folders.data().join("accounts")).expect("accounts are kept");
    let mut ids = files.filter_map(|file| {
        let name = file.ok()?.file_name().into_string().ok()?;
        name.strip_suffix(".db").map(str::to_owned)
    });
    let account = ids.next().expect("there is one account");
    let script = "\
        const [account, done] = arguments;\
        window.__TAURI_INTERNALS__.invoke('view_in_use', { input: { account } }).then(done, done);";
    window.until("the look to be kept", |window| {
        let kept = window.script_to_end(script, &json!([account]));
        (kept["from"] == 1).then_some(())
    });
}
