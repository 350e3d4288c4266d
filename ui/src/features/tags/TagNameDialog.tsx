// Names a new tag, or names one anew. Every limit is told before WeChat is asked.

import { Button, Modal } from "antd";
import { useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import { nameProblem, TAG_NAME_BYTES } from "~/components/tags/limits";
import { NameField } from "~/components/tags/NameField";
import { problemWords } from "~/components/tags/problemWords";
import type { AccountId, Tag } from "~/desk/contract";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";

type Props = {
  account: AccountId;
  tags: readonly Tag[];
  /** The tag that gets another name; null for a new tag. */
  renamed: Tag | null;
  onClose: () => void;
};

export function TagNameDialog({ account, tags, renamed, onClose }: Props) {
  const [name, setName] = useState(renamed?.name ?? "");
  const create = useCommand("create_tag");
  const rename = useCommand("rename_tag");
  const command = renamed === null ? create : rename;

  const problem = nameProblem(name, tags, renamed);
  const unchanged = renamed !== null && name.trim() === renamed.name;
  const save = () => {
    if (problem !== null || unchanged || command.isPending) return;
    const done = { onSuccess: onClose };
    if (renamed === null) create.mutate({ account, name: name.trim() }, done);
    else rename.mutate({ account, tag: renamed.id, name: name.trim() }, done);
  };
  const verb = t(renamed === null ? "tags.createOnWechat" : "tags.renameOnWechat");
  return (
    <Modal
      open
      width={400}
      title={renamed === null ? t("tags.create") : t("tags.renameTitle", { name: renamed.name })}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t("common.cancel")}
        </Button>,
        <Button
          key="save"
          type="primary"
          disabled={problem !== null || unchanged}
          loading={command.isPending}
          onClick={save}
          data-testid="tag-name-save"
        >
          {verb}
        </Button>,
      ]}
    >
      <NameField
        autoFocus
        value={name}
        limit={TAG_NAME_BYTES}
        label={t("tags.name")}
        placeholder={t("tags.namePlaceholder")}
        problem={problem === null || problem === "empty" ? null : problemWords(problem, name)}
        onChange={setName}
        onEnter={save}
        testId="tag-name"
      />
      {command.error && <ErrorCard error={command.error.error} remedies={{ retry: save }} />}
    </Modal>
  );
}
