// What is asked before people are changed: which tags, which remark, why they are blocked.

import { App, Button, Input, Modal } from "antd";
import { useEffect, useId, useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import { onEnter } from "~/components/enter";
import { plainName } from "~/components/personName";
import type { Purpose, TagChange } from "~/components/tags/picking";
import { TagPicker } from "~/components/tags/TagPicker";
import type { AccountId, Change } from "~/desk/contract";
import { useHost } from "~/desk/host";
import { useSelectionTags, useTags } from "~/desk/queries";
import { t } from "~/i18n";
import { type Question, selectionOf, type Target } from "./actions";
import styles from "./Questions.module.css";
import { RemarkQuestion } from "./RemarkQuestion";
import { RetagQuestion } from "./RetagQuestion";
import type { ChangeOne } from "./useOneChange";

/** Characters of a reason, which stays on this computer. */
const LONGEST_REASON = 200;

type Props = {
  account: AccountId;
  question: Question;
  /** One person's tags change at once; everything else is checked and shown first. */
  onChangeOne: ChangeOne;
  onCheck: (target: Target, change: Change) => void;
  onClose: () => void;
  /** The list these people were chosen in is gone from memory. */
  onExpired: () => void;
};

export function QuestionDialog({ question, ...props }: Props) {
  const { target } = question;
  switch (question.kind) {
    case "tag":
    case "untag":
      return (
        <TagQuestion {...props} target={target} purpose={question.kind === "tag" ? "change" : "remove"} />
      );
    case "retag":
      return <RetagQuestion {...props} target={target} />;
    case "remark":
      return <RemarkQuestion {...props} target={target} />;
    case "block":
      return <BlockQuestion {...props} target={target} />;
    default:
      return question.kind satisfies never;
  }
}

type Asked = Omit<Props, "question"> & { target: Target };

function TagQuestion({ account, target, purpose, ...props }: Asked & { purpose: Purpose }) {
  const host = useHost();
  const { message } = App.useApp();
  const tags = useTags(account);
  const counted = useSelectionTags(account, selectionOf(target));
  const carried = counted.data
    ? {
        people: counted.data.people,
        counts: new Map(counted.data.tags.map(({ tag, people }) => [tag, people])),
      }
    : null;
  const { onExpired } = props;
  const expired = counted.error?.error.code === "resultSetExpired";
  useEffect(() => {
    if (expired) onExpired();
  }, [expired, onExpired]);
  const done = async ({ add, remove }: TagChange) => {
    const change: Change = { kind: "tags", add, remove };
    props.onClose();
    if (target.kind === "chosen") return props.onCheck(target, change);
    const failure = await props.onChangeOne(target.row, change);
    if (failure !== null) void message.error(failure);
  };
  return (
    <Modal
      open
      width={400}
      footer={null}
      title={tagTitle(target, purpose)}
      mask={{ closable: false }}
      onCancel={props.onClose}
    >
      {counted.error && !expired && (
        <ErrorCard error={counted.error.error} remedies={{ retry: () => void counted.refetch() }} />
      )}
      <TagPicker
        tags={tags.data ?? []}
        carried={carried}
        purpose={purpose}
        onCreate={async (name) => (await host.call("create_tag", { account, name })).id}
        onDone={(change) => void done(change)}
        onCancel={props.onClose}
      />
    </Modal>
  );
}

function tagTitle(target: Target, purpose: Purpose): string {
  if (target.kind === "one") return t("followers.tagging.one", { name: plainName(target.row) });
  return t(purpose === "change" ? "followers.tagging.many" : "followers.tagging.untag", {
    count: target.people,
  });
}

function BlockQuestion({ target, onCheck, onClose }: Asked) {
  const field = useId();
  const [reason, setReason] = useState("");
  const check = () => {
    onClose();
    onCheck(target, { kind: "block", reason: reason.trim() });
  };
  const title =
    target.kind === "one"
      ? t("followers.block.titleOne", { name: plainName(target.row) })
      : t("followers.block.title", { count: target.people });
  return (
    <Modal
      open
      width={440}
      mask={{ closable: false }}
      title={title}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t("common.cancel")}
        </Button>,
        <Button key="check" type="primary" onClick={check} data-testid="block-check">
          {t("followers.block.check")}
        </Button>,
      ]}
    >
      <label className={styles.reason} htmlFor={field}>
        {t("followers.block.label")}
        <Input
          id={field}
          autoFocus
          value={reason}
          maxLength={LONGEST_REASON}
          placeholder={t("followers.block.placeholder")}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={onEnter(check)}
          data-testid="block-reason"
        />
      </label>
    </Modal>
  );
}
