// What happened to one person, newest first.

import { Link } from "@tanstack/react-router";
import type { AccountId, HistoryEntry, HistoryEvent } from "~/desk/contract";
import { t } from "~/i18n";
import { exactTime, timeWords } from "~/i18n/format";
import styles from "./DetailPanel.module.css";

type Props = { account: AccountId; entries: readonly HistoryEntry[] };

export function History({ account, entries }: Props) {
  if (entries.length === 0) return <p className={styles.none}>{t("followers.detail.noHistory")}</p>;
  return (
    <ol className={styles.history} data-testid="detail-history">
      {entries.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no number of their own and are only added in front
        <li key={`${entry.at} ${at}`}>
          <span className={styles.event}>
            {eventWords(entry.event)}
            {entry.by === "elsewhere" && ours(entry.event) && (
              <span className={styles.elsewhere}>{t("followers.detail.elsewhere")}</span>
            )}
            {entry.job !== null && (
              <Link to="/a/$account/activity" params={{ account }} search={{ job: entry.job }}>
                {t("followers.detail.toJob")}
              </Link>
            )}
          </span>
          <time title={exactTime(entry.at)}>{timeWords(entry.at)}</time>
        </li>
      ))}
    </ol>
  );
}

/** Things an operator does; following and leaving are always the person's own. */
function ours({ kind }: HistoryEvent): boolean {
  return kind !== "followed" && kind !== "left" && kind !== "cameBack";
}

function eventWords(event: HistoryEvent): string {
  switch (event.kind) {
    case "tagged":
    case "untagged":
      return t(`followers.history.${event.kind}`, { name: event.name });
    case "remarked":
      if (event.to === "") return t("followers.history.remarkCleared", { from: event.from });
      if (event.from === "") return t("followers.history.remarkSet", { to: event.to });
      return t("followers.history.remarked", { from: event.from, to: event.to });
    case "followed":
    case "left":
    case "cameBack":
    case "blocked":
    case "unblocked":
      return t(`followers.history.${event.kind}`);
    default:
      return event satisfies never;
  }
}
