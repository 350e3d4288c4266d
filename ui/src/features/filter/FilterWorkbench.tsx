// The builder with what it comes to beside it: the sentence, how many people, and the first of them.

import { LoadingOutlined } from "@ant-design/icons";
import { useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import { personName } from "~/components/personName";
import { TagChips } from "~/components/tags/TagChips";
import type { AccountId, Filter } from "~/desk/contract";
import { t } from "~/i18n";
import { timeWords } from "~/i18n/format";
import { type Draft, draftOf, filterNow, finished } from "./draft";
import { FilterBuilder } from "./FilterBuilder";
import styles from "./FilterWorkbench.module.css";
import { type Names, sentence } from "./sentence";
import { type Counted, useCounted } from "./useCounted";
import { useNames } from "./useNames";

/** What is being built, and what it comes to. */
export type Workbench = {
  account: AccountId;
  draft: Draft;
  change: (draft: Draft) => void;
  names: Names;
  counted: Counted;
  /** The filter to keep. */
  filter: Filter;
};

export function useWorkbench(account: AccountId, given: Filter): Workbench {
  const [draft, change] = useState(() => draftOf(given));
  const names = useNames(account);
  const counted = useCounted(account, filterNow(draft));
  return { account, draft, change, names, counted, filter: finished(draft) };
}

export function FilterWorkbench({ bench }: { bench: Workbench }) {
  const { account, draft, change, names, counted, filter } = bench;
  return (
    <div className={styles.bench}>
      <div className={styles.builder}>
        <FilterBuilder
          account={account}
          draft={draft}
          names={names}
          problems={counted.problems}
          onChange={change}
        />
      </div>
      <aside className={styles.live} aria-label={t("filter.live.label")}>
        <p className={styles.sentence} data-testid="filter-sentence">
          {sentence(filter, names)}
        </p>
        <CountWords counted={counted} />
        <First counted={counted} names={names} />
      </aside>
    </div>
  );
}

/** The number; while another one is on its way the old one stays in sight and says so. */
function CountWords({ counted: { people, thinking, unknown, error } }: { counted: Counted }) {
  const words = unknown
    ? t("filter.live.unknown")
    : people === null
      ? ""
      : t("filter.live.people", { count: people });
  return (
    <>
      <p className={styles.count} data-thinking={thinking || undefined} aria-busy={thinking}>
        <strong data-testid="filter-count" data-people={thinking ? undefined : (people ?? undefined)}>
          {words}
        </strong>
        {thinking && (
          <span className={styles.thinking}>
            <LoadingOutlined aria-hidden /> {t("filter.live.thinking")}
          </span>
        )}
      </p>
      <span className="unseen" role="status">
        {thinking ? "" : words}
      </span>
      {unknown && <p className={styles.hint}>{t("filter.live.cannot")}</p>}
      {error && <ErrorCard error={error} />}
    </>
  );
}

function First({ counted: { first, people, thinking }, names }: { counted: Counted; names: Names }) {
  if (people === 0 && !thinking) return <p className={styles.hint}>{t("filter.live.nobody")}</p>;
  if (first.length === 0) return null;
  return (
    <section
      aria-label={t("filter.live.first")}
      data-thinking={thinking || undefined}
      className={styles.first}
    >
      <h3>{t("filter.live.first")}</h3>
      <ul>
        {first.map((row) => (
          <li key={row.id}>
            <span className={styles.name}>{personName(row)}</span>
            <span className={styles.when}>{row.followedAt === null ? "" : timeWords(row.followedAt)}</span>
            {row.tags.length > 0 && (
              <span className={styles.tags}>
                <TagChips tags={row.tags} nameOf={names.tag} space={224} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "查看 1,240 人", or without the number while it is not known. */
export function showWords({ people, thinking }: Counted): string {
  return people === null || thinking ? t("filter.showUncounted") : t("filter.show", { count: people });
}
