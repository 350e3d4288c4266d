// The lists that were pasted before, newest first.

import entries from "~/components/list/entries.module.css";
import type { ListId, PastedList } from "~/desk/contract";
import { t } from "~/i18n";
import { listName } from "../filter/listName";
import styles from "./lists.module.css";

type Props = { lists: readonly PastedList[]; onOpen: (list: ListId) => void };

export function Earlier({ lists, onOpen }: Props) {
  if (lists.length === 0) return null;
  return (
    <section className={styles.earlier} aria-label={t("lists.earlier")}>
      <h3>{t("lists.earlier")}</h3>
      <ul>
        {lists.map((list) => (
          <li key={list.id}>
            <button
              type="button"
              className={entries.entry}
              onClick={() => onOpen(list.id)}
              data-testid={`list-${list.id}`}
            >
              <span className={entries.entryName}>{listName(list)}</span>
              <span className={styles.hint}>
                {t("lists.group.found")} {t("lists.people", { count: list.found })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
