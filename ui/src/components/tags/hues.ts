// Which hue a tag has: the one somebody chose on this computer, else the one that follows from its number.

import { type CSSProperties, createContext, useContext, useMemo } from "react";
import type { Tag, TagId } from "~/desk/contract";
import { hueStyle } from "~/theme/hue";

/** The chosen hues of an account's tags. */
export type ChosenHues = ReadonlyMap<TagId, number>;

const none: ChosenHues = new Map();
const Hues = createContext<ChosenHues>(none);

/** Everything inside draws tags in these hues. */
export const TagHues = Hues.Provider;

export function useChosenHues(tags: readonly Tag[] | undefined): ChosenHues {
  return useMemo(
    () => new Map(tags?.flatMap(({ id, hue }): [TagId, number][] => (hue === null ? [] : [[id, hue]]))),
    [tags],
  );
}

/** Ground and text colour of a tag. */
export function useTagHue(): (tag: TagId) => CSSProperties {
  const chosen = useContext(Hues);
  return (tag) => hueStyle(chosen.get(tag) ?? tag);
}
