// The followers of one account, once it is known how they are looked at: find them, choose them, change them.

import { SearchOutlined } from "@ant-design/icons";
import type { InputRef } from "antd";
import { App } from "antd";
import { useCallback, useMemo, useRef, useState } from "react";
import { useShortcuts } from "~/components/action";
import { Grid, type GridPlace } from "~/components/grid/Grid";
import { useRowHeight } from "~/components/grid/rowHeight";
import {
  asSelection,
  everybody,
  isPicked,
  nobody,
  type Picked,
  pickedCount,
} from "~/components/grid/selection";
import { Later } from "~/components/Later";
import { ListArea } from "~/components/list/ListArea";
import { leaveAction, searchAction } from "~/components/list/pageActions";
import { pickLabel } from "~/components/list/pickLabel";
import { useCarriedChoice } from "~/components/list/useCarriedChoice";
import { usePlaced } from "~/components/list/usePlaced";
import { useExport } from "~/components/useExport";
import type { AccountId, Filter, FirstPage, FollowerRow } from "~/desk/contract";
import { useAccount, useFacets, useTags } from "~/desk/queries";
import { t } from "~/i18n";
import { useNames } from "../filter/useNames";
import { useBulkChange } from "../jobs/useBulkChange";
import { SegmentMenu } from "../segments/SegmentMenu";
import { TagRail } from "../tags/TagRail";
import { copyActions, type Doing, followerActions, type Question, selectionOf, type Target } from "./actions";
import { BesideList } from "./BesideList";
import { asksForLeavers, chosenInRail } from "./conditions";
import { useCopyChosen } from "./copyPeople";
import { EmptyFollowers } from "./EmptyFollowers";
import bar from "./FilterBar.module.css";
import { FollowerMenu, type MenuPlace } from "./FollowerMenu";
import styles from "./FollowersPage.module.css";
import { ListHead } from "./ListHead";
import { QuestionDialog } from "./Questions";
import { SelectionBar } from "./SelectionBar";
import { asFollowerSort, wantedSort } from "./sorting";
import { type Tool, ToolDialog, toolActions } from "./ToolDialog";
import { useColumns } from "./useColumns";
import { useDelayedOpen } from "./useDelayedOpen";
import { useFinding } from "./useFinding";
import { useFollowerList } from "./useFollowerList";
import { useOneChange } from "./useOneChange";
import { useRailChoice } from "./useRailChoice";
import { useReadAnew } from "./useReadAnew";
import type { Views } from "./useTableView";
import { columnKeys, pulledWidths, withWidths } from "./view";
import { viewAction } from "./viewAction";

export type FollowersProps = {
  account: AccountId;
  /** A filter to begin with, such as the people who joined in one sync. */
  filter?: Filter | null;
  /** Leads to the page of segments. */
  onManageSegments: () => void;
};

type Props = FollowersProps & {
  views: Views;
  /** What the list began with when it was seen last, while nobody can say what it begins with now. */
  firstPage: FirstPage | null;
};

