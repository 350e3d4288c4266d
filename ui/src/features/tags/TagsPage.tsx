// The tags of one account: how many people carry each here and on WeChat, and what can be done with them.

import { BgColorsOutlined, SearchOutlined } from "@ant-design/icons";
import { Button, Input, type InputRef } from "antd";
import { useMemo, useRef, useState } from "react";
import { ActionButton } from "~/components/ActionButton";
import { type Action, menuItems, useShortcuts } from "~/components/action";
import { Grid, type GridPlace } from "~/components/grid/Grid";
import { RowMenu } from "~/components/grid/RowMenu";
import { useRowHeight } from "~/components/grid/rowHeight";
import { pendingSource, wholeSource } from "~/components/grid/source";
import { ListArea } from "~/components/list/ListArea";
import layout from "~/components/list/list.module.css";
import { leaveAction, searchAction } from "~/components/list/pageActions";
import { ownTags, TAGS_PER_ACCOUNT } from "~/components/tags/limits";
import type { AccountId, Tag, TagId } from "~/desk/contract";
import { useTags } from "~/desk/queries";
import { t } from "~/i18n";
import { DeleteTagDialog } from "./DeleteTagDialog";
import { DriftNotice } from "./DriftNotice";
import { EmptyTags } from "./EmptyTags";
import { TagNameDialog } from "./TagNameDialog";
import { TagPanel } from "./TagPanel";
import styles from "./TagsPage.module.css";
import { createTagAction, type TagDoing, tagActions } from "./tagActions";
import { tagColumns } from "./tagColumns";
import { asTagSort, drift, listedTags, type TagSort, usualTagSort } from "./tagList";

type Props = {
  account: AccountId;
  /** Shows the followers who carry a tag. */
  onShowPeople: (tag: TagId) => void;
};

type Dialog = { kind: "create" } | { kind: "rename" | "delete"; tag: Tag };
type Menu = { tag: Tag; at: { x: number; y: number } };

const expectedTags = 8;

export function TagsPage({ account, onShowPeople }: Props) {
  const tags = useTags(account);
  const rowHeight = useRowHeight();
  const [search, setSearch] = useState("");
  const [sort, setSort] = useState<TagSort[]>(usualTagSort);
  const [openId, setOpenId] = useState<TagId | null>(null);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [menu, setMenu] = useState<Menu | null>(null);
  const grid = useRef<GridPlace>(null);
  const searchField = useRef<InputRef>(null);

  const all = useMemo(() => tags.data ?? [], [tags.data]);
  const shown = useMemo(() => listedTags(all, search, sort), [all, search, sort]);
  const pending = tags.data === undefined;
  const source = useMemo(
    () => (pending ? pendingSource<Tag>(expectedTags) : wholeSource(shown)),
    [pending, shown],
  );
  const columns = useMemo(() => tagColumns((tag, at) => setMenu({ tag, at })), []);
  const open = all.find(({ id }) => id === openId) ?? null;
  const drifting = all.filter((tag) => drift(tag) !== 0).length;

  const doing: TagDoing = {
    create: () => setDialog({ kind: "create" }),
    showPeople: ({ id }) => onShowPeople(id),
    rename: (tag) => setDialog({ kind: "rename", tag }),
    remove: (tag) => setDialog({ kind: "delete", tag }),
  };
  const create = createTagAction(all, doing);
  const closePanel = () => {
    setOpenId(null);
    grid.current?.focus();
  };
  useShortcuts([...pageKeys(), ...(open === null ? [] : Object.values(tagActions(open, doing)))]);

  return (
    <main className={layout.page} data-testid="tags">
      <header className={layout.head}>
        <div className={layout.titleLine}>
          <h1>
            {t("tags.title")}
            <span className={styles.used}>
              {pending ? "" : t("tags.page.used", { used: ownTags(all).length, most: TAGS_PER_ACCOUNT })}
            </span>
          </h1>
          <Input
            ref={searchField}
            className={styles.search}
            type="search"
            allowClear
            value={search}
            prefix={<SearchOutlined aria-hidden />}
            placeholder={t("tags.page.search")}
            aria-label={t("tags.page.search")}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "ArrowDown") {
                event.preventDefault();
                grid.current?.focus();
              }
            }}
            data-testid="tag-search"
          />
          <ActionButton action={create} type="primary" testId="tag-new" />
        </div>
      </header>
      {drifting > 0 && <DriftNotice account={account} tags={drifting} />}
      <ListArea
        error={tags.error?.error ?? null}
        onRetry={() => void tags.refetch()}
        unanswered={tags.error !== null && pending}
        reading={false}
        panel={open && <TagPanel account={account} tag={open} doing={doing} onClose={closePanel} />}
      >
        <Grid
          ref={grid}
          label={t("tags.title")}
          testId="tag-list"
          source={source}
          columns={columns}
          rowHeight={rowHeight}
          idOf={({ id }) => id}
          listKey={JSON.stringify([search, sort])}
          sort={sort}
          onSort={(next) => setSort(next.flatMap(asTagSort))}
          openId={openId}
          onOpen={({ id }) => setOpenId(id)}
          onEdit={(tag) => !tag.system && doing.rename(tag)}
          onMenu={(tag, _index, at) => setMenu({ tag, at })}
          empty={
            <EmptyTags
              account={account}
              create={create}
              clear={search === "" ? null : <ClearSearch onClear={() => setSearch("")} />}
            />
          }
        />
      </ListArea>
      {menu && <RowMenu at={menu.at} items={menuOf(menu.tag)} onClose={() => setMenu(null)} />}
      {drawnDialog()}
    </main>
  );

  function pageKeys(): Action[] {
    return [
      create,
      searchAction("tags", t("tags.page.search"), () => searchField.current?.focus({ cursor: "all" })),
      leaveAction("tags", open === null || dialog !== null ? null : closePanel),
    ];
  }

  function menuOf(tag: Tag) {
    const { people, rename, copy, remove } = tagActions(tag, doing);
    const label: Action = {
      name: "tags.label",
      label: t("tags.label.title"),
      icon: <BgColorsOutlined aria-hidden />,
      impossible: null,
      perform: () => setOpenId(tag.id),
    };
    return [
      ...menuItems([people, label, rename, copy]),
      { key: "line", type: "divider" as const },
      ...menuItems([remove]),
    ];
  }

  function drawnDialog() {
    const close = () => setDialog(null);
    switch (dialog?.kind) {
      case undefined:
        return null;
      case "create":
        return <TagNameDialog account={account} tags={all} renamed={null} onClose={close} />;
      case "rename":
        return <TagNameDialog account={account} tags={all} renamed={dialog.tag} onClose={close} />;
      case "delete":
        return (
          <DeleteTagDialog
            account={account}
            tag={dialog.tag}
            onClose={close}
            onShowPeople={() => onShowPeople(dialog.tag.id)}
          />
        );
    }
  }
}

function ClearSearch({ onClear }: { onClear: () => void }) {
  return <Button onClick={onClear}>{t("tags.page.clearSearch")}</Button>;
}
