// The columns of the follower list.

import { StopOutlined } from "@ant-design/icons";
import type { GridColumn } from "~/components/grid/columns";
import cells from "~/components/list/cells.module.css";
import { personName } from "~/components/personName";
import { TagChips } from "~/components/tags/TagChips";
import { languageWords, qrWords, sourceWords } from "~/components/valueWords";
import type { FollowerId, FollowerRow, TagId } from "~/desk/contract";
import { t } from "~/i18n";
import { exactTime, timeWords } from "~/i18n/format";
import styles from "./FollowersPage.module.css";
import { RemarkEditor } from "./RemarkEditor";
import type { ColumnKey, ColumnView } from "./view";

type Column = GridColumn<FollowerRow> & { readonly key: ColumnKey };

type Wanted = {
  nameOf: (tag: TagId) => string;
  /** Which of them, in this order. */
  drawn: readonly ColumnView[];
  /** Whose remark is being edited. */
  editing: FollowerId | null;
  onSaveRemark: (row: FollowerRow, remark: string) => Promise<string | null>;
  onCloseEditor: (focus: boolean) => void;
};

export function followerColumns(wanted: Wanted): Column[] {
  const all = allColumns(wanted);
  return wanted.drawn.flatMap(({ key, pinned }) =>
    all.filter((column) => column.key === key).map((column) => ({ ...column, pinned })),
  );
}

// The usual ones together with the box are as wide as the list beside an open panel at 1366 px, so that
// nothing scrolls sideways.
function allColumns(wanted: Wanted): Column[] {
  return [
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
      cell: (row, width) => <TagChips tags={row.tags} nameOf={wanted.nameOf} space={width - 24} inGrid />,
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
      key: "leftAt",
      title: t("followers.column.leftAt"),
      width: 132,
      sortable: true,
      descendingFirst: true,
      cell: (row) => <Time at={row.leftAt} />,
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
    {
      key: "language",
      title: t("followers.export.language"),
      width: 108,
      cell: ({ language }) => <Text text={languageWords(language)} />,
    },
    {
      key: "openid",
      title: t("followers.export.openid"),
      width: 262,
      sortable: true,
      cell: ({ openid }) => <Text text={openid} />,
    },
    {
      key: "unionid",
      title: t("followers.export.unionid"),
      width: 262,
      cell: ({ unionid }) => <Text text={unionid ?? ""} />,
    },
  ];
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

/** What a cell says, as plain text for a spreadsheet. */
export function cellText(row: FollowerRow, key: ColumnKey, nameOf: (tag: TagId) => string): string {
  switch (key) {
    case "remark":
      return row.remark;
    case "tagCount":
      return row.tags.map(nameOf).join("、");
    case "followedAt":
    case "leftAt":
      return row[key] === null ? "" : exactTime(row[key]);
    case "source":
      return sourceWords(row.source);
    case "qr":
      return qrWords(row);
    case "language":
      return languageWords(row.language);
    case "openid":
      return row.openid;
    case "unionid":
      return row.unionid ?? "";
    default:
      return key satisfies never;
  }
}

export function columnTitle(key: ColumnKey): string {
  switch (key) {
    case "tagCount":
      return t("followers.column.tags");
    case "language":
    case "openid":
    case "unionid":
      return t(`followers.export.${key}`);
    default:
      return t(`followers.column.${key}`);
  }
}
