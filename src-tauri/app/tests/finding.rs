//! Finding one person and those of a pasted list, without the mouse.

use std::collections::HashSet;

use fandesk_sandbox::FollowerView;

use crate::deeds::{chosen, row};
use crate::screenshots::album::Album;
use crate::sights::{painted_rows, thousands};
use crate::wechat::Wechat;
use crate::window::{Key, Window};

const TAGS: [&str; 2] = ["临时-周三", "内测"];
const REMARKING: &str = "/cgi-bin/user/info/updateremark";
const TAGGING: &str = "/cgi-bin/tags/members/batchtagging";

/// Waits until the list has so many people and no other is on its way.
pub(crate) fn counted(window: &Window, people: usize) {
    let wanted = people.to_string();
    window.until(&format!("{wanted} people in the list"), |window| {
        let count = window.all_test_id("people-count").into_iter().next()?;
        (window.attribute(&count, "data-people")? == wanted).then_some(())
    });
    window.list_is_read();
}

/// Waits until a screen reader is told these words.
pub(crate) fn announced(window: &Window, words: &str) {
    window.until(&format!("“{words}” to be announced"), |window| {
        let told = window.texts("[role=status], [aria-live]");
        told.iter().any(|text| text.contains(words)).then_some(())
    });
}

/// Types into the search, whatever stood there.
pub(crate) fn search(window: &Window, text: &str) {
    window.chord(&[Key::Control], 'f');
    window.chord(&[Key::Control], 'a');
    window.type_text(text);
}

/// Searches for this, and waits until the list on show is the answer.
pub(crate) fn search_for(window: &Window, text: &str) {
    search(window, text);
    window.press(&[Key::Enter]);
    window.list_is_read();
}

/// Empties the search.
pub(crate) fn search_no_more(window: &Window, following: usize) {
    window.chord(&[Key::Control], 'f');
    window.press(&[Key::Escape]);
    counted(window, following);
}

/// By an OpenID, whole and in part, and by a remark; then a remark is written and a tag is put on.
pub(crate) fn one_person_is_found_noted_and_tagged(
    window: &Window,
    wechat: &Wechat,
    people: &[FollowerView],
    album: &Album,
) {
    let room = |person: &&FollowerView| {
        person.tags.len() < 18 && !TAGS.iter().any(|tag| person.tags.contains(&wechat.tag(tag)))
    };
    let named = people.iter().filter(room);
    let wanted: &FollowerView =
        named.max_by_key(|person| person.remark.len()).expect("some have remarks");
    let having = |text: &str| {
        let known = people.iter();
        known.filter(|person| person.remark.contains(text) || person.openid.contains(text)).count()
    };
    let character: String = wanted.remark.chars().take(1).collect();
    for part in [&character, wanted.remark.as_str(), &wanted.openid[8..20], &wanted.openid] {
        search_for(window, part);
        counted(window, having(part));
        announced(window, &format!("找到 {} 人", thousands(having(part) as u32)));
    }

    window.press(&[Key::Down]);
    painted_first(window, &wanted.remark);
    album.add(window, "million-found", "zh-CN");
    note_and_tag(window, wechat, &wanted.openid);
    search_no_more(window, people.len());
}

fn painted_first(window: &Window, remark: &str) {
    window.until(&format!("{remark} in the first row"), |window| {
        window.text_of(&row(window, 0)).contains(remark).then_some(())
    });
}

/// Opens the picker for the chosen people and takes these tags.
pub(crate) fn pick_tags(window: &Window, tags: &[&str]) {
    window.press_button("bulk-tag");
    window.find_test_id("tag-picker");
    for tag in tags {
        window.type_text(tag);
        window.press(&[Key::Enter]);
    }
}

