// A drawing of WeChat's console: where a thing stands on the page 基本配置. The console is in Chinese only, so is its drawing.

import { t } from "~/i18n";
import styles from "./ConsoleDrawing.module.css";

type Props = {
  /** What the drawing points at. */
  shows: "credentials" | "allowList";
};

const menu = ["首页", "内容与互动", "数据", "广告与服务", "设置与开发"];
const rows = {
  credentials: [
    ["开发者 ID (AppID)", "wx1a2b…", "复制"],
    ["开发者密码 (AppSecret)", "••••••••", "重置"],
  ],
  allowList: [
    ["开发者密码 (AppSecret)", "••••••••", "重置"],
    ["IP 白名单", "203.0.113.7", "修改"],
  ],
} as const;

export function ConsoleDrawing({ shows }: Props) {
  return (
    <svg
      viewBox="0 0 360 176"
      className={styles.drawing}
      role="img"
      aria-label={t(`accounts.drawing.${shows}`)}
      data-testid={`drawing-${shows}`}
    >
      <rect className={styles.window} x="1" y="1" width="358" height="174" rx="6" />
      <path className={styles.line} d="M1 26H359M92 26V175" />
      <circle className={styles.brand} cx="16" cy="14" r="5" />
      <text x="28" y="18">
        公众平台
      </text>
      {menu.map((name, place) => (
        <text
          key={name}
          x="12"
          y={46 + place * 22}
          className={place === menu.length - 1 ? styles.strong : styles.faint}
        >
          {name}
        </text>
      ))}
      <text x="20" y="156" className={styles.strong}>
        开发接口管理
      </text>
      <text x="106" y="46" className={styles.strong}>
        基本配置
      </text>
      <path className={styles.chosen} d="M106 52H154" />
      <text x="170" y="46" className={styles.faint}>
        接口权限
      </text>
      <path className={styles.line} d="M92 60H359" />
      {rows[shows].map(([label, value, button], place) => (
        <Row
          key={label}
          y={72 + place * 48}
          label={label}
          value={value}
          button={button}
          marked={isMarked(shows, place)}
        />
      ))}
    </svg>
  );
}

function isMarked(shows: Props["shows"], place: number): boolean {
  return shows === "credentials" || place === 1;
}

type RowProps = { y: number; label: string; value: string; button: string; marked: boolean };

function Row({ y, label, value, button, marked }: RowProps) {
  return (
    <g className={marked ? undefined : styles.faint}>
      {marked && <rect className={styles.mark} x="100" y={y - 4} width="250" height="42" rx="4" />}
      <text x="108" y={y + 12}>
        {label}
      </text>
      <text x="108" y={y + 30} className={styles.faint}>
        {value}
      </text>
      <rect className={styles.button} x="300" y={y + 6} width="42" height="22" rx="3" />
      <text x="321" y={y + 21} textAnchor="middle" className={marked ? styles.strong : undefined}>
        {button}
      </text>
    </g>
  );
}
