// The tags of one person in a cell: as many as fit, the others behind "+2".

import { Popover } from "antd";
import type { TagId } from "~/desk/contract";
import { t } from "~/i18n";
import { fitting } from "./fit";
import { TagChip } from "./TagChip";
import styles from "./TagChip.module.css";

type Props = {
  tags: readonly TagId[];
  nameOf: (tag: TagId) => string;
  /** Pixels there are for them. */
  space: number;
  /** In a grid the Tab key stops at the cell alone, from which Enter shows everything about the person. */
  inGrid?: boolean;
};

export function TagChips({ tags, nameOf, space, inGrid = false }: Props) {
  const count = fitting(tags.map(nameOf), space);
  const rest = tags.length - count;
  return (
    <span className={styles.row}>
      {tags.slice(0, count).map((tag) => (
        <TagChip key={tag} id={tag} name={nameOf(tag)} />
      ))}
      {rest > 0 && (
        <Popover
          trigger="click"
          content={
            <div className={`${styles.wrapped} ${styles.popover}`}>
              {tags.map((tag) => (
                <TagChip key={tag} id={tag} name={nameOf(tag)} />
              ))}
            </div>
          }
        >
          <button
            type="button"
            tabIndex={inGrid ? -1 : undefined}
            className={styles.more}
            title={t("tags.showAll", { count: tags.length })}
          >
            +{rest}
          </button>
        </Popover>
      )}
    </span>
  );
}
