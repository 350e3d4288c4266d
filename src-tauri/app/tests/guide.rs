//! What the guide says about trying it out with the practice account, done as it says.

use crate::sights::{show_tag, thousands};
use crate::window::Window;

const GUIDE: &str = include_str!("../../../docs/guide/zh-CN.md");
pub(crate) const NEW_TAG: &str = "春季回访";

/// The six steps to the first tag. Returns how many people carry it.
pub(crate) fn the_first_tag_is_put_on(window: &Window) -> u32 {
    step("1. 在左边的标签里点一个，例如“门店A”，列表只剩有这个标签的人。");
    let people = show_tag(window, "门店A");

    step("2. 勾上列表左上角的方框，全部选中。");
    window.click_test_id("select-all");
    window.see(&format!("已选 {} 人", thousands(people)));

    step("3. 点下方的 **打标签**。");
    window.click("button", "打标签");
    window.wait_for_focus("[data-testid=tag-picker]");

    step("4. 输入一个新名字，例如“春季回访”，点 **新建「春季回访」**，再点最下面的绿色按钮");
    window.type_text(NEW_TAG);
    window.click("button", "新建「春季回访」");
    window.click("button", &format!("给 {} 人打标签", thousands(people)));

    step("5. 看一眼核对窗口里的人数，点 **打标签**。");
    window.see(&format!("{} 人符合条件", thousands(people)));
    let title = window.text_of(&window.find_test_id("preview-title"));
    let digits: String = title.chars().filter(char::is_ascii_digit).collect();
    window.click("button", "打标签");

    step("6. 完成后，左边的标签里就有“春季回访”，点它就能看到这些人。");
    window.click_test_id("result-done");
    let tagged = show_tag(window, NEW_TAG);
    assert_eq!(tagged.to_string(), digits, "as many as were counted before");
    tagged
}

/// What is done next stands so in the guide.
fn step(words: &str) {
    assert!(GUIDE.contains(words), "the guide says something else than: {words}");
}
