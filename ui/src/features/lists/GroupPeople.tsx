// The people whom a pasted list names, however many they are.

import { useMemo } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import type { GridColumn } from "~/components/grid/columns";
import { Grid } from "~/components/grid/Grid";
import { useResultSet } from "~/components/grid/useResultSet";
import { personName } from "~/components/personName";
import type { AccountId, FollowerRow, ListId } from "~/desk/contract";
import { t } from "~/i18n";
import { timeWords } from "~/i18n/format";
import { filterOfGroup, type PeopleGroup } from "./groups";
import styles from "./lists.module.css";

const ROW_HEIGHT = 32;
const topics = ["followers", "blacklist"] as const;

type Props = { account: AccountId; list: ListId; group: PeopleGroup };

export function GroupPeople({ account, list, group }: Props) {
  const filter = useMemo(() => filterOfGroup(list, group), [list, group]);
  const people = useResultSet<FollowerRow>({
    account,
    people: JSON.stringify(filter),
    order: "",
    open: (host) =>
      host.call("open_result_set", { account, filter, sort: [{ by: "followedAt", descending: true }] }),
    read: (host, resultSet, start, count) => host.call("follower_rows", { account, resultSet, start, count }),
    topics,
    holding: false,
    onReplaced: () => undefined,
  });
  const columns = useMemo(followerColumns, []);
  if (people.error) return <ErrorCard error={people.error} remedies={{ retry: people.refresh }} />;
  return (
    <Grid
      label={t(`lists.group.${group}`)}
      testId="list-people"
      source={people.source}
      columns={columns}
      rowHeight={ROW_HEIGHT}
      idOf={({ id }) => id}
      listKey={`${list} ${group}`}
      empty={<p className={styles.hint}>{t("lists.empty")}</p>}
    />
  );
}

function followerColumns(): GridColumn<FollowerRow>[] {
  return [
    { key: "remark", title: t("followers.column.remark"), width: 150, cell: personName },
    { key: "openid", title: "OpenID", width: 270, grow: 1, cell: ({ openid }) => openid },
    {
      key: "followedAt",
      title: t("followers.column.followedAt"),
      width: 140,
      cell: ({ followedAt }) => (followedAt === null ? "" : timeWords(followedAt)),
    },
  ];
}
