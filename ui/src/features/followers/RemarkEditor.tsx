// A remark, edited in its cell: Enter saves on WeChat, Esc leaves it as it was.

import { LoadingOutlined } from "@ant-design/icons";
import { Tooltip } from "antd";
import { type KeyboardEvent, useRef, useState } from "react";
import { byteLength, REMARK_BYTES } from "~/components/tags/limits";
import { t } from "~/i18n";
import styles from "./RemarkEditor.module.css";

type Props = {
  remark: string;
  /** Resolves to null when it is saved, otherwise to what went wrong, in words. */
  onSave: (remark: string) => Promise<string | null>;
  /** `focus` when the keyboard should go back to the list. */
  onClose: (focus: boolean) => void;
};

export function RemarkEditor({ remark, onSave, onClose }: Props) {
  const [text, setText] = useState(remark);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const closed = useRef(false);
  const bytes = byteLength(text.trim());
  const tooLong = bytes > REMARK_BYTES;

  const close = (focus: boolean) => {
    if (closed.current) return;
    closed.current = true;
    onClose(focus);
  };
  const save = async (focus: boolean) => {
    if (saving || closed.current) return;
    if (text.trim() === remark) return close(focus);
    if (tooLong) return setProblem(t("followers.remark.tooLong", { limit: REMARK_BYTES }));
    setSaving(true);
    const failure = await onSave(text.trim());
    setSaving(false);
    if (failure === null) close(focus);
    else setProblem(failure);
  };
  const pressed = (event: KeyboardEvent) => {
    // Enter and Esc belong to the input method while it composes.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") void save(true);
    if (event.key === "Escape") close(true);
    if (event.key === "Enter" || event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return (
    <Tooltip open={problem !== null} title={problem} color="var(--danger)" placement="bottomLeft">
      <span className={styles.editor} data-wrong={tooLong || problem !== null || undefined}>
        <input
          // biome-ignore lint/a11y/noAutofocus: the operator asked to type here
          autoFocus
          className={styles.input}
          value={text}
          readOnly={saving}
          aria-label={t("followers.remark.edit")}
          aria-invalid={tooLong}
          data-testid="remark-input"
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setText(event.target.value);
            setProblem(null);
          }}
          onKeyDown={pressed}
          onBlur={() => (tooLong ? close(false) : void save(false))}
        />
        <span className={styles.count} title={t("tags.bytesHint")}>
          {saving ? <LoadingOutlined /> : `${bytes}/${REMARK_BYTES}`}
        </span>
      </span>
    </Tooltip>
  );
}
