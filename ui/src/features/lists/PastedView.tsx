// What a pasted list holds: how many of each kind, any of them to look at, and a name to keep it under.

import { CheckOutlined, DeleteOutlined } from "@ant-design/icons";
import { App, Button, Input, Tabs } from "antd";
import { useEffect, useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import { onEnter } from "~/components/enter";
import type { AccountId, PastedList } from "~/desk/contract";
import { useCommand, useSegments } from "~/desk/queries";
import { t } from "~/i18n";
import { number } from "~/i18n/format";
import { listName } from "../filter/listName";
import { GroupEntries } from "./GroupEntries";
import { GroupPeople } from "./GroupPeople";
import { asksForList, firstGroup, type Group, groups, isPeople, type PeopleGroup } from "./groups";
import styles from "./lists.module.css";

type Props = {
  account: AccountId;
  list: PastedList;
  /** Which people could be chosen now; null while entries that name nobody are shown. */
  onGroup: (group: PeopleGroup | null) => void;
  onDeleted: () => void;
};

export function PastedView({ account, list, onGroup, onDeleted }: Props) {
  const [group, setGroup] = useState<Group>(() => firstGroup(list));
  useEffect(() => onGroup(isPeople(group) ? group : null), [group, onGroup]);
  return (
    <>
      <Tabs
        size="small"
        activeKey={group}
        onChange={(key) => setGroup(groups.find((one) => one === key) ?? "found")}
        items={groups.map((one) => ({
          key: one,
          label: (
            <span data-testid={`list-group-${one}`}>
              {t(`lists.group.${one}`)} <b>{number(list[one])}</b>
            </span>
          ),
        }))}
        aria-label={t("lists.groups")}
      />
      <p className="unseen" role="status">
        {groups.map((one) => `${t(`lists.group.${one}`)} ${number(list[one])}`).join(" · ")}
      </p>
      <div className={styles.grid}>
        {isPeople(group) ? (
          <GroupPeople key={group} account={account} list={list.id} group={group} />
        ) : (
          <GroupEntries key={group} account={account} list={list.id} group={group} count={list[group]} />
        )}
      </div>
      <Keeping account={account} list={list} onDeleted={onDeleted} />
    </>
  );
}

type KeepingProps = { account: AccountId; list: PastedList; onDeleted: () => void };

/** A list without a name is forgotten as newer ones come. */
function Keeping({ account, list, onDeleted }: KeepingProps) {
  const name = useCommand("name_list");
  const remove = useCommand("delete_list");
  const { modal } = App.useApp();
  const segments = useSegments(account).data ?? [];
  const [text, setText] = useState(list.name);
  const typed = text.trim();
  const saved = list.name !== "" && typed === list.name;
  const keep = () => typed !== "" && !saved && name.mutate({ account, list: list.id, name: typed });
  const forget = () => remove.mutate({ account, list: list.id }, { onSuccess: onDeleted });
  /** What was kept on purpose is not gone at one click. */
  const askToForget = () => {
    const using = segments.filter(({ filter }) => filter !== null && asksForList(filter, list.id));
    if (list.name === "" && using.length === 0) return forget();
    const names = using
      .map((segment) => t("common.quoted", { name: segment.name }))
      .join(t("common.between"));
    void modal.confirm({
      title: t("lists.deleteTitle", { name: listName(list) }),
      content: using.length === 0 ? t("lists.deleteText") : t("lists.deleteUsed", { segments: names }),
      okText: t("lists.deleteHere"),
      okButtonProps: { danger: true },
      cancelText: t("lists.stay"),
      focusable: { autoFocusButton: "cancel" },
      onOk: forget,
    });
  };
  const error = name.error ?? remove.error;
  return (
    <div className={styles.paste}>
      <div className={styles.row}>
        <Input
          className={styles.name}
          value={text}
          maxLength={60}
          aria-label={t("lists.name")}
          placeholder={`${t("lists.name")} · ${t("lists.namePlaceholder")}`}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={onEnter(keep)}
          data-testid="list-name"
        />
        <Button
          disabled={typed === "" || saved}
          loading={name.isPending}
          icon={saved ? <CheckOutlined aria-hidden /> : undefined}
          onClick={keep}
          data-testid="list-save"
        >
          {t(saved ? "lists.saved" : "lists.save")}
        </Button>
        <Button
          type="text"
          danger
          icon={<DeleteOutlined aria-hidden />}
          loading={remove.isPending}
          onClick={askToForget}
          data-testid="list-delete"
        >
          {t("lists.delete")}
        </Button>
      </div>
      {error && <ErrorCard error={error.error} />}
    </div>
  );
}
