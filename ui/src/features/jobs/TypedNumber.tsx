// A change of very many people is begun only by somebody who has seen how many they are.

import { Input } from "antd";
import { useId } from "react";
import { t } from "~/i18n";
import styles from "./jobs.module.css";

type Props = {
  /** How many people would change. */
  people: number;
  value: string;
  onChange: (value: string) => void;
};

export function TypedNumber({ people, value, onChange }: Props) {
  const id = useId();
  return (
    <div className={styles.lines}>
      <label htmlFor={id}>{t("jobs.typed.label", { count: people })}</label>
      <Input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        value={value}
        onChange={({ target }) => onChange(target.value)}
        data-testid="typed-number"
      />
    </div>
  );
}

/** Whether this is the number, written in any usual way: 4988, 4,988 or ４９８８. */
export function isTyped(value: string, people: number): boolean {
  return value.normalize("NFKC").replace(/[\s,]/g, "") === String(people);
}
