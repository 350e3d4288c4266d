// 核对: what a bulk change would do, counted, before anything is sent.

import { Button, Checkbox, Modal } from "antd";
import { useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import type { AccountId, JobPreview } from "~/desk/contract";
import { useOverview } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./jobs.module.css";
import { PeopleDialog } from "./PeopleDialog";
import { isTyped, TypedNumber } from "./TypedNumber";
import type { BulkPhase, BulkRequest } from "./useBulkChange";
import { asksForNumber, changeVerb, jobWords, passesQuota, previewCost, previewCounts } from "./words";

type Props = {
  account: AccountId;
  phase: Exclude<BulkPhase, { kind: "started" }>;
  onStart: () => void;
  /** Checks again, or otherwise. */
  onAsk: (request: BulkRequest) => void;
  onClose: () => void;
};

export function PreviewDialog({ account, phase, onStart, onAsk, onClose }: Props) {
  const [listing, setListing] = useState(false);
  const [typed, setTyped] = useState("");
  const typedAbove = useOverview().data?.settings.typedAbove ?? 0;
  const checked = phase.kind === "checked" ? phase : null;
  const { request } = phase;
  const change = checked?.preview.change ?? (request.kind === "change" ? request.change : null);
  const nobody = checked !== null && checked.preview.toChange === 0 && !checked.preview.remakesTag;
  const dangerous = change?.kind === "block";
  const mustType = checked !== null && asksForNumber(checked.preview, typedAbove);
  const held = mustType && !isTyped(typed, checked.preview.toChange);
  const again = () => onAsk(request);

  const title = () => {
    if (checked === null) return t(phase.kind === "checking" ? "jobs.checking" : "jobs.refusedTitle");
    if (nobody) return t("jobs.nobodyToChange");
    const { preview } = checked;
    return jobWords(preview, preview.toChange, (tag) => preview.tagNames[tag] ?? String(tag));
  };
  const startWords = () => {
    const count = checked?.preview.toChange ?? 0;
    if (checked && checked.preview.undoes !== null) return t("jobs.undo.start", { count });
    if (request.kind === "restore") return t("jobs.restore.action");
    if (change !== null) return changeVerb(change, count);
    return t(request.kind === "retry" ? "jobs.retry" : "jobs.undo.action");
  };
  const start = (
    <Button
      key="start"
      type={dangerous ? "default" : "primary"}
      danger={dangerous}
      disabled={checked === null || held}
      loading={checked?.starting}
      onClick={onStart}
      data-testid="preview-start"
    >
      {startWords()}
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
          remedies={phase.error.code === "resultSetExpired" ? {} : { retry: again }}
        />
      )}
      {checked && <Counted preview={checked.preview} />}
      {checked && request.kind === "undo" && (
        <Conflicts
          preview={checked.preview}
          included={request.includeChanged}
          onInclude={(includeChanged) => onAsk({ ...request, includeChanged })}
        />
      )}
      {mustType && <TypedNumber people={checked.preview.toChange} value={typed} onChange={setTyped} />}
      {checked?.error && <ErrorCard error={checked.error} remedies={{ retry: onStart }} />}
      {listing && checked && (
        <PeopleDialog
          account={account}
          job={checked.preview.job}
          change={checked.preview.change}
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
      {preview.restores !== null && (
        <p>{t(preview.remakesTag ? "jobs.restore.means" : "jobs.restore.meansThere")}</p>
      )}
      {preview.undoes !== null && <p>{t(`jobs.undo.means.${preview.change.kind}`)}</p>}
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

type ConflictsProps = {
  preview: JobPreview;
  included: boolean;
  onInclude: (included: boolean) => void;
};

/** People whom somebody has changed since: left alone unless the operator wants them too. */
function Conflicts({ preview, included, onInclude }: ConflictsProps) {
  if (preview.changedSince === 0 && !included) return null;
  return (
    <Checkbox
      checked={included}
      onChange={({ target }) => onInclude(target.checked)}
      data-testid="undo-include"
    >
      {included ? t("jobs.undo.included") : t("jobs.undo.include", { count: preview.changedSince })}
    </Checkbox>
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
