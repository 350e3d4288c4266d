//! Names that somebody else chose: shown letter for letter, run by nothing, and measured as WeChat does.

use serde_json::json;

use crate::deeds::{connect, open_person, row};
use crate::leaks;
use crate::wechat::Wechat;
use crate::window::{Folders, Key, Window};

const NAMES: [&str; 6] = [
    "<img src=x onerror=hit=1>",
    "=HYPERLINK(\"http://x\")",
    "👨‍👩‍👧‍👦",
    "王\u{202e}姐小\u{202c}\u{200f}",
    "王\u{7}\u{1b}[31m姐",
    "&lt;b&gt;王&lt;/b&gt;",
];
/// As long as a remark and a tag's name may be, in bytes.
const LONGEST: &str = "=1<b>\u{202e}😀十个汉字</b>,.";
const TOO_LONG: &str = "太长了：最多 10 个汉字（30 字节）";
const RENAMING: &str = "/cgi-bin/user/info/updateremark";
const CREATING: &str = "/cgi-bin/tags/create";

#[test]
fn names_of_every_kind_are_shown_as_text_and_kept_as_they_are() {
    assert_eq!(LONGEST.len(), 30);
    let wechat = Wechat::with_followers(NAMES.len() as u32);
    let account = wechat.account();
    for (openid, name) in account.openids().iter().zip(NAMES) {
        account.remark(openid, name).expect("a colleague writes a remark");
        let tag = account.create_tag(name).expect("a colleague makes a tag");
        account.tag(tag, &[openid]).expect("and puts it on");
    }
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");
    row(&window, NAMES.len() as u32 - 1);
    shows(&window, "[role=row] [data-key=remark] bdi", &NAMES);
    shows(&window, "[data-testid=tag-rail] [aria-pressed] span", &NAMES);
    open_person(&window, 0);
    window.find_test_id("detail-name");
    runs_nothing(&window);
    window.click_test_id("detail-close");

    window.double_click(&window.find_cell(&row(&window, 0), "remark"));
    window.find_test_id("remark-input");
    write_over(&window, &format!("{LONGEST}!"));
    window.press(&[Key::Enter]);
    window.see(TOO_LONG);
    assert_eq!(wechat.calls(RENAMING), 0, "31 bytes are refused before any call");
    write_over(&window, LONGEST);
    window.press(&[Key::Enter]);
    shows(&window, "[data-testid=row-0] [data-key=remark] bdi", &[LONGEST]);
    assert!(account.people().into_iter().any(|person| person.remark == LONGEST), "and on WeChat");

    window.click_test_id("nav-tags");
    window.click_test_id("tag-new");
    window.click_on(&window.find_test_id("tag-name"));
    write_over(&window, &format!("{LONGEST}!"));
    window.see(TOO_LONG);
    let save = window.find_test_id("tag-name-save");
    assert!(window.attribute(&save, "disabled").is_some());
    write_over(&window, LONGEST);
    window.click_test_id("tag-name-save");
    window.click_on(&window.find_test_id("tag-search"));
    window.paste(LONGEST);
    shows(&window, "[data-testid=tag-list] bdi", &[LONGEST]);
    assert!(account.tag_named(LONGEST).is_some(), "and on WeChat");
    assert_eq!(wechat.calls(CREATING), 1, "31 bytes were refused before any call");
    runs_nothing(&window);
    window.quit();
    leaks::search(&folders, &wechat);
}

/// Replaces what stands in the field that has the keyboard.
fn write_over(window: &Window, text: &str) {
    window.chord(&[Key::Control], 'a');
    window.paste(text);
}

/// Waits until these names stand there, letter for letter, beside others.
fn shows(window: &Window, place: &str, names: &[&str]) {
    window.until(&format!("the names in {place}"), |window| {
        let shown = window.texts(place);
        names.iter().all(|name| shown.iter().any(|text| text == name)).then_some(())
    });
}

/// No name has become a part of the page, or a program.
fn runs_nothing(window: &Window) {
    let script = "arguments[0]([typeof hit, document.querySelectorAll('img[src=x]').length])";
    assert_eq!(window.script_to_end(script, &json!([])), json!(["undefined", 0]));
}
