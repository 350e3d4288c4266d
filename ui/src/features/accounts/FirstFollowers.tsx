// The newest followers of an account that has just been connected: the proof that it works.

import { useQuery } from "@tanstack/react-query";
import { personName } from "~/components/personName";
import { useChanges } from "~/desk/events";
import { useHost } from "~/desk/host";
import { t } from "~/i18n";
import { timeWords } from "~/i18n/format";
import styles from "./accounts.module.css";

const SHOWN = 5;

export function FirstFollowers({ account }: { account: string }) {
  const host = useHost();
  const changes = useChanges(account, ["followers"]);
  const { data } = useQuery({
    queryKey: ["first", account, changes],
    queryFn: async () => {
      const opened = await host.call("open_result_set", {
        account,
        filter: { kind: "following" },
        sort: [{ by: "followedAt", descending: true }],
      });
      void host.call("close_result_set", { account, resultSet: opened.id }).catch(() => undefined);
      return { people: opened.people, rows: opened.firstRows.slice(0, SHOWN) };
    },
    placeholderData: (before) => before,
  });
  if (!data) return null;
  return (
    <div className={styles.help} data-testid="first-followers">
      <h2>{t("accounts.steps.people", { count: data.people })}</h2>
      <ul className={styles.first}>
        {data.rows.map((row) => (
          <li key={row.id}>
            {personName(row)}
            {row.followedAt !== null && <span className={styles.muted}>{timeWords(row.followedAt)}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
