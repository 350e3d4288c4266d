// Asks before a tag is deleted on WeChat, or explains why it cannot be deleted yet.

import { Button, Modal } from "antd";
import { ErrorCard } from "~/components/ErrorCard";
import { PEOPLE_OF_DELETABLE_TAG } from "~/components/tags/limits";
import type { AccountId, Tag } from "~/desk/contract";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";

type Props = {
  account: AccountId;
  tag: Tag;
  onClose: () => void;
  /** Shows who carries the tag, so that it can be taken off. */
  onShowPeople: () => void;
};

export function DeleteTagDialog({ account, tag, onClose, onShowPeople }: Props) {
  const remove = useCommand("delete_tag");
  const people = Math.max(tag.wechatCount, tag.localCount);
  const tooLarge = people > PEOPLE_OF_DELETABLE_TAG;
  const perform = () => remove.mutate({ account, tag: tag.id }, { onSuccess: onClose });
  return (
    <Modal
      open
      width={440}
      title={t(tooLarge ? "tags.tooLargeTitle" : "tags.deleteTitle", { name: tag.name })}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose} disabled={remove.isPending} autoFocus>
          {t(tooLarge ? "common.close" : "tags.keep")}
        </Button>,
        tooLarge ? (
          <Button key="show" type="primary" onClick={onShowPeople}>
            {t("tags.showPeople", { count: people })}
          </Button>
        ) : (
          <Button key="delete" danger loading={remove.isPending} onClick={perform} data-testid="tag-delete">
            {t("tags.deleteOnWechat")}
          </Button>
        ),
      ]}
    >
      <p>
        {tooLarge
          ? t("tags.tooLargeText", { people, limit: PEOPLE_OF_DELETABLE_TAG })
          : t("tags.deleteText", { count: people })}
      </p>
      {!tooLarge && <p>{t("tags.deleteUndo")}</p>}
      {remove.error && <ErrorCard error={remove.error.error} remedies={{ retry: perform }} />}
    </Modal>
  );
}
