//! Reading from WeChat: what a sync says has changed, and that it survives the program's death, a
//! broken line and a night's sleep.

use std::time::Duration;

use fandesk_sandbox::{FaultRule, Trouble};

use crate::deeds::{
    chosen, connect, fill_in_fields, open_connected, row, tick, try_to_connect, wait_for_people,
};
use crate::leaks;
use crate::line::Line;
use crate::sights::people;
use crate::wechat::Wechat;
use crate::window::{Folders, Key, Window};

const LIST: &str = "/cgi-bin/user/get";
const DETAILS: &str = "/cgi-bin/user/info/batchget";
const TOKEN: &str = "/cgi-bin/stable_token";
/// What goes on by itself does so after waits of its own.
const PATIENT: Duration = Duration::from_secs(300);

#[test]
fn what_has_changed_since_yesterday_is_counted_and_one_click_away() {
    let wechat = Wechat::with_followers(100_000);
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");

    let account = wechat.account();
    account.leave_some(40).expect("people leave");
    account.join(300).expect("people join");
    let (lists, details) = (wechat.calls(LIST), wechat.calls(DETAILS));
    window.click_test_id("sync-button");
    window.until_within(PATIENT, "both numbers in the status line", |window| {
        let said = |id| Some(window.text_of(&window.all_test_id(id).into_iter().next()?));
        (said("sync-joined")? == "+300" && said("sync-left")? == "−40").then_some(())
    });
    assert_eq!(wechat.calls(LIST) - lists, 12, "eleven pages and the end");
    // Whose turn it is to be read again depends on the time since the first sync.
    let details = wechat.calls(DETAILS) - details;
    assert!((4..=6).contains(&details), "{details} calls: 300 new, and some whose turn it is");
    counted(&window, 100_260);
    assert_eq!(wechat.account().follower_count(), 100_260);

    window.click_test_id("sync-joined");
    counted(&window, 300);
    window.click_test_id("sync-left");
    counted(&window, 40);

    window.click_test_id("sync-report");
    let number = |id| window.text_of(&window.find_test_id(id)).replace(char::is_whitespace, "");
    assert_eq!(
        (number("report-joined"), number("report-left")),
        ("新增+300".into(), "减少−40".into())
    );
    window.see("与微信一致");
    window.click_text("现在同步要用多少调用");
    window.see("今天够用");
    window.press(&[Key::Escape]);
    window.quit();
    leaks::search(&folders, &wechat);
}

#[test]
fn a_sync_goes_on_after_the_programs_death_and_by_itself_when_the_line_is_back() {
    let wechat = Wechat::with_followers(20_000);
    let folders = Folders::new();
    let window = Window::open(&folders);
    // One call of each kind finds out what the account may do; then 86 hundreds of 200 are read, and
    // the line falls silent.
    let (tried, read) = (1, 86);
    let silence = Trouble::NoAnswer { applied: false };
    wechat.trouble(FaultRule::new(DETAILS, silence).after(tried + read));
    try_to_connect(&window, &wechat, "望京店");
    window.until_within(PATIENT, "43 of 100 people to be read", |_| {
        (wechat.calls(DETAILS) > u64::from(tried + read)).then_some(())
    });
    window.kill();
    wechat.peace();

    let window = Window::open(&folders);
    wait_for_people(&window, 20_000);
    window.find_test_id("sync-report");
    assert_eq!(wechat.calls(LIST) - u64::from(tried), 3, "the list was not read again");
    let details = wechat.calls(DETAILS) - u64::from(tried);
    assert!((200..=216).contains(&details), "{details} calls: at most one repeated a worker");

    wechat.trouble(FaultRule::new(LIST, Trouble::Disconnect));
    wechat.account().join(7).expect("people join");
    window.click_test_id("sync-button");
    window.until_within(PATIENT, "the words that it goes on by itself", |window| {
        window.text().contains("自动继续同步").then_some(())
    });
    row(&window, 0);
    wechat.peace();
    window.until_within(PATIENT, "the sync to go on by itself", |window| {
        let joined = window.all_test_id("sync-joined").into_iter().next()?;
        (window.text_of(&joined) == "+7").then_some(())
    });
    window.quit();
    leaks::search(&folders, &wechat);
}

#[test]
fn a_sync_goes_on_after_a_night_in_which_the_computer_slept() {
    let wechat = Wechat::with_followers(20_000);
    let line = Line::to(wechat.address());
    let folders = Folders::new();
    let config = wechat.account().config().clone();
    let window = Window::open(&folders);
    window.click_test_id("start-connect");
    fill_in_fields(&window, "望京店", [&config.appid, &config.secret], line.address());
    wechat.latency(Duration::from_millis(100));
    window.click_test_id("connect-submit");
    // As above: one call of each kind finds out what the account may do; 200 hundreds are to be read.
    let (tried, read) = (1, 86);
    window.until_within(PATIENT, "43 of 100 people to be read", |_| {
        (wechat.calls(DETAILS) > tried + read).then_some(())
    });
    let tokens = wechat.calls(TOKEN);
    window.asleep(|| {
        assert!(wechat.calls(DETAILS) < tried + 200, "it is in the middle of it");
        line.breaks();
        // The access token is good for two hours.
        wechat.clock_moves(Duration::from_secs(8 * 3_600));
    });
    wechat.latency(Duration::ZERO);
    open_connected(&window, 20_000);
    assert!(wechat.calls(TOKEN) > tokens, "the old token was refused");
    window.find_test_id("sync-report");
    assert_eq!(wechat.calls(LIST) - tried, 3, "the list was not read again");
    let details = wechat.accepted(DETAILS) as u64 - tried;
    assert!((200..=216).contains(&details), "{details} calls: at most one repeated a worker");
    window.quit();
    leaks::search(&folders, &wechat);
}

#[test]
fn people_chosen_in_the_list_are_read_again_and_nobody_else() {
    let wechat = Wechat::with_followers(300);
    let folders = Folders::new();
    let window = Window::open(&folders);
    // In a narrow window the button is left to the menu and the palette.
    window.resize(1366, 768);
    connect(&window, &wechat, "望京店");
    let person = crate::deeds::person_at(&window, 1);
    wechat.account().remark(&person, "后台改的").expect("a colleague writes a remark");
    let details = wechat.calls(DETAILS);
    tick(&window, 0);
    tick(&window, 1);
    chosen(&window, "已选2人");
    window.click_test_id("bulk-read-anew");
    window.until("the remark in the row", |window| {
        window.text_of(&row(window, 1)).contains("后台改的").then_some(())
    });
    assert_eq!(wechat.calls(DETAILS) - details, 1);
    drop(window);
    leaks::search(&folders, &wechat);
}

/// Waits until the list counts so many people.
fn counted(window: &Window, wanted: u32) {
    window.until(&format!("{wanted} people in the list"), |window| {
        (people(window) == wanted).then_some(())
    });
}
