// Cells for a spreadsheet's clipboard: ids and long numbers stay text, and no text runs as a formula.

import { copyText } from "./CopyButton";

/** What a spreadsheet would take for a formula or a command, wide forms included. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u;
/** Digits a spreadsheet would round or shorten: more than it can hold, or with a zero in front. */
const number = /^(0\d|\d{12,}$)/;

/** A text as one cell of a tab-separated text. An apostrophe in front says "this is text" and is not shown. */
export function asCell(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, " ");
  return formula.test(text) || number.test(line) ? `'${line}` : line;
}

/** Rows of cells as tab-separated lines. */
export function asLines(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(asCell).join("\t")).join("\n");
}

/** The same as a table whose cells are text for Excel and WPS, whatever stands in them. */
export function asTable(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => `<td style="mso-number-format:'\\@'">${escaped(text)}</td>`;
  return `<table>${rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("")}</table>`;
}

/** Copies rows as a table, or where the page may not, as lines. */
export async function copyCells(rows: readonly (readonly string[])[]): Promise<void> {
  const blob = (type: string, text: string) => new Blob([text], { type });
  const lines = asLines(rows);
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        "text/plain": blob("text/plain", lines),
        "text/html": blob("text/html", asTable(rows)),
      }),
    ]);
  } catch {
    await copyText(lines);
  }
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
