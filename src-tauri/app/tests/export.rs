//! Taking people out of the program: a file in the downloads folder, safe to open in Excel.

use std::path::PathBuf;

use crate::deeds::connect;
use crate::leaks;
use crate::sights::show_tag;
use crate::wechat::Wechat;
use crate::window::{Folders, Window};

#[test]
fn the_chosen_are_in_the_file_and_no_remark_becomes_a_formula() {
    let wechat = Wechat::with_followers(500);
    let account = wechat.account();
    let members = account.members(account.tag_named("会员").expect("the tag is there"));
    for (openid, remark) in members.iter().zip(["=1+1", "@SUM(A1)", "+8613800"]) {
        account.remark(openid, remark).expect("the remark fits");
    }
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");

    let people = show_tag(&window, "会员");
    window.click("checkbox", "选择全部符合条件的");
    window.click_test_id("pick-0");
    window.click("button", "导出 CSV");
    window.see(&format!("已导出 {} 人", people - 1));
    let path = PathBuf::from(window.text_of(&window.find_test_id("export-path")));
    assert!(path.starts_with(folders.downloads()), "the file lies in the downloads folder");

    let bytes = std::fs::read(&path).expect("the file is there");
    assert!(bytes.starts_with("\u{feff}".as_bytes()), "Excel is told that this is UTF-8");
    let mut table = csv::Reader::from_reader(&bytes[3..]);
    let headings = table.headers().expect("a line of headings");
    assert_eq!(headings.get(0), Some("备注"), "in the language of the window");
    let rows: Vec<csv::StringRecord> =
        table.records().collect::<Result<_, _>>().expect("every row has every cell");
    assert_eq!(rows.len() as u32, people - 1, "a row for each of the chosen");
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell} would run");
    }
    let everybody_is_a_member = rows
        .iter()
        .filter_map(|row| row.get(1))
        .all(|openid| members.iter().any(|member| member == openid.trim_start_matches('\'')));
    assert!(everybody_is_a_member, "nobody else is in the file");
    window.quit();
    leaks::search(&folders, &wechat);
}
