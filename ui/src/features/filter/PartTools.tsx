// What stands at the end of every line of the builder: on or off, up, down, out.

import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, DisconnectOutlined } from "@ant-design/icons";
import { Button, Switch } from "antd";
import type { ReactNode } from "react";
import { t } from "~/i18n";
import type { Part } from "./draft";
import type { Building } from "./FilterBuilder";
import styles from "./FilterBuilder.module.css";

type Props = { part: Part; words: string; building: Building };

export function PartTools({ part, words, building }: Props) {
  const isGroup = part.kind === "group";
  return (
    <span className={styles.tools}>
      {isGroup && part.parts.length > 0 && (
        <Tool
          icon={<DisconnectOutlined aria-hidden />}
          label={t("filter.group.dissolve")}
          name="dissolve"
          onClick={() => building.dissolve(part)}
        />
      )}
      <Tool
        icon={<ArrowUpOutlined aria-hidden />}
        label={t("filter.up", { words })}
        name="up"
        disabled={!building.canMove(part.id, -1)}
        onClick={() => building.move(part.id, -1)}
      />
      <Tool
        icon={<ArrowDownOutlined aria-hidden />}
        label={t("filter.down", { words })}
        name="down"
        disabled={!building.canMove(part.id, 1)}
        onClick={() => building.move(part.id, 1)}
      />
      <Tool
        icon={<DeleteOutlined aria-hidden />}
        label={isGroup ? t("filter.group.remove") : t("filter.remove", { words })}
        name="remove"
        onClick={() => building.remove(part.id)}
      />
      <Switch
        size="small"
        checked={!part.off}
        aria-label={t("filter.switch", { words })}
        title={part.off ? t("filter.off") : t("filter.switch", { words })}
        onChange={(on) => building.change(part.id, (one) => ({ ...one, off: !on }))}
        data-testid="filter-switch"
      />
    </span>
  );
}

type ToolProps = { icon: ReactNode; label: string; name: string; disabled?: boolean; onClick: () => void };

function Tool({ icon, label, name, disabled = false, onClick }: ToolProps) {
  return (
    <Button
      type="text"
      size="small"
      icon={icon}
      aria-label={label}
      title={label}
      // Focusable even with nowhere to go, so that a line moved to the edge keeps the keyboard.
      aria-disabled={disabled || undefined}
      className={disabled ? styles.idle : undefined}
      onClick={() => !disabled && onClick()}
      data-do={name}
      data-testid={`filter-${name}`}
    />
  );
}
