// What tagging was for: the way to it in WeChat's console, with the tag's name to copy.

import { CopyButton } from "~/components/CopyButton";
import type { JobSummary } from "~/desk/contract";
import { t } from "~/i18n";
import styles from "./jobs.module.css";

export function NextStep({ job }: { job: JobSummary }) {
  const [tag] = job.change.kind === "tags" ? job.change.add : [];
  if (tag === undefined || job.done + job.skipped === 0) return null;
  const name = job.tagNames[tag] ?? String(tag);
  return (
    <p className={styles.next} data-testid="next-step">
      <span>{t("jobs.nextStep", { name })}</span>
      <CopyButton text={name} label={t("jobs.copyTagName")} />
    </p>
  );
}
