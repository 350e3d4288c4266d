// What a new account may call, and how much of it is left today.

import { CheckOutlined, StopOutlined } from "@ant-design/icons";
import type { Connecting } from "~/desk/contract";
import { troubleOf } from "~/desk/errors";
import { t } from "~/i18n";
import styles from "./accounts.module.css";

export function Rights({ connecting: { rights, allowances } }: { connecting: Connecting }) {
  const list = allowances.find(({ endpoint }) => endpoint === "/cgi-bin/user/get")?.daily;
  const uncertified = rights.some(({ refused }) => refused?.code === "wechat" && refused.errcode === 48001);
  return (
    <div className={styles.help} data-testid="rights">
      <h2>{t("accounts.rights.title")}</h2>
      <ul className={styles.rights}>
        {rights.map(({ function: name, refused }) => (
          <li key={name} data-refused={refused !== null}>
            {refused ? <StopOutlined aria-hidden /> : <CheckOutlined aria-hidden />}{" "}
            {t(`accounts.rights.${name}`)}
            {refused && <span> {t("accounts.rights.refused", { why: troubleOf(refused).title })}</span>}
          </li>
        ))}
      </ul>
      <p data-testid="certification">{t(`accounts.rights.${uncertified ? "uncertified" : "certified"}`)}</p>
      {list && (
        <p className={styles.muted}>{t("accounts.rights.left", { left: list.left, limit: list.limit })}</p>
      )}
    </div>
  );
}