export function Followers({ account, filter: given = null, onManageSegments, views, firstPage }: Props) {
  const { message } = App.useApp();
  const summary = useAccount(account);
  const tags = useTags(account);
  const facets = useFacets(account);
  const { view } = views;
  const rowHeight = useRowHeight(view.density);

  const [viewing, setViewing] = useState(false);
  const [picked, setPicked] = useState<Picked>(nobody);
  // Another question is about other people: who was chosen before must not slip into it.
  const finding = useFinding(given, tags.data, () => setPicked(nobody));
  const { question: asked, narrowed } = finding;
  const chooseInRail = useRailChoice(finding);
  const [question, setQuestion] = useState<Question | null>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const [tool, setTool] = useState<Tool | null>(null);
  /** The next list is asked for so that everybody in it is chosen. */
  const choosesAll = useRef(false);
  const detail = useDelayedOpen();
  const grid = useRef<GridPlace>(null);
  const searchField = useRef<InputRef>(null);

  const carried = useCarriedChoice({ account, picked, setPicked });
  const list = useFollowerList({
    account,
    filter: finding.filter,
    sort: useMemo(() => wantedSort(view.sort), [view.sort]),
    firstPage,
    holding: picked.kind === "all" || pickedCount(picked, 0) > 0,
    carry: carried.carry,
    onReplaced: (samePeople) => {
      if (choosesAll.current && !samePeople) setPicked(everybody);
      else carried.onReplaced(samePeople);
      choosesAll.current = false;
    },
  });
  const { refresh } = list;
  const expired = useCallback(() => {
    setQuestion(null);
    refresh();
    void message.warning(t("followers.selection.expired"));
  }, [refresh, message]);
  const placed = usePlaced(account, list, expired);
  const changeOne = useOneChange(account, list.update);
  const files = useExport(account, expired);
  const readAnew = useReadAnew(account, expired);
  const bulk = useBulkChange(account, { onExpired: list.refresh });
  const names = useNames(account);
  const nameOf = names.tag;
  const count = list.people === null ? 0 : pickedCount(picked, list.people);
  const chosen: Target | null =
    count > 0 && list.resultSet !== null
      ? { kind: "chosen", selection: asSelection(picked, list.resultSet), people: count }
      : null;
  const blacklist = asked.parts.some(({ kind }) => kind === "blacklisted");

  const { drawn, columns, editRemark } = useColumns({
    ...{ view, nameOf, changeOne },
    leavers: asksForLeavers(asked),
    onEdited: () => grid.current?.focus(),
  });
  const pulled = useMemo(() => pulledWidths(view), [view]);
  const copy = useCopyChosen({
    ...{ account, list, picked, count, nameOf, onExpired: expired },
    columns: drawn.map(({ key }) => key),
  });
  const doing: Doing = {
    ask: setQuestion,
    unblock: (target) => bulk.open(selectionOf(target), { kind: "unblock" }),
    readAnew,
    exportAs: (target, format) => void files.save(selectionOf(target), format),
    open: (row) => detail.openNow(row.id),
    editRemark,
    copyRows: copy.rows,
    copyOpenids: copy.openids,
    copyText: copy.text,
  };
  const actions = followerActions(chosen, blacklist, doing);

  const search = searchAction("followers", t("followers.search"), () =>
    searchField.current?.focus({ cursor: "all" }),
  );
  const look = viewAction(() => setViewing((now) => !now));
  const asking = question !== null || tool !== null || bulk.dialog !== null;
  useShortcuts([
    ...Object.values(actions),
    ...(asking ? [] : copyActions(chosen, doing)),
    { ...search, icon: <SearchOutlined /> },
    ...toolActions(setTool),
    look,
    leaveAction("followers", asking ? null : whatToLeave()),
  ]);
  function whatToLeave(): (() => void) | null {
    if (viewing) return () => setViewing(false);
    if (detail.id !== null) return detail.close;
    return count > 0 ? () => setPicked(nobody) : null;
  }

  const edit = (row: FollowerRow, column: string | null) => {
    detail.cancel();
    if (!row.following) return void message.info(t("followers.action.hasLeft"));
    if (column === "tagCount") setQuestion({ kind: "tag", target: { kind: "one", row } });
    else editRemark(row);
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
        onPaste={() => setTool({ kind: "paste" })}
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
        viewAction={look}
        onLeave={() => grid.current?.focus()}
      />
      <div className={styles.rail}>
        <Later>
          <TagRail account={account} chosen={chosenInRail(asked)} onChoose={chooseInRail} />
        </Later>
      </div>
      <div className={styles.list}>
        <ListArea
          error={list.error}
          onRetry={list.refresh}
          unanswered={list.unanswered}
          reading={list.reading}
          behind={list.behind}
          panel={
            viewing || detail.id !== null ? (
              <BesideList
                account={account}
                shows={viewing ? views : detail.id}
                nameOf={nameOf}
                onChange={changeOne}
                onChangeTags={(row) => setQuestion({ kind: "tag", target: { kind: "one", row } })}
                onClose={() => {
                  if (viewing) setViewing(false);
                  else detail.close();
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
            busy={list.resultSet === null}
            pulled={pulled}
            onPulled={(next) => views.change(withWidths(view, next))}
            sort={view.sort}
            onSort={(next) => views.change({ ...view, sort: next.flatMap(asFollowerSort) })}
            picked={picked}
            onPicked={setPicked}
            placed={placed}
            pickLabel={pickLabel}
            pickAllLabel={t("followers.pickAll")}
            openId={detail.id}
            onOpen={(row) => {
              setViewing(false);
              detail.open(row.id);
            }}
            onEdit={(row, _index, column) => edit(row, column)}
            onCopyCell={(row, column) => {
              const key = columnKeys.find((one) => one === column);
              if (key) copy.cell(row, key);
            }}
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
            choosesAll.current = finding.askFor(filter);
            if (!choosesAll.current) setPicked(everybody);
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
