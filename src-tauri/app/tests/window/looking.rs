//! What a person sees in a window, and waiting until it is there.

use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};

use super::driver::{Element, LIMIT, Rect, Window};
use super::find;
use super::picture::Picture;

/// Between two looks at the same thing, at first.
pub(super) const LOOK_AGAIN: Duration = Duration::from_millis(25);
/// And after a long time.
const LOOK_SELDOM: Duration = Duration::from_millis(250);

/// WebKit takes a picture when it paints next, which without a compositor it does not do while nothing changes. A
/// dot changes its colour for some seconds, which nobody sees.
const KEEP_PAINTING: &str = "\
    const dot = window.paintingDot ??= document.createElement('i');\
    dot.style.cssText = 'position:fixed;inset:0 auto auto 0;width:1px;height:1px;pointer-events:none';\
    document.documentElement.append(dot);\
    let times = 0;\
    clearInterval(dot.changing);\
    dot.changing = setInterval(() => {\
      times += 1;\
      dot.style.backgroundColor = `rgb(${times} 0 0 / 0)`;\
      if (times < 100) return;\
      clearInterval(dot.changing);\
      dot.remove();\
    }, 50);";

impl Window {
    /// Waits until `look` finds something; fails with what the window showed instead.
    pub(crate) fn until<T>(&self, what: &str, look: impl FnMut(&Self) -> Option<T>) -> T {
        self.until_within(LIMIT, what, look)
    }

