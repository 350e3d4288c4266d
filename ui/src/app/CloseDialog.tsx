// Closing the window while something runs: it will go on next time; stay or leave.

import { Button, Modal } from "antd";
import { useEffect, useState } from "react";
import type { Output } from "~/desk/host";
import { useHost } from "~/desk/host";
import { useDeskNow } from "~/desk/queries";
import { jobTitle } from "~/features/jobs/words";
import { t } from "~/i18n";
import styles from "./CloseDialog.module.css";

type Work = Output<"running_work">;

export function CloseDialog() {
  const host = useHost();
  const { accounts } = useDeskNow();
  const [work, setWork] = useState<Work | null>(null);
  useEffect(() => {
    const { onCloseRequested, close } = host.actions;
    if (!onCloseRequested || !close) return;
    return onCloseRequested(() => {
      host
        .call("running_work", null)
        .then((found) => {
          if (found.jobs.length + found.syncs.length === 0 && !found.rekeying) void close();
          else setWork(found);
        })
        // A desk that does not answer must not keep the window open.
        .catch(() => void close());
    });
  }, [host]);
  if (!work) return null;
  const nameOf = (id: string) => accounts.find((account) => account.id === id)?.name ?? id;
  return (
    <Modal
      open
      width={460}
      title={t("frame.close.title")}
      onCancel={() => setWork(null)}
      footer={
        <div className={styles.footer}>
          <Button onClick={() => void host.actions.close?.()} data-testid="close-leave">
            {t("frame.close.leave")}
          </Button>
          <Button type="primary" autoFocus onClick={() => setWork(null)} data-testid="close-stay">
            {t("frame.close.stay")}
          </Button>
        </div>
      }
    >
      <div className={styles.body} data-testid="close-dialog">
        <ul className={styles.list}>
          {work.rekeying && <li>{t("frame.close.rekeying")}</li>}
          {work.syncs.map(({ account }) => (
            <li key={account}>{t("frame.close.sync", { account: nameOf(account) })}</li>
          ))}
          {work.jobs.map((job) => (
            <li key={`${job.account} ${job.id}`}>{jobTitle(job)}</li>
          ))}
        </ul>
        {work.jobs.length + work.syncs.length > 0 && <p>{t("frame.close.text")}</p>}
        {work.rekeying && <p>{t("frame.close.rekeyingText")}</p>}
      </div>
    </Modal>
  );
}
