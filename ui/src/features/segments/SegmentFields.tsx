// What a segment is called: name, colour, note. All of it stays on this computer.

import { Input } from "antd";
import { useId } from "react";
import { onEnter } from "~/components/enter";
import { HuePicker } from "~/components/tags/HuePicker";
import { t } from "~/i18n";
import styles from "./segments.module.css";

/** Characters of a segment's name and note. */
export const LONGEST_NAME = 60;
const LONGEST_NOTE = 200;

export type Called = { name: string; hue: number | null; note: string };

type Props = {
  called: Called;
  /** The colour it has if none is chosen. */
  usualHue: number;
  onChange: (called: Called) => void;
  onEnter: () => void;
};

export function nameProblem({ name }: Called): string | null {
  if (name.trim() === "") return t("segments.nameEmpty");
  return lengthOf(name.trim()) > LONGEST_NAME ? t("segments.nameTooLong", { limit: LONGEST_NAME }) : null;
}

export function SegmentFields({ called, usualHue, onChange, onEnter: enter }: Props) {
  const id = useId();
  const problem = nameProblem(called);
  return (
    <div className={styles.fields}>
      <label className={styles.field} htmlFor={`${id}-name`}>
        {t("segments.name")}
        <Input
          id={`${id}-name`}
          autoFocus
          value={called.name}
          placeholder={t("segments.namePlaceholder")}
          status={problem && called.name !== "" ? "error" : undefined}
          onChange={({ target }) => onChange({ ...called, name: target.value })}
          onKeyDown={onEnter(enter)}
          data-testid="segment-name"
        />
        {problem && called.name !== "" && (
          <span className={styles.problem} role="alert">
            {problem}
          </span>
        )}
      </label>
      <label className={styles.field} htmlFor={`${id}-note`}>
        {t("segments.note")}
        <Input
          id={`${id}-note`}
          value={called.note}
          placeholder={t("segments.notePlaceholder")}
          count={{ max: LONGEST_NOTE, strategy: lengthOf, exceedFormatter: cut }}
          onChange={({ target }) => onChange({ ...called, note: target.value })}
          data-testid="segment-note"
        />
      </label>
      <HuePicker
        chosen={called.hue}
        usual={usualHue}
        disabled={false}
        onChoose={(hue) => onChange({ ...called, hue })}
      />
    </div>
  );
}

const lengthOf = (text: string) => [...text].length;
const cut = (text: string, { max }: { max: number }) => [...text].slice(0, max).join("");
