//! One tag in the place of another, and a tag deleted: both taken back, looked at person by person.

use std::collections::{BTreeMap, BTreeSet};

use crate::deeds::{chosen, connect};
use crate::leaks;
use crate::tags::open_tag;
use crate::wechat::Wechat;
use crate::window::{Folders, Key, Window};

const OLD: &str = "老客户";
const NEW: &str = "临时-周三";

/// What WeChat knows of everybody who follows: tags, remark, blocked or not.
type People = BTreeMap<String, (BTreeSet<u32>, String, bool)>;

#[test]
fn a_swap_of_tags_is_undone_by_ctrl_z_and_a_deleted_tag_comes_back_to_its_people() {
    let wechat = Wechat::with_followers(600);
    let account = wechat.account();
    let folders = Folders::new();
    let window = Window::open(&folders);
    connect(&window, &wechat, "望京店");
    let start = people(&wechat);
    let [old, new] = [OLD, NEW].map(|name| account.tag_named(name).expect("the tag is there"));
    let carrying = account.members(old).len();

    window.click_test_id("select-all");
    chosen(&window, "已选600人");
    window.click_test_id("bulk-retag");
    take_tag(&window, "去掉", OLD);
    take_tag(&window, "换成", NEW);
    window.click_test_id("retag-check");
    window.find_test_id("preview");
    window.see(&format!("给 {carrying} 人把「{OLD}」换成「{NEW}」"));
    run(&window, carrying);
    let swapped = with_tags(&start, |tags| {
        if tags.remove(&old) {
            tags.insert(new);
        }
    });
    assert!(people(&wechat) == swapped, "who had it has the other one, and nobody else changed");

    window.chord(&[Key::Control], 'z');
    window.find_test_id("preview");
    window.see("只撤回这个任务真正打上或去掉的标签");
    run(&window, carrying);
    assert!(people(&wechat) == start, "everybody is as before, tag by tag");

    window.click_test_id("nav-tags");
    open_tag(&window, OLD);
    window.click_test_id("tag-remove");
    window.see("可以在“动态”里恢复");
    window.click_test_id("tag-delete");
    window.until("the tag to be gone from WeChat", |_| {
        account.tag_named(OLD).is_none().then_some(())
    });
    window.click_test_id("nav-activity");
    window.see(&format!("删除标签「{OLD}」，{carrying} 人失去了它"));
    window.click("button", "恢复标签");
    window.find_test_id("preview");
    window.see("编号和原来不同");
    run(&window, carrying);
    let again = account.tag_named(OLD).expect("it is there again");
    assert_ne!(again, old, "under another number");
    let restored = with_tags(&start, |tags| {
        if tags.remove(&old) {
            tags.insert(again);
        }
    });
    assert!(people(&wechat) == restored, "everybody who had it has it again, and nobody else");
    window.see("已恢复过");
    window.quit();
    leaks::search(&folders, &wechat);
}

/// Starts what was previewed and waits for its end.
fn run(window: &Window, people: usize) {
    window.click_test_id("preview-start");
    window.find_test_id("result");
    window.see(&format!("完成 {people} 人"));
    window.click_test_id("result-done");
}

/// Chooses a tag in a field of the dialog, by typing its name.
fn take_tag(window: &Window, field: &str, tag: &str) {
    window.click_on(&window.find("combobox", field));
    window.type_text(tag);
    window.press(&[Key::Enter]);
}

fn people(wechat: &Wechat) -> People {
    let following = wechat.account().people().into_iter().filter(|person| person.following);
    following
        .map(|person| {
            let tags = person.tags.into_iter().collect();
            (person.openid, (tags, person.remark, person.blocked))
        })
        .collect()
}

/// The same people with other tags.
fn with_tags(people: &People, change: impl Fn(&mut BTreeSet<u32>)) -> People {
    let mut changed = people.clone();
    changed.values_mut().for_each(|(tags, ..)| change(tags));
    changed
}
