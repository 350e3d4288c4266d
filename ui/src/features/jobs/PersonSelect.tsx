// Choosing one person by a part of the remark or an OpenID.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useState } from "react";
import { plainName } from "~/components/personName";
import type { AccountId, FollowerId, FollowerRow } from "~/desk/contract";
import { type Host, useHost } from "~/desk/host";
import { keys, useFollower } from "~/desk/queries";
import { t } from "~/i18n";

type Props = {
  account: AccountId;
  person: FollowerId | null;
  className?: string;
  onChange: (person: FollowerId | null) => void;
};

/** More would not be read; another letter narrows them. */
const MOST_FOUND = 20;

export function PersonSelect({ account, person, className, onChange }: Props) {
  const host = useHost();
  const [text, setText] = useState("");
  const wanted = text.trim();
  const found = useQuery({
    queryKey: keys.peopleNamed(account, wanted),
    queryFn: () => peopleNamed(host, account, wanted),
    enabled: wanted !== "",
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const chosen = useFollower(account, person);
  const people = wanted === "" ? [] : (found.data ?? []);
  const chosenRow = chosen.data && chosen.data.row.id === person ? [chosen.data.row] : [];
  const rows = people.some(({ id }) => id === person) ? people : [...chosenRow, ...people];
  return (
    <Select
      size="small"
      className={className}
      aria-label={t("jobs.activity.person")}
      placeholder={t("jobs.activity.person")}
      allowClear
      showSearch={{ filterOption: false, searchValue: text, onSearch: setText }}
      loading={found.isFetching}
      value={person}
      notFoundContent={t(wanted === "" ? "jobs.activity.typePerson" : "jobs.activity.nobody")}
      options={rows.map((row) => ({ value: row.id, label: plainName(row), title: row.openid }))}
      onChange={(chosenNow: FollowerId | undefined) => {
        setText("");
        onChange(chosenNow ?? null);
      }}
      data-testid="activity-person"
    />
  );
}

async function peopleNamed(host: Host, account: AccountId, text: string): Promise<FollowerRow[]> {
  const opened = await host.call("open_result_set", { account, filter: { kind: "text", text }, sort: [] });
  host.call("close_result_set", { account, resultSet: opened.id }).catch(() => undefined);
  return opened.firstRows.slice(0, MOST_FOUND);
}
