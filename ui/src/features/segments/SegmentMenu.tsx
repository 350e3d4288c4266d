// The segments beside the conditions of a list: one click shows the people of one, or keeps what holds as one.

import { DownOutlined, PlusOutlined, SettingOutlined, UserSwitchOutlined } from "@ant-design/icons";
import { Dropdown, type MenuProps } from "antd";
import type { AccountId, Filter } from "~/desk/contract";
import { useSegments } from "~/desk/queries";
import { t } from "~/i18n";
import { hueStyle } from "~/theme/hue";
import { peopleWords } from "./SegmentPanel";
import styles from "./segments.module.css";

type Props = {
  account: AccountId;
  /** How the button looks among its neighbours. */
  className: string | undefined;
  onShow: (filter: Filter) => void;
  onSave: () => void;
  onManage: () => void;
};

export function SegmentMenu({ account, className, onShow, onSave, onManage }: Props) {
  const segments = useSegments(account);
  const items: MenuProps["items"] = [
    ...(segments.data ?? []).map((segment) => ({
      key: `segment-${segment.id}`,
      label: segment.name,
      icon: (
        <span>
          <span
            className={styles.dot}
            style={{ background: hueStyle(segment.hue ?? segment.id).color }}
            aria-hidden
          />
        </span>
      ),
      extra: segment.filter === null ? t("segments.newerShort") : peopleWords(segment),
      disabled: segment.filter === null,
      onClick: () => segment.filter && onShow(segment.filter),
    })),
    ...(segments.data?.length ? [{ key: "line", type: "divider" as const }] : []),
    { key: "save", label: t("segments.save"), icon: <PlusOutlined aria-hidden />, onClick: onSave },
    { key: "manage", label: t("segments.manage"), icon: <SettingOutlined aria-hidden />, onClick: onManage },
  ];
  return (
    <Dropdown menu={{ items, className: styles.menu, autoFocus: true }} autoFocus trigger={["click"]}>
      <button type="button" className={className} aria-haspopup="menu" data-testid="segment-menu">
        <UserSwitchOutlined aria-hidden />
        {t("segments.menu")}
        <DownOutlined className={styles.down} aria-hidden />
      </button>
    </Dropdown>
  );
}
