// Words of somebody else inside a line of ours: marks of direction in them turn nothing around them.

/** Letters written from right to left, and signs that turn or hold a direction. */
const turning =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const BEGIN = "\u2068";
const END = "\u2069";

/**
 * The text between signs that keep its direction inside, as `bdi` does; most text needs none and stays as it is.
 * A sign in the text that would end this early is left out, and what the text leaves open is closed.
 */
export function isolated(text: string): string {
  if (!turning.test(text)) return text;
  let open = 0;
  let kept = "";
  for (const sign of text) {
    if (sign === END && open === 0) continue;
    if (sign === END) open -= 1;
    else if (sign >= "\u2066" && sign <= BEGIN) open += 1;
    kept += sign;
  }
  return BEGIN + kept + END.repeat(open + 1);
}
