//! An audience put together of conditions, and everybody in it but three tagged, without the mouse.

use std::collections::HashSet;

use fandesk_sandbox::FollowerView;
use jiff::ToSpan;

use crate::conditions::{
    add_followed, add_tags, live_count, open_builder, show, start_of_day, switch_last_line, today,
};
use crate::deeds::{chosen, row};
use crate::finding::{announced, pick_tags};
use crate::screenshots::album::Album;
use crate::sights::{painted_rows, thousands};
use crate::wechat::Wechat;
use crate::window::{Key, Window};

const REFUNDED: &str = "已退费";
const SHOP: &str = "门店B";
const NEW_TAG: &str = "北京老会员";

/// 会员 and 北京 and not 已退费, followed before last month. A condition that is switched off does
/// not count and stays. Returns who they are.
pub(crate) fn is_built_as_counted_by_hand<'a>(
    window: &Window,
    wechat: &Wechat,
    people: &'a [FollowerView],
    album: &Album,
) -> Vec<&'a FollowerView> {
    let [member, beijing, refunded] = ["会员", "北京", REFUNDED].map(|name| wechat.tag(name));
    let last_month = start_of_day(today().first_of_month() - 1.month());
    let both: Vec<&FollowerView> = people
        .iter()
        .filter(|person| person.tags.contains(&member) && person.tags.contains(&beijing))
        .collect();
    let is_refunded = |person: &FollowerView| person.tags.contains(&refunded);
    let is_old = |person: &FollowerView| i64::from(person.subscribe_time) < last_month;
    let old = both.iter().filter(|person| is_old(person)).count();
    let mut audience = both.clone();
    audience.retain(|person| is_old(person) && !is_refunded(person));

    open_builder(window);
    add_tags(window, "带有全部", &["会员", "北京"]);
    live_count(window, both.len());
    add_followed(window, "早于", "上个月");
    live_count(window, old);
    add_tags(window, "都没有", &[REFUNDED]);
    live_count(window, audience.len());
    let sentence = window.text_of(&window.find_test_id("filter-sentence"));
    for words in ["同时带有 会员", "北京", "关注早于上个月", "没有 已退费"] {
        assert!(sentence.contains(words), "{words} in: {sentence}");
    }
    switch_last_line(window);
    live_count(window, old);
    switch_last_line(window);
    live_count(window, audience.len());
    album.add(window, "million-audience", "zh-CN");
    show(window, audience.len());
    painted_rows(window);
    audience
}

/// Everybody is chosen, three are left out, a sync lets others in, and WeChat holds exactly those
/// who were counted.
pub(crate) fn all_but_three_are_tagged_whatever_a_sync_finds(
    window: &Window,
    wechat: &Wechat,
    audience: &[&FollowerView],
    album: &Album,
) {
    let shop = wechat.tag(SHOP);
    let (wanted, others): (Vec<&FollowerView>, Vec<&FollowerView>) =
        audience.iter().partition(|person| person.tags.contains(&shop));
    open_builder(window);
    add_tags(window, "带有任一", &[SHOP]);
    live_count(window, wanted.len());
    show(window, wanted.len());

    window.tab_to("grid");
    window.chord(&[Key::Control], 'a');
    for _ in 0..3 {
        window.press(&[Key::Down]);
        window.type_text(" ");
    }
    let words = format!("已选{}人", thousands(wanted.len() as u32 - 3));
    chosen(window, &words);
    window.see("除去 3 人");
    announced(window, "除去 3 人");
    album.add(window, "million-all-but-three", "zh-CN");

    let entering: Vec<&str> =
        others.iter().step_by(100).map(|person| person.openid.as_str()).collect();
    wechat.account().tag(shop, &entering).expect("the tag is there");
    window.press(&[Key::F5]);
    window.find_test_id("list-refresh");
    chosen(window, &words);

    pick_tags(window, &[NEW_TAG]);
    window.press_button("tag-picker-done");
    window.press_button("preview-start");
    window.press_button("result-done");
    let tagged: HashSet<String> =
        wechat.account().members(wechat.tag(NEW_TAG)).into_iter().collect();
    let has = |person: &FollowerView| tagged.contains(&person.openid);
    // Nobody can carry more than twenty tags.
    let left_out = wanted.iter().filter(|person| person.tags.len() < 20 && !has(person));
    assert_eq!(left_out.count(), 3, "everybody was tagged but the three");
    let counted = wanted.iter().filter(|person| has(person)).count();
    assert_eq!(counted, tagged.len(), "nobody who came in meanwhile is tagged");
}

/// After the console has sent to them, the tag goes, and it alone.
pub(crate) fn the_tag_is_cleaned_up_and_no_other(window: &Window, wechat: &Wechat) {
    let tags = || wechat.account().tags().into_iter().map(|tag| (tag.name, tag.count));
    let others: Vec<_> = tags().filter(|(name, _)| name != NEW_TAG).collect();
    window.chord(&[Key::Control], '2');
    window.find_test_id("tag-list");
    window.chord(&[Key::Control], 'f');
    window.type_text(NEW_TAG);
    window.press(&[Key::Down]);
    window.until("the tag in the first row", |window| {
        window.text_of(&row(window, 0)).contains(NEW_TAG).then_some(())
    });
    window.press(&[Key::Enter]);
    window.press_button("tag-remove");
    window.press_button("tag-delete");
    window.gone("tag-delete");
    assert_eq!(wechat.account().tag_named(NEW_TAG), None, "gone from WeChat");
    assert_eq!(tags().collect::<Vec<_>>(), others);
    window.chord(&[Key::Control], '1');
    window.find_test_id("people-count");
}
