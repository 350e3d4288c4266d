//! Groups in groups put together without the mouse, each step counted as a person would count.

use fandesk_sandbox::FollowerView;

use crate::conditions::{add_condition, add_tags, choose, live_count, open_builder, show};
use crate::deeds::connect;
use crate::leaks;
use crate::sights::painted_rows;
use crate::wechat::Wechat;
use crate::window::{Folders, Key, Window};

/// What many remarks hold.
const PART: &str = "店";

#[test]
fn groups_in_groups_are_built_by_keys_and_find_whom_a_person_counts() {
    let wechat = Wechat::with_followers(5_000);
    let [member, beijing, refunded] = ["会员", "北京", "已退费"].map(|name| wechat.tag(name));
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");
    let people = wechat.account().people();
    let count = |fits: &dyn Fn(&FollowerView) -> bool| {
        people.iter().filter(|person| person.following && fits(person)).count()
    };
    let has = |person: &FollowerView, tag: u32| person.tags.contains(&tag);

    window.press_button("combine-conditions");
    add_tags(&window, "带有任一", &["会员"]);
    live_count(&window, count(&|one| has(one, member)));

    window.press_button("filter-add-group");
    window.see("这一组还没有条件");
    add_tags(&window, "带有任一", &["北京"]);
    live_count(&window, count(&|one| has(one, member) && has(one, beijing)));
    add_condition(&window, "备注");
    window.tab_to("filter-remark");
    window.type_text(PART);
    let wider = |one: &FollowerView| has(one, beijing) || one.remark.contains(PART);
    live_count(&window, count(&|one| has(one, member) && wider(one)));

    window.press_button("filter-add-group");
    choose(&window, "filter-how", "一条也不符合");
    add_tags(&window, "带有任一", &["已退费"]);
    let fits = |one: &FollowerView| has(one, member) && (wider(one) || !has(one, refunded));
    let found = count(&fits);
    live_count(&window, found);
    show(&window, found);
    painted_rows(&window);

    open_builder(&window);
    live_count(&window, found);
    assert_eq!(window.all_test_id("filter-group").len(), 3, "every group stands where it stood");
    let sentence = window.text_of(&window.find_test_id("filter-sentence"));
    for words in ["会员", "北京", PART, "已退费"] {
        assert!(sentence.contains(words), "{words} in: {sentence}");
    }
    window.press(&[Key::Escape]);
    drop(window);
    leaks::search(&folders, &wechat);
}
