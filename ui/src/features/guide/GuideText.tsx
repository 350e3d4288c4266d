// The text of the user guide: headings, paragraphs, lists, tables and pictures, with what is searched for marked.

import { createContext, Fragment, memo, type ReactNode, useContext } from "react";
import styles from "./Guide.module.css";
import { pieces } from "./searching";
import type { Block, Guide, Inline } from "./text";

/** What is searched for, and where jumps lead. */
type Reading = { sought: string; jump: (heading: string) => void };

const ReadingContext = createContext<Reading>({ sought: "", jump: () => undefined });

type Props = Reading & { guide: Guide };

/** Long, and drawn again only for another search: not while somebody scrolls or types. */
export const GuideText = memo(function GuideText({ guide, sought, jump }: Props) {
  return (
    <ReadingContext.Provider value={{ sought, jump }}>
      <h1>{guide.title}</h1>
      <Blocks blocks={guide.blocks} />
    </ReadingContext.Provider>
  );
});

/** The guide never changes while it is read: a place is as good as a name. */
function each<Item>(items: readonly Item[], draw: (item: Item) => ReactNode): ReactNode[] {
  return items.map((item, place) => {
    const key = String(place);
    return <Fragment key={key}>{draw(item)}</Fragment>;
  });
}

function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return each(blocks, (block) => <Drawn block={block} />);
}

function Drawn({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading": {
      const Heading = block.depth === 2 ? "h2" : "h3";
      return (
        <Heading id={headingId(block.id)}>
          <Words words={[block.words]} />
        </Heading>
      );
    }
    case "paragraph":
      return (
        <p>
          <Words words={block.words} />
        </p>
      );
    case "list": {
      const items = each(block.items, (item) => (
        <li>
          <Item blocks={item} />
        </li>
      ));
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
    case "table":
      return <Table {...block} />;
    case "picture":
      return <img className={styles.picture} src={block.address} alt={block.words} loading="lazy" />;
    default:
      return block satisfies never;
  }
}

/** A line of a list that is one paragraph needs no paragraph around it. */
function Item({ blocks }: { blocks: readonly Block[] }) {
  const [first, ...more] = blocks;
  if (first?.kind !== "paragraph") return <Blocks blocks={blocks} />;
  return (
    <>
      <Words words={first.words} />
      <Blocks blocks={more} />
    </>
  );
}

function Table({ head, rows }: { head: Inline[][]; rows: Inline[][][] }) {
  return (
    <table>
      <thead>
        <tr>
          {each(head, (words) => (
            <th scope="col">
              <Words words={words} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {each(rows, (row) => (
          <tr>
            {each(row, (words) => (
              <td>
                <Words words={words} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Words({ words }: { words: readonly Inline[] }) {
  const { sought, jump } = useContext(ReadingContext);
  return each(words, (word) => {
    if (typeof word === "string") return <Marked text={word} sought={sought} />;
    switch (word.kind) {
      case "strong":
        return (
          <strong>
            <Words words={word.words} />
          </strong>
        );
      case "code":
        return (
          <code>
            <Marked text={word.text} sought={sought} />
          </code>
        );
      case "jump":
        return (
          <button type="button" className={styles.jump} onClick={() => jump(word.to)}>
            <Words words={word.words} />
          </button>
        );
      default:
        return word satisfies never;
    }
  });
}

function Marked({ text, sought }: { text: string; sought: string }) {
  return each(pieces(text, sought), ({ words, found }) => (found ? <mark>{words}</mark> : words));
}

/** The id on the page of a heading of the guide. */
export function headingId(heading: string): string {
  return `guide-${heading}`;
}
