// The blacklist of one account: who is on it and why; putting people on it and taking them off.

import type { InputRef } from "antd";
import { App } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ActionButton } from "~/components/ActionButton";
import { useShortcuts } from "~/components/action";
import { Grid, type GridPlace } from "~/components/grid/Grid";
import { useRowHeight } from "~/components/grid/rowHeight";
import { asSelection, isPicked, nobody, type Picked, pickedCount } from "~/components/grid/selection";
import { ListArea } from "~/components/list/ListArea";
import layout from "~/components/list/list.module.css";
import { leaveAction, searchAction } from "~/components/list/pageActions";
import { pickLabel } from "~/components/list/pickLabel";
import { useCarriedChoice } from "~/components/list/useCarriedChoice";
import { usePlaced } from "~/components/list/usePlaced";
import { useExport } from "~/components/useExport";
import type { AccountId, BlockedPerson, FollowerId, JobId, TagId } from "~/desk/contract";
import { useTags } from "~/desk/queries";
import { t } from "~/i18n";
import { number } from "~/i18n/format";
import { useCopyChosen } from "../followers/copyPeople";
import { DetailPanel } from "../followers/DetailPanel";
import { QuestionDialog } from "../followers/Questions";
import { SearchBox } from "../followers/SearchBox";
import { useOneChange } from "../followers/useOneChange";
import { useBulkChange } from "../jobs/useBulkChange";
import { BlacklistBar } from "./BlacklistBar";
import { BlacklistMenu, type MenuPlace } from "./BlacklistMenu";
import styles from "./BlacklistPage.module.css";
import { BlockDialog } from "./BlockDialog";
import { type BlacklistDoing, type BlockedTarget, blacklistActions, blockAction } from "./blacklistActions";
import { blacklistColumns } from "./blacklistColumns";
import { EmptyBlacklist } from "./EmptyBlacklist";
import { ReasonDialog } from "./ReasonDialog";
import { asBlacklistOrder, type BlacklistOrder, useBlacklist, usualOrder } from "./useBlacklist";

type Props = {
  account: AccountId;
  /** Shows one person among the followers. */
  onShowPerson: (openid: string) => void;
  onShowJob: (job: JobId) => void;
};

