//! What WeChat or a proxy refuses while an account is being connected, and how it goes on.

use std::net::SocketAddr;

use crate::connecting::step;
use crate::deeds::{fill_in_account, open_connected, row, try_to_connect};
use crate::leaks;
use crate::proxy_server::{House, Temper, TestProxy};
use crate::wechat::Wechat;
use crate::window::{Folders, Window};

const USER: &str = "menshi";
const PASSWORD: &str = "pa55-of-the-proxy";

#[test]
fn a_frozen_secret_is_thawed_and_an_administrator_says_no_and_then_yes() {
    let wechat = Wechat::with_followers(20);
    let account = wechat.account();
    account.refuse_tokens(Some(40_243));
    let folders = Folders::new();
    let window = Window::open(&folders);
    try_to_connect(&window, &wechat, "望京店");
    window.see("AppSecret 已被冻结");
    assert_eq!(step(&window, "secret").as_deref(), Some("failed"));

    account.refuse_tokens(Some(89_507));
    window.click("button", "重试");
    window.see("管理员拒绝了连接");
    window.see("之前微信不接受这台电脑");

    account.refuse_tokens(Some(89_503));
    window.click("button", "重试");
    window.see("需要管理员确认");
    window.see("微信已经给管理员的手机发了确认消息");
    window.see("会自动一直重试");
    account.refuse_tokens(None);
    open_connected(&window, 20);
    drop(window);
    leaks::search(&folders, &wechat);
}

#[test]
fn a_proxy_that_refuses_and_a_wrong_password_of_it_are_told_apart_from_wechat() {
    let wechat = Wechat::with_followers(20);
    let login = Some((USER.to_owned(), PASSWORD.to_owned()));
    let forbids = House { temper: Temper::Forbidding, login: login.clone(), ..House::default() };
    let forbids = wechat.beside(TestProxy::socks5(forbids));
    let obliges = wechat.beside(TestProxy::http(House { login, ..House::default() }));
    let folders = Folders::new();
    folders.keep_secret(PASSWORD);
    let window = Window::open(&folders);
    let secret = &wechat.account().config().secret.clone();
    window.click_test_id("start-connect");
    fill_in_account(&window, &wechat, "望京店", secret);
    fill_in_proxy(&window, "SOCKS5 代理", forbids.address, PASSWORD);
    window.click_test_id("connect-submit");
    window.see("代理没有连到微信");
    assert_eq!(step(&window, "reach").as_deref(), Some("failed"));

    // What was typed stands there still.
    fill_in_proxy(&window, "HTTP 代理", obliges.address, "wrong");
    window.click_test_id("connect-submit");
    window.see("代理不接受这个用户名和密码");
    assert!(obliges.passed().is_empty());

    window.fill_in("connect-proxyPassword", PASSWORD);
    window.click_test_id("connect-submit");
    open_connected(&window, 20);
    row(&window, 0);
    assert!(obliges.passed().len() > 5, "everything goes that way");
    window.quit();
    leaks::search(&folders, &wechat);
}

fn fill_in_proxy(window: &Window, kind: &str, address: SocketAddr, password: &str) {
    window.click_test_id("connect-proxyKind");
    window.click_text(kind);
    window.fill_in("connect-proxyHost", &address.ip().to_string());
    window.fill_in("connect-proxyPort", &address.port().to_string());
    window.fill_in("connect-proxyUser", USER);
    window.fill_in("connect-proxyPassword", password);
}
