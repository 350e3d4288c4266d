// One tag beside the list: its counts, what can be done with it, and what is kept of it on this computer only.

import { LockOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { ActionButton } from "~/components/ActionButton";
import { ErrorCard } from "~/components/ErrorCard";
import { Figures } from "~/components/Figures";
import { SidePanel } from "~/components/list/SidePanel";
import { HuePicker } from "~/components/tags/HuePicker";
import { TagChip } from "~/components/tags/TagChip";
import type { AccountId, Tag } from "~/desk/contract";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import { number } from "~/i18n/format";
import { hueCount } from "~/theme/hue";
import { DriftWords } from "./DriftWords";
import styles from "./TagPanel.module.css";
import { type TagDoing, tagActions } from "./tagActions";

/** Characters of a note. */
export const LONGEST_NOTE = 200;

type Props = { account: AccountId; tag: Tag; doing: TagDoing; onClose: () => void };

export function TagPanel({ account, tag, doing, onClose }: Props) {
  const { people, rename, copy, remove } = tagActions(tag, doing);
  return (
    <SidePanel
      label={t("tags.page.detail", { name: tag.name })}
      title={
        <span className={styles.name}>
          <TagChip id={tag.id} name={tag.name} />
        </span>
      }
      testId="tag-panel"
      closeTestId="tag-panel-close"
      onClose={onClose}
    >
      {tag.system && (
        <p className={styles.system}>
          <LockOutlined aria-hidden /> {t("tags.system")}
        </p>
      )}
      <Figures
        figures={[
          { name: t("tags.page.here"), value: number(tag.localCount) },
          { name: t("tags.page.onWechat"), value: number(tag.wechatCount) },
          { name: t("tags.page.drift"), value: <DriftWords tag={tag} /> },
        ]}
      />
      <div className={styles.actions}>
        <ActionButton action={people} type="primary" testId="tag-people" />
        <ActionButton action={rename} testId="tag-rename" />
        <ActionButton action={copy} iconOnly testId="tag-copy" />
      </div>
      <Label key={tag.id} account={account} tag={tag} />
      {!tag.system && (
        <div className={styles.last}>
          <ActionButton action={remove} type="text" testId="tag-remove" />
        </div>
      )}
    </SidePanel>
  );
}

/** Colour and note: kept at once, and never sent anywhere. */
function Label({ account, tag }: { account: AccountId; tag: Tag }) {
  const field = useId();
  const label = useCommand("label_tag");
  const [note, setNote] = useState(tag.note);
  const hue = label.isPending ? label.variables.hue : tag.hue;
  const unsaved = note.trim() !== tag.note;
  const keep = (changes: Partial<Pick<Tag, "hue" | "note">>) =>
    label.mutate({ account, tag: tag.id, hue: tag.hue, note: tag.note, ...changes });
  const keepNote = () => unsaved && keep({ note: note.trim() });
  return (
    <section className={styles.label} aria-label={t("tags.label.title")}>
      <h3>{t("tags.label.title")}</h3>
      <HuePicker
        chosen={hue}
        usual={tag.id % hueCount}
        disabled={label.isPending}
        onChoose={(chosen) => keep({ hue: chosen })}
      />
      <label className={styles.note} htmlFor={field}>
        {t("tags.label.note")}
        <Input.TextArea
          id={field}
          value={note}
          autoSize={{ minRows: 3, maxRows: 8 }}
          placeholder={t("tags.label.notePlaceholder")}
          count={{ max: LONGEST_NOTE, show: true, strategy: lengthOf, exceedFormatter: cut }}
          onChange={(event) => setNote(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keepNote();
            if (event.key === "Escape" && unsaved) {
              event.stopPropagation();
              setNote(tag.note);
            }
          }}
          data-testid="tag-note"
        />
      </label>
      <div className={styles.save} data-unsaved={unsaved || undefined}>
        <Button
          size="small"
          disabled={!unsaved}
          loading={label.isPending}
          onClick={keepNote}
          data-testid="tag-note-save"
        >
          {t("tags.label.save")}
        </Button>
      </div>
      {label.error && (
        <ErrorCard error={label.error.error} remedies={{ retry: () => label.mutate(label.variables) }} />
      )}
    </section>
  );
}

const lengthOf = (text: string) => [...text].length;
const cut = (text: string, { max }: { max: number }) => [...text].slice(0, max).join("");
