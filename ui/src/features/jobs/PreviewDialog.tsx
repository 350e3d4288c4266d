// 核对: what a bulk change would do, counted, before anything is sent.

import { Button, Modal } from "antd";
import { useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import type { AccountId, JobPreview } from "~/desk/contract";
import { useTags } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./jobs.module.css";
import { PeopleDialog } from "./PeopleDialog";
import type { BulkPhase } from "./useBulkChange";
import { changeTitle, changeVerb, passesQuota, previewCost, previewCounts } from "./words";

type Props = {
  account: AccountId;
  phase: Exclude<BulkPhase, { kind: "started" }>;
  onStart: () => void;
  onRetry: () => void;
  onClose: () => void;
};

export function PreviewDialog({ account, phase, onStart, onRetry, onClose }: Props) {
  const tags = useTags(account);
  const nameOf = (id: number) => tags.data?.find((tag) => tag.id === id)?.name ?? String(id);
  const [listing, setListing] = useState(false);
  const checked = phase.kind === "checked" ? phase : null;
  const { change } = phase.request;
  const nobody = checked !== null && checked.preview.toChange === 0;
  const dangerous = change.kind === "block";

  const title = () => {
    if (checked === null) return t(phase.kind === "checking" ? "jobs.checking" : "jobs.refusedTitle");
    return nobody ? t("jobs.nobodyToChange") : changeTitle(change, checked.preview.toChange, nameOf);
  };
  const start = (
    <Button
      key="start"
      type={dangerous ? "default" : "primary"}
      danger={dangerous}
      disabled={checked === null}
      loading={checked?.starting}
      onClick={onStart}
      data-testid="preview-start"
    >
      {changeVerb(change, checked?.preview.toChange ?? 0)}
    </Button>
  );
  return (
    <Modal
      open
      width={520}
      title={<span data-testid="preview-title">{title()}</span>}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <div className={styles.footer}>
          <Button
            type="text"
            className={styles.atStart}
            disabled={checked === null || checked.preview.people === 0}
            onClick={() => setListing(true)}
            data-testid="preview-people"
          >
            {t("jobs.seePeople")}
          </Button>
          <Button onClick={onClose} disabled={checked?.starting}>
            {t(nobody ? "common.close" : "common.cancel")}
          </Button>
          {!nobody && phase.kind !== "refused" && start}
        </div>
      }
    >
      {phase.kind === "checking" && <CheckingLines />}
      {phase.kind === "refused" && (
        // The people of a list that is gone cannot be checked again; they have to be chosen anew.
        <ErrorCard
          error={phase.error}
          remedies={phase.error.code === "resultSetExpired" ? {} : { retry: onRetry }}
        />
      )}
      {checked && <Counted preview={checked.preview} />}
      {checked?.error && <ErrorCard error={checked.error} remedies={{ retry: onStart }} />}
      {listing && checked && (
        <PeopleDialog
          account={account}
          job={checked.preview.job}
          change={change}
          outcome={null}
          title={t("jobs.peopleOfPreview")}
          onClose={() => setListing(false)}
        />
      )}
    </Modal>
  );
}

function Counted({ preview }: { preview: JobPreview }) {
  return (
    <div className={styles.lines} data-testid="preview">
      <p>{previewCounts(preview)}</p>
      {preview.toChange > 0 && <p>{previewCost(preview)}</p>}
      {preview.toChange > 0 && passesQuota(preview) && (
        <p className={styles.warning}>{t("jobs.cost.overQuota")}</p>
      )}
      {preview.change.kind === "block" && (
        <>
          <p className={styles.warning}>{t("jobs.blockMeans")}</p>
          {preview.change.reason !== "" && (
            <p className={styles.muted}>{t("jobs.blockReason", { reason: preview.change.reason })}</p>
          )}
        </>
      )}
    </div>
  );
}

/** Two lines of the size of what comes. */
function CheckingLines() {
  return (
    <div className={styles.lines} aria-busy="true">
      <p className={styles.bar} />
      <p className={styles.bar} data-short="" />
    </div>
  );
}
