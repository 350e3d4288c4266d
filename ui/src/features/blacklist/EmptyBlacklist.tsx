// Why nobody is listed, and the one next step.

import { Button } from "antd";
import { ErrorCard } from "~/components/ErrorCard";
import type { AccountId } from "~/desk/contract";
import { useAccount, useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./BlacklistPage.module.css";

type Props = { account: AccountId; narrowed: boolean; onClear: () => void };

export function EmptyBlacklist({ account, narrowed, onClear }: Props) {
  const neverSynced = useAccount(account)?.neverSynced ?? false;
  const start = useCommand("start_sync");
  const begin = () => start.mutate({ account });
  if (narrowed) {
    return (
      <div className={styles.empty} data-testid="blacklist-empty" data-state="noMatch">
        <h2>{t("blacklist.empty.noMatch")}</h2>
        <Button onClick={onClear}>{t("blacklist.empty.clear")}</Button>
      </div>
    );
  }
  return (
    <div
      className={styles.empty}
      data-testid="blacklist-empty"
      data-state={neverSynced ? "neverSynced" : "none"}
    >
      <h2>{t(neverSynced ? "blacklist.empty.neverSynced" : "blacklist.empty.none")}</h2>
      <p>{t(neverSynced ? "blacklist.empty.neverSyncedHint" : "blacklist.empty.noneHint")}</p>
      {neverSynced && (
        <Button
          type="primary"
          size="large"
          loading={start.isPending}
          onClick={begin}
          data-testid="blacklist-sync"
        >
          {t("sync.action")}
        </Button>
      )}
      {start.error && <ErrorCard error={start.error.error} remedies={{ retry: begin }} />}
    </div>
  );
}
