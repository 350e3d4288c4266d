//! What axe-core finds in dark where no colours can be chosen: before there is an account, and while its
//! keys are out of reach. On light systems other stories look there.

use crate::axe_connected::{connecting, recovery_code};
use crate::deeds::{open_connected, wait_for_people};
use crate::keys::{PASSPHRASE, keep_code_secret, open_by_code};
use crate::leaks;
use crate::looks::{Looks, look_at};
use crate::sights::is_dark;
use crate::wechat::Wechat;
use crate::window::{Folders, Window};

const PEOPLE: u32 = 300;

#[test]
fn axe_finds_nothing_serious_before_there_is_an_account_or_without_its_keys() {
    let wechat = Wechat::with_followers(PEOPLE);
    let folders = Folders::in_dark();
    folders.keep_secret(PASSPHRASE);
    let code = before_there_is_an_account(&folders, &wechat);
    keep_code_secret(&folders, &code);
    with_a_locked_keychain(&folders);
    without_keys(&folders);
    without_a_keychain(&folders, &code);
    leaks::search_files(&folders, &wechat);
    leaks::search_logs(&folders);
}

fn before_there_is_an_account(folders: &Folders, wechat: &Wechat) -> String {
    let window = Window::open(folders);
    let mut looks = Looks::new(&window);
    connecting(&window, wechat, &mut looks);
    assert!(is_dark(&window), "as the system is");
    let code = recovery_code(&window, &mut looks);
    looks.end();
    open_connected(&window, PEOPLE);
    window.quit();
    code
}

fn with_a_locked_keychain(folders: &Folders) {
    folders.lock_keychain();
    let window = Window::open(folders);
    window.find_test_id("keychain-retry");
    look_at(&window, "a keychain that is locked");
    folders.unlock_keychain();
    window.click_test_id("keychain-retry");
    wait_for_people(&window, PEOPLE);
    window.quit();
}

fn without_keys(folders: &Folders) {
    folders.lose_keychain();
    let window = Window::open(folders);
    window.find_test_id("keys-missing");
    look_at(&window, "keys that are missing");
    window.click_test_id("keys-without");
    window.find_test_id("without-submit");
    look_at(&window, "the question of going on without the keys");
}

fn without_a_keychain(folders: &Folders, code: &str) {
    folders.remove_keychain();
    let window = Window::open(folders);
    window.find_test_id("keychain-other-way");
    look_at(&window, "a keychain that is missing");
    window.click_test_id("keychain-other-way");
    look_at(&window, "a keychain that is missing, and a code");
    open_by_code(&window, code);
    wait_for_people(&window, PEOPLE);
    window.quit();

    let window = Window::open(folders);
    window.find_test_id("unlock-passphrase");
    look_at(&window, "a passphrase to unlock");
}
