//! The page of tags: made, named anew, labelled for oneself, deleted on WeChat.

use crate::deeds::{connect, row};
use crate::leaks;
use crate::wechat::Wechat;
use crate::window::{Folders, Window};

#[test]
fn a_tag_is_made_renamed_labelled_and_deleted_on_wechat() {
    let wechat = Wechat::with_followers(300);
    let tags_before = wechat.account().tags();
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");

    window.click_test_id("nav-tags");
    window.click_test_id("tag-new");
    window.fill_in("tag-name", "回头客");
    window.click("button", "在微信端新建");
    open_tag(&window, "回头客");
    let tag = wechat.account().tag_named("回头客").expect("the tag is on WeChat");

    window.click_test_id("tag-rename");
    window.fill_in("tag-name", "周三客");
    window.click("button", "在微信端改名");
    window.find("complementary", "标签「周三客」");
    assert_eq!(wechat.account().tag_named("周三客"), Some(tag), "renamed there");

    window.click_test_id("hue-3");
    window.fill_in("tag-note", "周三清理");
    window.click_test_id("tag-note-save");
    window.until("the note to be kept", |window| {
        let save = window.find_test_id("tag-note-save");
        window.attribute(&save, "disabled").map(drop)
    });
    window.quit();

    let window = Window::open(&folders);
    window.click_test_id("nav-tags");
    open_tag(&window, "周三客");
    let note = window.text_of(&row(&window, 0));
    assert!(note.contains("周三清理"), "the note is there after a restart: {note}");
    let hue = window.find_test_id("hue-3");
    assert!(window.is_ticked(&hue), "and so is the colour");

    window.click_test_id("tag-remove");
    window.see("在微信端删除标签「周三客」");
    window.see("粉丝本身不受影响");
    window.click("button", "在微信端删除");
    window.see("没有这个名字的标签");
    assert_eq!(wechat.account().tags(), tags_before, "gone there, and nothing else changed");
    window.quit();
    leaks::search(&folders, &wechat);
}

/// Looks for a tag and opens it.
pub(crate) fn open_tag(window: &Window, name: &str) {
    window.fill_in("tag-search", name);
    window.until(&format!("the tag {name} alone"), |window| {
        let list = window.all_test_id("tag-list").into_iter().next()?;
        let counted = window.attribute(&list, "aria-rowcount")?;
        (counted == "2" && window.text_of(&row(window, 0)).contains(name)).then_some(())
    });
    window.click_on(&row(window, 0));
    window.find("complementary", &format!("标签「{name}」"));
}
