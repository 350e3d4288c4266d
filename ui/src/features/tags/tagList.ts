// Which tags the page lists, in which order, and how far our count is from WeChat's.

import type { GridSort } from "~/components/grid/sort";
import type { Tag } from "~/desk/contract";
import { currentLanguage } from "~/i18n";

export type TagSortKey = "name" | "localCount" | "wechatCount" | "drift";
export type TagSort = GridSort<TagSortKey>;

const sortKeys: readonly TagSortKey[] = ["name", "localCount", "wechatCount", "drift"];

/** The largest first. */
export const usualTagSort: TagSort[] = [{ key: "localCount", descending: true }];

/** What the grid asks for, if it is something tags can be sorted by. */
export function asTagSort({ key, descending }: GridSort): TagSort[] {
  const known = sortKeys.find((one) => one === key);
  return known === undefined ? [] : [{ key: known, descending }];
}

/** How many people more (or fewer) the tag has on WeChat than here. */
export function drift({ wechatCount, localCount }: Tag): number {
  return wechatCount - localCount;
}

/** Tags whose name or note holds the search, in this order; of equal rank as WeChat lists them. */
export function listedTags(tags: readonly Tag[], search: string, sort: readonly TagSort[]): Tag[] {
  const wanted = search.trim().toLocaleLowerCase();
  const holds = (text: string) => text.toLocaleLowerCase().includes(wanted);
  const words = new Intl.Collator(currentLanguage(), { numeric: true });
  const compare = (key: TagSortKey, one: Tag, other: Tag): number => {
    switch (key) {
      case "name":
        return words.compare(one.name, other.name);
      case "localCount":
        return one.localCount - other.localCount;
      case "wechatCount":
        return one.wechatCount - other.wechatCount;
      case "drift":
        return Math.abs(drift(one)) - Math.abs(drift(other));
      default:
        return key satisfies never;
    }
  };
  return tags
    .filter(({ name, note }) => wanted === "" || holds(name) || holds(note))
    .sort((one, other) => {
      for (const { key, descending } of sort) {
        const order = compare(key, one, other);
        if (order !== 0) return descending ? -order : order;
      }
      return 0;
    });
}
