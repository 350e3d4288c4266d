//! Accounts whose AppSecret nobody has: a service of the customer's own hands out the token, or somebody
//! pastes one.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use crate::deeds::{fill_in_field, open_connected, row, wait_for_people};
use crate::leaks;
use crate::wechat::Wechat;
use crate::window::{Folders, Window};

/// The secrets in a service's address and in its header.
const KEY: &str = "k3y-in-the-address";
const PASS: &str = "Bearer 5ecret-of-the-header";

/// A service that gives this token to whoever brings key and pass; returns its address.
fn service_giving(token: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("it listens").to_string();
    // Ends with the tests: it waits for a question and holds nothing.
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let head: Vec<String> = BufReader::new(&stream)
                .lines()
                .map_while(Result::ok)
                .take_while(|line| !line.is_empty())
                .collect();
            let head = head.join("\n");
            let body = if head.contains(KEY) && head.contains(PASS) {
                format!(r#"{{"data":{{"access_token":"{token}","expires_in":7000}}}}"#)
            } else {
                "{}".to_owned()
            };
            let length = body.len();
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
                 Connection: close\r\n\r\n{body}"
            );
            // Who asked may be gone.
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    format!("http://{address}/token?key={KEY}")
}

/// Opens the form, chooses the way and fills in what every way asks for.
fn choose(window: &Window, wechat: &Wechat, kind: &str) {
    window.click_test_id("start-connect");
    window.click_test_id("connect-other");
    window.click_test_id(&format!("opening-{kind}"));
    fill_in_field(window, "connect-name", "望京店");
    fill_in_field(window, "connect-appId", &wechat.account().config().appid);
    window.click_test_id("connect-advanced");
    fill_in_field(window, "connect-apiBase", wechat.address());
}

#[test]
fn an_account_is_opened_by_a_token_service_of_ones_own_and_again_after_a_restart() {
    let wechat = Wechat::with_followers(300);
    let address = service_giving(wechat.token());
    let folders = Folders::new();
    let window = Window::open(&folders);
    choose(&window, &wechat, "tokenService");
    fill_in_field(&window, "connect-serviceUrl", &address);
    fill_in_field(&window, "connect-servicePath", "wrong.place");
    window.click_test_id("add-header");
    fill_in_field(&window, "header-name-0", "Authorization");
    fill_in_field(&window, "header-value-0", PASS);
    window.click_test_id("connect-submit");
    window.see("您的凭证服务的回答里没有凭证");

    fill_in_field(&window, "connect-servicePath", "data.access_token");
    window.click_test_id("connect-submit");
    open_connected(&window, 300);
    window.quit();

    let window = Window::open(&folders);
    wait_for_people(&window, 300);
    row(&window, 0);
    wechat.account().join(7).expect("people join");
    window.click_test_id("sync-button");
    wait_for_people(&window, 307);
    window.quit();
    leaks::search_also(&folders, &wechat, &[KEY, PASS]);
}

#[test]
fn a_pasted_token_opens_an_account_until_the_program_ends() {
    let wechat = Wechat::with_followers(300);
    let folders = Folders::new();
    let window = Window::open(&folders);
    choose(&window, &wechat, "pastedToken");
    fill_in_field(&window, "connect-token", &wechat.token());
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
