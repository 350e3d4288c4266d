// The tags of an account beside the list: how many carry each, a click filters, and what can be done with them.

import { LockOutlined, MoreOutlined } from "@ant-design/icons";
import { Input, Tooltip } from "antd";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { ActionButton } from "~/components/ActionButton";
import { type Action, useShortcuts } from "~/components/action";
import { ErrorCard } from "~/components/ErrorCard";
import { useTagHue } from "~/components/tags/hues";
import { useActionMenu } from "~/components/useActionMenu";
import type { AccountId, Tag, TagId } from "~/desk/contract";
import { useFacets, useTags } from "~/desk/queries";
import { t } from "~/i18n";
import { compactNumber, number } from "~/i18n/format";
import { isolated } from "~/i18n/isolated";
import { DeleteTagDialog } from "./DeleteTagDialog";
import { TagNameDialog } from "./TagNameDialog";
import styles from "./TagRail.module.css";
import { createTagAction, type TagDoing, tagActions } from "./tagActions";

/** Above this many tags a field to search them stands on top. */
const MANY = 12;

export type RailChoice = { kind: "everyone" } | { kind: "untagged" } | { kind: "tag"; tag: TagId };

type Props = {
  account: AccountId;
  /** What the list is filtered by now. */
  chosen: { everyone: boolean; untagged: boolean; tags: readonly TagId[] };
  /** `add` when the choice joins those that hold already (Ctrl or ⌘ was held). */
  onChoose: (choice: RailChoice, add: boolean) => void;
};

type Dialog = { kind: "create" } | { kind: "rename"; tag: Tag } | { kind: "delete"; tag: Tag };

