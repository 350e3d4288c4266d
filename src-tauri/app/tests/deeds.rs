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
    try_to_connect(window, wechat, name);
    open_connected(window, wechat.account().follower_count());
}

/// Waits until every step of connecting has its tick, opens the list and waits for its people.
pub(crate) fn open_connected(window: &Window, people: u32) {
    window.click_test_id("connect-open");
    wait_for_people(window, people);
}

/// The same, whatever comes of it.
pub(crate) fn try_to_connect(window: &Window, wechat: &Wechat, name: &str) {
    window.click_test_id("start-connect");
    fill_in_account(window, wechat, name, &wechat.account().config().secret);
    window.click_test_id("connect-submit");
}

/// Fills in the form of an Official Account.
pub(crate) fn fill_in_account(window: &Window, wechat: &Wechat, name: &str, secret: &str) {
    let account = wechat.account();
    fill_in_fields(window, name, [&account.config().appid, secret], wechat.address());
}

/// The same for an account that is named by its AppID and AppSecret.
pub(crate) fn fill_in_fields(window: &Window, name: &str, credentials: [&str; 2], address: &str) {
    let [app_id, app_secret] = credentials;
    window.fill_in("connect-name", name);
    window.fill_in("connect-appId", app_id);
    window.fill_in("connect-appSecret", app_secret);
    window.click_test_id("connect-advanced");
    window.fill_in("connect-apiBase", address);
}

/// Waits until the list counts this many people and the sync that reads them has ended.
pub(crate) fn wait_for_people(window: &Window, people: u32) {
    let count = people.to_string();
    window.until_within(sync_limit(people), &format!("{count} people in the list"), |window| {
        let element = window.all_test_id("people-count").into_iter().next()?;
        (window.attribute(&element, "data-people")? == count).then_some(())
    });
    window.until_within(sync_limit(people), "the sync to end", |window| {
        let text = window.text();
        (!["正在同步", "Syncing"].iter().any(|words| text.contains(words))).then_some(())
    });
    window.list_is_read();
}

/// Seven people more follow the account, and a sync finds them.
pub(crate) fn find_newcomers(window: &Window, wechat: &Wechat) {
    wechat.account().join(7).expect("people join");
    window.click_test_id("sync-button");
    wait_for_people(window, wechat.account().follower_count());
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

/// Chooses all that the list shows but those at three places; returns their OpenIDs.
pub(crate) fn choose_all_but(window: &Window, places: [u32; 3]) -> [String; 3] {
    let left_out = places.map(|place| person_at(window, place));
    window.click_test_id("select-all");
    chosen(window, "已选");
    places.iter().for_each(|place| tick(window, *place));
    left_out
}

/// Opens the panel of the person at this place by a click on the name: tags may hide behind a button.
pub(crate) fn open_person(window: &Window, index: u32) {
    window.click_on(&window.find_cell(&row(window, index), "remark"));
}

/// The OpenID of the person at this place of the list, as the panel shows it.
pub(crate) fn person_at(window: &Window, index: u32) -> String {
    open_person(window, index);
    let panel = window.find_test_id("detail-panel");
    let openid = window.until("an OpenID in the panel", |window| {
        let text = window.text_of(&panel);
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let mut words = text.split(|c| !is_part(c)).map(str::to_owned);
        words.find(|word| word.len() == 28 && word.starts_with('o'))
    });
    window.click_test_id("detail-close");
    openid
}
