// Followers found by a search, in a segment or among all, to be ticked. Who is blocked already is not among them.

import { SearchOutlined } from "@ant-design/icons";
import { Input, Select } from "antd";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import type { GridColumn } from "~/components/grid/columns";
import { Grid } from "~/components/grid/Grid";
import { asSelection, nobody, type Picked, pickedCount } from "~/components/grid/selection";
import cells from "~/components/list/cells.module.css";
import { pickLabel } from "~/components/list/pickLabel";
import { useCarriedChoice } from "~/components/list/useCarriedChoice";
import { personName } from "~/components/personName";
import type { AccountId, Filter, FollowerRow, SegmentId, Sort } from "~/desk/contract";
import { useSegments } from "~/desk/queries";
import { t } from "~/i18n";
import { timeWords } from "~/i18n/format";
import { useFollowerList } from "../followers/useFollowerList";
import type { Chosen } from "./BlockDialog";
import styles from "./BlockDialog.module.css";

const ROW_HEIGHT = 32;
const newest: Sort[] = [{ by: "followedAt", descending: true }];

type Props = { account: AccountId; onChosen: (chosen: Chosen | null) => void };

export function BlockSearch({ account, onChosen }: Props) {
  const segments = useSegments(account).data ?? [];
  const [text, setText] = useState("");
  const [segment, setSegment] = useState<SegmentId | null>(null);
  const search = useDeferredValue(text.trim());
  const among = segments.find(({ id }) => id === segment)?.filter ?? null;
  return (
    <>
      <div className={styles.ask}>
        <Input
          autoFocus
          allowClear
          type="search"
          prefix={<SearchOutlined aria-hidden />}
          value={text}
          placeholder={t("followers.search")}
          aria-label={t("blacklist.block.searchLabel")}
          onChange={(event) => setText(event.target.value)}
          data-testid="block-search"
        />
        {segments.length > 0 && (
          <Select
            allowClear
            className={styles.segment}
            placeholder={t("blacklist.block.anySegment")}
            aria-label={t("blacklist.block.segment")}
            value={segment}
            options={segments.map(({ id, name, filter }) => ({
              value: id,
              label: name,
              disabled: filter === null,
            }))}
            onChange={(chosen: SegmentId | undefined) => setSegment(chosen ?? null)}
            data-testid="block-segment"
          />
        )}
      </div>
      {search === "" && among === null ? (
        <div className={styles.found} />
      ) : (
        <Found account={account} search={search} among={among} onChosen={onChosen} />
      )}
    </>
  );
}

type FoundProps = Props & {
  search: string;
  /** The conditions of a segment. */
  among: Filter | null;
};

function Found({ account, search, among, onChosen }: FoundProps) {
  const [picked, setPicked] = useState<Picked>(nobody);
  const filter = useMemo<Filter>(
    () => ({
      kind: "allOf",
      filters: [
        { kind: "following" },
        { kind: "noneOf", filters: [{ kind: "blacklisted" }] },
        ...(search === "" ? [] : [{ kind: "text" as const, text: search }]),
        ...(among === null ? [] : [among]),
      ],
    }),
    [search, among],
  );
  const list = useFollowerList({
    account,
    filter,
    sort: newest,
    holding: picked.kind === "all" || pickedCount(picked, 0) > 0,
    ...useCarriedChoice({ account, picked, setPicked }),
  });
  const { resultSet, people } = list;
  const count = people === null || list.reading ? 0 : pickedCount(picked, people);
  useEffect(() => {
    onChosen(
      resultSet === null || count === 0 ? null : { selection: asSelection(picked, resultSet), people: count },
    );
  }, [onChosen, picked, resultSet, count]);
  const columns = useMemo(personColumns, []);
  return (
    <div className={styles.found}>
      {list.error && <ErrorCard error={list.error} remedies={{ retry: list.refresh }} />}
      {!list.unanswered && (
        <>
          <p className={styles.hint} role="status" data-testid="block-found">
            {people === null || list.reading
              ? ""
              : t("blacklist.block.found", { count: people, chosen: count })}
          </p>
          <div className={styles.grid}>
            <Grid
              label={t("blacklist.block.searchLabel")}
              testId="block-list"
              source={list.source}
              columns={columns}
              rowHeight={ROW_HEIGHT}
              idOf={({ id }) => id}
              listKey={list.key}
              picked={picked}
              onPicked={setPicked}
              pickLabel={pickLabel}
              pickAllLabel={t("followers.pickAll")}
              empty={<p className={styles.hint}>{t("blacklist.block.nobody")}</p>}
            />
          </div>
        </>
      )}
    </div>
  );
}

function personColumns(): GridColumn<FollowerRow>[] {
  return [
    {
      key: "remark",
      title: t("followers.column.remark"),
      width: 150,
      grow: 1,
      cell: (row) => personName(row),
    },
    {
      key: "followedAt",
      title: t("followers.column.followedAt"),
      width: 130,
      cell: ({ followedAt }) => (followedAt === null ? null : timeWords(followedAt)),
    },
    {
      key: "openid",
      title: "OpenID",
      width: 240,
      cell: ({ openid }) => <span className={cells.text}>{openid}</span>,
    },
  ];
}
