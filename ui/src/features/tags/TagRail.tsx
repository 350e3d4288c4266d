// The tags of an account beside the list: how many carry each, a click filters, and what can be done with them.

import { LockOutlined, MoreOutlined } from "@ant-design/icons";
import { Button, Dropdown, Input, Tooltip } from "antd";
import { type ReactNode, useState } from "react";
import { ActionButton } from "~/components/ActionButton";
import { type Action, menuItems, useShortcuts } from "~/components/action";
import { ErrorCard } from "~/components/ErrorCard";
import { useTagHue } from "~/components/tags/hues";
import { useActionMenu } from "~/components/useActionMenu";
import type { AccountId, Tag, TagId } from "~/desk/contract";
import { useFacets, useTags } from "~/desk/queries";
import { t } from "~/i18n";
import { compactNumber, number } from "~/i18n/format";
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
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);

  const all = tags.data ?? [];
  const shown = all.filter(({ name }) =>
    name.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase()),
  );
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
      <ul className={styles.tags}>
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
            tail={<TagMenu tag={tag} actions={actionsOf(tag)} />}
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

function TagMenu({ tag, actions }: { tag: Tag; actions: readonly Action[] }) {
  if (tag.system) {
    return (
      <Tooltip title={t("tags.system")}>
        <LockOutlined className={styles.lock} aria-label={t("tags.system")} />
      </Tooltip>
    );
  }
  return (
    <Dropdown trigger={["click"]} menu={{ items: menuItems(actions) }}>
      <Button
        type="text"
        size="small"
        className={styles.more}
        icon={<MoreOutlined />}
        aria-label={t("tags.moreOf", { name: tag.name })}
      />
    </Dropdown>
  );
}

type LineProps = {
  name: string;
  mark?: ReactNode;
  count: number | undefined;
  hint?: string;
  chosen: boolean;
  testId?: string;
  onClick: (add: boolean) => void;
  /** What else can be done, by a right click or the button at the end. */
  actions?: readonly Action[];
  tail?: ReactNode;
};

function Line({ name, mark, count, hint, chosen, testId, onClick, actions = [], tail }: LineProps) {
  const { listeners, menu } = useActionMenu(actions);
  const people = count === undefined ? undefined : t("tags.people", { count });
  return (
    <li className={styles.line} data-chosen={chosen || undefined} {...listeners}>
      <button
        type="button"
        className={styles.choose}
        aria-pressed={chosen}
        title={[name, people, hint].filter(Boolean).join(" · ")}
        data-testid={testId}
        onClick={(event) => onClick(event.ctrlKey || event.metaKey)}
      >
        {mark}
        <span className={styles.name}>{name}</span>
        <span className={styles.count}>
          {count === undefined ? "" : mark === undefined ? number(count) : compactNumber(count)}
        </span>
      </button>
      {tail && <span className={styles.tail}>{tail}</span>}
      {menu}
    </li>
  );
}
