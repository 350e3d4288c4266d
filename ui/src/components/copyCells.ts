// Cells for a spreadsheet's clipboard: ids and long numbers stay text there, no text runs as a formula, and what is
// pasted elsewhere is what was copied.

import { copyForms } from "./clipboard";

type Rows = readonly (readonly string[])[];

/** What a spreadsheet would reckon with or run, wide forms included; a number with its sign, as +86 138…, is none. */
const formula = /^\s*(?:[=@＝＠]|[+\-＋－](?![\d\s().-]*$))/u;

/** A text as one line; an apostrophe in front of a formula says "this is text". */
export function asCell(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, " ");
  return formula.test(line) ? `'${line}` : line;
}

/** Rows of cells as tab-separated lines. */
export function asLines(rows: Rows): string {
  return rows.map((row) => row.map(asCell).join("\t")).join("\n");
}

/** The same as a table whose cells are text for Excel and WPS, so that each digit and each zero in front stays. */
export function asTable(rows: Rows): string {
  const cell = (text: string) => `<td style="mso-number-format:'\\@'">${escaped(asCell(text))}</td>`;
  return `<table>${rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("")}</table>`;
}

/** Copies rows, at hand or on their way: as a table for spreadsheets, as lines for all else. */
export function copyCells(rows: Rows | Promise<Rows>): Promise<boolean> {
  const coming = Promise.resolve(rows);
  return copyForms({ "text/plain": coming.then(asLines), "text/html": coming.then(asTable) });
}

/** Copies the text of one cell: as it is, and for spreadsheets as a cell of text. */
export function copyCell(text: string): Promise<boolean> {
  return copyForms({ "text/plain": text, "text/html": asTable([[text]]) });
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
