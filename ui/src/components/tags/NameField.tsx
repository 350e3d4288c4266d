// A short text with its length counted as WeChat counts it, while somebody types.

import { Input, type InputRef } from "antd";
import { type KeyboardEvent, type Ref, useId } from "react";
import { t } from "~/i18n";
import { byteLength } from "./limits";
import styles from "./NameField.module.css";

type Props = {
  value: string;
  limit: number;
  label: string;
  placeholder?: string;
  /** What is wrong, in words; null when nothing is. */
  problem: string | null;
  disabled?: boolean;
  autoFocus?: boolean;
  onChange: (value: string) => void;
  /** Enter, when it does not belong to an input method. */
  onEnter?: () => void;
  onEscape?: () => void;
  onBlur?: () => void;
  testId?: string;
  ref?: Ref<InputRef>;
};

export function NameField({ value, limit, label, problem, ...rest }: Props) {
  const id = useId();
  const bytes = byteLength(value.trim());
  const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") {
      event.preventDefault();
      rest.onEnter?.();
    }
    if (event.key === "Escape" && rest.onEscape) {
      event.preventDefault();
      event.stopPropagation();
      rest.onEscape();
    }
  };
  return (
    <div className={styles.field}>
      <Input
        ref={rest.ref}
        value={value}
        aria-label={label}
        aria-describedby={id}
        aria-invalid={problem !== null}
        placeholder={rest.placeholder}
        disabled={rest.disabled}
        autoFocus={rest.autoFocus}
        status={problem === null ? undefined : "error"}
        data-testid={rest.testId}
        onChange={(event) => rest.onChange(event.target.value)}
        onKeyDown={pressed}
        onBlur={rest.onBlur}
        suffix={
          <span className={bytes > limit ? styles.over : styles.count} title={t("tags.bytesHint")}>
            {bytes}/{limit}
          </span>
        }
      />
      <p id={id} className={styles.problem} role={problem ? "alert" : undefined}>
        {problem ?? ""}
      </p>
    </div>
  );
}
