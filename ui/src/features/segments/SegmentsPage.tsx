// The segments of one account: saved questions with how many people they find now and who came and went.

import { SearchOutlined } from "@ant-design/icons";
import { Button, Input, type InputRef } from "antd";
import { useMemo, useRef, useState } from "react";
import { ActionButton } from "~/components/ActionButton";
import { type Action, menuItems, useShortcuts } from "~/components/action";
import { Grid, type GridPlace } from "~/components/grid/Grid";
import { RowMenu } from "~/components/grid/RowMenu";
import { useRowHeight } from "~/components/grid/rowHeight";
import { pendingSource, wholeSource } from "~/components/grid/source";
import { EmptyList } from "~/components/list/EmptyList";
import { ListArea } from "~/components/list/ListArea";
import layout from "~/components/list/list.module.css";
import { leaveAction, searchAction } from "~/components/list/pageActions";
import type { AccountId, Filter, Segment, SegmentId } from "~/desk/contract";
import { useCommand, useSegments } from "~/desk/queries";
import { t } from "~/i18n";
import { type Names, sentence } from "../filter/sentence";
import { useNames } from "../filter/useNames";
import { DeleteSegmentDialog } from "./DeleteSegmentDialog";
import { SegmentDialog } from "./SegmentDialog";
import { SegmentPanel } from "./SegmentPanel";
import { createSegmentAction, type SegmentDoing, segmentActions } from "./segmentActions";
import { segmentColumns } from "./segmentColumns";
import styles from "./segments.module.css";

type Props = {
  account: AccountId;
  /** Shows the followers whom a filter finds. */
  onShowPeople: (filter: Filter) => void;
};

type Dialog = { kind: "edit"; segment: Segment | null } | { kind: "delete"; segment: Segment };
type Menu = { segment: Segment; at: { x: number; y: number } };

const expected = 4;
const noSegments: readonly Segment[] = [];

