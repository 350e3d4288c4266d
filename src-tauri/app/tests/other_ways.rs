//! Accounts whose AppSecret nobody has: a service of the customer's own hands out the token, or somebody
//! pastes one.

use crate::deeds::{find_newcomers, open_connected, row, wait_for_people};
use crate::leaks;
use crate::token_service::{KEY, PASS, TokenService};
use crate::wechat::Wechat;
use crate::window::{Folders, Window};

/// Opens the form, chooses the way and fills in what every way asks for.
fn choose(window: &Window, wechat: &Wechat, kind: &str) {
    choose_way(window, wechat, kind);
    window.fill_in("connect-name", "望京店");
    window.fill_in("connect-appId", &wechat.account().config().appid);
}

/// The same without the account.
pub(crate) fn choose_way(window: &Window, wechat: &Wechat, kind: &str) {
    window.click_test_id("start-connect");
    window.click_test_id("connect-other");
    window.click_test_id(&format!("opening-{kind}"));
    window.click_test_id("connect-advanced");
    window.fill_in("connect-apiBase", wechat.address());
}

/// Fills in the header that the service asks for.
pub(crate) fn fill_in_pass(window: &Window) {
    window.click_test_id("add-header");
    window.fill_in("header-name-0", "Authorization");
    window.fill_in("header-value-0", PASS);
}

#[test]
fn an_account_is_opened_by_a_token_service_of_ones_own_and_again_after_a_restart() {
    let wechat = Wechat::with_followers(300);
    let service = TokenService::giving(wechat.token());
    let folders = Folders::new();
    folders.keep_secret(KEY);
    folders.keep_secret(PASS);
    let window = Window::open(&folders);
    choose(&window, &wechat, "tokenService");
    window.fill_in("connect-serviceUrl", &service.address());
    window.fill_in("connect-servicePath", "wrong.place");
    fill_in_pass(&window);
    window.click_test_id("connect-submit");
    window.see("您的凭证服务的回答里没有凭证");

    window.fill_in("connect-servicePath", "data.access_token");
    window.click_test_id("connect-submit");
    open_connected(&window, 300);
    window.quit();

    let window = Window::open(&folders);
    wait_for_people(&window, 300);
    row(&window, 0);
    find_newcomers(&window, &wechat);
    window.quit();
    leaks::search(&folders, &wechat);
}

#[test]
fn a_pasted_token_opens_an_account_until_the_program_ends() {
    let wechat = Wechat::with_followers(300);
    let folders = Folders::new();
    let window = Window::open(&folders);
    choose(&window, &wechat, "pastedToken");
    window.fill_in("connect-token", &wechat.token());
    window.click_test_id("connect-submit");
    open_connected(&window, 300);
    window.quit();

    let window = Window::open(&folders);
    wait_for_people(&window, 300);
    row(&window, 0);
    window.find("button", "粘贴 access_token");
    window.quit();
    leaks::search(&folders, &wechat);
}
