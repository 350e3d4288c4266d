// Whether a style sheet has rules for widgets of Ant Design: the window puts none together itself, so a widget without
// them would stand there bare.

/** The classes that rules begin with, where they are not called like the widget's folder. */
const classes: Readonly<Record<string, readonly string[]>> = {
  button: ["btn"],
  grid: ["row", "col"],
  radio: ["radio-wrapper"],
};

/** The folders, of these, whose widgets have no rule of their own in this sheet. */
export function unstyled(sheet: string, folders: readonly string[]): string[] {
  return folders.filter((folder) => (classes[folder] ?? [folder]).some((name) => !hasRule(sheet, name)));
}

/** A rule that begins with the class: as part of another widget's it says nothing of this one. */
function hasRule(sheet: string, name: string): boolean {
  return new RegExp(`(?:^|[{},])\\s*\\.ant-${name}(?![\\w-])[^{}]*\\{\\s*[^\\s}]`).test(sheet);
}
