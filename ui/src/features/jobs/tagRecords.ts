// Changes of tags themselves: in words, and whether one can be taken back now.

import type { Tag, TagRecord } from "~/desk/contract";
import { t } from "~/i18n";

/** 删除标签「会员」（1,240 人带有它）. */
export function tagRecordTitle({ kind, name, formerName, people }: TagRecord): string {
  switch (kind) {
    case "created":
      return t("jobs.tagRecord.created", { name });
    case "renamed":
      return t("jobs.tagRecord.renamed", { name, formerName: formerName ?? "" });
    case "deleted":
      return people === 0
        ? t("jobs.tagRecord.deletedEmpty", { name })
        : t("jobs.tagRecord.deleted", { name, count: people });
    case "recreated":
      return t("jobs.tagRecord.recreated", { name });
    default:
      return kind satisfies never;
  }
}

/**
 * A deletion that was not taken back yet; a tag that still is as the change left it. What made a tag
 * again was a job, and is taken back there.
 */
export function canBeTakenBack(record: TagRecord, tags: readonly Tag[]): boolean {
  const now = tags.find(({ id }) => id === record.tag);
  switch (record.kind) {
    case "deleted":
      return record.confirmed && record.job === null;
    case "created":
    case "renamed":
      return now?.name === record.name;
    case "recreated":
      return false;
    default:
      return record.kind satisfies never;
  }
}
