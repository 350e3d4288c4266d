//! What a person does to a window with the mouse, and its size; the keys are in [`super::keyboard`].

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::driver::{Element, Rect, Window};
use super::find;
use super::keyboard::Key;
use super::looking::LOOK_AGAIN;

/// How late a busy page may hear a click.
const CLICK_LIMIT: Duration = Duration::from_secs(10);

/// Whether the element stands still; if so, the page remembers whether the next click (or double
/// click) is its own, `waiting` until there is one. A dialog or a menu that is growing, or about to grow
/// within a few frames, has its buttons elsewhere by the time of the click.
const LISTEN: &str = "\
    const [e, kind, done] = arguments;\
    const moves = (a) => a.playState !== 'finished' && a.effect?.target?.contains(e);\
    const look = (frames) => {\
      if (document.getAnimations().some(moves)) return done(false);\
      if (frames > 0) return requestAnimationFrame(() => look(frames - 1));\
      window.clickHeard = 'waiting';\
      const hear = (click) => { window.clickHeard = click.composedPath().includes(e) };\
      window.addEventListener(kind, hear, { capture: true, once: true });\
      done(true);\
    };\
    look(document.getElementById('root')?.contains(e) ? 0 : 4);";

impl Window {
    /// Clicks what has this role and name as soon as it can be clicked.
    pub(crate) fn click(&self, role: &str, name: &str) {
        self.until(&format!("{role} “{name}” to be clickable"), |window| {
            window.all(role, name).first().and_then(|element| window.click_enabled(element))
        });
    }

    /// Clicks what has this test id as soon as it can be clicked.
    pub(crate) fn click_test_id(&self, id: &str) {
        self.until(&format!("test id {id} to be clickable"), |window| {
            window.all_test_id(id).first().and_then(|element| window.click_enabled(element))
        });
    }

    /// Clicks the smallest element that contains this text.
    pub(crate) fn click_text(&self, text: &str) {
        self.until(&format!("the text “{text}” to be clickable"), |window| {
            let element = window.elements(find::BY_TEXT, &json!([text])).into_iter().next()?;
            window.try_click(&element).then_some(())
        });
    }

    /// Clicks an element that was found before.
    pub(crate) fn click_on(&self, element: &Element) {
        self.until("an element to be clickable", |window| window.try_click(element).then_some(()));
    }

    /// Clicks twice in the middle of an element.
    pub(crate) fn double_click(&self, element: &Element) {
        self.until("an element to be clicked twice", |window| {
            if !window.listen(element, "dblclick") {
                return None;
            }
            let Rect { x, y, width, height } = window.rect(element);
            let (x, y) = (x + width / 2.0, y + height / 2.0);
            let press = [json!({ "type": "pointerDown", "button": 0 }), pointer_up()];
            let steps = [&[pointer_to(x, y)], &press[..], &press[..]].concat();
            window.pointer(&steps);
            window.is_heard().then_some(())
        });
    }

    /// Presses the mouse at one place and lets it go at another, by way of a place between.
    pub(crate) fn drag(&self, from: (f64, f64), to: (f64, f64)) {
        let between = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
        self.pointer(&[
            pointer_to(from.0, from.1),
            json!({ "type": "pointerDown", "button": 0 }),
            pointer_to(between.0, between.1),
            pointer_to(to.0, to.1),
            pointer_up(),
        ]);
    }

    /// Replaces what stands in the field with this test id, and waits until it stands there.
    pub(crate) fn fill_in(&self, id: &str, text: &str) {
        let field = self.find_test_id(id);
        self.write_into(&field, text);
        self.until(&format!("what was typed to stand in {id}"), |window| {
            (window.value_of(&field)? == text).then_some(())
        });
    }

    /// Replaces what stands in a field that was found before.
    pub(crate) fn write_into(&self, field: &Element, text: &str) {
        self.click_on(field);
        self.chord(&[Key::Control], 'a');
        self.type_text(text);
    }

    fn pointer(&self, steps: &[Value]) {
        let actions = json!({ "actions": [
            { "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" },
              "actions": steps }
        ]});
        self.command("POST", "/actions", &actions).expect("the mouse can be used");
    }

    /// Gives the page this size, as far as the screen allows.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height });
        self.command("POST", "/window/rect", &size).expect("the window takes a size");
    }

    /// A click, if it is possible and of any effect now.
    fn click_enabled(&self, element: &Element) -> Option<()> {
        let script = "const e = arguments[0];\
                      return !e.disabled && e.getAttribute('aria-disabled') !== 'true'";
        if self.script(script, &json!([element.reference()])).ok()? != true {
            return None;
        }
        // A box of its own design hides the real one behind its label.
        let clicked = self.try_click(element)
            || self.label_around(element).is_some_and(|label| self.try_click(&label));
        clicked.then_some(())
    }

    fn label_around(&self, element: &Element) -> Option<Element> {
        let script = "const e = arguments[0].closest('label'); return e ? [e] : []";
        self.elements(script, &json!([element.reference()])).into_iter().next()
    }

    /// A click that the element has heard. What moves or is redrawn at that moment may be missed,
    /// as a person would miss it, who then clicks again.
    fn try_click(&self, element: &Element) -> bool {
        if !self.listen(element, "click") {
            return false;
        }
        let pressed = self.command("POST", &format!("/element/{}/click", element.0), &json!({}));
        // The driver may complain of what its own click took away.
        self.is_heard_within(if pressed.is_ok() { CLICK_LIMIT } else { Duration::ZERO })
    }

    pub(super) fn listen(&self, element: &Element, kind: &str) -> bool {
        let arguments = json!([element.reference(), kind]);
        let body = json!({ "script": LISTEN, "args": arguments });
        self.command("POST", "/execute/async", &body) == Ok(Value::Bool(true))
    }

    /// Whether the click came, which for the browser the Enter key on a button is too. A busy page may hear it late, and a second one would undo the first.
    pub(super) fn is_heard(&self) -> bool {
        self.is_heard_within(CLICK_LIMIT)
    }

    fn is_heard_within(&self, limit: Duration) -> bool {
        let deadline = Instant::now() + limit;
        loop {
            match self.script("return window.clickHeard", &json!([])) {
                Ok(Value::Bool(heard)) => return heard,
                Ok(Value::String(_)) if Instant::now() < deadline => {
                    std::thread::sleep(LOOK_AGAIN);
                }
                Ok(Value::String(_)) => return false,
                // Too busy to say.
                Err(error) if error.contains("script timeout") && Instant::now() < deadline => {}
                // What the click took away, or the whole page, cannot be asked any more.
                _ => return true,
            }
        }
    }
}

fn pointer_to(x: f64, y: f64) -> Value {
    json!({ "type": "pointerMove", "duration": 0, "x": x.round(), "y": y.round() })
}

fn pointer_up() -> Value {
    json!({ "type": "pointerUp", "button": 0 })
}
