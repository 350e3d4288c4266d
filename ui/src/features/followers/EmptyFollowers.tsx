// Why nobody is listed, and the one next step.

import { Button } from "antd";
import { ErrorCard } from "~/components/ErrorCard";
import { EmptyList } from "~/components/list/EmptyList";
import type { AccountId } from "~/desk/contract";
import { syncIsOpen } from "~/desk/events";
import { useAccount, useCommand, useSyncState } from "~/desk/queries";
import { t } from "~/i18n";

type Props = {
  account: AccountId;
  /** Conditions or a search hold that may be why. */
  narrowed: boolean;
  onClear: () => void;
};

export function EmptyFollowers({ account, narrowed, onClear }: Props) {
  const summary = useAccount(account);
  const sync = useSyncState(account);
  const start = useCommand("start_sync");
  const begin = () => start.mutate({ account });
  const state = stateNow();
  // The list is about to be read anew: no words that would be untrue in a moment.
  if (state === "filling") return null;
  return (
    <EmptyList
      testId="list-empty"
      state={state}
      title={t(`followers.empty.${state}`)}
      hint={t(`followers.empty.${state}Hint`)}
    >
      {state === "noMatch" && <Button onClick={onClear}>{t("followers.empty.clear")}</Button>}
      {(state === "neverSynced" || state === "nobody") && (
        <Button
          type={state === "neverSynced" ? "primary" : "default"}
          size="large"
          loading={start.isPending}
          onClick={begin}
          data-testid="empty-sync"
        >
          {t(state === "neverSynced" ? "followers.empty.sync" : "followers.empty.syncAgain")}
        </Button>
      )}
      {start.error && <ErrorCard error={start.error.error} remedies={{ retry: begin }} />}
    </EmptyList>
  );

  function stateNow() {
    if (syncIsOpen(sync.data) && summary?.neverSynced) {
      return sync.data.status.state === "running" ? "syncing" : "syncStopped";
    }
    if (summary?.neverSynced) return "neverSynced";
    if (narrowed) return "noMatch";
    return summary !== undefined && summary.following > 0 ? "filling" : "nobody";
  }
}
