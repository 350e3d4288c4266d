//! Photographs of what goes wrong at WeChat, as the window says it.

use fandesk_sandbox::{FaultRule, Trouble};

use super::album::Album;
use super::{SIZE, name_in};
use crate::connecting::step;
use crate::deeds::{open_connected, row, tag_chosen, try_to_connect};
use crate::wechat::Wechat;
use crate::window::{Folders, Window};

/// An account that is not certified, or only for a part; a token that others take again and again; an
/// address that is refused in the middle of the day.
pub(super) fn what_goes_wrong(album: &Album, language: &str, folders: &Folders) {
    let wechat = Wechat::with_followers(300);
    wechat.make_room_for_tags();
    let account = wechat.account();
    let window = Window::open(folders);
    window.resize(SIZE.0, SIZE.1);
    account.set_certified(false);
    try_to_connect(&window, &wechat, name_in(language));
    window.until("the step of the rights to fail", |window| {
        (step(window, "rights")? == "failed").then_some(())
    });
    album.add(&window, "uncertified", language);
    account.set_certified(true);
    wechat.trouble(FaultRule::refuse("/cgi-bin/tags/members/getblacklist", 48_001));
    window.click_test_id("connect-submit");
    window.find_test_id("first-followers");
    album.add(&window, "rights", language);
    open_connected(&window, 300);
    wechat.peace();

    row(&window, 0);
    window.click_test_id("select-all");
    tag_chosen(&window, if language == "en" { "Wednesday" } else { "周三到店" });
    let tagging = "/cgi-bin/tags/members/batchtagging";
    wechat.trouble(FaultRule::new(tagging, Trouble::TakeToken).after(3));
    window.click_test_id("preview-start");
    window.see(if language == "en" { "paused: WeChat" } else { "已暂停：微信" });
    album.add(&window, "token-taken", language);
    wechat.peace();
    window.click_test_id("job-background");

    let address = "203.0.113.7".parse().expect("an address");
    wechat.trouble(FaultRule::new("*", Trouble::RefuseAddress { address }));
    account.take_token();
    window.click_test_id("sync-button");
    window.click_test_id("sync-state");
    window.find_test_id("allow-list-address");
    album.add(&window, "sync-waits", language);
}
