// The followers of one account: find them, choose them, change them.

import { SearchOutlined } from "@ant-design/icons";
import type { InputRef } from "antd";
import { App } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useShortcuts } from "~/components/action";
import { Grid, type GridPlace } from "~/components/grid/Grid";
import { useRowHeight } from "~/components/grid/rowHeight";
import {
  asSelection,
  carriedOver,
  everybody,
  isPicked,
  nobody,
  type Picked,
  pickedCount,
} from "~/components/grid/selection";
import { ListArea } from "~/components/list/ListArea";
import { useCarriedChoice } from "~/components/list/useCarriedChoice";
import { plainName } from "~/components/personName";
import type { AccountId, Filter, FollowerId, FollowerRow } from "~/desk/contract";
import { useAccount, useFacets, useTags } from "~/desk/queries";
import { t } from "~/i18n";
import { useNames } from "../filter/useNames";
import { useBulkChange } from "../jobs/useBulkChange";
import { SegmentMenu } from "../segments/SegmentMenu";
import { TagRail } from "../tags/TagRail";
import { copyAction, type Doing, followerActions, type Question, selectionOf, type Target } from "./actions";
import { asFollowerSort, type FollowerSort, followerColumns, usualSort, wantedSort } from "./columns";
import { chosenInRail, railChoice } from "./conditions";
import { useCopyChosen } from "./copyPeople";
import { DetailPanel } from "./DetailPanel";
import { EmptyFollowers } from "./EmptyFollowers";
import bar from "./FilterBar.module.css";
import { FollowerMenu, type MenuPlace } from "./FollowerMenu";
import styles from "./FollowersPage.module.css";
import { ListHead } from "./ListHead";
import { QuestionDialog } from "./Questions";
import { SelectionBar } from "./SelectionBar";
import { type Tool, ToolDialog, toolActions } from "./ToolDialog";
import { useDelayedOpen } from "./useDelayedOpen";
import { useExport } from "./useExport";
import { useFinding } from "./useFinding";
import { useFollowerList } from "./useFollowerList";
import { useOneChange } from "./useOneChange";

type Props = {
  account: AccountId;
  /** A filter to begin with, such as the people who joined in one sync. */
  filter?: Filter | null;
  /** Leads to the page of segments. */
  onManageSegments: () => void;
};