export function SegmentsPage({ account, onShowPeople }: Props) {
  const segments = useSegments(account);
  const names = useNames(account);
  const rowHeight = useRowHeight();
  const copy = useCommand("copy_segment");
  const order = useCommand("order_segments");
  const [search, setSearch] = useState("");
  const [openId, setOpenId] = useState<SegmentId | null>(null);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [menu, setMenu] = useState<Menu | null>(null);
  const grid = useRef<GridPlace>(null);
  const searchField = useRef<InputRef>(null);

  const all = segments.data ?? noSegments;
  const shown = useMemo(() => found(all, search, names), [all, search, names]);
  const pending = segments.data === undefined;
  const source = useMemo(
    () => (pending ? pendingSource<Segment>(expected) : wholeSource(shown)),
    [pending, shown],
  );
  const columns = useMemo(
    () =>
      segmentColumns({
        names,
        onShow: onShowPeople,
        onMore: (segment, at) => setMenu({ segment, at }),
      }),
    [names, onShowPeople],
  );
  const open = all.find(({ id }) => id === openId) ?? null;
  const failed = copy.error ?? order.error;

  const doingWith = (segment: Segment): SegmentDoing => {
    const at = all.findIndex(({ id }) => id === segment.id);
    const move = (to: number) => () => order.mutate({ account, ids: reordered(all, at, to) });
    return {
      create: () => setDialog({ kind: "edit", segment: null }),
      showPeople: ({ filter }) => filter && onShowPeople(filter),
      edit: (one) => setDialog({ kind: "edit", segment: one }),
      copy: ({ id, name }) =>
        copy.mutate(
          { account, id, name: t("segments.copyName", { name }) },
          { onSuccess: (made) => setOpenId(made.id) },
        ),
      moveUp: at > 0 ? move(at - 1) : null,
      moveDown: at < all.length - 1 ? move(at + 1) : null,
      remove: (one) => setDialog({ kind: "delete", segment: one }),
    };
  };
  const create = createSegmentAction({ create: () => setDialog({ kind: "edit", segment: null }) });
  const closePanel = () => {
    setOpenId(null);
    grid.current?.focus();
  };
  useShortcuts([
    ...pageKeys(),
    ...(open === null ? [] : Object.values(segmentActions(open, doingWith(open)))),
  ]);

  return (
    <main className={layout.page} data-testid="segments">
      <header className={layout.head}>
        <div className={layout.titleLine}>
          <h1>{t("segments.title")}</h1>
          <Input
            ref={searchField}
            className={styles.search}
            type="search"
            allowClear
            value={search}
            prefix={<SearchOutlined aria-hidden />}
            placeholder={t("segments.search")}
            aria-label={t("segments.search")}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "ArrowDown") {
                event.preventDefault();
                grid.current?.focus();
              }
            }}
            data-testid="segment-search"
          />
          <ActionButton action={create} type="primary" testId="segment-new" />
        </div>
      </header>
      <ListArea
        error={segments.error?.error ?? failed?.error ?? null}
        onRetry={() => {
          copy.reset();
          order.reset();
          void segments.refetch();
        }}
        unanswered={segments.error !== null && pending}
        reading={false}
        panel={
          open && (
            <SegmentPanel
              segment={open}
              names={names}
              doing={doingWith(open)}
              onShow={onShowPeople}
              onClose={closePanel}
            />
          )
        }
      >
        <Grid
          ref={grid}
          label={t("segments.title")}
          testId="segment-list"
          source={source}
          columns={columns}
          rowHeight={rowHeight}
          idOf={({ id }) => id}
          listKey={search}
          openId={openId}
          onOpen={({ id }) => setOpenId(id)}
          onEdit={(segment) => setDialog({ kind: "edit", segment })}
          onMenu={(segment, _index, at) => setMenu({ segment, at })}
          empty={<Empty searched={search !== ""} create={create} onClear={() => setSearch("")} />}
        />
      </ListArea>
      {menu && <RowMenu at={menu.at} items={menuOf(menu.segment)} onClose={() => setMenu(null)} />}
      {dialog?.kind === "edit" && (
        <SegmentDialog
          account={account}
          segment={dialog.segment}
          onDone={({ id }) => {
            setDialog(null);
            setOpenId(id);
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog?.kind === "delete" && (
        <DeleteSegmentDialog account={account} segment={dialog.segment} onClose={() => setDialog(null)} />
      )}
    </main>
  );

  function pageKeys(): Action[] {
    return [
      create,
      searchAction("segments", t("segments.search"), () => searchField.current?.focus({ cursor: "all" })),
      leaveAction("segments", open === null || dialog !== null ? null : closePanel),
    ];
  }

  function menuOf(segment: Segment) {
    const { people, edit, copy: twin, up, down, remove } = segmentActions(segment, doingWith(segment));
    return [
      ...menuItems([people, edit, twin, up, down]),
      { key: "line", type: "divider" as const },
      ...menuItems([remove]),
    ];
  }
}

type EmptyProps = { searched: boolean; create: Action; onClear: () => void };

function Empty({ searched, create, onClear }: EmptyProps) {
  if (searched) {
    return (
      <EmptyList testId="segments-empty" state="noMatch" title={t("segments.noMatch")}>
        <Button onClick={onClear}>{t("segments.clearSearch")}</Button>
      </EmptyList>
    );
  }
  return (
    <EmptyList testId="segments-empty" state="none" title={t("segments.none")} hint={t("segments.noneHint")}>
      <ActionButton action={create} />
    </EmptyList>
  );
}

/** Those whose name, note or conditions hold the search, in their order. */
function found(segments: readonly Segment[], search: string, names: Names): readonly Segment[] {
  const wanted = search.trim().toLocaleLowerCase();
  if (wanted === "") return segments;
  return segments.filter(({ name, note, filter }) =>
    `${name} ${note} ${filter === null ? "" : sentence(filter, names)}`.toLocaleLowerCase().includes(wanted),
  );
}

/** The numbers of all segments with one of them at another place. */
export function reordered(segments: readonly Segment[], from: number, to: number): SegmentId[] {
  const ids = segments.map(({ id }) => id);
  const [moving] = ids.splice(from, 1);
  if (moving !== undefined) ids.splice(to, 0, moving);
  return ids;
}
