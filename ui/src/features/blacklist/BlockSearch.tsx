// Followers found by a search, in a segment or among all, to be ticked; whoever is ticked stays so, by name, in the
// next search. Who is blocked already is not among them.

import { App, Select, Tag } from "antd";
import { type Ref, useEffect, useMemo, useRef, useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import type { GridColumn } from "~/components/grid/columns";
import { Grid, type GridPlace } from "~/components/grid/Grid";
import {
  asSelection,
  chosenByName,
  everybody,
  MOST_IDS,
  namesIn,
  nobody,
  type Picked,
  type Placed,
  pickedCount,
  placedAt,
  toggle,
} from "~/components/grid/selection";
import type { RowSource } from "~/components/grid/source";
import cells from "~/components/list/cells.module.css";
import { pickLabel } from "~/components/list/pickLabel";
import { useCarriedChoice } from "~/components/list/useCarriedChoice";
import { usePlaced } from "~/components/list/usePlaced";
import { personName } from "~/components/personName";
import type {
  AccountId,
  Filter,
  FollowerId,
  FollowerRow,
  ResultSetId,
  SegmentId,
  Sort,
} from "~/desk/contract";
import { useHost } from "~/desk/host";
import { useSegments } from "~/desk/queries";
import { t } from "~/i18n";
import { timeWords } from "~/i18n/format";
import { chosenRows } from "../followers/copyPeople";
import { SearchBox } from "../followers/SearchBox";
import { useFollowerList } from "../followers/useFollowerList";
import type { Chosen } from "./BlockDialog";
import styles from "./BlockDialog.module.css";

const ROW_HEIGHT = 32;
const newest: Sort[] = [{ by: "followedAt", descending: true }];

type Props = { account: AccountId; onChosen: (chosen: Chosen | null) => void };
type Asked = { search: string; segment: SegmentId | null };
type List = { resultSet: ResultSetId; people: number };

export function BlockSearch({ account, onChosen }: Props) {
  const host = useHost();
  const { message } = App.useApp();
  const segments = useSegments(account).data ?? [];
  const [asked, setAsked] = useState<Asked>({ search: "", segment: null });
  const [picked, setPicked] = useState<Picked>(nobody);
  const [list, setList] = useState<List | null>(null);
  const grid = useRef<GridPlace>(null);
  /** Everybody who was on show when ticked. */
  const people = useRef(new Map<FollowerId, FollowerRow>());
  const among = segments.find(({ id }) => id === asked.segment)?.filter ?? null;
  const nothingAsked = asked.search === "" && among === null;

  const count = pickedCount(picked, list?.people ?? 0);
  useEffect(() => {
    if (count === 0) return onChosen(null);
    if (picked.kind === "these") return onChosen({ selection: asSelection(picked, 0), people: count });
    onChosen(list && { selection: asSelection(picked, list.resultSet), people: count });
  }, [onChosen, picked, list, count]);

  /** Those chosen, by their names; null if they are too many or cannot be read any more. */
  const named = async (): Promise<Picked | null> => {
    const known = picked.kind === "all" ? null : chosenByName(picked);
    if (known !== null) return known;
    if (list === null || count > MOST_IDS) return null;
    const rows = await chosenRows(host, { account, ...list }, picked).catch(() => null);
    for (const row of rows ?? []) people.current.set(row.id, row);
    return rows && { kind: "these", ids: new Set(rows.map(({ id }) => id)) };
  };
  /** What was asked for last: it may still wait for the names of those chosen. */
  const wanted = useRef(asked);
  const turnTo = async (change: Partial<Asked>) => {
    const next = { ...wanted.current, ...change };
    wanted.current = next;
    if (count > 0) {
      const kept = await named();
      if (wanted.current !== next) return;
      if (kept === null) void message.info(t("blacklist.block.dropped", { count, limit: MOST_IDS }));
      setPicked(kept ?? nobody);
    }
    setAsked(next);
  };
  const kept = picked.kind === "these" ? [...picked.ids] : [];
  /** Those kept and these of the list on show, all by name; null, and says so, if that cannot be. */
  const keptWith = async (names: readonly FollowerId[], listed: Picked): Promise<Picked | null> => {
    const rows =
      list === null || names.length + pickedCount(listed, list.people) > MOST_IDS
        ? null
        : await chosenRows(host, { account, ...list }, listed).catch(() => null);
    if (rows === null) {
      void message.info(t("blacklist.block.tooManyKept", { limit: MOST_IDS }));
      return null;
    }
    for (const row of rows) people.current.set(row.id, row);
    return { kind: "these", ids: new Set([...names, ...rows.map(({ id }) => id)]) };
  };
  return (
    <>
      <div className={styles.ask}>
        <SearchBox
          inDialog
          value={asked.search}
          label={t("blacklist.block.searchLabel")}
          onSearch={(search) => search !== wanted.current.search && void turnTo({ search })}
          onLeave={() => grid.current?.focus()}
          testId="block-search"
        />
        {segments.length > 0 && (
          <Select
            allowClear
            className={styles.segment}
            placeholder={t("blacklist.block.anySegment")}
            aria-label={t("blacklist.block.segment")}
            value={asked.segment}
            options={segments.map(({ id, name, filter }) => ({
              value: id,
              label: name,
              disabled: filter === null,
            }))}
            onChange={(chosen: SegmentId | undefined) => void turnTo({ segment: chosen ?? null })}
            data-testid="block-segment"
          />
        )}
      </div>
      {kept.length > 0 && (
        <ul className={styles.kept} aria-label={t("blacklist.block.kept")} data-testid="block-kept">
          {kept.map((id) => {
            const person = people.current.get(id);
            return (
              <li key={id}>
                <Tag
                  closable
                  onClose={(event) => {
                    event.preventDefault();
                    setPicked(toggle(picked, 0, id, 0));
                  }}
                >
                  {person ? personName(person) : id}
                </Tag>
              </li>
            );
          })}
        </ul>
      )}
      {nothingAsked ? (
        <div className={styles.found} />
      ) : (
        <Found
          {...{ account, search: asked.search, among, picked, setPicked, keptWith, grid }}
          onList={setList}
          onPicked={(next, source) => {
            for (const [, row] of source.loaded(0, source.total)) people.current.set(row.id, row);
            if (next.kind !== "all" || kept.length === 0) setPicked(next);
            else void keptWith(kept, everybody).then((all) => all && setPicked(all));
          }}
        />
      )}
    </>
  );
}

type FoundProps = {
  account: AccountId;
  search: string;
  /** The conditions of a segment. */
  among: Filter | null;
  picked: Picked;
  setPicked: (picked: Picked) => void;
  keptWith: (names: readonly FollowerId[], listed: Picked) => Promise<Picked | null>;
  onPicked: (picked: Picked, source: RowSource<FollowerRow>) => void;
  /** The list on show; null while another one is on its way. */
  onList: (list: List | null) => void;
  grid: Ref<GridPlace>;
};

function Found({ account, search, among, picked, setPicked, keptWith, onPicked, onList, grid }: FoundProps) {
  const { message } = App.useApp();
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
  const carried = useCarriedChoice({ account, picked, setPicked });
  const list = useFollowerList({
    account,
    filter,
    sort: newest,
    holding: picked.kind !== "these" && (picked.kind === "all" || pickedCount(picked, 0) > 0),
    carry: carried.carry,
    onReplaced: (samePeople) => {
      // Those known by name are chosen in any list.
      if (picked.kind === "these") return;
      if (samePeople) carried.onReplaced(true);
      else setPicked((picked.kind === "some" && chosenByName(picked)) || nobody);
    },
  });
  const { resultSet, people, reading, refresh } = list;
  const inList = usePlaced(account, list, () => {
    refresh();
    void message.warning(t("followers.selection.expired"));
  });
  /** Who is kept by name may stand in no list, so others join them by name; all of this one but some are its places. */
  const placed: Placed = (before, range) =>
    before.kind === "these" ? keptWith(namesIn(before), placedAt([range])) : inList(before, range);
  useEffect(() => {
    onList(resultSet === null || people === null || reading ? null : { resultSet, people });
    return () => onList(null);
  }, [onList, resultSet, people, reading]);
  const count = people === null ? 0 : pickedCount(picked, people);
  const columns = useMemo(personColumns, []);
  return (
    <div className={styles.found}>
      {list.error && <ErrorCard error={list.error} remedies={{ retry: refresh }} />}
      {!list.unanswered && (
        <>
          <p className={styles.hint} role="status" data-testid="block-found">
            {people === null || list.reading
              ? ""
              : t("blacklist.block.found", { count: people, chosen: count })}
          </p>
          <div className={styles.grid}>
            <Grid
              ref={grid}
              label={t("blacklist.block.searchLabel")}
              testId="block-list"
              source={list.source}
              columns={columns}
              rowHeight={ROW_HEIGHT}
              idOf={({ id }) => id}
              listKey={list.key}
              picked={picked}
              placed={placed}
              onPicked={(next) => onPicked(next, list.source)}
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
