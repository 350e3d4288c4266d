//! The page of calls, the reset, and a call looked up by its number.

use std::sync::Arc;

use fandesk_core::calls::{calls_today, clear_quota, look_up_rid};
use fandesk_core::input::{AccountInput, ChangeFollowerInput, RidInput};
use fandesk_core::jobs::change_follower;
use fandesk_core::store::Change;
use fandesk_core::tags::create_tag;
use fandesk_core::{AppError, Desk, DeskParts, JobState, ManualClock};
use fandesk_sandbox::{Clock, SandboxConfig};

use crate::home::{Home, connect, sync};

const NOON: i64 = 1_793_592_000;
const LIST: &str = "/cgi-bin/user/get";

#[tokio::test]
async fn the_page_shows_what_all_programs_used_and_what_this_one_did_day_by_day() {
    let (home, clock) = (Home::with_keychain(), ManualClock::at(NOON));
    let time = Clock::fixed_at(NOON.unsigned_abs());
    let wechat = SandboxConfig::with_followers(30).clock(time).start().await.unwrap();
    let open = async || {
        let parts = DeskParts { clock: Arc::new(clock.clone()), ..home.parts() };
        Desk::open(parts).await.unwrap()
    };
    let desk = open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    let input = AccountInput { account: account.id.clone() };
    sync(&desk, &account).await;
    // Another system calls too.
    wechat.account().set_quota(LIST, 500, 41).unwrap();
    let page = calls_today(&desk, input.clone()).await.unwrap();
    let list = page.endpoints.iter().find(|one| one.endpoint == LIST).unwrap();
    let daily = list.daily.unwrap();
    assert_eq!((daily.limit, daily.used, daily.left), (500, 41, 459));
    assert!((1..10).contains(&list.ours), "{list:?}");
    assert_eq!((page.reserve_percent, page.resets, page.reset_limit), (10, 0, 10));
    let today = page.days[0].calls;
    assert!(page.days.len() == 1 && today > 0);
    desk.close().await;

    clock.advance(86_400);
    let desk = open().await;
    let page = calls_today(&desk, input.clone()).await.unwrap();
    assert_eq!(page.days.len(), 2, "yesterday is remembered");
    assert!(page.days[1].calls >= today, "the page itself had asked too");
    assert_eq!(page.days[0].day - page.days[1].day, 86_400);
    let list = page.endpoints.iter().find(|one| one.endpoint == LIST).unwrap();
    assert_eq!(list.ours, 0, "none yet today");
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn resets_are_counted_and_the_end_of_the_months_ten_is_remembered() {
    let home = Home::with_keychain();
    let wechat = SandboxConfig::with_followers(5).start().await.unwrap();
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    let input = AccountInput { account: account.id };
    wechat.account().set_quota(LIST, 500, 500).unwrap();
    clear_quota(&desk, input.clone()).await.unwrap();
    let page = calls_today(&desk, input.clone()).await.unwrap();
    let list = page.endpoints.iter().find(|one| one.endpoint == LIST).unwrap();
    assert_eq!(list.daily.unwrap().used, 0);
    assert_eq!((page.resets, page.resets_spent), (1, false));

    for _ in 0..9 {
        clear_quota(&desk, input.clone()).await.unwrap();
    }
    let refused = clear_quota(&desk, input.clone()).await.unwrap_err();
    assert!(matches!(refused, AppError::Wechat { errcode: 48006, .. }));
    let page = calls_today(&desk, input).await.unwrap();
    assert_eq!((page.resets, page.resets_spent), (10, true));
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn a_person_in_a_call_that_is_looked_up_is_a_star() {
    let home = Home::with_keychain();
    let wechat = SandboxConfig::with_followers(5).start().await.unwrap();
    let desk = home.open().await;
    let summary = connect(&desk, &wechat).await.unwrap();
    sync(&desk, &summary).await;
    wechat.account().set_quota("/cgi-bin/user/info/updateremark", 0, 0).unwrap();
    let account = summary.id;
    let input = ChangeFollowerInput {
        account: account.clone(),
        follower: 1,
        change: Change::Remark { remark: "老王".to_owned() },
    };
    let report = change_follower(&desk, input).await.unwrap();
    let JobState::Waiting { because: AppError::Wechat { rid: Some(rid), .. }, .. } =
        report.job.state
    else {
        panic!("WeChat refuses with a number");
    };
    let call = look_up_rid(&desk, RidInput { account, rid: rid.clone() }).await.unwrap();
    assert!(call.request.contains(r#""openid":"***""#), "{}", call.request);
    assert!(call.request.contains("老王") && call.answer.contains(&rid), "what helps stays");
    for openid in wechat.account().openids() {
        assert!(!call.request.contains(&openid) && !call.answer.contains(&openid));
    }
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
async fn a_refused_call_is_looked_up_by_its_number_and_shows_no_token() {
    let home = Home::with_keychain();
    let wechat = SandboxConfig::with_followers(5).start().await.unwrap();
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap().id;
    wechat.account().set_quota("/cgi-bin/tags/create", 0, 0).unwrap();
    let input =
        fandesk_core::input::CreateTagInput { account: account.clone(), name: "会员".to_owned() };
    let AppError::Wechat { rid: Some(rid), errcode: 45009, .. } =
        create_tag(&desk, input).await.unwrap_err()
    else {
        panic!("WeChat refuses with a number");
    };
    let call = look_up_rid(&desk, RidInput { account: account.clone(), rid }).await.unwrap();
    assert!(call.url.contains("access_token=***"));
    assert!(call.request.contains("会员") && call.answer.contains("45009"));

    let made_up = RidInput { account, rid: "nonsense".to_owned() };
    let unknown = look_up_rid(&desk, made_up).await.unwrap_err();
    assert!(matches!(unknown, AppError::Wechat { errcode: 76002, .. }));
    home.ends(desk, &wechat, &[]).await;
}
