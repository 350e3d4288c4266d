// A few numbers, each with its name.

import type { ReactNode } from "react";
import styles from "./Figures.module.css";

export type Figure = {
  name: string;
  value: ReactNode;
  /** The one that matters. */
  strong?: boolean;
  testId?: string;
};

export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, value, strong, testId }) => (
        <div key={name} className={styles.line} data-strong={strong || undefined}>
          <dt>{name}</dt>
          <dd data-testid={testId}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
