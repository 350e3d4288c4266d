// Whom the list is asked for: the conditions that hold, the search, and the filter they make.

import { useMemo, useState } from "react";
import type { Filter, Tag } from "~/desk/contract";
import { nowSeconds } from "~/i18n/format";
import { buildFilter, type Condition, conditionOf } from "./conditions";

export type Finding = {
  conditions: readonly Condition[];
  search: string;
  filter: Filter;
  /** Something holds that may be why somebody is not listed. */
  narrowed: boolean;
  setConditions: (next: Condition[]) => void;
  setSearch: (text: string) => void;
  clear: () => void;
};

/**
 * `given` is a filter to begin with, `tags` those the account has, if they are known: a condition about
 * one that was deleted falls away. `onOther` is told when other people are asked for.
 */
export function useFinding(
  given: Filter | null,
  tags: readonly Tag[] | undefined,
  onOther: () => void,
): Finding {
  const [wanted, setWanted] = useState<readonly Condition[]>(given === null ? [] : [conditionOf(given)]);
  const [search, setSearch] = useState("");
  const conditions = useMemo(() => wanted.filter((one) => !isAboutDeleted(one, tags)), [wanted, tags]);
  const filter = useMemo(() => buildFilter(conditions, search, nowSeconds()), [conditions, search]);

  const setConditions = (next: Condition[]) => {
    setWanted(next);
    onOther();
  };
  const searchFor = (text: string) => {
    if (text === search) return;
    setSearch(text);
    onOther();
  };
  const clear = () => {
    setConditions([]);
    searchFor("");
  };
  const narrowed = conditions.length > 0 || search !== "";
  return { conditions, search, filter, narrowed, setConditions, setSearch: searchFor, clear };
}

function isAboutDeleted(condition: Condition, tags: readonly Tag[] | undefined): boolean {
  return condition.kind === "tag" && tags !== undefined && !tags.some(({ id }) => id === condition.tag);
}
