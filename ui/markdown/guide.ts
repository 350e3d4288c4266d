// Reads the Markdown of the user guide while the window is built. What the window could not show, such as
// raw HTML, is an error then and not a surprise later.

import { lexer, type Token, type Tokens } from "marked";
import type { Block, Guide, Inline } from "../src/features/guide/text";

/** The guide in this Markdown. Pictures are still named as there, relative to the file. */
export function guideOf(markdown: string): Guide {
  const [first, ...rest] = lexer(markdown).filter(({ type }) => type !== "space");
  if (!is<Tokens.Heading>(first, "heading") || first.depth !== 1) throw new Error("the guide has no title");
  return { title: first.text, blocks: rest.flatMap(blockOf) };
}

/** The address of a heading, as forges make it. */
export function addressOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .replaceAll(" ", "-");
}

function blockOf(token: Token): Block[] {
  if (is<Tokens.Space>(token, "space")) return [];
  if (is<Tokens.Heading>(token, "heading")) {
    if (token.depth !== 2 && token.depth !== 3) return refuse(token);
    return [{ kind: "heading", depth: token.depth, id: addressOf(token.text), words: token.text }];
  }
  // A line of a list whose items stand close together is a paragraph by another name.
  if (is<Tokens.Paragraph>(token, "paragraph") || is<Tokens.Text>(token, "text")) return paragraph(token);
  if (is<Tokens.List>(token, "list")) return list(token);
  if (is<Tokens.Table>(token, "table")) {
    const cells = (row: Tokens.TableCell[]) => row.map(({ tokens }) => inline(tokens));
    return [{ kind: "table", head: cells(token.header), rows: token.rows.map(cells) }];
  }
  return refuse(token);
}

function paragraph({ tokens = [] }: Tokens.Paragraph | Tokens.Text): Block[] {
  const [only] = tokens.length === 1 ? tokens : [];
  if (is<Tokens.Image>(only, "image")) return [{ kind: "picture", address: only.href, words: only.text }];
  // To the guide in other languages: the window has its own way there.
  if (tokens.some(leadsToAnotherGuide)) {
    const other = tokens.find((token) => !leadsToAnotherGuide(token) && token.raw.trim() !== "·");
    return other ? refuse(other) : [];
  }
  return [{ kind: "paragraph", words: inline(tokens) }];
}

function leadsToAnotherGuide(token: Token): boolean {
  return is<Tokens.Link>(token, "link") && token.href.endsWith(".md");
}

function list({ items, ordered, start }: Tokens.List): Block[] {
  const blocks = items.map(({ tokens }) => tokens.flatMap(blockOf));
  // The contents: the window shows them beside the text.
  if (blocks.every(isOnlyAJump)) return [];
  return [{ kind: "list", start: ordered ? Number(start) : null, items: blocks }];
}

function isOnlyAJump([block, ...more]: Block[]): boolean {
  if (block?.kind !== "paragraph" || more.length > 0 || block.words.length !== 1) return false;
  const [word] = block.words;
  return typeof word === "object" && word.kind === "jump";
}

function inline(tokens: readonly Token[]): Inline[] {
  return tokens.flatMap((token): Inline[] => {
    if (is<Tokens.Text>(token, "text") || is<Tokens.Escape>(token, "escape")) return [token.text];
    if (is<Tokens.Strong>(token, "strong")) return [{ kind: "strong", words: inline(token.tokens) }];
    if (is<Tokens.Codespan>(token, "codespan")) return [{ kind: "code", text: token.text }];
    if (is<Tokens.Link>(token, "link")) return link(token);
    return refuse(token);
  });
}

/** Inside the guide a link is a jump. Outside it is an address to read: the window opens no pages. */
function link({ href, text, tokens }: Tokens.Link): Inline[] {
  if (href.startsWith("#"))
    return [{ kind: "jump", to: decodeURIComponent(href.slice(1)), words: inline(tokens) }];
  return text === href
    ? [{ kind: "code", text }]
    : [...inline(tokens), " (", { kind: "code", text: href }, ")"];
}

function refuse(token: Token): never {
  throw new Error(`the guide cannot show “${token.type}”: ${token.raw.slice(0, 80)}`);
}

function is<Kind extends Token>(token: Token | undefined, type: Kind["type"]): token is Kind {
  return token?.type === type;
}
