//! Keys and credentials that go and come back: the keychain has lost them and the recovery code brings
//! them or nothing does, the files get new ones, an AppSecret is taken away and given again.

use std::path::Path;

use crate::deeds::{
    chosen, connect, fill_in_account, find_newcomers, open_connected, row, tag_chosen,
    try_to_connect, wait_for_people,
};
use crate::language::Language;
use crate::leaks;
use crate::looks::look_at;
use crate::sights::show_tag;
use crate::wechat::Wechat;
use crate::window::{Folders, Window};

const PEOPLE: u32 = 300;
pub(crate) const PASSPHRASE: &str = "月底 盘点 两遍 四季豆";

#[test]
fn keys_that_the_keychain_has_lost_come_back_by_the_recovery_code() {
    lose_the_keys(Language::Chinese);
}

#[test]
fn keys_that_the_keychain_has_lost_come_back_in_english() {
    lose_the_keys(Language::English);
}

fn lose_the_keys(language: Language) {
    let wechat = Wechat::with_followers(PEOPLE);
    wechat.make_room_for_tags();
    let folders = language.folders();
    let window = Window::open(&folders);
    let code = connect_and_make_code(&window, &wechat, "Main street 望京店");
    keep_code_secret(&folders, &code);
    tag_everybody(&window, language);
    window.quit();

    folders.lose_keychain();
    let window = Window::open(&folders);
    window.see(language.of(["数据的密钥不在了", "The keys of the data are gone"]));
    window.see(language.of(["数据文件都还在，没有改动", "all there and unchanged"]));
    window.fill_in("unlock-code", "00000-00000-00000-00000-00000");
    window.click_test_id("restore-submit");
    window.see(language.of(["恢复码不对", "That is not the recovery code"]));
    window.fill_in("unlock-code", &code.to_lowercase().replace('-', " "));
    window.click_test_id("restore-submit");
    everything_is_there(&window, language);
    give_the_secret(&window, &wechat);
    window.quit();

    let window = Window::open(&folders);
    wait_for_people(&window, PEOPLE + 7);
    window.quit();
    leaks::search(&folders, &wechat);
}

#[test]
fn without_keys_and_code_the_files_are_set_aside_and_everybody_comes_back_from_wechat() {
    let wechat = Wechat::with_followers(PEOPLE);
    wechat.make_room_for_tags();
    let folders = Folders::new();
    let window = Window::open(&folders);
    keep_code_secret(&folders, &connect_and_make_code(&window, &wechat, "望京店"));
    tag_everybody(&window, Language::Chinese);
    window.quit();
    let lost = [databases(&folders.data()), databases(&folders.data().join("accounts"))].concat();
    assert_eq!(lost.len(), 2, "the list of accounts, and the people of one");

    folders.lose_keychain();
    let window = Window::open(&folders);
    window.find_test_id("keys-missing");
    look_at(&window, "keys that are missing");
    window.click_test_id("keys-without");
    window.see("重新连接账号后同步一次就回来");
    window.see("只存在本机的回不来：动态和任务记录");
    window.see("打不开的文件会移到数据文件夹的 set-aside 里，不会删除");
    look_at(&window, "the question of going on without the keys");
    window.click_test_id("without-submit");
    window.see("打不开本机的数据：密钥不在了");
    window.see("旧文件已放到一边，没有覆盖");
    look_at(&window, "an account whose key is missing");
    let aside = databases(&folders.data().join("set-aside"));
    assert!(lost.iter().all(|file| aside.contains(file)), "not a byte was touched");

    window.click_test_id("trouble-action");
    fill_in_account(&window, &wechat, "望京店", &wechat.account().config().secret);
    window.click_test_id("connect-submit");
    open_connected(&window, PEOPLE);
    row(&window, 0);
    assert_eq!(show_tag(&window, "周三到店"), PEOPLE, "what WeChat knows is back");
    window.click_test_id("nav-activity");
    window.find_test_id("activity");
    window.see_no_more("完成 300 人");
    window.quit();
    leaks::search(&folders, &wechat);
}

/// What the databases of a folder hold, as they lie on the disk.
pub(crate) fn databases(folder: &Path) -> Vec<Vec<u8>> {
    let files = std::fs::read_dir(folder).expect("a folder can be read");
    let files = files.map(|file| file.expect("a folder can be read").path());
    let databases = files.filter(|file| file.extension().is_some_and(|ending| ending == "db"));
    databases.map(|file| std::fs::read(file).expect("a file can be read")).collect()
}

