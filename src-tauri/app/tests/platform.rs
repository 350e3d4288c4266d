//! An account that a third-party platform opens: from the form to a full sync, and the day after.

use std::time::Duration;

use fandesk_sandbox::{AccountConfig, SandboxConfig};

use crate::connecting::step;
use crate::deeds::{open_connected, row, wait_for_people};
use crate::leaks;
use crate::looks::look_at;
use crate::other_ways::{choose_way, fill_in_pass};
use crate::token_service::{KEY, PASS, TokenService};
use crate::wechat::Wechat;
use crate::window::{Folders, Window};

const PLATFORM: &str = "wxaaaaaaaaaaaaaaaa";
const SECRET: &str = "fedcba9876543210fedcba9876543210";
/// Message management and user management.
const GRANTED: &[u32] = &[1, 2];
/// Longer than a ticket and every token live.
const NEXT_DAY: Duration = Duration::from_secs(13 * 3600);

#[test]
fn an_account_is_chosen_from_a_platforms_list_synced_and_found_again_when_its_tokens_are_lost() {
    let account = AccountConfig::default().followers(300);
    let lacking = AccountConfig::new("wxbbbbbbbbbbbbbbbb", "b".repeat(32));
    let world = SandboxConfig::default().account(account).account(lacking);
    let wechat = Wechat::start(world.platform(PLATFORM, SECRET));
    let app_id = wechat.account().config().appid.clone();
    let platform = wechat.platform();
    platform.authorise(&app_id, GRANTED).expect("an account of this world");
    platform.authorise("wxbbbbbbbbbbbbbbbb", &[1]).expect("an account of this world");
    let service = TokenService::giving(platform.ticket());
    let folders = Folders::new();
    folders.keep_secret(KEY);
    folders.keep_secret(PASS);

    let window = Window::open(&folders);
    choose_way(&window, &wechat, "platform");
    window.fill_in("connect-platformAppId", PLATFORM);
    window.fill_in("connect-platformSecret", SECRET);
    window.fill_in("connect-ticketUrl", &service.address());
    window.fill_in("connect-ticketPath", "data.access_token");
    fill_in_pass(&window);
    window.click_test_id("platform-list");
    let list = window.find_test_id("platform-accounts");
    let listed = window.text_of(&list);
    assert!(listed.contains("已授权：消息管理, 用户管理"), "{listed}");
    assert!(listed.contains("没有授权“用户管理”，读不到粉丝和标签"), "{listed}");
    look_at(&window, "the accounts of a platform");
    window.click_text("示例服务号1");
    window.click_test_id("connect-submit");
    window.find_test_id("first-followers");
    for name in ["service", "platform", "token", "rights", "keep", "followers"] {
        assert_eq!(step(&window, name).as_deref(), Some("passed"), "{name}");
    }
    open_connected(&window, 300);
    window.find("button", "切换账号，当前是 示例服务号1…");
    window.quit();

    platform.replace_refresh_token(&app_id).expect("an account of this world");
    wechat.account().join(7).expect("people join");
    let window = Window::open(&folders);
    wait_for_people(&window, 300);
    window.click_test_id("sync-button");
    wait_for_people(&window, 307);

    wechat.clock_moves(NEXT_DAY);
    wechat.account().join(5).expect("people join");
    window.click_test_id("sync-button");
    window.see("第三方平台的票据已过期");
    service.gives(platform.push_ticket());
    window.click_test_id("sync-resume");
    wait_for_people(&window, 312);
    row(&window, 0);
    assert_eq!(wechat.calls("/cgi-bin/stable_token"), 0, "no AppSecret of the account is needed");
    window.quit();
    leaks::search(&folders, &wechat);
}
