// The mark of an account's health: told by its shape as well as its colour, with words for all who listen.

import { CheckCircleFilled, ClockCircleFilled, ExclamationCircleFilled } from "@ant-design/icons";
import styles from "./HealthMark.module.css";
import type { Health } from "./health";

const marks = {
  well: CheckCircleFilled,
  old: ClockCircleFilled,
  trouble: ExclamationCircleFilled,
} as const;

export function HealthMark({ health }: { health: Health }) {
  const Mark = marks[health.tone];
  return <Mark className={styles.mark} data-tone={health.tone} aria-hidden />;
}

/** Seen only where something is to be done: 正常 beside every account would hide the one that is not. */
export function HealthWords({ health }: { health: Health }) {
  return (
    <span className={health.tone === "well" ? "unseen" : styles.words} data-tone={health.tone}>
      {health.words}
    </span>
  );
}