    /// The same for what takes longer by its nature.
    pub(crate) fn until_within<T>(
        &self,
        limit: Duration,
        what: &str,
        mut look: impl FnMut(&Self) -> Option<T>,
    ) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = look(self) {
                return found;
            }
            let waited = begun.elapsed();
            if waited >= limit {
                let shown = self.text();
                let shown: Vec<_> = shown.lines().filter(|line| !line.trim().is_empty()).collect();
                let shown = shown.join(" | ");
                panic!("waited in vain for {what}\nthe window shows:\n{shown}");
            }
            // What takes long is looked at less often: looking keeps the page from its work.
            std::thread::sleep((waited / 20).clamp(LOOK_AGAIN, LOOK_SELDOM));
        }
    }

    /// The elements with this role and name now, none if there are none; see [`find::BY_ROLE`].
    pub(crate) fn all(&self, role: &str, name: &str) -> Vec<Element> {
        self.elements(find::BY_ROLE, &json!([role, name]))
    }

    /// Waits for an element with this role and name.
    pub(crate) fn find(&self, role: &str, name: &str) -> Element {
        self.until(&format!("{role} “{name}”"), |window| {
            window.all(role, name).into_iter().next()
        })
    }

    /// Waits for an element with this test id.
    pub(crate) fn find_test_id(&self, id: &str) -> Element {
        self.until(&format!("test id {id}"), |window| window.all_test_id(id).into_iter().next())
    }

    /// The elements with this test id now.
    pub(crate) fn all_test_id(&self, id: &str) -> Vec<Element> {
        self.elements(find::BY_TEST_ID, &json!([id]))
    }

    /// Waits for the cell of a row in the column with this key.
    pub(crate) fn find_cell(&self, row: &Element, column: &str) -> Element {
        let script = "return [...arguments[0].querySelectorAll(`[data-key=${arguments[1]}]`)]";
        self.until(&format!("a cell in the column {column}"), |window| {
            window.elements(script, &json!([row.reference(), column])).into_iter().next()
        })
    }

    /// Waits until this text stands somewhere in the window; spaces do not count.
    pub(crate) fn see(&self, text: &str) -> Element {
        self.until(&format!("the text “{text}”"), |window| {
            window.elements(find::BY_TEXT, &json!([text])).into_iter().next()
        })
    }

    /// Waits until this text stands nowhere in the window.
    pub(crate) fn see_no_more(&self, text: &str) {
        self.none_left(&format!("the text “{text}”"), find::BY_TEXT, &json!([text]));
    }

    /// Waits until no element with this test id is shown.
    pub(crate) fn gone(&self, id: &str) {
        self.none_left(&format!("test id {id}"), find::BY_TEST_ID, &json!([id]));
    }

    /// Waits until the list on show is the one that was asked for last, with all that has changed since;
    /// while people are chosen, who stands in it stays.
    pub(crate) fn list_is_read(&self) {
        let script = "return [...document.querySelectorAll('[data-reading], [data-behind]')]";
        self.none_left("the list that is being read", script, &json!([]));
    }

    /// Waits until the page itself says that the script finds nothing: a page that cannot be asked has
    /// said nothing.
    fn none_left(&self, what: &str, script: &str, arguments: &Value) {
        self.until(&format!("{what} to go"), |window| {
            let found = window.script(script, arguments).ok()?;
            found.as_array()?.is_empty().then_some(())
        });
    }

    /// All text of the page.
    pub(crate) fn text(&self) -> String {
        let text = self.script("return document.body?.innerText ?? ''", &json!([]));
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Whether the page has this text anywhere: shown, hidden, typed, or put by for later.
    pub(crate) fn holds(&self, text: &str) -> bool {
        let script = "const fields = [...document.querySelectorAll('input, textarea')];\
                      const kept = [{ ...localStorage }, { ...sessionStorage }];\
                      const all = [document.documentElement.outerHTML, JSON.stringify(kept),\
                      ...fields.map((field) => field.value)];\
                      return all.some((part) => part.includes(arguments[0]))";
        self.script(script, &json!([text])).expect("the page is there") == true
    }

    /// The text of an element; empty once it is gone.
    pub(crate) fn text_of(&self, element: &Element) -> String {
        let text = self.script("return arguments[0].innerText", &json!([element.reference()]));
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// The texts of all elements that a CSS selector finds.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(\
                      (e) => e.textContent ?? '')";
        let texts = self.script(script, &json!([selector])).unwrap_or_default();
        serde_json::from_value(texts).unwrap_or_default()
    }

    /// An attribute of an element.
    pub(crate) fn attribute(&self, element: &Element, name: &str) -> Option<String> {
        let script = "return arguments[0].getAttribute(arguments[1])";
        let value = self.script(script, &json!([element.reference(), name])).ok()?;
        value.as_str().map(str::to_owned)
    }

    /// What stands in a field.
    pub(crate) fn value_of(&self, field: &Element) -> Option<String> {
        let value = self.script("return arguments[0].value", &json!([field.reference()])).ok()?;
        value.as_str().map(str::to_owned)
    }

    /// Whether a box or one of several choices is ticked.
    pub(crate) fn is_ticked(&self, element: &Element) -> bool {
        let ticked = self.script("return arguments[0].checked", &json!([element.reference()]));
        ticked.is_ok_and(|ticked| ticked == true)
    }

    /// Whether one element lies inside another.
    pub(crate) fn contains(&self, outer: &Element, inner: &Element) -> bool {
        let script = "return arguments[0].contains(arguments[1])";
        let inside = self.script(script, &json!([outer.reference(), inner.reference()]));
        inside.is_ok_and(|inside| inside == true)
    }

    /// The name of an element as the engine tells it to assistive technology.
    pub(crate) fn label(&self, element: &Element) -> String {
        let label =
            self.command("GET", &format!("/element/{}/computedlabel", element.0), &json!(null));
        label.ok().and_then(|label| label.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Where an element is.
    pub(crate) fn rect(&self, element: &Element) -> Rect {
        let script = "const r = arguments[0].getBoundingClientRect();\
                      return [r.x, r.y, r.width, r.height]";
        let numbers =
            self.script(script, &json!([element.reference()])).expect("it is on the page");
        let number = |at: usize| numbers[at].as_f64().expect("a side is a number");
        Rect { x: number(0), y: number(1), width: number(2), height: number(3) }
    }

    /// Where all elements are that a CSS selector finds, each with an attribute of it.
    pub(crate) fn rects(&self, selector: &str, attribute: &str) -> Vec<(String, Rect)> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((e) => {\
                      const r = e.getBoundingClientRect();\
                      return [e.getAttribute(arguments[1]) ?? '', r.x, r.y, r.width, r.height]; })";
        let found = self.script(script, &json!([selector, attribute])).unwrap_or_default();
        let found: Vec<(String, f64, f64, f64, f64)> =
            serde_json::from_value(found).unwrap_or_default();
        let rect = |(name, x, y, width, height)| (name, Rect { x, y, width, height });
        found.into_iter().map(rect).collect()
    }

    /// What the window shows, as painted.
    pub(crate) fn picture(&self) -> Picture {
        Picture::from_png(&self.png())
    }

    /// The same as a PNG file's bytes.
    pub(crate) fn png(&self) -> Vec<u8> {
        self.try_png().expect("a screenshot is taken")
    }

    /// The same, if the window can still be asked for it.
    pub(super) fn try_png(&self) -> Result<Vec<u8>, String> {
        self.script(KEEP_PAINTING, &json!([]))?;
        let png = self.command("GET", "/screenshot", &json!(null))?;
        BASE64.decode(png.as_str().unwrap_or_default()).map_err(|error| error.to_string())
    }
}
