// Why nobody is listed, and the one next step.

import { Button } from "antd";
import { ErrorCard } from "~/components/ErrorCard";
import { EmptyList } from "~/components/list/EmptyList";
import type { AccountId } from "~/desk/contract";
import { useAccount, useCommand } from "~/desk/queries";
import { t } from "~/i18n";

type Props = { account: AccountId; narrowed: boolean; onClear: () => void };

export function EmptyBlacklist({ account, narrowed, onClear }: Props) {
  const neverSynced = useAccount(account)?.neverSynced ?? false;
  const start = useCommand("start_sync");
  const begin = () => start.mutate({ account });
  if (narrowed) {
    return (
      <EmptyList testId="blacklist-empty" state="noMatch" title={t("blacklist.empty.noMatch")}>
        <Button onClick={onClear}>{t("blacklist.empty.clear")}</Button>
      </EmptyList>
    );
  }
  return (
    <EmptyList
      testId="blacklist-empty"
      state={neverSynced ? "neverSynced" : "none"}
      title={t(neverSynced ? "blacklist.empty.neverSynced" : "blacklist.empty.none")}
      hint={t(neverSynced ? "blacklist.empty.neverSyncedHint" : "blacklist.empty.noneHint")}
    >
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
    </EmptyList>
  );
}
