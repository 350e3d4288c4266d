//! What axe-core finds in the real window, with its real colours: nothing serious on any screen and
//! in any dialog, in light and in dark.

use std::path::Path;

use serde_json::json;

use crate::deeds::{open_person, open_practice, row, tag_chosen, tick};
use crate::leaks;
use crate::sights::{is_dark, painted_rows};
use crate::window::{Folders, Key, Window};

/// Runs when nothing moves any more but what moves for ever: half-faded words are no words.
const LOOK: &str = "
const [options, done] = arguments;
const frame = () => new Promise(requestAnimationFrame);
const still = async () => {
  // What is about to move does so within two frames.
  await frame();
  await frame();
  const moving = document.getAnimations().filter((one) =>
    one.playState !== 'finished' && one.effect?.getTiming().iterations !== Infinity);
  // What is being counted is faint until it is known.
  if (moving.length === 0 && !document.querySelector('[data-thinking]')) return;
  await Promise.all(moving.map((one) => one.finished.catch(() => undefined)));
  await still();
};
still()
  .then(() => axe.run(document, { resultTypes: ['violations'], ...options }))
  .then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, any }) =>
      `${id}: ${html.slice(0, 160)} ${any.map(({ message }) => message).join(' ')}`)))
  .then(done, (error) => done([String(error)]));
";

#[test]
fn axe_finds_nothing_serious_on_any_screen_in_any_colours() {
    let folders = Folders::new();
    let window = Window::open(&folders);
    let mut looks = Looks::new(&window);
    window.find_test_id("start-practice");
    looks.at("the first start");
    open_practice(&window, "2 万", 20_000);
    painted_rows(&window);
    every_screen(&window, &mut looks);

    window.click_test_id("nav-settings");
    window.click_text("深色");
    window.until("a dark window", |window| is_dark(window).then_some(()));
    looks.theme = "dark";
    every_screen(&window, &mut looks);
    looks.go("#/start", "start-practice");
    looks.at("the first start");
    assert!(looks.found.is_empty(), "axe found {} faults", looks.found.len());
    drop(looks);
    window.quit();
    leaks::search_logs(&folders);
}

fn every_screen(window: &Window, looks: &mut Looks<'_>) {
    let escape = || window.press(&[Key::Escape]);
    window.click_test_id("nav-followers");
    painted_rows(window);
    looks.at("followers");
    open_person(window, 1);
    window.find_test_id("detail-name");
    looks.at("a person's details");
    window.click_test_id("detail-close");
    window.click_test_id("add-condition");
    window.find_test_id("condition-menu");
    looks.at("the conditions");
    escape();
    window.click_test_id("account-switcher");
    window.find("menuitem", "管理账号");
    looks.at("the accounts");
    escape();
    window.chord(&[Key::Control], 'k');
    window.find_test_id("palette-list");
    looks.at("the palette");
    escape();
    window.chord(&[Key::Control], '/');
    window.find_test_id("shortcuts");
    looks.at("the shortcuts");
    escape();

    window.click_test_id("combine-conditions");
    window.find_test_id("filter-builder");
    window.click_test_id("filter-add-group");
    looks.at("conditions put together");
    escape();
    window.chord(&[Key::Control, Key::Shift], 'o');
    window.find_test_id("list-text");
    looks.at("a list to paste");
    escape();
    window.chord(&[Key::Control, Key::Shift], 'l');
    window.find_test_id("view-panel");
    looks.at("columns and views");
    escape();

    window.click_test_id("sync-report");
    window.click_text("现在同步要用多少调用");
    window.find_test_id("plan-sum");
    looks.at("a sync's report and the plan of the next");
    escape();

    tick(window, 1);
    window.click_test_id("bulk-retag");
    window.find_test_id("retag-check");
    looks.at("the question of swapping tags");
    escape();
    window.click_test_id("bulk-remark");
    window.find_test_id("bulk-remark-input");
    looks.at("the question of a remark");
    escape();
    window.click_test_id("bulk-block");
    window.find_test_id("block-check");
    looks.at("the question of blocking");
    window.click_test_id("block-check");
    window.find_test_id("preview");
    looks.at("the check of blocking");
    escape();
    tag_chosen(window, if looks.theme == "dark" { "晚上" } else { "白天" });
    looks.at("the check of tagging");
    window.click_test_id("preview-start");
    window.find_test_id("next-step");
    looks.at("the result");
    window.click_test_id("result-done");

    window.click_test_id("nav-tags");
    window.click_on(&row(window, 0));
    window.find_test_id("tag-panel");
    looks.at("tags");
    window.click_test_id("tag-new");
    window.find_test_id("tag-name");
    looks.at("a new tag");
    escape();
    window.click_test_id("tag-remove");
    window.find_test_id("tag-delete");
    looks.at("the question of deleting a tag");
    escape();
    window.click_test_id("nav-segments");
    window.click_test_id("segment-new");
    window.find_test_id("filter-builder");
    looks.at("a new segment");
    escape();
    looks.at("segments");
    window.click_test_id("nav-blacklist");
    row(window, 0);
    looks.at("the blacklist");
    window.click_test_id("blacklist-add");
    window.find_test_id("block-search");
    looks.at("whom to block");
    window.click("radio", "粘贴 OpenID");
    window.find_test_id("block-paste");
    looks.at("whom to block, pasted");
    window.click("button", "取消");
    window.click_test_id("nav-activity");
    window.find_test_id("activity");
    looks.at("activity");
    window.click_test_id("nav-settings");
    window.find_test_id("settings");
    looks.at("settings");
    window.click("button", "调用额度");
    window.find_test_id("calls");
    looks.at("calls");
    window.click_test_id("rail-guide");
    window.find_test_id("guide-text");
    looks.at("the guide");
    escape();
    looks.go("#/connect", "connect-submit");
    window.click_test_id("connect-advanced");
    looks.at("connecting");
    looks.go("#/settings", "settings");
}

/// What was found so far.
struct Looks<'a> {
    window: &'a Window,
    theme: &'static str,
    found: Vec<String>,
}

impl<'a> Looks<'a> {
    /// Brings axe into the page, where it stays as long as the page does.
    fn new(window: &'a Window) -> Self {
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(file).expect("axe-core comes with the UI's packages");
        window.script_to_end(&format!("{source}; arguments[0]();"), &json!([]));
        Self { window, theme: "light", found: Vec::new() }
    }

    /// Looks at the screen that is shown. In the dark only its colours are others.
    fn at(&mut self, screen: &str) {
        let theme = self.theme;
        let what =
            if theme == "dark" { json!({ "runOnly": ["color-contrast"] }) } else { json!({}) };
        let faults = self.window.script_to_end(LOOK, &json!([what]));
        let faults: Vec<String> = serde_json::from_value(faults).expect("a list of faults");
        self.found.extend(faults.into_iter().map(|fault| format!("{screen}, {theme}: {fault}")));
    }

    /// Goes to an address of the page, as a link does.
    fn go(&self, address: &str, landmark: &str) {
        let script = "location.hash = arguments[0]; arguments[1]()";
        self.window.script_to_end(script, &json!([address]));
        self.window.find_test_id(landmark);
    }
}

impl Drop for Looks<'_> {
    /// Whatever made the story fail, it tells what was found until then.
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("faults found:\n{}", self.found.join("\n"));
        }
    }
}
