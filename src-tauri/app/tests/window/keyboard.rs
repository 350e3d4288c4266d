//! What a person does to a window by the keyboard alone: types, presses keys, goes from field to field.

use serde_json::{Value, json};

use super::driver::{Element, Window};

/// Characters above others on an American keyboard, beside the capital letters.
const SHIFTED: &str = "~!@#$%^&*()_+{}|:\"<>?";

/// More fields than any screen has.
const MOST_STOPS: usize = 200;

/// Where the keyboard is: whether it can be seen there, and whether it is inside this test id. What
/// has no size are the two ends of a dialog. A window in front of which another has been opened marks
/// nothing.
const STOP: &str = "
const e = document.activeElement;
if (!e || e === document.body) return [true, false];
const r = e.getBoundingClientRect();
const marked = !document.hasFocus() || e.matches(':focus-visible')
  || getComputedStyle(e).outlineStyle !== 'none';
const seen = r.width * r.height === 0 || marked && r.bottom > 0 && r.top < innerHeight
  && r.right > 0 && r.left < innerWidth;
return [seen, e.closest(`[data-testid=\"${arguments[0]}\"]`) !== null, e.outerHTML.slice(0, 200)];
";

/// What the arrow keys point at: an option of the list of choices that is open, or what has the focus.
const POINTED_AT: &str = "\
    const open = document.querySelector('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');\
    const at = open ? open.querySelector('.ant-select-item-option-active') : document.activeElement;\
    return at?.textContent ?? ''";

/// Keys that are not characters, and those held down.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Key {
    Tab,
    Enter,
    Escape,
    End,
    Right,
    Down,
    F2,
    F5,
    F10,
    Shift,
    Control,
}

impl Key {
    pub(crate) fn code(self) -> char {
        match self {
            Self::Tab => '\u{E004}',
            Self::Enter => '\u{E007}',
            Self::Escape => '\u{E00C}',
            Self::End => '\u{E010}',
            Self::Right => '\u{E014}',
            Self::Down => '\u{E015}',
            Self::F2 => '\u{E032}',
            Self::F5 => '\u{E035}',
            Self::F10 => '\u{E03A}',
            Self::Shift => '\u{E008}',
            Self::Control => '\u{E009}',
        }
    }
}

impl Window {
    /// Types into whatever has the focus, as on an American keyboard: WebKit's driver knows the key
    /// of a character, but Shift has to be held for it.
    pub(crate) fn type_text(&self, text: &str) {
        let step = |kind: &str, key: char| json!({ "type": kind, "value": key });
        let mut steps = Vec::new();
        for character in text.chars() {
            let shifted = character.is_ascii_uppercase() || SHIFTED.contains(character);
            let shift = |kind| shifted.then(|| step(kind, Key::Shift.code()));
            steps.extend(shift("keyDown"));
            steps.extend([step("keyDown", character), step("keyUp", character)]);
            steps.extend(shift("keyUp"));
        }
        self.keys(&steps);
    }

    /// Puts a text where the keyboard is, all at once, as a paste does.
    pub(crate) fn paste(&self, text: &str) {
        let script = "return document.execCommand('insertText', false, arguments[0])";
        assert_eq!(self.script(script, &json!([text])), Ok(Value::Bool(true)), "a field takes it");
    }

    /// Presses keys one after the other.
    pub(crate) fn press(&self, keys: &[Key]) {
        let steps: Vec<Value> = keys
            .iter()
            .flat_map(|key| {
                ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key.code() }))
            })
            .collect();
        self.keys(&steps);
    }

    /// Presses a character while other keys are held down.
    pub(crate) fn chord(&self, held: &[Key], character: char) {
        let step = |kind: &str, key: char| json!({ "type": kind, "value": key });
        let mut steps: Vec<Value> = held.iter().map(|key| step("keyDown", key.code())).collect();
        steps.extend([step("keyDown", character), step("keyUp", character)]);
        steps.extend(held.iter().rev().map(|key| step("keyUp", key.code())));
        self.keys(&steps);
    }

    /// Goes on by Tab until the keyboard is inside this test id. Wherever it comes by, its place is
    /// in sight and marked.
    pub(crate) fn tab_to(&self, id: &str) {
        self.find_test_id(id);
        for _ in 0..MOST_STOPS {
            let stop = self.script(STOP, &json!([id])).expect("the page is there");
            assert_eq!(stop[0], true, "the keyboard's place can be seen: {}", stop[2]);
            if stop[1] == true {
                return;
            }
            self.press(&[Key::Tab]);
        }
        panic!("no way by Tab leads to {id}");
    }

    /// Goes to a button by Tab and presses it as soon as it can be pressed and stands still: a dialog
    /// that has grown to its size takes the keyboard back from whatever was opened meanwhile.
    pub(crate) fn press_button(&self, id: &str) {
        self.until(&format!("{id} to be possible"), |window| {
            let script = "return !(arguments[0].disabled || arguments[0].ariaDisabled === 'true')";
            let button: Element = window.all_test_id(id).into_iter().next()?;
            (window.script(script, &json!([button.reference()])).ok()? == true).then_some(())
        });
        self.tab_to(id);
        self.until(&format!("{id} to be pressed"), |window| {
            let button = window.all_test_id(id).into_iter().next()?;
            if !window.listen(&button, "click") {
                return None;
            }
            window.press(&[Key::Enter]);
            window.is_heard().then_some(())
        });
    }

    /// Goes down an open menu or list of choices to this line and takes it.
    pub(crate) fn take_line(&self, words: &str) {
        let pointed_at = |window: &Self| {
            let text = window.script(POINTED_AT, &json!([])).ok()?;
            text.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let mut at = self.until("a line the arrow keys begin at", pointed_at);
        for _ in 0..MOST_STOPS {
            if at == words {
                self.press(&[Key::Enter]);
                return self.until("the choice to be taken", |window| {
                    (pointed_at(window).as_deref() != Some(words)).then_some(())
                });
            }
            self.press(&[Key::Down]);
            let before = at;
            at = self.until(&format!("another line than {before}"), |window| {
                pointed_at(window).filter(|now| *now != before)
            });
        }
        panic!("no line says {words}");
    }

    /// Whether the keyboard is at this element.
    pub(crate) fn has_focus(&self, element: &Element) -> bool {
        let script = "return document.activeElement === arguments[0]";
        self.script(script, &json!([element.reference()])).is_ok_and(|focused| focused == true)
    }

    /// Waits until the keyboard is inside what a CSS selector finds.
    pub(crate) fn wait_for_focus(&self, selector: &str) {
        let script = "return document.activeElement?.closest(arguments[0]) != null";
        self.until(&format!("the keyboard in {selector}"), |window| {
            (window.script(script, &json!([selector])).ok()? == true).then_some(())
        });
    }

    fn keys(&self, steps: &[Value]) {
        let actions = json!({ "actions": [
            { "type": "key", "id": "keyboard", "actions": steps }
        ]});
        self.command("POST", "/actions", &actions).expect("the keyboard can be used");
    }
}
