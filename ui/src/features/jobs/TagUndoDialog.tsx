// Asks before the making or the renaming of a tag is taken back.

import { Button, Modal } from "antd";
import { ErrorCard } from "~/components/ErrorCard";
import type { AccountId, TagRecord } from "~/desk/contract";
import { useCommand, useTags } from "~/desk/queries";
import { t } from "~/i18n";

type Props = { account: AccountId; record: TagRecord; onClose: () => void };

export function TagUndoDialog({ account, record, onClose }: Props) {
  const rename = useCommand("rename_tag");
  const remove = useCommand("delete_tag");
  const people = useTags(account).data?.find(({ id }) => id === record.tag)?.localCount ?? 0;
  const { name, tag } = record;
  const formerName = record.kind === "renamed" ? record.formerName : null;
  const done = { onSuccess: onClose };
  const command = formerName === null ? remove : rename;
  const perform = () =>
    formerName === null
      ? remove.mutate({ account, tag }, done)
      : rename.mutate({ account, tag, name: formerName }, done);
  return (
    <Modal
      open
      width={440}
      title={
        formerName === null
          ? t("tags.deleteTitle", { name })
          : t("jobs.tagRecord.renameBack", { name, formerName })
      }
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose} disabled={command.isPending} autoFocus>
          {t(formerName === null ? "tags.keep" : "common.cancel")}
        </Button>,
        <Button
          key="perform"
          type={formerName === null ? "default" : "primary"}
          danger={formerName === null}
          loading={command.isPending}
          onClick={perform}
          data-testid="tag-undo"
        >
          {t(formerName === null ? "tags.deleteOnWechat" : "tags.renameOnWechat")}
        </Button>,
      ]}
    >
      {formerName === null && <p>{t("tags.deleteText", { count: people })}</p>}
      {formerName === null && <p>{t("tags.deleteUndo")}</p>}
      {command.error && <ErrorCard error={command.error.error} remedies={{ retry: perform }} />}
    </Modal>
  );
}
