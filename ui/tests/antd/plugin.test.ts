// The window's rules for Ant Design are made while it is built; a build that would lack some of them ends.

import { describe, expect, it } from "vitest";
import { antdStyles } from "../../antd/plugin";
import { unstyled } from "../../antd/unstyled";
import { widgets } from "../../antd/widgets";

const classOf = (folder: string) => ({ button: "btn", radio: "radio-wrapper" })[folder] ?? folder;
const rules = (folders: readonly string[]) =>
  folders.map((folder) => `.ant-${classOf(folder)}{color:red}`).join("");
const whole = `${rules(Object.keys(widgets))}.ant-row{margin:0}.ant-col{margin:0}`;

const rolldown = {
  error(words: string): never {
    throw new Error(words);
  },
};

/** Loads the sheet, made like this. */
function load(sheet: string): unknown {
  const hook = antdStyles(() => sheet).load;
  if (typeof hook !== "object") throw new Error("the plugin loads the sheet");
  return Reflect.apply(hook.handler, rolldown, ["\0virtual:antd.css"]);
}

/** Builds a window of these folders of Ant Design with this style. */
function build(folders: readonly string[], style: string): void {
  const modules = folders.map((folder) => [
    `/node_modules/antd/es/${folder}/style/index.js`,
    { renderedLength: 9 },
  ]);
  const bundle = {
    "index.js": { type: "chunk", modules: Object.fromEntries(modules) },
    "index.css": { type: "asset", fileName: "assets/index.css", source: style },
  };
  const hook = antdStyles(() => style).generateBundle;
  if (typeof hook !== "function") throw new Error("the plugin looks at what is built");
  Reflect.apply(hook, rolldown, [{}, bundle]);
}

describe("the sheet of Ant Design's rules", () => {
  it("is taken when every widget has a rule", () => {
    expect(load(whole)).toBe(whole);
  });

  it("is not taken when it is empty, and the widgets are named", () => {
    expect(() => load("")).toThrow(/made without rules for app, button, checkbox/);
  });

  it("is not taken when one widget has no rule", () => {
    expect(() => load(whole.replace(".ant-modal{color:red}", ""))).toThrow(/made without rules for modal$/);
  });
});

describe("a build of the window", () => {
  it("passes when its style has rules for the widgets in it", () => {
    build(["button", "grid"], whole);
  });

  it("ends when its style did not get the sheet", () => {
    expect(() => build(["button", "modal"], ".grid{}")).toThrow(
      /has no rules for button, modal of Ant Design$/,
    );
  });

  it("ends when a widget is used that the table does not have", () => {
    expect(() => build(["button", "carousel"], whole)).toThrow("antd/widgets.ts lacks carousel");
  });

  it("ends when it finds no widget at all", () => {
    expect(() => build([], whole)).toThrow(/no widget of Ant Design is found/);
  });
});

describe("a widget", () => {
  it("is not styled by a rule of another one, by an empty one, or by one whose class only begins alike", () => {
    const sheet = ".ant-form .ant-input{color:red}.ant-input{}.ant-input-number{color:red}";
    expect(unstyled(sheet, ["form", "input", "input-number"])).toEqual(["input"]);
  });
});
