// Hands the tokens of tokens.css to Ant Design, so that there is one place for every value.

import { type ThemeConfig, theme } from "antd";

/** Reads one custom property of the page, such as `accent`; empty when the style sheet is not there. */
export type ReadToken = (name: string) => string;

export const readToken: ReadToken = (name) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Ant Design's theme for the tokens that hold now. Call it again after `data-theme` has changed. */
export function antdTheme(dark: boolean, compact: boolean, read: ReadToken = readToken): ThemeConfig {
  const token = colours(read);
  return {
    // The rules are in a file of their own: see antd/plugin.ts.
    zeroRuntime: true,
    hashed: false,
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      ...token,
      // By name, because the font changes with the language.
      fontFamily: "var(--font)",
      fontSize: 14,
      borderRadius: 6,
      controlHeight: compact ? 30 : 32,
      motionDurationFast: "0.08s",
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.15s",
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none", fontWeight: 500 },
      // A box or a dial is only its border: it must be seen as well as text of the same size.
      Checkbox: { colorBorder: read("border-strong") || undefined },
      Radio: { colorBorder: read("border-strong") || undefined },
      Modal: { titleFontSize: 16 },
      Tooltip: { fontSize: 13 },
      Progress: { defaultColor: read("accent") || undefined },
      Input: { activeShadow: "none" },
    },
  };
}

function colours(read: ReadToken): NonNullable<ThemeConfig["token"]> {
  const wanted = {
    colorPrimary: "accent",
    colorPrimaryHover: "accent-hover",
    colorLink: "accent",
    colorLinkHover: "accent-hover",
    colorSuccess: "accent",
    colorError: "danger",
    colorErrorHover: "danger-hover",
    colorWarning: "warning",
    colorInfo: "info",
    colorText: "text",
    colorTextBase: "text",
    colorTextSecondary: "text-muted",
    colorTextTertiary: "text-faint",
    colorTextPlaceholder: "text-faint",
    colorBgBase: "surface",
    colorBgContainer: "surface",
    colorBgElevated: "surface-raised",
    colorBgLayout: "ground",
    colorBgMask: "mask",
    colorBorder: "border",
    colorBorderSecondary: "border",
    colorTextLightSolid: "on-accent",
    controlItemBgActive: "accent-soft",
    controlItemBgActiveHover: "accent-soft-hover",
    controlItemBgHover: "surface-hover",
    boxShadow: "float",
    boxShadowSecondary: "float",
  } as const;
  const values: Record<string, string> = {};
  for (const [antdName, token] of Object.entries(wanted)) {
    const value = read(token);
    if (value) values[antdName] = value;
  }
  return values;
}
