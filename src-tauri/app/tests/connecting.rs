//! Connecting an Official Account alone, step by step, up to its first followers.

use std::net::IpAddr;

use fandesk_sandbox::{FaultRule, Trouble};

use crate::deeds::{fill_in_account, open_connected, row, try_to_connect, wait_for_people};
use crate::language::Language;
use crate::leaks;
use crate::wechat::Wechat;
use crate::window::{Folders, Key, Window};

/// The steps that are ticked one after the other.
const STEPS: [&str; 8] =
    ["reach", "appId", "secret", "allowList", "rights", "quota", "keep", "followers"];
/// What has no Chinese name on the way to the first followers.
const NAMES: [&str; 10] =
    ["AppID", "AppSecret", "Fandesk", "ID", "IP", "wx", "mp", "weixin", "qq", "com"];

#[test]
fn somebody_alone_comes_from_the_first_start_to_the_first_followers() {
    come_to_the_first_followers(Language::Chinese);
}

#[test]
fn somebody_alone_comes_to_the_first_followers_in_english() {
    come_to_the_first_followers(Language::English);
}

fn come_to_the_first_followers(language: Language) {
    let wechat = Wechat::with_followers(1_234);
    let secret = wechat.account().config().secret.clone();
    let folders = language.folders();
    let window = Window::open(&folders);
    window.find("heading", language.of(["从哪里开始？", "Where would you like to start?"]));
    needs_no_english(&window.text(), language);
    window.click_test_id("start-connect");
    window.find_test_id("drawing-credentials");
    window.see(language.of(["在哪里找到它们", "Where to find them"]));
    needs_no_english(&window.text(), language);

    fill_in_account(&window, &wechat, "Main street 望京店", &secret[1..]);
    window.see(
        language.of(["AppSecret 是 32 位的数字和字母", "An AppSecret has 32 digits and letters"]),
    );
    // As it is copied now and then.
    window.fill_in("connect-appSecret", &format!(" {secret} "));
    let slow = Trouble::Slow { milliseconds: 2_000 };
    wechat.trouble(FaultRule::new("/cgi-bin/user/get", slow).times(1));
    window.click_test_id("connect-submit");
    window.until("a step under way between those passed and those ahead", |window| {
        let states = ["allowList", "rights", "quota"].map(|name| step(window, name));
        (states.map(Option::unwrap_or_default) == ["passed", "trying", "ahead"]).then_some(())
    });
    window.see(language.of(["连接好了，1,234 位粉丝", "Connected: 1,234 followers"]));
    for name in STEPS {
        assert_eq!(step(&window, name).as_deref(), Some("passed"), "{name}");
    }
    let said = window.texts("[data-testid^=step-], [data-testid=rights]");
    needs_no_english(&said.join("\n"), language);
    open_connected(&window, 1_234);
    row(&window, 0);
    assert!(!window.holds(&secret), "the secret is not shown again");
    window.quit();

    let window = Window::open(&folders);
    wait_for_people(&window, 1_234);
    window.click_test_id("nav-settings");
    window.see(language.of(["AppSecret 已保存", "AppSecret saved"]));
    window.click_test_id("account-secret");
    let field = window.find_test_id("connect-appSecret");
    assert_eq!(window.value_of(&field).as_deref(), Some(""), "nor where it is replaced");
    assert!(!window.holds(&secret));
    window.press(&[Key::Escape]);
    window.quit();
    leaks::search(&folders, &wechat);
}

#[test]
fn a_wrong_secret_is_said_in_words_and_can_be_corrected() {
    let wechat = Wechat::with_followers(20);
    let folders = Folders::new();
    let window = Window::open(&folders);
    window.click("button", "连接公众号");
    fill_in_account(&window, &wechat, "望京店", "00000000000000000000000000000000");
    window.click("button", "连接");
    window.see("AppSecret 不正确");

    window.write_into(&window.find("textbox", "AppSecret"), &wechat.account().config().secret);
    window.click("button", "连接");
    open_connected(&window, 20);
    drop(window);
    leaks::search(&folders, &wechat);
}

#[test]
fn an_address_that_is_allowed_while_connecting_waits_is_noticed_without_a_click() {
    be_allowed_while_connecting_waits(Language::Chinese);
}

#[test]
fn an_address_that_is_allowed_while_connecting_waits_is_noticed_in_english() {
    be_allowed_while_connecting_waits(Language::English);
}

fn be_allowed_while_connecting_waits(language: Language) {
    let wechat = Wechat::with_followers(20);
    let address: IpAddr = "203.0.113.7".parse().expect("an address");
    wechat.sees_callers_at(address);
    wechat.account().enforce_allow_list(true);
    let folders = language.folders();
    let window = Window::open(&folders);
    try_to_connect(&window, &wechat, "Main street 望京店");
    let shown = window.text_of(&window.find_test_id("allow-list-address"));
    assert_eq!(shown.trim(), address.to_string());
    assert_eq!(step(&window, "secret").as_deref(), Some("passed"), "AppID and secret are right");
    window.find_test_id("drawing-allowList");
    window.see(language.of(["另起一行粘贴上面的地址", "paste the address on a new line"]));
    window.see(language.of(["不用再点", "No click is needed"]));

    window.find("button", language.of(["复制", "Copy"]));
    wechat.account().allow(address);
    open_connected(&window, 20);
    window.quit();
    leaks::search(&folders, &wechat);
}

/// How a step of connecting stands: `ahead`, `trying`, `passed` or `failed`.
pub(crate) fn step(window: &Window, name: &str) -> Option<String> {
    let line = window.all_test_id(&format!("step-{name}")).into_iter().next()?;
    window.attribute(&line, "data-state")
}

/// Whoever reads Chinese meets no word of English but names.
fn needs_no_english(text: &str, language: Language) {
    if language == Language::Chinese {
        let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() > 1);
        let foreign: Vec<&str> = words.filter(|word| !NAMES.contains(word)).collect();
        assert!(foreign.is_empty(), "{foreign:?} in {text}");
    }
}
