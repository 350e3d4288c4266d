// Whom the list is asked for: the conditions that hold, the search, and the filter they make.

import { useMemo, useRef, useState } from "react";
import type { Filter, Tag, TagId } from "~/desk/contract";
import {
  buildFilter,
  everyFollower,
  isNarrowed,
  type Question,
  questionBuilt,
  questionOf,
} from "./conditions";

export type Finding = {
  question: Question;
  search: string;
  filter: Filter;
  /** Something holds that may be why somebody is not listed. */
  narrowed: boolean;
  ask: (question: Question) => void;
  /** Asks for the people of a whole filter; the search is part of it already. False if they are asked for now. */
  askFor: (filter: Filter) => boolean;
  setSearch: (text: string) => void;
  clear: () => void;
};

/**
 * `given` is a filter to begin with. `onOther` is told when other people are asked for. `tags` are those
 * the account has, if they are known: a condition that is nothing but one of them falls away when it is
 * deleted meanwhile; anything else about a deleted tag stays and says so.
 */
export function useFinding(
  given: Filter | null,
  tags: readonly Tag[] | undefined,
  onOther: () => void,
): Finding {
  const [wanted, setQuestion] = useState<Question>(given === null ? everyFollower : questionOf(given));
  const [search, setSearch] = useState("");
  const gone = useDeletedMeanwhile(tags);
  const question = useMemo(() => {
    const parts = wanted.parts.filter((part) => part.kind !== "tag" || !gone.has(part.tag));
    return parts.length === wanted.parts.length ? wanted : { ...wanted, parts };
  }, [wanted, gone]);
  const filter = useMemo(() => buildFilter(question, search), [question, search]);

  const ask = (next: Question) => {
    setQuestion(next);
    onOther();
  };
  const searchFor = (text: string) => {
    if (text === search) return;
    setSearch(text);
    onOther();
  };
  const askFor = (wanted: Filter) => {
    const next = questionBuilt(wanted);
    ask(next);
    searchFor("");
    return JSON.stringify(buildFilter(next, "")) !== JSON.stringify(filter);
  };
  const clear = () => {
    ask(everyFollower);
    searchFor("");
  };
  const narrowed = isNarrowed(question) || search !== "";
  return { question, search, filter, narrowed, ask, askFor, setSearch: searchFor, clear };
}

/** Tags that were there while this stood and are not any more. */
function useDeletedMeanwhile(tags: readonly Tag[] | undefined): ReadonlySet<TagId> {
  const seen = useRef(new Set<TagId>());
  return useMemo(() => {
    const now = new Set(tags?.map(({ id }) => id));
    for (const id of now) seen.current.add(id);
    return new Set(tags === undefined ? [] : [...seen.current].filter((id) => !now.has(id)));
  }, [tags]);
}
