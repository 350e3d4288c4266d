// One entry of a list in detail, beside the list: its title, the way out, and what is known of it.

import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { t } from "~/i18n";
import styles from "./SidePanel.module.css";

type Props = {
  label: string;
  title: ReactNode;
  testId: string;
  closeTestId: string;
  onClose: () => void;
  busy?: boolean;
  children: ReactNode;
};

export function SidePanel({ label, title, testId, closeTestId, onClose, busy, children }: Props) {
  return (
    <aside className={styles.panel} aria-label={label} data-testid={testId}>
      <div className={styles.top}>
        <h2>{title}</h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t("followers.detail.close")}
          title={`${t("followers.detail.close")}  Esc`}
          onClick={onClose}
          data-testid={closeTestId}
        />
      </div>
      <div className={styles.body} aria-busy={busy}>
        {children}
      </div>
    </aside>
  );
}