export function BlacklistPage({ account, onShowPerson, onShowJob }: Props) {
  const { message } = App.useApp();
  const tags = useTags(account);
  const rowHeight = useRowHeight();
  const [search, setSearch] = useState("");
  const [order, setOrder] = useState<BlacklistOrder>(usualOrder);
  const [picked, setPicked] = useState<Picked>(nobody);
  const [openId, setOpenId] = useState<FollowerId | null>(null);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const [reasonFor, setReasonFor] = useState<BlockedTarget | null>(null);
  const [tagging, setTagging] = useState<BlockedPerson["row"] | null>(null);
  /** The people chosen to be blocked are kept until they have been checked. */
  const [blocking, setBlocking] = useState<"asking" | "checking" | null>(null);
  const grid = useRef<GridPlace>(null);
  const searchField = useRef<InputRef>(null);

  const list = useBlacklist({
    account,
    search,
    order,
    holding: picked.kind === "all" || pickedCount(picked, 0) > 0,
    ...useCarriedChoice({ account, picked, setPicked }),
  });
  const { refresh } = list;
  const expired = useCallback(() => {
    setReasonFor(null);
    refresh();
    void message.warning(t("followers.selection.expired"));
  }, [refresh, message]);
  const placed = usePlaced(account, list, expired);
  const changeOne = useOneChange(account, (change) =>
    list.update((person) => ({ ...person, row: change(person.row) })),
  );
  const files = useExport(account, expired);
  const bulk = useBulkChange(account, { onExpired: list.refresh });
  const checking = bulk.dialog !== null;
  useEffect(() => {
    if (!checking) setBlocking((now) => (now === "checking" ? null : now));
  }, [checking]);

  const count = list.people === null ? 0 : pickedCount(picked, list.people);
  const chosen: BlockedTarget | null =
    count > 0 && list.resultSet !== null
      ? { selection: asSelection(picked, list.resultSet), people: count, one: null }
      : null;
  const { openids: copyChosen } = useCopyChosen({
    ...{ account, list, picked, count, onExpired: expired },
    columns: ["openid"],
    nameOf: String,
  });
  const doing: BlacklistDoing = {
    block: () => setBlocking("asking"),
    unblock: ({ selection }) => bulk.open(selection, { kind: "unblock" }),
    askReason: setReasonFor,
    exportAs: ({ selection }, format) => void files.save(selection, format),
    copyChosen,
    open: ({ row }) => setOpenId(row.id),
    showPerson: onShowPerson,
    showJob: onShowJob,
  };
  const block = blockAction(doing);
  const inDialog = blocking !== null || reasonFor !== null || tagging !== null || checking;
  const closePanel = () => {
    setOpenId(null);
    grid.current?.focus();
  };
  const whatToLeave = () => {
    if (openId !== null) return closePanel;
    return count > 0 ? () => setPicked(nobody) : null;
  };
  useShortcuts([
    ...(inDialog ? [] : [block, ...Object.values(blacklistActions(chosen, doing))]),
    searchAction("blacklist", t("blacklist.search"), () => searchField.current?.focus({ cursor: "all" })),
    leaveAction("blacklist", inDialog ? null : whatToLeave()),
  ]);

  const latest = useRef(onShowJob);
  useEffect(() => {
    latest.current = onShowJob;
  });
  const columns = useMemo(() => blacklistColumns((job) => latest.current(job)), []);
  const names = useMemo(() => new Map(tags.data?.map(({ id, name }) => [id, name])), [tags.data]);
  const nameOf = (tag: TagId) => names.get(tag) ?? String(tag);
  const alone = (person: BlockedPerson): BlockedTarget => ({
    selection: { kind: "these", followers: [person.row.id] },
    people: 1,
    one: person,
  });
  const searchFor = (text: string) => {
    if (text === search) return;
    setSearch(text);
    setPicked(nobody);
  };

  return (
    <main className={layout.page} data-testid="blacklist">
      <header className={layout.head}>
        <div className={layout.titleLine}>
          <h1>
            {t("blacklist.title")}
            <span className={layout.count} data-testid="blacklist-count">
              {list.people === null ? "" : number(list.people)}
            </span>
          </h1>
          <SearchBox
            ref={searchField}
            label={t("blacklist.search")}
            value={search}
            onSearch={searchFor}
            onLeave={() => grid.current?.focus()}
          />
          <ActionButton action={block} type="text" testId="blacklist-add" />
        </div>
        <p className={styles.means}>{t("blacklist.means")}</p>
      </header>
      <ListArea
        error={list.error}
        onRetry={list.refresh}
        unanswered={list.unanswered}
        reading={list.reading}
        behind={list.behind}
        panel={
          openId !== null ? (
            <DetailPanel
              account={account}
              follower={openId}
              nameOf={nameOf}
              onChange={changeOne}
              onChangeTags={setTagging}
              onClose={closePanel}
            />
          ) : null
        }
      >
        <Grid
          ref={grid}
          label={t("blacklist.title")}
          testId="blacklist-list"
          source={list.source}
          columns={columns}
          rowHeight={rowHeight}
          idOf={({ row }) => row.id}
          listKey={list.key}
          sort={[order]}
          onSort={(next) => setOrder(asBlacklistOrder(next))}
          picked={picked}
          onPicked={setPicked}
          placed={placed}
          pickLabel={(person, index) => pickLabel(person?.row, index)}
          pickAllLabel={t("followers.pickAll")}
          openId={openId}
          onOpen={({ row }) => setOpenId(row.id)}
          onEdit={(person) => setReasonFor(alone(person))}
          onMenu={(person, index, at) =>
            setMenu({
              person,
              at,
              target: chosen && isPicked(picked, index, person.row.id) ? chosen : alone(person),
            })
          }
          faint={({ row }) => !row.blacklisted}
          empty={<EmptyBlacklist account={account} narrowed={search !== ""} onClear={() => searchFor("")} />}
        />
      </ListArea>
      <BlacklistBar
        count={count}
        actions={blacklistActions(chosen, doing)}
        outdated={list.outdated}
        onRefresh={list.refresh}
        onClear={() => setPicked(nobody)}
      />
      {menu && <BlacklistMenu place={menu} doing={doing} onClose={() => setMenu(null)} />}
      {blocking && (
        <BlockDialog
          account={account}
          shown={blocking === "asking"}
          onCheck={(selection, reason) => {
            setBlocking("checking");
            bulk.open(selection, { kind: "block", reason });
          }}
          onClose={() => setBlocking(null)}
        />
      )}
      {reasonFor && (
        <ReasonDialog
          account={account}
          target={reasonFor}
          onClose={() => setReasonFor(null)}
          onExpired={expired}
        />
      )}
      {tagging && (
        <QuestionDialog
          account={account}
          question={{ kind: "tag", target: { kind: "one", row: tagging } }}
          onChangeOne={changeOne}
          onCheck={() => undefined}
          onClose={() => setTagging(null)}
          onExpired={expired}
        />
      )}
      {bulk.dialog}
      {files.messages}
    </main>
  );
}
