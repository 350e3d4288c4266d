// Height of a row in the density that holds now, as the tokens say it.

import { useDeskNow } from "~/desk/queries";

const heights = { comfortable: 40, compact: 32 } as const;

/** Pixels of a row; the same as `--row-height`. */
export function useRowHeight(): number {
  return heights[useDeskNow().settings.density];
}
