// How far WeChat's count of a tag is from ours, in words.

import type { Tag } from "~/desk/contract";
import { t } from "~/i18n";
import styles from "./DriftWords.module.css";
import { drift } from "./tagList";

export function DriftWords({ tag }: { tag: Tag }) {
  const people = drift(tag);
  if (people === 0) return <span className={styles.same}>{t("tags.page.same")}</span>;
  return (
    <span className={styles.apart} title={t("tags.page.driftMeans")}>
      {people > 0
        ? t("tags.page.moreOnWechat", { count: people })
        : t("tags.page.fewerOnWechat", { count: -people })}
    </span>
  );
}
