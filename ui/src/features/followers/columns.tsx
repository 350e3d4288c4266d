// The columns of the follower list.

import { StopOutlined } from "@ant-design/icons";
import type { GridColumn } from "~/components/grid/columns";
import type { GridSort } from "~/components/grid/sort";
import cells from "~/components/list/cells.module.css";
import { personName } from "~/components/personName";
import { TagChips } from "~/components/tags/TagChips";
import { qrWords, sourceWords } from "~/components/valueWords";
import type { FollowerId, FollowerRow, Sort, SortKey, TagId } from "~/desk/contract";
import { t } from "~/i18n";
import { exactTime, timeWords } from "~/i18n/format";
import styles from "./FollowersPage.module.css";
import { RemarkEditor } from "./RemarkEditor";

/** The order of the list, as the grid speaks of it. */
export type FollowerSort = GridSort<SortKey>;

export const usualSort: FollowerSort[] = [{ key: "followedAt", descending: true }];

const sortKeys: readonly SortKey[] = ["followedAt", "remark", "tagCount", "source", "qr", "leftAt", "openid"];

/** The order in the words of the contract. */
export function wantedSort(sort: readonly FollowerSort[]): Sort[] {
  return sort.map(({ key, descending }) => ({ by: key, descending }));
}

/** What the grid asks for, if it is something followers can be sorted by. */
export function asFollowerSort({ key, descending }: GridSort): FollowerSort[] {
  const known = sortKeys.find((one) => one === key);
  return known === undefined ? [] : [{ key: known, descending }];
}

type Column = GridColumn<FollowerRow> & { readonly key: SortKey };

type Wanted = {
  nameOf: (tag: TagId) => string;
  /** The list holds people who left: when they did gets a column. */
  showsLeft: boolean;
  /** Whose remark is being edited. */
  editing: FollowerId | null;
  onSaveRemark: (row: FollowerRow, remark: string) => Promise<string | null>;
  onCloseEditor: (focus: boolean) => void;
};

// Together with the box as wide as the list is beside an open panel at 1366 px, so that nothing scrolls sideways.
export function followerColumns(wanted: Wanted): Column[] {
  const columns: Column[] = [
    {
      key: "remark",
      title: t("followers.column.remark"),
      width: 136,
      grow: 2,
      sortable: true,
      cell: (row) => <RemarkCell row={row} wanted={wanted} />,
    },
    {
      key: "tagCount",
      title: t("followers.column.tags"),
      width: 140,
      grow: 5,
      sortable: true,
      descendingFirst: true,
      cell: (row, width) => <TagChips tags={row.tags} nameOf={wanted.nameOf} space={width - 24} />,
    },
    {
      key: "followedAt",
      title: t("followers.column.followedAt"),
      width: 132,
      sortable: true,
      descendingFirst: true,
      cell: ({ followedAt }) => <Time at={followedAt} />,
    },
    {
      key: "source",
      title: t("followers.column.source"),
      width: 116,
      grow: 1,
      sortable: true,
      cell: ({ source }) => <Text text={sourceWords(source)} />,
    },
    {
      key: "qr",
      title: t("followers.column.qr"),
      width: 90,
      grow: 1,
      sortable: true,
      cell: (row) => <Text text={qrWords(row)} />,
    },
  ];
  if (!wanted.showsLeft) return columns;
  const leftAt: Column = {
    key: "leftAt",
    title: t("followers.column.leftAt"),
    width: 132,
    sortable: true,
    descendingFirst: true,
    cell: (row) => <Time at={row.leftAt} />,
  };
  return [...columns.slice(0, 3), leftAt, ...columns.slice(3)];
}

function RemarkCell({ row, wanted }: { row: FollowerRow; wanted: Wanted }) {
  if (wanted.editing === row.id) {
    return (
      <RemarkEditor
        remark={row.remark}
        onSave={(remark) => wanted.onSaveRemark(row, remark)}
        onClose={wanted.onCloseEditor}
      />
    );
  }
  return (
    <>
      {personName(row)}
      {row.blacklisted && (
        <StopOutlined
          className={styles.blockedMark}
          role="img"
          aria-label={t("followers.blacklisted")}
          title={t("followers.blacklisted")}
        />
      )}
      {!row.following && <span className={cells.mark}>{t("followers.left")}</span>}
    </>
  );
}

function Time({ at }: { at: number | null }) {
  return at === null ? null : <time title={exactTime(at)}>{timeWords(at)}</time>;
}

function Text({ text }: { text: string }) {
  return (
    <span className={cells.text} title={text}>
      {text}
    </span>
  );
}
