// Asks before a segment is forgotten. Its people are not touched.

import { Button, Modal } from "antd";
import { ErrorCard } from "~/components/ErrorCard";
import type { AccountId, Segment } from "~/desk/contract";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";

type Props = { account: AccountId; segment: Segment; onClose: () => void };

export function DeleteSegmentDialog({ account, segment, onClose }: Props) {
  const remove = useCommand("delete_segment");
  const perform = () => remove.mutate({ account, id: segment.id }, { onSuccess: onClose });
  return (
    <Modal
      open
      width={440}
      title={t("segments.deleteTitle", { name: segment.name })}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="keep" onClick={onClose} disabled={remove.isPending} autoFocus>
          {t("segments.stay")}
        </Button>,
        <Button key="delete" danger loading={remove.isPending} onClick={perform} data-testid="segment-delete">
          {t("segments.deleteHere")}
        </Button>,
      ]}
    >
      <p>{t("segments.deleteText")}</p>
      {remove.error && <ErrorCard error={remove.error.error} remedies={{ retry: perform }} />}
    </Modal>
  );
}
