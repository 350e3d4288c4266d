// Text is readable on every ground it stands on: AA contrast of the tokens, in both themes.

import { describe, expect, it } from "vitest";
import tokens from "~/theme/tokens.css?raw";

function colours(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name ?? "", value ?? ""]),
  );
}

const [, light = "", dark = ""] = tokens.split(/:root(?=[^-\w"]*\{)|:root\[data-theme="dark"\]/);
const themes = { light: colours(light), dark: new Map([...colours(light), ...colours(dark)]) };

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return (bright + 0.05) / (dim + 0.05);
}

const grounds = ["ground", "surface", "surface-raised", "surface-sunken", "surface-hover", "selection"];
const everywhere = ["text", "text-muted", "text-faint", "danger", "warning", "info"];

const pairs: [text: string, ground: string][] = [
  ...everywhere.flatMap((text) => grounds.map((ground): [string, string] => [text, ground])),
  ...["ground", "surface", "surface-raised", "surface-sunken", "accent-soft", "selection"].map(
    (ground): [string, string] => ["accent", ground],
  ),
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["text", "accent-soft-hover"],
  ["danger", "danger-soft"],
  ["danger-hover", "danger-soft"],
  ["on-accent", "danger-hover"],
  ["warning", "warning-soft"],
  ["text", "warning-soft"],
  ["text-muted", "warning-soft"],
  ["info", "info-soft"],
  ["practice", "practice-soft"],
  ...Array.from({ length: 12 }, (_, hue): [string, string] => [`hue-${hue}-text`, `hue-${hue}-ground`]),
];

describe.each(["light", "dark"] as const)("the %s theme", (name) => {
  const theme = themes[name];

  it.each(pairs)("shows %s on %s with at least 4.5 to 1", (text, ground) => {
    const [above, below] = [theme.get(text), theme.get(ground)];
    if (!above || !below) throw new Error(`no token ${above ? ground : text}`);
    expect(contrast(above, below)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(grounds)("shows a box that can be ticked, empty or full, on %s with at least 3 to 1", (ground) => {
    for (const edge of ["border-strong", "accent"]) {
      const [above, below] = [theme.get(edge), theme.get(ground)];
      if (!above || !below) throw new Error(`no token ${above ? ground : edge}`);
      expect(contrast(above, below), edge).toBeGreaterThanOrEqual(3);
    }
  });
});
