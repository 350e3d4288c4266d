// The columns of the blacklist: who, why, since when, and who did it.

import { Button } from "antd";
import type { GridColumn } from "~/components/grid/columns";
import cells from "~/components/list/cells.module.css";
import { personName } from "~/components/personName";
import type { BlockedPerson, JobId } from "~/desk/contract";
import { t } from "~/i18n";
import { exactTime, timeWords } from "~/i18n/format";
import styles from "./BlacklistPage.module.css";

export function blacklistColumns(onShowJob: (job: JobId) => void): GridColumn<BlockedPerson>[] {
  return [
    {
      key: "remark",
      title: t("followers.column.remark"),
      width: 170,
      grow: 2,
      sortable: true,
      cell: (person) => <Name person={person} />,
    },
    {
      key: "reason",
      title: t("blacklist.column.reason"),
      width: 140,
      grow: 4,
      sortable: true,
      cell: ({ reason }) => (
        <span className={cells.text} title={reason}>
          {reason}
        </span>
      ),
    },
    {
      key: "blockedAt",
      title: t("blacklist.column.blockedAt"),
      width: 152,
      sortable: true,
      descendingFirst: true,
      cell: ({ blockedAt }) =>
        blockedAt === null ? (
          <span className={styles.unknown}>{t("blacklist.by.unknown")}</span>
        ) : (
          <time title={exactTime(blockedAt)}>{timeWords(blockedAt)}</time>
        ),
    },
    {
      key: "by",
      title: t("blacklist.column.by"),
      width: 160,
      cell: (person) => <By person={person} onShowJob={onShowJob} />,
    },
    {
      key: "openid",
      title: "OpenID",
      width: 130,
      grow: 1,
      cell: ({ row }) => (
        <span className={cells.text} title={row.openid}>
          {row.openid}
        </span>
      ),
    },
  ];
}

function Name({ person: { row, neverFollowed } }: { person: BlockedPerson }) {
  return (
    <>
      {personName(row)}
      {!row.following && (
        <span className={cells.mark}>{t(neverFollowed ? "blacklist.neverFollowed" : "followers.left")}</span>
      )}
    </>
  );
}

function By({ person: { by, job }, onShowJob }: { person: BlockedPerson; onShowJob: (job: JobId) => void }) {
  if (by === null) return null;
  return (
    <>
      {t(`blacklist.by.${by}`)}
      {job !== null && (
        <Button type="link" size="small" className={styles.job} tabIndex={-1} onClick={() => onShowJob(job)}>
          {t("blacklist.toJob")}
        </Button>
      )}
    </>
  );
}
