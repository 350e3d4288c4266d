//! Trouble of every kind in one change. The stories run in the order of their names, and this one, which
//! waits a minute, would be the last of all among the other [`crate::troubles`].

use fandesk_sandbox::{FaultRule, Garble, Trouble};

use crate::deeds::tag_chosen;
use crate::leaks;
use crate::troubles::{PATIENT, TAGGING, carrying, choose_all, connected};

const CREATING: &str = "/cgi-bin/tags/create";

#[test]
fn that_passes_is_sat_out_and_everybody_is_tagged() {
    let (wechat, folders, window) = connected(500);
    choose_all(&window, "已选500人");
    wechat.trouble(FaultRule::new(CREATING, Trouble::HideNewTag { calls: 2 }));
    let refusal = |code| Trouble::Refuse { code, errmsg: None };
    let passing = [
        (2, refusal(-1)),
        (3, Trouble::GatewayPage { status: 504 }),
        (4, Trouble::Garble { how: Garble::NotJson }),
        (5, Trouble::LoseAnswer),
        (6, Trouble::CutBody { keep_bytes: None }),
        (7, refusal(45_011)),
    ];
    for (after, what) in passing {
        wechat.trouble(FaultRule::new(TAGGING, what).after(after).times(1));
    }
    tag_chosen(&window, "周三到店");
    window.click_test_id("preview-start");
    window.until_within(PATIENT, "everybody to be tagged", |window| {
        window.text().replace(char::is_whitespace, "").contains("完成500人").then_some(())
    });
    assert_eq!(carrying(&wechat, "周三到店"), 500);
    let (needed, troubled) = (10, 8);
    let calls = wechat.calls(TAGGING);
    assert!(calls <= needed + 2 * troubled, "{calls} calls: nothing is tried on and on");
    window.click_test_id("result-done");
    window.quit();
    leaks::search(&folders, &wechat);
}
