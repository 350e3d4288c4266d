// A screen that stands alone in the window: first start, connecting, unlocking.

import type { ReactNode } from "react";
import { t } from "~/i18n";
import styles from "./Standing.module.css";

type Props = {
  title: string;
  /** Centred in the window for short screens; at the top for forms that grow. */
  place?: "middle" | "top";
  width?: "narrow" | "wide";
  testId?: string;
  children: ReactNode;
};

export function Standing({ title, place = "middle", width = "narrow", testId, children }: Props) {
  return (
    <main className={styles.screen} data-place={place} data-testid={testId}>
      <div className={styles.column} data-width={width}>
        <p className={styles.product}>
          <span className={styles.mark} aria-hidden />
          {t("common.appName")}
        </p>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