export function TagRail({ account, chosen, onChoose }: Props) {
  const tags = useTags(account);
  const facets = useFacets(account);
  const hueOf = useTagHue();
  const [search, setSearch] = useState("");
  /** The tag that the Tab key stops at; arrows lead to the others, so that a hundred tags are one stop. */
  const [visited, setVisited] = useState<TagId | null>(null);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);

  const all = tags.data ?? [];
  const shown = all.filter(({ name }) =>
    name.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase()),
  );
  const stop = (
    shown.find(({ id }) => id === visited) ??
    shown.find(({ id }) => chosen.tags.includes(id)) ??
    shown[0]
  )?.id;
  const doing: TagDoing = {
    create: () => setDialog({ kind: "create" }),
    showPeople: ({ id }) => onChoose({ kind: "tag", tag: id }, false),
    rename: (tag) => setDialog({ kind: "rename", tag }),
    remove: (tag) => setDialog({ kind: "delete", tag }),
  };
  const create = createTagAction(all, doing);
  const actionsOf = (tag: Tag): Action[] => Object.values(tagActions(tag, doing));
  useShortcuts([create]);
  return (
    <nav className={styles.rail} aria-label={t("tags.title")} data-testid="tag-rail">
      <ul className={styles.fixed}>
        <Line
          name={t("tags.everyone")}
          count={facets.data?.following}
          chosen={chosen.everyone}
          onClick={() => onChoose({ kind: "everyone" }, false)}
        />
        <Line
          name={t("tags.untagged")}
          count={facets.data?.untagged}
          chosen={chosen.untagged}
          onClick={() => onChoose({ kind: "untagged" }, false)}
        />
      </ul>
      <div className={styles.heading}>
        <h2>{t("tags.title")}</h2>
        <ActionButton action={create} type="text" size="small" iconOnly testId="tag-new" />
      </div>
      {all.length > MANY && (
        <Input
          size="small"
          allowClear
          className={styles.search}
          value={search}
          placeholder={t("tags.search")}
          aria-label={t("tags.search")}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <ul className={styles.tags} onKeyDown={moveAmongTags}>
        {tags.isPending && [0, 1, 2].map((row) => <li key={row} className={styles.placeholder} />)}
        {tags.error && <ErrorCard error={tags.error.error} remedies={{ retry: () => void tags.refetch() }} />}
        {shown.map((tag) => (
          <Line
            key={tag.id}
            name={tag.name}
            mark={<span className={styles.dot} style={{ background: hueOf(tag.id).color }} />}
            count={tag.localCount}
            hint={
              tag.wechatCount === tag.localCount
                ? undefined
                : t("tags.wechatCount", { count: tag.wechatCount })
            }
            chosen={chosen.tags.includes(tag.id)}
            testId={`tag-${tag.id}`}
            onClick={(add) => onChoose({ kind: "tag", tag: tag.id }, add)}
            actions={actionsOf(tag)}
            stop={tag.id === stop}
            onVisit={() => setVisited(tag.id)}
            locked={tag.system ? t("tags.system") : undefined}
          />
        ))}
        {tags.data?.length === 0 && <li className={styles.nothing}>{t("tags.none")}</li>}
      </ul>
      {dialog?.kind === "create" && (
        <TagNameDialog account={account} tags={all} renamed={null} onClose={close} />
      )}
      {dialog?.kind === "rename" && (
        <TagNameDialog account={account} tags={all} renamed={dialog.tag} onClose={close} />
      )}
      {dialog?.kind === "delete" && (
        <DeleteTagDialog
          account={account}
          tag={dialog.tag}
          onClose={close}
          onShowPeople={() => {
            close();
            onChoose({ kind: "tag", tag: dialog.tag.id }, false);
          }}
        />
      )}
    </nav>
  );
}

/** Up, down, to the first and to the last of the tags. */
function moveAmongTags(event: KeyboardEvent<HTMLUListElement>): void {
  const tags = [...event.currentTarget.querySelectorAll<HTMLElement>("[aria-pressed]")];
  const at = event.target instanceof HTMLElement ? tags.indexOf(event.target) : -1;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: tags.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  tags[Math.min(Math.max(to, 0), tags.length - 1)]?.focus();
}

type LineProps = {
  name: string;
  mark?: ReactNode;
  count: number | undefined;
  hint?: string;
  chosen: boolean;
  testId?: string;
  onClick: (add: boolean) => void;
  /** Whether the Tab key stops here. */
  stop?: boolean;
  onVisit?: () => void;
  /** What else can be done, by a right click or the button at the end. */
  actions?: readonly Action[];
  /** Why nothing of this can be changed: a lock says it in the place of the menu's button. */
  locked?: string;
};

function Line(props: LineProps) {
  const {
    name,
    mark,
    count,
    hint,
    chosen,
    testId,
    onClick,
    stop = true,
    onVisit,
    actions = [],
    locked,
  } = props;
  const { listeners, open, menu } = useActionMenu(actions);
  /** The press that closes the menu does not open it again. */
  const wasOpen = useRef(false);
  const people = count === undefined ? undefined : t("tags.people", { count });
  return (
    <li className={styles.line} data-chosen={chosen || undefined} {...listeners}>
      <button
        type="button"
        className={styles.choose}
        aria-pressed={chosen}
        tabIndex={stop ? 0 : -1}
        onFocus={onVisit}
        title={[isolated(name), people, hint].filter(Boolean).join(" · ")}
        data-testid={testId}
        onClick={(event) => onClick(event.ctrlKey || event.metaKey)}
      >
        {mark}
        <span className={styles.name}>{name}</span>
        <span className={styles.count}>
          {count === undefined ? "" : mark === undefined ? number(count) : compactNumber(count)}
        </span>
      </button>
      {locked !== undefined && (
        <span className={styles.tail}>
          <Tooltip title={locked}>
            <LockOutlined className={styles.lock} aria-label={locked} />
          </Tooltip>
        </span>
      )}
      {locked === undefined && actions.length > 0 && (
        <span className={styles.tail}>
          {/* A plain one: there may be a hundred of them. */}
          <button
            type="button"
            className={styles.more}
            tabIndex={stop ? 0 : -1}
            aria-label={t("tags.moreOf", { name })}
            aria-haspopup="menu"
            aria-expanded={menu !== null}
            onPointerDown={() => {
              wasOpen.current = menu !== null;
            }}
            onClick={(event) => {
              if (!wasOpen.current) open(event.currentTarget);
              wasOpen.current = false;
            }}
          >
            <MoreOutlined aria-hidden />
          </button>
        </span>
      )}
      {menu}
    </li>
  );
}
