// The menu of a row, at the place of a right click or below the button that opened it.

import type { MenuProps } from "antd";
import { Dropdown } from "antd";
import styles from "./RowMenu.module.css";

type Props = {
  at: { x: number; y: number };
  items: NonNullable<MenuProps["items"]>;
  onClose: () => void;
};

export function RowMenu({ at, items, onClose }: Props) {
  return (
    <Dropdown
      key={`${at.x} ${at.y}`}
      open
      trigger={["click"]}
      menu={{ items, autoFocus: true, onClick: onClose }}
      autoFocus
      onOpenChange={(open) => !open && onClose()}
    >
      <span className={styles.anchor} style={{ left: at.x, top: at.y }} data-testid="row-menu" />
    </Dropdown>
  );
}
