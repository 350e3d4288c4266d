// What the user guide is made of once its Markdown has been read; see `markdown/guide.ts`.

/** Words inside a line. */
export type Inline =
  | string
  | { kind: "strong"; words: Inline[] }
  | { kind: "code"; text: string }
  /** To a heading of the guide, by its id. */
  | { kind: "jump"; to: string; words: Inline[] };

export type Block =
  | { kind: "heading"; depth: 2 | 3; id: string; words: string }
  | { kind: "paragraph"; words: Inline[] }
  | { kind: "list"; start: number | null; items: Block[][] }
  | { kind: "table"; head: Inline[][]; rows: Inline[][][] }
  | { kind: "picture"; address: string; words: string };

export type Guide = { title: string; blocks: Block[] };
