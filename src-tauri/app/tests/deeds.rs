//! What people do in several stories.

use std::time::Duration;

use crate::wechat::Wechat;
use crate::window::{Element, Key, Window};

/// Opens the practice account from the first screen and waits for its people.
pub(crate) fn open_practice(window: &Window, size: &str, people: u32) {
    window.click("radio", size);
    window.click("button", "打开练习账号");
    wait_for_people(window, people);
}

/// Connects the simulated Official Account from the first screen and waits for its people.
pub(crate) fn connect(window: &Window, wechat: &Wechat, name: &str) {
    window.click("button", "连接公众号");
    fill_in_account(window, wechat, name, &wechat.account().config().secret);
    window.click("button", "连接");
    wait_for_people(window, wechat.account().follower_count());
}

/// Fills in the form of an Official Account.
pub(crate) fn fill_in_account(window: &Window, wechat: &Wechat, name: &str, secret: &str) {
    window.write("textbox", "名称", name);
    window.write("textbox", "AppID", &wechat.account().config().appid);
    window.write("textbox", "AppSecret", secret);
    window.click_test_id("connect-advanced");
    window.write_into(&window.find_test_id("connect-apiBase"), wechat.address());
}

/// Waits until the list counts this many people and the sync that reads them has ended.
pub(crate) fn wait_for_people(window: &Window, people: u32) {
    let count = people.to_string();
    window.until_within(sync_limit(people), &format!("{count} people in the list"), |window| {
        let element = window.all_test_id("people-count").into_iter().next()?;
        (window.attribute(&element, "data-people")? == count).then_some(())
    });
    window.until_within(sync_limit(people), "the sync to end", |window| {
        (!window.text().contains("正在同步")).then_some(())
    });
}

/// A minute, and another for every 10,000 people: this is not where speed is measured.
fn sync_limit(people: u32) -> Duration {
    Duration::from_secs(60 + 60 * u64::from(people / 10_000).min(20))
}

/// The row at this place of the list, as soon as it shows a person.
pub(crate) fn row(window: &Window, index: u32) -> Element {
    window.until(&format!("row {index} with a person"), |window| {
        let row = window.all_test_id(&format!("row-{index}")).into_iter().next()?;
        (!window.text_of(&row).trim().is_empty()).then_some(row)
    })
}

/// Ticks or un-ticks the person at this place of the list.
pub(crate) fn tick(window: &Window, index: u32) {
    row(window, index);
    window.click_test_id(&format!("pick-{index}"));
}

/// Waits until the bar counts this many chosen people.
pub(crate) fn chosen(window: &Window, words: &str) {
    window.until(&format!("“{words}” in the bar"), |window| {
        let bar = window.find_test_id("selection-count");
        window.text_of(&bar).replace(char::is_whitespace, "").contains(words).then_some(())
    });
}

/// Gives the chosen people a new tag, made on the way, as far as the check.
pub(crate) fn tag_chosen(window: &Window, tag: &str) {
    window.click_test_id("bulk-tag");
    window.find_test_id("tag-picker");
    window.type_text(tag);
    window.press(&[Key::Enter]);
    window.until(&format!("the new tag {tag} among the wishes"), |window| {
        let wishes = window.all_test_id("tag-wishes").into_iter().next()?;
        window.text_of(&wishes).contains(tag).then_some(())
    });
    window.click_test_id("tag-picker-done");
    window.find_test_id("preview");
}
