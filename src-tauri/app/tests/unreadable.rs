//! Data that the program cannot read: damaged, or written by a newer one. It says so, and loses nothing.

use secrecy::ExposeSecret;

use fandesk_core::Vault;

use crate::accounts::files;
use crate::deeds::{connect, find_newcomers, row, wait_for_people};
use crate::keys::databases;
use crate::leaks;
use crate::looks::{look_at, look_in_both_colours};
use crate::wechat::Wechat;
use crate::window::{Folders, Window};

const PEOPLE: u32 = 300;

#[test]
fn a_damaged_file_is_set_aside_and_a_sync_brings_everybody_back() {
    let wechat = Wechat::with_followers(PEOPLE);
    let folders = Folders::new();
    connected(&folders, &wechat);
    let file = folders.data().join(format!("accounts/{}.db", the_account(&folders)));
    let mut bytes = std::fs::read(&file).expect("a file can be read");
    // Behind the salt, without which the file would not look damaged but foreign.
    bytes[16..4096].fill(0x5a);
    std::fs::write(&file, &bytes).expect("a file can be written");

    let window = Window::open(&folders);
    window.see("本机的数据文件损坏");
    window.see("损坏的文件已放到一边，没有删除");
    look_in_both_colours(&window, "a damaged file");
    let aside = databases(&folders.data().join("set-aside"));
    assert!(aside.contains(&bytes), "not a byte of it was touched");
    window.click_test_id("trouble-action");
    wait_for_people(&window, PEOPLE);
    row(&window, 0);
    window.gone("trouble-damaged");
    window.quit();
    leaks::search(&folders, &wechat);
}

#[test]
fn what_a_newer_program_wrote_is_left_alone_until_that_program_opens_it() {
    let wechat = Wechat::with_followers(PEOPLE);
    let folders = Folders::in_dark();
    connected(&folders, &wechat);
    let account = the_account(&folders);

    let written_by_newer = |file: &str| move_version(&folders, file, NEWER);
    let written_by_this = |file: &str| move_version(&folders, file, -NEWER);
    written_by_newer("desk");
    let window = Window::open(&folders);
    window.see("Fandesk 没能打开");
    window.see("数据由更新的 Fandesk 写入");
    window.see("请安装新版后再打开。数据没有改动。");
    look_at(&window, "a list of accounts that a newer program wrote");
    window.quit();

    written_by_this("desk");
    written_by_newer(&account);
    let window = Window::open(&folders);
    window.find_test_id("trouble-newer");
    window.see("请安装新版后再打开。数据没有改动。");
    look_in_both_colours(&window, "an account that a newer program wrote");
    window.quit();

    written_by_this(&account);
    let window = Window::open(&folders);
    wait_for_people(&window, PEOPLE);
    row(&window, 0);
    find_newcomers(&window, &wechat);
    window.quit();
    leaks::search(&folders, &wechat);
}

/// Connects an account, and leaves.
fn connected(folders: &Folders, wechat: &Wechat) {
    let window = Window::open(folders);
    connect(&window, wechat, "望京店");
    window.quit();
}

fn the_account(folders: &Folders) -> String {
    let [account] = files(folders).try_into().expect("there is one account");
    account
}

/// So many changes of the schema has this program not heard of.
const NEWER: i32 = 90;

fn move_version(folders: &Folders, file: &str, by: i32) {
    leaks::behind_keychain(folders, "unreadable::another_version", &[file.into(), by.to_string()]);
}

/// Runs in front of a story's keychain, when [`move_version`] says so.
#[test]
#[ignore = "a part of another story, not a story"]
fn another_version() {
    let (data, texts, keychain) = leaks::called_with();
    let (file, by) = texts.split_once('\n').expect("a file and a number");
    let by: i32 = by.parse().expect("a number");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be made");
    let key = runtime.block_on(keychain.get(&format!("file/{file}")));
    let key = key.expect("the key is in the keychain");
    let folder = if file == "desk" { data } else { data.join("accounts") };
    let database = leaks::opened(&folder.join(format!("{file}.db")), key.expose_secret());
    let version = database.pragma_query_value(None, "user_version", |row| row.get(0));
    let version: i32 = version.expect("the key fits");
    let moved = database.pragma_update(None, "user_version", version + by);
    moved.expect("a version can be written");
}
