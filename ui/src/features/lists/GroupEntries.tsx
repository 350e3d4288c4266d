// The entries of a pasted list that name nobody, each with its line, so that they can be found in the sheet they came from.

import { useMemo, useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import type { GridColumn } from "~/components/grid/columns";
import { Grid } from "~/components/grid/Grid";
import { BlockSource } from "~/components/grid/source";
import type { AccountId, AppError, ListGroup, ListId, PastedEntry } from "~/desk/contract";
import { asAppError, useHost } from "~/desk/host";
import { t } from "~/i18n";
import { number } from "~/i18n/format";
import { CopyEntries } from "./CopyEntries";
import styles from "./lists.module.css";

const ROW_HEIGHT = 32;

type Placed = PastedEntry & { place: number };
type Props = { account: AccountId; list: ListId; group: ListGroup; count: number };

export function GroupEntries({ account, list, group, count }: Props) {
  const host = useHost();
  const [error, setError] = useState<AppError | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` reads once more
  const source = useMemo(
    () =>
      new BlockSource<Placed>(
        count,
        async (start, wanted) => {
          const entries = await host.call("list_entries", { account, list, group, start, count: wanted });
          return entries.map((entry, step) => ({ ...entry, place: start + step }));
        },
        (thrown) => setError(asAppError(thrown)),
      ),
    [host, account, list, group, count, attempt],
  );
  const columns = useMemo(entryColumns, []);
  if (error) {
    const retry = () => {
      setError(null);
      setAttempt((before) => before + 1);
    };
    return <ErrorCard error={error} remedies={{ retry }} />;
  }
  return (
    <div className={styles.entries}>
      {count > 0 && <CopyEntries account={account} list={list} group={group} count={count} />}
      <Grid
        label={t(`lists.group.${group}`)}
        testId="list-entries"
        source={source}
        columns={columns}
        rowHeight={ROW_HEIGHT}
        idOf={({ place }) => place}
        listKey={`${list} ${group}`}
        empty={<p className={styles.hint}>{t("lists.empty")}</p>}
      />
    </div>
  );
}

function entryColumns(): GridColumn<Placed>[] {
  return [
    {
      key: "line",
      title: t("lists.lineOf"),
      width: 110,
      cell: ({ line }) => number(line),
    },
    { key: "text", title: t("lists.entry"), width: 300, grow: 1, cell: ({ text }) => <bdi>{text}</bdi> },
  ];
}
