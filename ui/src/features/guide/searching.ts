// Finding words in the guide, as people compare them: without case.

export type Piece = { words: string; found: boolean };

/** The text cut into what was searched for and the rest, in order; nothing searched for is all rest. */
export function pieces(text: string, sought: string): Piece[] {
  const wanted = sought.trim().toLocaleLowerCase();
  const lower = text.toLocaleLowerCase();
  // A few letters of the world are longer in lower case; then places would not fit.
  if (wanted === "" || lower.length !== text.length) return [{ words: text, found: false }];
  const cut: Piece[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, from)) {
    if (at > from) cut.push({ words: text.slice(from, at), found: false });
    from = at + wanted.length;
    cut.push({ words: text.slice(at, from), found: true });
  }
  if (from < text.length) cut.push({ words: text.slice(from), found: false });
  return cut;
}
