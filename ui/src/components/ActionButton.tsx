// A button that is one action: its words, its icon, its key, and why it cannot be pressed now.

import { Button, type ButtonProps, Tooltip } from "antd";
import type { Action } from "./action";
import { useHint } from "./hint";
import { shortcutWords } from "./shortcut";

type Props = Pick<ButtonProps, "type" | "size" | "loading" | "block" | "className"> & {
  action: Action;
  /** Show the icon alone; the label becomes the accessible name and the tooltip. */
  iconOnly?: boolean;
  testId?: string;
};

export function ActionButton({ action, iconOnly = false, testId, ...look }: Props) {
  const hint = useHint();
  const words = [
    action.impossible ?? (iconOnly ? action.label : null),
    action.shortcut ? shortcutWords(action.shortcut) : null,
  ]
    .filter(Boolean)
    .join("  ");
  return (
    <Tooltip {...hint.tooltip} title={words || undefined} mouseEnterDelay={0.4}>
      <Button
        {...look}
        {...hint.button}
        icon={action.icon}
        danger={action.danger}
        disabled={action.impossible !== null}
        aria-label={iconOnly ? action.label : undefined}
        data-action={action.name}
        data-testid={testId}
        onClick={action.perform}
      >
        {iconOnly ? null : action.label}
      </Button>
    </Tooltip>
  );
}
