//! Finds what a person would look for: by role and name as assistive technology tells them.

/// Arguments: role, name. A name that ends in `…` is the beginning of a name. Spaces do not count:
/// Ant Design sets one between two Chinese characters of a button. Of several, those in the
/// topmost dialog come first. Returns what is visible.
pub(super) const BY_ROLE: &str = r#"
const [role, name] = arguments;
const implicit = {
  button: "button, input[type=submit]", link: "a[href]", heading: "h1, h2, h3, h4, h5, h6",
  textbox: "input:not([type]), input[type=text], input[type=password], textarea",
  searchbox: "input[type=search]", checkbox: "input[type=checkbox]", radio: "input[type=radio]",
  spinbutton: "input[type=number]", dialog: "dialog", combobox: "select", row: "tr",
  listitem: "li", main: "main", navigation: "nav", option: "option", table: "table",
  complementary: "aside",
};
const squeeze = (text) => (text ?? "").replace(/\s+/g, "");
const wanted = squeeze(name);
const matches = (label) => wanted.endsWith("…")
  ? label.startsWith(wanted.slice(0, -1)) : label === wanted;
const labelOf = (element) => {
  const by = element.getAttribute("aria-labelledby");
  if (by) return by.split(/\s+/).map((id) => document.getElementById(id)?.textContent).join("");
  return element.getAttribute("aria-label")
    || (element.labels?.length ? [...element.labels].map((label) => label.textContent).join("") : "")
    || element.innerText?.trim() || element.getAttribute("placeholder")
    || element.getAttribute("title") || element.textContent;
};
const isVisible = (element) => element.getClientRects().length > 0
  && getComputedStyle(element).visibility !== "hidden";
const selector = [`[role="${role}"]`, ...(implicit[role] ? [implicit[role]] : [])].join(",");
const all = [...document.querySelectorAll(selector)].filter((element) =>
  (element.getAttribute("role") ?? role) === role && isVisible(element)
  && matches(squeeze(labelOf(element))));
const dialog = [...document.querySelectorAll("[role=dialog], dialog[open]")].filter(isVisible).pop();
const inside = dialog ? all.filter((element) => dialog.contains(element)) : [];
return inside.length ? inside : all;
"#;

/// Arguments: test id. Returns what is visible.
pub(super) const BY_TEST_ID: &str = r#"
return [...document.querySelectorAll(`[data-testid="${arguments[0]}"]`)]
  .filter((element) => element.getClientRects().length > 0);
"#;

/// Arguments: text. Returns the smallest visible elements whose text contains it.
pub(super) const BY_TEXT: &str = r#"
const wanted = arguments[0].replace(/\s+/g, "");
const holds = (element) => (element.textContent ?? "").replace(/\s+/g, "").includes(wanted);
return [...document.body.querySelectorAll("*")].filter((element) =>
  holds(element) && ![...element.children].some(holds)
  && !["SCRIPT", "STYLE"].includes(element.tagName) && element.getClientRects().length > 0);
"#;
