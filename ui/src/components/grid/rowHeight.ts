// Height of a row in the density that holds now, as the tokens say it.

import type { Density } from "~/desk/contract";
import { useDeskNow } from "~/desk/queries";

const heights = { comfortable: 40, compact: 32 } as const;

/** Pixels of a row; the same as `--row-height`, unless a table has a density of its own. */
export function useRowHeight(own: Density | null = null): number {
  const { density } = useDeskNow().settings;
  return heights[own ?? density];
}
