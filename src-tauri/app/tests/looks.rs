//! Looks at a screen of the real window, with its real colours: what axe-core finds there, and whether
//! everything on it can be reached by the keyboard.

use std::path::Path;

use serde_json::json;

use crate::window::{Key, Window};

/// Looks when nothing moves any more but what moves for ever: half-faded words are no words. Only colours
/// differ between light and dark, so what follows in the other ones is a look at the contrast.
const LOOK: &str = "
const [inBothColours, done] = arguments;
const faults = [];
const frame = () => new Promise(requestAnimationFrame);
const still = async (begun = performance.now()) => {
  if (performance.now() - begun > 20_000) throw new Error('nothing stands still');
  // What is about to move does so within two frames.
  await frame();
  await frame();
  const moving = document.getAnimations().filter((one) =>
    one.playState !== 'finished' && one.effect?.getTiming().iterations !== Infinity);
  // What is being counted is faint until it is known.
  if (moving.length === 0 && !document.querySelector('[data-thinking]')) return;
  await Promise.all(moving.map((one) => one.finished.catch(() => undefined)));
  await still(begun);
};
const { dataset } = document.documentElement;
const look = async (options) => {
  await still();
  const { violations } = await axe.run(document, { resultTypes: ['violations'], ...options });
  faults.push(...violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, any }) =>
      `${dataset.theme}: ${id}: ${html.slice(0, 160)} ${any.map(({ message }) => message).join(' ')}`)));
};
const recolour = async (theme) => {
  const { invoke } = window.__TAURI_INTERNALS__;
  const { settings } = await invoke('desk_overview', { input: null });
  await invoke('save_settings', { input: { ...settings, theme } });
  const begun = performance.now();
  while (dataset.theme !== theme) {
    if (performance.now() - begun > 20_000) throw new Error('the colours stay as they are');
    await frame();
  }
};
const looks = async () => {
  await look({});
  if (!inBothColours) return;
  await recolour(dataset.theme === 'dark' ? 'light' : 'dark');
  await look({ runOnly: ['color-contrast'] });
};
looks().catch((error) => faults.push(String(error))).then(() => done(faults));
";

/// Whatever can be used, and Tab does not come to. In a table, a menu and their like Tab comes to one
/// and the arrow keys to the others, or the box that has the keyboard points at them.
const OUT_OF_REACH: &str = "
const roles = (names) => names.map((name) => `[role=${name}]`).join();
const usable = 'button, a[href], input, textarea, select, summary, ' + roles(['button', 'tab', 'switch',
  'checkbox', 'radio', 'menuitem', 'option', 'gridcell', 'combobox']);
const together = roles(['grid', 'menu', 'menubar', 'listbox', 'radiogroup', 'tablist', 'toolbar', 'tree'])
  // A number goes up and down by the arrow keys as well; so do the tags beside the list.
  + ', .ant-input-number, [data-testid=tag-rail] ul';
const isShown = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
const isOff = (e) => e.matches(':disabled, [aria-disabled=true]') || e.closest('[aria-hidden=true]');
const isReached = (e) => e.tabIndex >= 0 && !e.closest('[inert]');
const isPointedAt = (e) => e.id !== ''
  && document.querySelector(`[aria-activedescendant][aria-controls=\"${e.id}\"]`) !== null;
const canBeReached = (e) => isShown(e) && !isOff(e) && isReached(e);
const isAmong = (e) => {
  const whole = e.parentElement.closest(together);
  return whole !== null
    && ([whole, ...whole.querySelectorAll('*')].some(canBeReached) || isPointedAt(whole));
};
arguments[0]([...document.querySelectorAll(usable)]
  .filter((e) => isShown(e) && !isOff(e) && !isReached(e) && !isAmong(e))
  .map((e) => `out of reach of the keyboard: ${e.outerHTML.slice(0, 160)}`));
";

/// Looks at one screen of a story that is about something else.
pub(crate) fn look_at(window: &Window, screen: &str) {
    let mut looks = Looks::new(window);
    looks.at(screen);
    looks.end();
}

/// The same in light and in dark; see [`Looks::in_both_colours`].
pub(crate) fn look_in_both_colours(window: &Window, screen: &str) {
    let mut looks = Looks::new(window);
    looks.in_both_colours = true;
    looks.at(screen);
    looks.end();
}

/// What was found so far.
pub(crate) struct Looks<'a> {
    window: &'a Window,
    /// Whether it looks in light and in dark, and leaves the colours changed. They are kept in the desk's
    /// file, so there must be one.
    pub(crate) in_both_colours: bool,
    found: Vec<String>,
}

impl<'a> Looks<'a> {
    /// Brings axe into the page, where it stays as long as the page does. Looks in the colours that are
    /// shown.
    pub(crate) fn new(window: &'a Window) -> Self {
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(file).expect("axe-core comes with the UI's packages");
        window.script_to_end(&format!("{source}; arguments[0]();"), &json!([]));
        Self { window, in_both_colours: false, found: Vec::new() }
    }

    /// Looks at the screen that is shown.
    pub(crate) fn at(&mut self, screen: &str) {
        self.find(screen, LOOK, &json!([self.in_both_colours]));
        self.find(screen, OUT_OF_REACH, &json!([]));
    }

    fn find(&mut self, screen: &str, script: &str, arguments: &serde_json::Value) {
        let faults = self.window.script_to_end(script, arguments);
        let faults: Vec<String> = serde_json::from_value(faults).expect("a list of faults");
        self.found.extend(faults.into_iter().map(|fault| format!("{screen}: {fault}")));
    }

    /// Opens something by a button, looks at it and closes it again.
    pub(crate) fn opened(&mut self, [button, landmark]: [&str; 2], screen: &str) {
        self.window.click_test_id(button);
        self.window.find_test_id(landmark);
        self.at(screen);
        self.window.press(&[Key::Escape]);
        self.window.gone(landmark);
    }

    /// Goes to an address of the page, as a link does.
    pub(crate) fn go(&self, address: &str, landmark: &str) {
        let script = "location.hash = arguments[0]; arguments[1]()";
        self.window.script_to_end(script, &json!([address]));
        self.window.find_test_id(landmark);
    }

    /// Nothing may have been found.
    pub(crate) fn end(self) {
        assert!(self.found.is_empty(), "{} faults were found", self.found.len());
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