#[test]
fn a_folder_carried_to_a_computer_without_a_keychain_opens_by_the_code_behind_a_passphrase() {
    let wechat = Wechat::with_followers(PEOPLE);
    wechat.make_room_for_tags();
    let folders = Folders::new();
    let window = Window::open(&folders);
    let code = connect_and_make_code(&window, &wechat, "望京店");
    keep_code_secret(&folders, &code);
    folders.keep_secret(PASSPHRASE);
    tag_everybody(&window, Language::Chinese);
    window.quit();

    folders.remove_keychain();
    let window = Window::open(&folders);
    window.see("找不到系统钥匙串");
    look_at(&window, "a keychain that is missing");
    window.click_test_id("keychain-other-way");
    look_at(&window, "a keychain that is missing, and a code");
    open_by_code(&window, &code);
    everything_is_there(&window, Language::Chinese);
    give_the_secret(&window, &wechat);
    window.quit();

    let window = Window::open(&folders);
    window.find_test_id("unlock-passphrase");
    look_at(&window, "a passphrase to unlock");
    window.fill_in("unlock-passphrase", PASSPHRASE);
    window.click_test_id("unlock-submit");
    wait_for_people(&window, PEOPLE + 7);
    row(&window, 0);
    window.quit();
    leaks::search_files(&folders, &wechat);
    leaks::search_logs(&folders);
}

#[test]
fn files_with_new_keys_open_after_a_restart_with_everybody_in_them() {
    let wechat = Wechat::with_followers(PEOPLE);
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");
    window.click_test_id("nav-settings");
    window.click_test_id("vault-rekey");
    window.see("微信端不受影响");
    window.click_test_id("vault-submit");
    window.see("文件密钥已换好");
    window.click_test_id("rekey-done");
    window.click_test_id("nav-followers");
    wait_for_people(&window, PEOPLE);
    row(&window, 0);
    window.quit();

    let window = Window::open(&folders);
    wait_for_people(&window, PEOPLE);
    row(&window, 0);
    find_newcomers(&window, &wechat);
    window.quit();
    leaks::search(&folders, &wechat);
}

#[test]
fn an_account_without_its_credentials_stays_readable_and_goes_on_with_them() {
    let wechat = Wechat::with_followers(PEOPLE);
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");
    window.click_test_id("nav-settings");
    window.click_test_id("account-forget");
    window.see("微信端不受影响");
    window.click_test_id("forget-submit");
    window.see("缺 AppSecret");
    window.quit();

    let window = Window::open(&folders);
    wait_for_people(&window, PEOPLE);
    row(&window, 0);
    give_the_secret(&window, &wechat);
    window.quit();
    leaks::search(&folders, &wechat);
}

/// Connects and makes the recovery code that is offered then; returns it as it stands on the paper.
pub(crate) fn connect_and_make_code(window: &Window, wechat: &Wechat, name: &str) -> String {
    try_to_connect(window, wechat, name);
    window.click_test_id("offer-code-open");
    window.click_test_id("vault-submit");
    let shown = window.text_of(&window.find_test_id("recovery-code"));
    let code = shown.split_whitespace().next().expect("a code is shown").to_owned();
    assert_eq!(code.len(), 29, "{code}");
    window.click_test_id("code-kept");
    open_connected(window, wechat.account().follower_count());
    code
}

/// Without a keychain: by the code, behind [`PASSPHRASE`] from then on.
pub(crate) fn open_by_code(window: &Window, code: &str) {
    window.fill_in("unlock-code", code);
    window.fill_in("passphrase-first", PASSPHRASE);
    window.fill_in("passphrase-again", PASSPHRASE);
    window.click_test_id("recover-submit");
}

/// As it stands on the paper and as it is typed.
pub(crate) fn keep_code_secret(folders: &Folders, code: &str) {
    folders.keep_secret(code);
    folders.keep_secret(&code.replace('-', ""));
    folders.keep_secret(&code.to_lowercase().replace('-', " "));
}

/// What only this computer knows: that it was done.
fn tag_everybody(window: &Window, language: Language) {
    row(window, 0);
    window.click_test_id("select-all");
    chosen(window, language.of(["已选300人", "300chosen"]));
    tag_chosen(window, "周三到店");
    window.click_test_id("preview-start");
    window.see(language.of(["完成 300 人", "300 done"]));
    window.click_test_id("result-done");
}

fn everything_is_there(window: &Window, language: Language) {
    wait_for_people(window, PEOPLE);
    row(window, 0);
    window.click_test_id("nav-activity");
    window.see("周三到店");
    window.see(language.of(["完成 300 人", "300 done"]));
    window.click_test_id("nav-followers");
}

/// No code brings an AppSecret back: it is pasted once more, and the next sync finds who came.
fn give_the_secret(window: &Window, wechat: &Wechat) {
    wait_for_people(window, PEOPLE);
    window.click_test_id("trouble-action");
    window.fill_in("connect-appSecret", &wechat.account().config().secret);
    window.click_test_id("credentials-submit");
    window.gone("credentials");
    window.gone("trouble-secretMissing");
    find_newcomers(window, wechat);
}
