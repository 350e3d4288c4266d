// Where a page's list stands, with what went wrong above it and the panel of one entry beside it.

import type { ReactElement, ReactNode } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import type { AppError } from "~/desk/contract";
import styles from "./list.module.css";

type Props = {
  error: AppError | null;
  onRetry: () => void;
  /** What was asked for could not be read: rows that answer another question are not drawn. */
  unanswered: boolean;
  /** Another list than the one shown is on its way. */
  reading: boolean;
  /** A newer list than the one shown follows by itself. */
  behind?: boolean;
  /** One entry in detail; null while none is open. */
  panel: ReactElement | null;
  /** The list. */
  children: ReactNode;
};

export function ListArea({ error, onRetry, unanswered, reading, behind = false, panel, children }: Props) {
  return (
    <div className={styles.area} data-detail={panel !== null || undefined}>
      {error && (
        <div className={styles.trouble} data-alone={unanswered || undefined} data-testid="list-failed">
          <ErrorCard error={error} remedies={{ retry: onRetry }} />
        </div>
      )}
      <div
        className={styles.grid}
        data-reading={reading || undefined}
        data-behind={behind || undefined}
        aria-busy={reading}
      >
        {!unanswered && children}
      </div>
      {panel !== null && <div className={styles.panel}>{panel}</div>}
    </div>
  );
}
