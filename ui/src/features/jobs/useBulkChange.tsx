// A bulk change from the question to the result: checked against the cache, shown, started, followed.

import { App } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useShowPeople } from "~/components/useShowPeople";
import type {
  AccountId,
  AppError,
  Change,
  Filter,
  JobId,
  JobPreview,
  JobSummary,
  Selection,
} from "~/desk/contract";
import { asAppError, type Host, useHost } from "~/desk/host";
import { t } from "~/i18n";
import { PreviewDialog } from "./PreviewDialog";
import { ProgressDialog } from "./ProgressDialog";
import type { JobPart } from "./words";

/** What is to be checked: a change of chosen people, a job or the deletion of a tag taken back, or those a job did not reach. */
export type BulkRequest =
  | { kind: "change"; selection: Selection; change: Change }
  | { kind: "undo"; job: JobId; includeChanged: boolean }
  | { kind: "restore"; record: number }
  | { kind: "retry"; job: JobId; only: JobPart | null };

export type BulkPhase =
  | { kind: "checking"; request: BulkRequest }
  | { kind: "refused"; request: BulkRequest; error: AppError }
  | { kind: "checked"; request: BulkRequest; preview: JobPreview; starting: boolean; error: AppError | null }
  | { kind: "started"; job: JobSummary };

export type BulkChange = {
  /** Checks what the change would do and shows it; nothing is sent before the operator says so. */
  open: (selection: Selection, change: Change) => void;
  /** The same for taking a job back. */
  undo: (job: JobSummary) => void;
  /** The same for taking the deletion of a tag back. */
  restore: (record: number) => void;
  /** The same for those a job has not reached, or for a part of its people. */
  retry: (job: JobSummary, only?: JobPart) => void;
  /** The dialog, to be drawn somewhere; null while nothing is asked. */
  dialog: ReactNode;
};

/** `onExpired`: the list of people is gone. */
export function useBulkChange(
  account: AccountId,
  { onExpired }: { onExpired?: () => void } = {},
): BulkChange {
  const host = useHost();
  const leadTo = useShowPeople(account);
  const { message } = App.useApp();
  const [phase, setPhase] = useState<BulkPhase | null>(null);
  /** Grows with each question, so that a late answer to an earlier one is let go. */
  const asked = useRef(0);

  const check = async (request: BulkRequest) => {
    asked.current += 1;
    const mine = asked.current;
    setPhase({ kind: "checking", request });
    try {
      const preview = await previewOf(host, account, request);
      if (asked.current === mine)
        setPhase({ kind: "checked", request, preview, starting: false, error: null });
      else discard(host, account, preview);
    } catch (thrown) {
      const error = asAppError(thrown);
      if (asked.current === mine) setPhase({ kind: "refused", request, error });
      if (error.code === "resultSetExpired") onExpired?.();
    }
  };

  const start = async (checked: Extract<BulkPhase, { kind: "checked" }>) => {
    if (checked.starting) return;
    setPhase({ ...checked, starting: true, error: null });
    try {
      const job = await host.call("start_job", { account, job: checked.preview.job });
      setPhase({ kind: "started", job });
    } catch (thrown) {
      setPhase({ ...checked, starting: false, error: asAppError(thrown) });
    }
  };

  const close = () => {
    // What is being started cannot be called off here any more; its own dialog can stop it.
    if (phase?.kind === "checked" && phase.starting) return;
    asked.current += 1;
    if (phase?.kind === "checked") discard(host, account, phase.preview);
    setPhase(null);
  };

  const toBackground = () => {
    setPhase(null);
    void message.info(t("jobs.inBackground"));
  };

  /** Another question instead of the one on the screen. */
  const ask = (request: BulkRequest) => {
    if (phase?.kind === "checked") discard(host, account, phase.preview);
    void check(request);
  };

  const undo = (job: JobSummary) => ask({ kind: "undo", job: job.id, includeChanged: false });
  const retry = (job: JobSummary, only: JobPart | null = null) => ask({ kind: "retry", job: job.id, only });

  return {
    open: (selection, change) => ask({ kind: "change", selection, change }),
    undo,
    restore: (record) => ask({ kind: "restore", record }),
    retry,
    dialog: drawn(),
  };

  function drawn(): ReactNode {
    if (phase === null) return null;
    if (phase.kind === "started") {
      const showPeople = (filter: Filter) => {
        close();
        leadTo(filter);
      };
      return (
        <ProgressDialog
          started={phase.job}
          onClose={close}
          onBackground={toBackground}
          then={{ undo, retry, showPeople }}
        />
      );
    }
    return (
      <PreviewDialog
        account={account}
        phase={phase}
        onStart={() => phase.kind === "checked" && void start(phase)}
        onAsk={ask}
        onClose={close}
      />
    );
  }
}

function previewOf(host: Host, account: AccountId, request: BulkRequest): Promise<JobPreview> {
  switch (request.kind) {
    case "change":
      return host.call("preview_job", { account, selection: request.selection, change: request.change });
    case "undo":
      return host.call("preview_undo", {
        account,
        job: request.job,
        includeChanged: request.includeChanged,
      });
    case "restore":
      return host.call("preview_restore", { account, record: request.record });
    case "retry":
      return host.call("preview_retry", {
        account,
        job: request.job,
        outcome: request.only?.outcome ?? null,
        reason: request.only?.reason ?? null,
      });
    default:
      return request satisfies never;
  }
}

/** A draft nobody wants any more. If this fails, the core clears drafts by itself when it opens the account. */
function discard(host: Host, account: AccountId, preview: JobPreview): void {
  host.call("discard_job", { account, job: preview.job }).catch(() => undefined);
}