export function FollowersPage({ account, filter: given = null, onManageSegments }: Props) {
  const { message } = App.useApp();
  const summary = useAccount(account);
  const tags = useTags(account);
  const facets = useFacets(account);
  const rowHeight = useRowHeight();

  const [sort, setSort] = useState<FollowerSort[]>(usualSort);
  const [picked, setPicked] = useState<Picked>(nobody);
  // Another question is about other people: who was chosen before must not slip into it.
  const finding = useFinding(given, tags.data, () => setPicked(nobody));
  const { question: asked, narrowed } = finding;
  const [editing, setEditing] = useState<FollowerId | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const [tool, setTool] = useState<Tool | null>(null);
  /** The next list is asked for so that everybody in it is chosen. */
  const choosesAll = useRef(false);
  const detail = useDelayedOpen();
  const grid = useRef<GridPlace>(null);
  const searchField = useRef<InputRef>(null);

  const list = useFollowerList({
    account,
    filter: finding.filter,
    sort: useMemo(() => wantedSort(sort), [sort]),
    holding: picked.kind === "all" || pickedCount(picked, 0) > 0,
    onReplaced: (samePeople) => {
      const all = choosesAll.current;
      choosesAll.current = false;
      setPicked(samePeople ? carriedOver : all ? everybody : nobody);
    },
  });
  const { refresh } = list;
  const expired = useCallback(() => {
    setQuestion(null);
    refresh();
    void message.warning(t("followers.selection.expired"));
  }, [refresh, message]);
  const changeOne = useOneChange(account, list.update);
  const files = useExport(account, expired);
  const bulk = useBulkChange(account, { onExpired: list.refresh });
  const carry = useCarriedChoice();

  const names = useNames(account);
  const nameOf = names.tag;
  const count = list.people === null ? 0 : pickedCount(picked, list.people);
  const chosen: Target | null =
    count > 0 && list.resultSet !== null
      ? { kind: "chosen", selection: asSelection(picked, list.resultSet), people: count }
      : null;
  const blacklist = asked.parts.some(({ kind }) => kind === "blacklisted");

  const copyChosen = useCopyChosen({ account, list, picked, count, onExpired: expired });
  const doing: Doing = {
    ask: setQuestion,
    unblock: (target) => bulk.open(selectionOf(target), { kind: "unblock" }),
    exportAs: (target, format) => void files.save(selectionOf(target), format),
    open: (row) => detail.openNow(row.id),
    editRemark: (row) => setEditing(row.id),
    copyChosen,
  };
  const actions = followerActions(chosen, blacklist, doing);

  useShortcuts([
    ...Object.values(actions),
    ...(question === null && tool === null && bulk.dialog === null ? [copyAction(chosen, doing)] : []),
    {
      name: "followers.search",
      label: t("followers.search"),
      icon: <SearchOutlined />,
      shortcut: "mod+f",
      impossible: null,
      perform: () => searchField.current?.focus({ cursor: "all" }),
    },
    ...toolActions(setTool),
    {
      name: "followers.leave",
      label: t("followers.detail.close"),
      shortcut: "Escape",
      impossible:
        question || tool || bulk.dialog || (detail.id === null && count === 0)
          ? t("followers.detail.close")
          : null,
      perform: () => (detail.id !== null ? detail.close() : setPicked(nobody)),
    },
  ]);

  // The columns stand still while somebody scrolls, so that rows in sight are not drawn again.
  const latest = useRef({ changeOne });
  useEffect(() => {
    latest.current = { changeOne };
  });
  const showsLeft = asked.parts.some(isAboutLeavers);
  const columns = useMemo(
    () =>
      followerColumns({
        nameOf,
        showsLeft,
        editing,
        onSaveRemark: (row, remark) => latest.current.changeOne(row, { kind: "remark", remark }),
        onCloseEditor: (focus) => {
          setEditing(null);
          if (focus) grid.current?.focus();
        },
      }),
    [nameOf, showsLeft, editing],
  );

  const edit = (row: FollowerRow, column: string | null) => {
    detail.cancel();
    if (!row.following) return void message.info(t("followers.action.hasLeft"));
    if (column === "tagCount") setQuestion({ kind: "tag", target: { kind: "one", row } });
    else setEditing(row.id);
  };
  const targetOf = (row: FollowerRow, index: number): Target =>
    chosen && isPicked(picked, index, row.id) ? chosen : { kind: "one", row };

  return (
    <main className={styles.page} data-testid="followers">
      <ListHead
        finding={finding}
        people={list.people}
        following={summary?.following}
        tags={tags.data ?? []}
        facets={facets.data}
        names={names}
        onCombine={() => setTool({ kind: "combine" })}
        segments={
          <SegmentMenu
            account={account}
            className={bar.add}
            onShow={finding.askFor}
            onSave={() => setTool({ kind: "save", filter: finding.filter })}
            onManage={onManageSegments}
          />
        }
        searchField={searchField}
        onLeave={() => grid.current?.focus()}
      />
      <div className={styles.rail}>
        <TagRail
          account={account}
          chosen={chosenInRail(asked)}
          onChoose={(choice, add) => finding.ask(railChoice(asked, choice, add))}
        />
      </div>
      <div className={styles.list}>
        <ListArea
          error={list.error}
          onRetry={list.refresh}
          unanswered={list.unanswered}
          reading={list.reading}
          panel={
            detail.id !== null ? (
              <DetailPanel
                account={account}
                follower={detail.id}
                nameOf={nameOf}
                onChange={changeOne}
                onChangeTags={(row) => setQuestion({ kind: "tag", target: { kind: "one", row } })}
                onClose={() => {
                  detail.close();
                  grid.current?.focus();
                }}
              />
            ) : null
          }
        >
          <Grid
            ref={grid}
            label={t("grid.title")}
            source={list.source}
            columns={columns}
            rowHeight={rowHeight}
            idOf={idOf}
            listKey={list.key}
            sort={sort}
            onSort={(next) => {
              setPicked(carry(picked, count));
              setSort(next.flatMap(asFollowerSort));
            }}
            picked={picked}
            onPicked={setPicked}
            pickLabel={pickLabel}
            pickAllLabel={t("followers.pickAll")}
            openId={detail.id}
            onOpen={(row) => detail.open(row.id)}
            onEdit={(row, _index, column) => edit(row, column)}
            onMenu={(row, index, at) => setMenu({ target: targetOf(row, index), row, at })}
            faint={hasLeft}
            empty={<EmptyFollowers account={account} narrowed={narrowed} onClear={finding.clear} />}
          />
        </ListArea>
      </div>
      <div className={styles.bar}>
        <SelectionBar
          count={count}
          picked={picked}
          actions={actions}
          outdated={list.outdated}
          onRefresh={list.refresh}
          onClear={() => setPicked(nobody)}
        />
      </div>
      {menu && (
        <FollowerMenu place={menu} blacklist={blacklist} doing={doing} onClose={() => setMenu(null)} />
      )}
      {question && (
        <QuestionDialog
          account={account}
          question={question}
          onChangeOne={changeOne}
          onCheck={(target, change) => bulk.open(selectionOf(target), change)}
          onClose={() => setQuestion(null)}
          onExpired={expired}
        />
      )}
      {tool && (
        <ToolDialog
          account={account}
          tool={tool}
          finding={finding}
          onTool={setTool}
          onUse={(filter) => {
            choosesAll.current = true;
            finding.askFor(filter);
          }}
        />
      )}
      {bulk.dialog}
      {files.messages}
    </main>
  );
}

const idOf = (row: FollowerRow) => row.id;
const hasLeft = (row: FollowerRow) => !row.following;

function pickLabel(row: FollowerRow | undefined, index: number): string {
  return row === undefined
    ? t("followers.pickUnread", { row: index + 1 })
    : t("followers.pick", { name: plainName(row) });
}

function isAboutLeavers(part: Filter): boolean {
  switch (part.kind) {
    case "left":
      return true;
    case "movedInSync":
    case "movedInSegment":
      return part.how === "left";
    case "happened":
      return part.event.kind === "left";
    default:
      return false;
  }
}
