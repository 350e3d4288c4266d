// The names of what filters hold by number.

import { useMemo } from "react";
import type { AccountId } from "~/desk/contract";
import { useLists, useSegments, useTags } from "~/desk/queries";
import { t } from "~/i18n";
import { listName } from "./listName";
import type { Names } from "./sentence";

export function useNames(account: AccountId): Names {
  const { data: tags } = useTags(account);
  const { data: lists } = useLists(account);
  const { data: segments } = useSegments(account);
  return useMemo(() => {
    const tagNames = new Map(tags?.map(({ id, name }) => [id, name]));
    const listNames = new Map(lists?.map((list) => [list.id, listName(list)]));
    const segmentNames = new Map(segments?.map(({ id, name }) => [id, name]));
    return {
      // While nobody knows yet, a number would be alarming and a word about deletion untrue.
      tag: (id) => tagNames.get(id) ?? (tags === undefined ? "…" : t("filter.tags.goneNameless")),
      list: (id) => listNames.get(id) ?? (lists === undefined ? "…" : t("filter.value.goneList")),
      segment: (id) => segmentNames.get(id) ?? (segments === undefined ? "…" : t("filter.value.goneSegment")),
    };
  }, [tags, lists, segments]);
}