/// The row that has the keyboard gets another remark and two more tags: three changes, three calls.
fn note_and_tag(window: &Window, wechat: &Wechat, openid: &str) {
    const REMARK: &str = "周三回电";
    let person = || wechat.account().follower(openid).expect("the person is known");
    let calls = || [REMARKING, TAGGING].map(|path| wechat.accepted(path));
    let before = calls();
    window.press(&[Key::F2]);
    window.find_test_id("remark-input");
    window.chord(&[Key::Control], 'a');
    window.type_text(REMARK);
    window.press(&[Key::Enter]);
    window.until("the remark to reach WeChat", |_| (person().remark == REMARK).then_some(()));
    painted_first(window, REMARK);

    window.type_text(" ");
    chosen(window, "已选1人");
    pick_tags(window, &TAGS);
    window.press_button("tag-picker-done");
    window.press_button("preview-start");
    window.press_button("result-done");
    let has = |tag| person().tags.contains(&wechat.tag(tag));
    assert!(TAGS.iter().all(|tag| has(tag)), "the tags are on WeChat");
    assert_eq!(calls(), [before[0] + 1, before[1] + 2]);

    window.chord(&[Key::Control], 'z');
    window.see("撤销：给 1 人去掉");
    window.press(&[Key::Escape]);
}

/// Somebody with as many tags as WeChat allows is refused another before any call.
pub(crate) fn the_twenty_first_tag_is_refused(
    window: &Window,
    wechat: &Wechat,
    person: &FollowerView,
) {
    let another = wechat.account().tags().into_iter().find(|tag| {
        let is_theirs = person.tags.contains(&tag.id);
        // Below 100 are WeChat's own.
        tag.id >= 100 && !is_theirs
    });
    let another = another.expect("there are more than twenty tags");
    let before = wechat.accepted(TAGGING);
    search_for(window, &person.openid);
    counted(window, 1);
    window.press(&[Key::Down]);
    window.type_text(" ");
    chosen(window, "已选1人");
    pick_tags(window, &[&another.name]);
    window.see("每位粉丝最多 20 个标签");
    let done = window.find_test_id("tag-picker-done");
    assert!(window.attribute(&done, "disabled").is_some(), "it cannot be done");
    window.press(&[Key::Escape]);
    assert_eq!(wechat.accepted(TAGGING), before);
}

/// Thirty people who are not of this audience go away; returns who they are.
pub(crate) fn some_leave(
    wechat: &Wechat,
    people: &[FollowerView],
    audience: &[&FollowerView],
) -> Vec<String> {
    let stay: HashSet<&str> = audience.iter().map(|person| person.openid.as_str()).collect();
    let others = people.iter().map(|person| &person.openid);
    let leaving: Vec<String> =
        others.filter(|openid| !stay.contains(openid.as_str())).take(30).cloned().collect();
    wechat.account().leave(&leaving).expect("they can leave");
    leaving
}

/// Five hundred OpenIDs and some more: found, left, unknown, cut off and twice there.
pub(crate) fn a_pasted_list_is_sorted_out(
    window: &Window,
    people: &[FollowerView],
    left: &[String],
    album: &Album,
) {
    let found: Vec<&str> = people
        .iter()
        .map(|person| person.openid.as_str())
        .filter(|openid| !left.iter().any(|gone| gone == openid))
        .step_by(2_000)
        .collect();
    let unknown: Vec<String> = (0..20).map(|n| format!("oStranger-{n:018}")).collect();
    let pasted = format!(
        "{}\n{}\t{}\n{} {}",
        found.join(","),
        left.join("\n"),
        unknown.join("\n"),
        &found[0][..20],
        found[..9].join("；")
    );
    window.chord(&[Key::Control, Key::Shift], 'o');
    window.find_test_id("list-text");
    window.paste(&pasted);
    window.chord(&[Key::Control], Key::Enter.code());
    let groups = [
        ("found", found.len()),
        ("left", left.len()),
        ("unknown", unknown.len()),
        ("repeated", 9),
        ("damaged", 1),
    ];
    for (group, count) in groups {
        window.until(&format!("{count} {group}"), |window| {
            let label = window.all_test_id(&format!("list-group-{group}")).into_iter().next()?;
            let ends = format!(" {}", thousands(count as u32));
            window.text_of(&label).trim().ends_with(&ends).then_some(())
        });
    }
    announced(window, &format!("正在关注 {}", thousands(found.len() as u32)));
    album.add(window, "million-pasted", "zh-CN");
    window.press_button("list-use");
    chosen(window, &format!("已选{}人", found.len()));
    counted(window, found.len());
    painted_rows(window);
}
