//! The same of what only a real account comes to: connecting it (in light; in dark [`crate::axe_in_dark`]
//! does), a change and a sync under way, its segments, its credentials.

use std::net::IpAddr;
use std::time::Duration;

use fandesk_sandbox::{FaultRule, Trouble};

use crate::connecting::step;
use crate::deeds::{fill_in_account, open_connected, row, tag_chosen};
use crate::keys::keep_code_secret;
use crate::leaks;
use crate::looks::Looks;
use crate::sights::show_tag;
use crate::wechat::Wechat;
use crate::window::{Folders, Key, Window};

const PEOPLE: u32 = 2_000;

#[test]
fn axe_finds_nothing_serious_while_an_account_is_connected_synced_and_looked_after() {
    let wechat = Wechat::with_followers(PEOPLE);
    wechat.make_room_for_tags();
    let folders = Folders::new();
    let window = Window::open(&folders);
    let mut looks = Looks::new(&window);
    connecting(&window, &wechat, &mut looks);
    looks.in_both_colours = true;
    keep_code_secret(&folders, &recovery_code(&window, &mut looks));
    open_connected(&window, PEOPLE);
    a_change_under_way(&window, &wechat, &mut looks);
    a_paused_sync(&window, &wechat, &mut looks);
    leavers(&window, &wechat, &mut looks);
    a_segment(&window, &mut looks);
    keys_and_credentials(&window, &mut looks);
    looks.end();
    window.quit();
    leaks::search(&folders, &wechat);
}

pub(crate) fn connecting(window: &Window, wechat: &Wechat, looks: &mut Looks<'_>) {
    let address: IpAddr = "203.0.113.7".parse().expect("an address");
    wechat.sees_callers_at(address);
    wechat.account().enforce_allow_list(true);
    window.find_test_id("start-practice");
    looks.at("the first start");
    window.click_test_id("start-connect");
    window.click_test_id("connect-other");
    for way in ["tokenService", "platform", "pastedToken"] {
        window.click_test_id(&format!("opening-{way}"));
        looks.at(way);
    }
    window.click_test_id("opening-secret");
    fill_in_account(window, wechat, "望京店", &wechat.account().config().secret);
    window.click_test_id("connect-submit");
    window.find_test_id("allow-list-address");
    looks.at("an address that is refused");

    let slow = Trouble::Slow { milliseconds: 6_000 };
    wechat.trouble(FaultRule::new("/cgi-bin/user/get", slow).times(1));
    wechat.account().allow(address);
    let is_under_way = |window: &Window| step(window, "rights").as_deref() == Some("trying");
    window.until("a step under way", |window| is_under_way(window).then_some(()));
    looks.at("the steps of connecting");
    assert!(is_under_way(window), "it was under way all the while");
}

pub(crate) fn recovery_code(window: &Window, looks: &mut Looks<'_>) -> String {
    window.find_test_id("offer-code-open");
    window.find_test_id("first-followers");
    looks.at("an account that is connected");
    window.click_test_id("offer-code-open");
    window.find_test_id("vault-submit");
    looks.at("the question of making a recovery code");
    window.click_test_id("vault-submit");
    let shown = window.text_of(&window.find_test_id("recovery-code"));
    looks.at("a recovery code");
    window.click_test_id("code-kept");
    shown.split_whitespace().next().expect("a code is shown").to_owned()
}

fn a_change_under_way(window: &Window, wechat: &Wechat, looks: &mut Looks<'_>) {
    row(window, 0);
    window.click_test_id("select-all");
    tag_chosen(window, "周三到店");
    // Slow enough that it is looked at in the middle of it.
    wechat.latency(Duration::from_secs(3));
    window.click_test_id("preview-start");
    window.find_test_id("job-background");
    looks.at("a change under way");
    window.close();
    window.find_test_id("close-dialog");
    looks.at("the question of closing");
    window.click_test_id("close-stay");
    window.click_test_id("job-background");
    looks.opened(["job-tray", "job-tray-list"], "a change under way in the tray");
    wechat.latency(Duration::ZERO);
    window.until("everybody to be tagged", |_| {
        let account = wechat.account();
        let members = account.members(account.tag_named("周三到店")?);
        (members.len() == PEOPLE as usize).then_some(())
    });
}

fn a_paused_sync(window: &Window, wechat: &Wechat, looks: &mut Looks<'_>) {
    wechat.account().set_certified(false);
    window.click_test_id("sync-button");
    window.see("同步已暂停");
    looks.at("a paused sync");
    window.click_test_id("sync-state");
    window.click_text("技术信息");
    window.find_test_id("look-up-rid");
    looks.at("why a sync is paused");
    wechat.account().set_certified(true);
    window.click_test_id("look-up-rid");
    window.see("复制全部");
    looks.at("a call that was looked up");
    window.press(&[Key::Escape]);
    window.gone("rid");
    window.press(&[Key::Escape]);
    window.click_test_id("sync-resume");
    window.find_test_id("sync-report");
}

fn leavers(window: &Window, wechat: &Wechat, looks: &mut Looks<'_>) {
    wechat.account().leave_some(PEOPLE / 10).expect("people leave");
    window.click_test_id("sync-button");
    window.find_test_id("leavers");
    looks.at("the question about leavers");
    window.click_test_id("leavers-accept");
    window.find_test_id("sync-left");
}

fn a_segment(window: &Window, looks: &mut Looks<'_>) {
    show_tag(window, "会员");
    window.click_test_id("combine-conditions");
    window.click_test_id("filter-save");
    window.find_test_id("segment-sentence");
    looks.at("the name of a new segment");
    window.fill_in("segment-name", "常来的会员");
    window.click_test_id("segment-save");
    window.gone("segment-name");
    window.click_test_id("nav-segments");
    window.click_on(&row(window, 0));
    window.find_test_id("segment-panel");
    looks.at("a segment");
    looks.opened(["segment-edit", "filter-builder"], "a segment being changed");
    looks.opened(["segment-remove", "segment-delete"], "the question of forgetting it");
}

fn keys_and_credentials(window: &Window, looks: &mut Looks<'_>) {
    window.click_test_id("nav-settings");
    looks.opened(["vault-usePassphrase", "passphrase-first"], "keeping the keys by a passphrase");
    looks.opened(["vault-code", "vault-submit"], "another recovery code");
    looks.opened(["account-connection", "way"], "the way an account gets to WeChat");
    looks.opened(["account-secret", "credentials"], "other credentials");
    window.click_test_id("vault-rekey");
    window.find_test_id("vault-submit");
    looks.at("the question of new file keys");
    window.click_test_id("vault-submit");
    window.find_test_id("rekey-done");
    looks.at("new file keys");
    window.click_test_id("rekey-done");
    window.click_test_id("account-forget");
    window.find_test_id("forget-credentials");
    looks.at("the question of forgetting credentials");
    window.click_test_id("forget-submit");
    window.gone("forget-credentials");
    looks.at("settings of an account without credentials");
    window.click_test_id("nav-followers");
    window.find_test_id("trouble-secretMissing");
    looks.at("an account without credentials");
}
