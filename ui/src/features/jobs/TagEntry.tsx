// One change of a tag itself in the list: made, renamed, deleted, made again; and its way back.

import { TagOutlined } from "@ant-design/icons";
import { ActionButton } from "~/components/ActionButton";
import type { Action } from "~/components/action";
import { useActionMenu } from "~/components/useActionMenu";
import type { AccountId, Tag, TagRecord } from "~/desk/contract";
import { useTags } from "~/desk/queries";
import { t } from "~/i18n";
import { exactTime, timeWords } from "~/i18n/format";
import styles from "./ActivityPage.module.css";
import { canBeTakenBack, tagRecordTitle } from "./tagRecords";

type Props = { account: AccountId; record: TagRecord; onUndo: (record: TagRecord) => void };

export function TagEntry({ account, record, onUndo }: Props) {
  const tags: readonly Tag[] = useTags(account).data ?? [];
  const title = tagRecordTitle(record);
  const undo: Action = {
    name: "jobs.undoTag",
    label: t(record.kind === "deleted" ? "jobs.restore.action" : "jobs.undo.action"),
    impossible: null,
    perform: () => onUndo(record),
  };
  const actions = canBeTakenBack(record, tags) ? [undo] : [];
  const { listeners, menu } = useActionMenu(actions);
  return (
    <article data-testid={`tag-record-${record.id}`} {...listeners}>
      <div className={styles.head}>
        <TagOutlined className={styles.icon} aria-hidden />
        <span className={styles.title}>{title}</span>
        <time className={styles.time} title={exactTime(record.at)}>
          {timeWords(record.at)}
        </time>
        <div className={styles.summary}>
          <span>{t(record.by === "us" ? "jobs.activity.byUs" : "jobs.tagRecord.elsewhere")}</span>
          {record.kind === "recreated" && <span>{t("jobs.tagRecord.number", { id: record.tag })}</span>}
          {!record.confirmed && <span>{t("jobs.tagRecord.unconfirmed")}</span>}
          {record.kind === "deleted" && record.job !== null && <span>{t("jobs.restore.was")}</span>}
          {actions.map((action) => (
            <ActionButton
              key={action.name}
              action={action}
              type="link"
              size="small"
              testId={`undo-tag-${record.id}`}
            />
          ))}
        </div>
      </div>
      {menu}
    </article>
  );
}
