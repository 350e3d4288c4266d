// Stands where a list has nothing: why, and the one next step.

import type { ReactNode } from "react";
import styles from "./EmptyList.module.css";

type Props = {
  testId: string;
  /** Why, for tests and styles. */
  state: string;
  title: string;
  hint?: string;
  /** The next step. */
  children: ReactNode;
};

export function EmptyList({ testId, state, title, hint, children }: Props) {
  return (
    <div className={styles.empty} data-testid={testId} data-state={state}>
      <h2>{title}</h2>
      {hint && <p>{hint}</p>}
      {children}
    </div>
  );
}
