// One field of an account's form: label, control, and a line that holds the hint or the problem.

import { Form } from "antd";
import type { ReactNode } from "react";
import { t } from "~/i18n";
import styles from "./accounts.module.css";
import type { Problem } from "./rules";

type Props = { id: string; label: string; hint: string; problem: Problem | null; children: ReactNode };

/** The hint's line becomes the problem's, so that nothing below moves. */
export function FieldRow({ id, label, hint, problem, children }: Props) {
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      validateStatus={problem ? "error" : undefined}
      className={styles.row}
    >
      {children}
      <p id={`${id}-help`} className={styles.hint} data-problem={problem ?? undefined}>
        {problem ? t(`errors.fields.${problem}`) : hint}
      </p>
    </Form.Item>
  );
}
