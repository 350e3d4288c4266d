// The status line answers two questions: how fresh is this, and what is running?

import { DisconnectOutlined } from "@ant-design/icons";
import { useSyncExternalStore } from "react";
import type { Action } from "~/components/action";
import { Later } from "~/components/Later";
import { useShowPeople } from "~/components/useShowPeople";
import type { AccountSummary } from "~/desk/contract";
import { SyncStatus } from "~/features/sync/SyncStatus";
import type { Sync } from "~/features/sync/useSync";
import { t } from "~/i18n";
import styles from "./StatusLine.module.css";
import { JobTray } from "./tray/JobTray";

type Props = { account: AccountSummary; sync: Sync; syncNow: Action; onEditAccount: () => void };

export function StatusLine({ account, sync, syncNow, onEditAccount }: Props) {
  const showPeople = useShowPeople(account.id);
  const offline = useOffline() && account.kind === "official";
  return (
    <section className={styles.line} aria-label={t("frame.status.label")} data-testid="status-line">
      <Later>
        <SyncStatus
          account={account}
          sync={sync}
          syncNow={syncNow}
          onEditAccount={onEditAccount}
          onShowPeople={showPeople}
        />
        {offline && (
          <span className={styles.offline}>
            <DisconnectOutlined aria-hidden /> {t("frame.status.offline")}
          </span>
        )}
        <JobTray account={account.id} />
      </Later>
    </section>
  );
}

function useOffline(): boolean {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener("online", changed);
      window.addEventListener("offline", changed);
      return () => {
        window.removeEventListener("online", changed);
        window.removeEventListener("offline", changed);
      };
    },
    () => navigator.onLine === false,
  );
}
