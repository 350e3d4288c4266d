// Says that counts differ from WeChat's, what that means, and offers the one next step. While a sync is
// under way people are still being read: then a difference means nothing yet.

import { Button } from "antd";
import { ErrorCard } from "~/components/ErrorCard";
import type { AccountId } from "~/desk/contract";
import { syncIsOpen } from "~/desk/events";
import { useCommand, useSyncState } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./TagsPage.module.css";

type Props = { account: AccountId; tags: number };

export function DriftNotice({ account, tags }: Props) {
  const sync = useSyncState(account);
  const start = useCommand("start_sync");
  const begin = () => start.mutate({ account });
  if (syncIsOpen(sync.data)) return null;
  return (
    <section className={styles.notice} data-testid="drift">
      <p>
        <strong>{t("tags.page.drifting", { count: tags })}</strong> {t("tags.page.driftMeans")}
      </p>
      <Button size="small" loading={start.isPending} onClick={begin} data-testid="drift-sync">
        {t("sync.action")}
      </Button>
      {start.error && <ErrorCard error={start.error.error} remedies={{ retry: begin }} />}
    </section>
  );
}
