// Tags of chosen people planned as a whole: one tag exchanged for another, or exactly these and no other.

import { Button, Modal, Segmented, Select } from "antd";
import { useId, useState } from "react";
import { ownTags, TAGS_PER_PERSON } from "~/components/tags/limits";
import type { AccountId, Change, Tag, TagId } from "~/desk/contract";
import { useSelectionTags, useTags } from "~/desk/queries";
import { t } from "~/i18n";
import { number } from "~/i18n/format";
import { peopleOf, selectionOf, type Target } from "./actions";
import styles from "./Questions.module.css";

type Props = {
  account: AccountId;
  target: Target;
  onCheck: (target: Target, change: Change) => void;
  onClose: () => void;
};

type Plan = "swap" | "exactly";

export function RetagQuestion({ account, target, onCheck, onClose }: Props) {
  const [plan, setPlan] = useState<Plan>("swap");
  const [from, setFrom] = useState<TagId | null>(null);
  const [to, setTo] = useState<TagId | null>(null);
  const [exactly, setExactly] = useState<TagId[]>([]);
  const tags = ownTags(useTags(account).data ?? []);
  const counted = useSelectionTags(account, selectionOf(target)).data;
  const carrying = new Map(counted?.tags.map(({ tag, people }) => [tag, people]));
  const carried = tags.filter(({ id }) => (carrying.get(id) ?? 0) > 0);
  const change = changeOf();
  const emptying = plan === "exactly" && exactly.length === 0;

  const check = () => {
    if (change === null) return;
    onClose();
    onCheck(target, change);
  };
  return (
    <Modal
      open
      width={440}
      mask={{ closable: false }}
      title={t("followers.retag.title", { count: peopleOf(target) })}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t("common.cancel")}
        </Button>,
        <Button
          key="check"
          type="primary"
          danger={emptying}
          disabled={change === null}
          onClick={check}
          data-testid="retag-check"
        >
          {emptying ? t("jobs.change.noTags", { count: peopleOf(target) }) : t("followers.retag.check")}
        </Button>,
      ]}
    >
      <div className={styles.plan}>
        <Segmented<Plan>
          block
          value={plan}
          onChange={setPlan}
          options={[
            { value: "swap", label: t("followers.retag.swap") },
            { value: "exactly", label: t("followers.retag.exactly") },
          ]}
        />
        {plan === "swap" ? (
          <>
            <TagField
              label={t("followers.retag.from")}
              tags={carried}
              carrying={carrying}
              value={from}
              onChange={setFrom}
              testId="retag-from"
            />
            <TagField
              label={t("followers.retag.to")}
              tags={tags.filter(({ id }) => id !== from)}
              value={to === from ? null : to}
              onChange={setTo}
              testId="retag-to"
            />
            <p className={styles.rule}>{t("followers.retag.swapRule")}</p>
          </>
        ) : (
          <>
            <TagsField tags={tags} value={exactly} onChange={setExactly} />
            <p className={styles.rule} data-warning={emptying || undefined}>
              {emptying
                ? t("followers.retag.noneRule")
                : t("followers.retag.exactlyRule", { limit: TAGS_PER_PERSON })}
            </p>
          </>
        )}
      </div>
    </Modal>
  );

  function changeOf(): Change | null {
    if (plan === "exactly") return { kind: "tagsExactly", tags: exactly, others: [] };
    if (from === null || to === null || from === to) return null;
    return { kind: "swapTag", from, to };
  }
}

type FieldProps = {
  label: string;
  tags: readonly Tag[];
  /** How many of the people carry each tag, to be shown beside its name. */
  carrying?: ReadonlyMap<TagId, number>;
  value: TagId | null;
  onChange: (tag: TagId) => void;
  testId: string;
};

function TagField({ label, tags, carrying, value, onChange, testId }: FieldProps) {
  const id = useId();
  return (
    // No label element around it: its click would come twice and close the list again.
    <div className={styles.reason}>
      <label htmlFor={id}>{label}</label>
      <Select<TagId>
        id={id}
        aria-label={label}
        showSearch
        optionFilterProp="label"
        value={value ?? undefined}
        notFoundContent={t("tags.noMatch")}
        options={tags.map((tag) => ({ value: tag.id, label: named(tag, carrying?.get(tag.id)) }))}
        onChange={onChange}
        data-testid={testId}
      />
    </div>
  );
}

type TagsFieldProps = { tags: readonly Tag[]; value: TagId[]; onChange: (tags: TagId[]) => void };

function TagsField({ tags, value, onChange }: TagsFieldProps) {
  const id = useId();
  return (
    <div className={styles.reason}>
      <label htmlFor={id}>{t("followers.retag.tags")}</label>
      <Select<TagId[]>
        id={id}
        aria-label={t("followers.retag.tags")}
        mode="multiple"
        optionFilterProp="label"
        maxCount={TAGS_PER_PERSON}
        value={value}
        notFoundContent={t("tags.noMatch")}
        options={tags.map((tag) => ({ value: tag.id, label: tag.name }))}
        onChange={onChange}
        data-testid="retag-exactly"
      />
    </div>
  );
}

/** 会员 · 1,240 */
function named({ name }: Tag, people?: number): string {
  return people === undefined ? name : `${name} · ${number(people)}`;
}
