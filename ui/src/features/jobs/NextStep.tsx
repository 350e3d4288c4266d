// What tagging was for: the way to it in WeChat's console, with the tag's name to copy.

import { CopyButton } from "~/components/CopyButton";
import type { Change, JobSummary, TagId } from "~/desk/contract";
import { t } from "~/i18n";
import styles from "./jobs.module.css";

export function NextStep({ job }: { job: JobSummary }) {
  const [tag] = given(job.change);
  if (tag === undefined || job.done + job.skipped === 0) return null;
  const name = job.tagNames[tag] ?? String(tag);
  return (
    <p className={styles.next} data-testid="next-step">
      <span>{t("jobs.nextStep", { name })}</span>
      <CopyButton text={name} label={t("jobs.copyTagName")} />
    </p>
  );
}

/** Tags that people carry after the change. */
function given(change: Change): TagId[] {
  switch (change.kind) {
    case "tags":
      return change.add;
    case "tagsExactly":
      return change.tags;
    case "swapTag":
      return [change.to];
    default:
      return [];
  }
}
