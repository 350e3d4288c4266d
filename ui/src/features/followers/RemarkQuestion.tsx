// Which remark chosen people get: the same for all, or everybody's own from a pattern, seen before it is previewed.

import { Button, Input, type InputRef, Modal } from "antd";
import { useDeferredValue, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { ErrorCard } from "~/components/ErrorCard";
import { onEnter } from "~/components/enter";
import { isPattern, PLACEHOLDERS, patternOf, placeholderWords } from "~/components/remarkPattern";
import { byteLength, REMARK_BYTES } from "~/components/tags/limits";
import type { AccountId, Change, RemarkSample } from "~/desk/contract";
import { useRemarkSamples } from "~/desk/queries";
import { t } from "~/i18n";
import { peopleOf, selectionOf, type Target } from "./actions";
import styles from "./Questions.module.css";

/** Characters of a pattern that the core takes. */
const LONGEST_PATTERN = 200;

type Props = {
  account: AccountId;
  target: Target;
  onCheck: (target: Target, change: Change) => void;
  onClose: () => void;
};

export function RemarkQuestion({ account, target, onCheck, onClose }: Props) {
  const about = useId();
  const field = useRef<InputRef>(null);
  const [typed, setTyped] = useState("");
  const people = peopleOf(target);
  const pattern = patternOf(typed.trim());
  const own = isPattern(pattern);
  const bytes = byteLength(pattern);
  const problem = problemOf(pattern);
  const check = () => {
    if (problem) return;
    onClose();
    onCheck(target, own ? { kind: "remarkPattern", pattern } : { kind: "remark", remark: pattern });
  };
  const insert = (words: string) => {
    const input = field.current?.input;
    const start = input?.selectionStart ?? typed.length;
    const end = input?.selectionEnd ?? typed.length;
    // The text has to be there before the caret can stand in it.
    flushSync(() => setTyped(typed.slice(0, start) + words + typed.slice(end)));
    const caret = start + words.length;
    field.current?.focus();
    field.current?.setSelectionRange(caret, caret);
  };
  return (
    <Modal
      open
      width={480}
      mask={{ closable: false }}
      title={t("followers.remark.title", { count: people })}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t("common.cancel")}
        </Button>,
        <Button
          key="check"
          type="primary"
          disabled={problem !== null}
          onClick={check}
          data-testid="remark-check"
        >
          {t("followers.remark.check")}
        </Button>,
      ]}
    >
      <Input
        ref={field}
        autoFocus
        value={typed}
        aria-label={t("followers.remark.label")}
        aria-describedby={about}
        aria-invalid={problem !== null}
        status={problem ? "error" : undefined}
        placeholder={t("followers.remark.placeholder")}
        suffix={own ? <span /> : <span className={styles.count}>{`${bytes}/${REMARK_BYTES}`}</span>}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onEnter(check)}
        data-testid="bulk-remark-input"
      />
      <p id={about} className={styles.problem} role={problem ? "alert" : undefined}>
        {problem}
      </p>
      <div className={styles.placeholders}>
        <span>{t("followers.remark.insert")}</span>
        {PLACEHOLDERS.map((placeholder) => (
          <Button
            key={placeholder}
            size="small"
            onClick={() => insert(placeholderWords(placeholder))}
            data-testid={`remark-insert-${placeholder}`}
          >
            {t(`followers.remark.placeholders.${placeholder}`)}
          </Button>
        ))}
      </div>
      {own && !problem && <Samples account={account} target={target} pattern={pattern} />}
      {people > 1 && <p className={styles.rule}>{t("followers.remark.slow")}</p>}
    </Modal>
  );
}

/** Why it cannot be handed in. Counted as the core reads it: its placeholders are longer than ours or shorter. */
function problemOf(pattern: string): string | null {
  if (!isPattern(pattern)) {
    return byteLength(pattern) > REMARK_BYTES ? t("followers.remark.tooLong", { limit: REMARK_BYTES }) : null;
  }
  const excess = [...pattern].length - LONGEST_PATTERN;
  return excess > 0 ? t("followers.remark.patternTooLong", { count: excess }) : null;
}

type SamplesProps = { account: AccountId; target: Target; pattern: string };

/** The first people's remarks, as they are and as they would be. */
function Samples({ account, target, pattern }: SamplesProps) {
  const samples = useRemarkSamples(account, selectionOf(target), useDeferredValue(pattern));
  if (samples.error) return <ErrorCard error={samples.error.error} remedies={{}} />;
  return (
    <>
      <p className={styles.rule}>{t("followers.remark.samples")}</p>
      <ul className={styles.samples} aria-busy={samples.isPending} data-testid="remark-samples">
        {(samples.data ?? []).map((sample) => (
          <li key={sample.id}>
            <span className={styles.before}>{sample.before || t("followers.remark.none")}</span>
            <span aria-hidden>→</span>
            <After sample={sample} />
          </li>
        ))}
      </ul>
      <p className={styles.rule}>{t("followers.remark.patternRule", { limit: REMARK_BYTES })}</p>
    </>
  );
}

function After({ sample: { after } }: { sample: RemarkSample }) {
  if (after === null) return <span className={styles.problem}>{t("jobs.reason.beforeUnknown")}</span>;
  if (byteLength(after) <= REMARK_BYTES) return <span>{after || t("followers.remark.none")}</span>;
  return (
    <span className={styles.problem}>
      {t("followers.remark.sampleTooLong", { remark: after, bytes: byteLength(after) })}
    </span>
  );
}
