// What stands over the list: how many people it has, the search, and the conditions that hold.

import type { InputRef } from "antd";
import type { ReactNode, Ref } from "react";
import { ActionButton } from "~/components/ActionButton";
import type { Action } from "~/components/action";
import { Later } from "~/components/Later";
import layout from "~/components/list/list.module.css";
import type { Facets, Tag } from "~/desk/contract";
import { t } from "~/i18n";
import { number } from "~/i18n/format";
import type { Names } from "../filter/sentence";
import { FilterBar } from "./FilterBar";
import styles from "./FollowersPage.module.css";
import { SearchBox } from "./SearchBox";
import type { Finding } from "./useFinding";

type Props = {
  finding: Finding;
  /** Null while nobody knows yet. */
  people: number | null;
  /** How many follow the account, whatever holds here. */
  following: number | undefined;
  tags: readonly Tag[];
  facets: Facets | undefined;
  names: Names;
  /** Opens the builder. */
  onCombine: () => void;
  /** Asks for a list to look people up by. */
  onPaste: () => void;
  /** The segments, beside the conditions. */
  segments: ReactNode;
  /** Opens how the table looks. */
  viewAction: Action;
  searchField: Ref<InputRef>;
  /** The keyboard goes on to the list. */
  onLeave: () => void;
};

export function ListHead({ finding, people, following, viewAction, onLeave, ...props }: Props) {
  return (
    <header className={`${layout.head} ${styles.head}`}>
      <div className={layout.titleLine}>
        <h1>
          {t("followers.title")}
          <span className={layout.count} data-testid="people-count" data-people={people ?? undefined}>
            {people === null ? "" : number(people)}
          </span>
        </h1>
        <span className="unseen" role="status">
          {finding.narrowed && people !== null ? t("followers.found", { count: people }) : ""}
        </span>
        {finding.narrowed && following !== undefined && (
          <span className={styles.of}>{t("followers.of", { count: following })}</span>
        )}
        <Later>
          <SearchBox
            ref={props.searchField}
            value={finding.search}
            onSearch={finding.setSearch}
            onLeave={onLeave}
          />
          <ActionButton action={viewAction} iconOnly testId="view-button" />
        </Later>
      </div>
      <FilterBar
        finding={finding}
        tags={props.tags}
        facets={props.facets}
        names={props.names}
        onCombine={props.onCombine}
        onPaste={props.onPaste}
      >
        {props.segments}
      </FilterBar>
    </header>
  );
}
