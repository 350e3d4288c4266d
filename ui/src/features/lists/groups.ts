// The parts of a pasted list: people who follow, people who left, and what names nobody.

import type { Filter, ListGroup, ListId, PastedList } from "~/desk/contract";

export type PeopleGroup = "found" | "left";
export type Group = PeopleGroup | ListGroup;

export const groups: readonly Group[] = ["found", "left", "unknown", "repeated", "damaged"];

export function isPeople(group: Group): group is PeopleGroup {
  return group === "found" || group === "left";
}

/** The people of one part, as a question. */
export function filterOfGroup(list: ListId, group: PeopleGroup): Filter {
  return {
    kind: "allOf",
    filters: [{ kind: group === "found" ? "following" : "left" }, { kind: "inList", list }],
  };
}

/** Whether a question asks for people of this list, even by a condition that is switched off. */
export function asksForList(filter: Filter, list: ListId): boolean {
  switch (filter.kind) {
    case "allOf":
    case "anyOf":
    case "noneOf":
      return filter.filters.some((inner) => asksForList(inner, list));
    case "off":
      return asksForList(filter.filter, list);
    case "inList":
      return filter.list === list;
    default:
      return false;
  }
}

/** What is looked at first: those who can be chosen, else whatever there is. */
export function firstGroup(list: PastedList): Group {
  return groups.find((group) => list[group] > 0) ?? "found";
}
