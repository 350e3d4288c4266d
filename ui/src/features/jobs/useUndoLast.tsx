// Ctrl+Z: shows what taking back the last change would do, and walks backwards when it is pressed again.

import { UndoOutlined } from "@ant-design/icons";
import { App } from "antd";
import { type ReactNode, useRef } from "react";
import type { Action } from "~/components/action";
import type { AccountId, Activity, ActivityKind, Tag } from "~/desk/contract";
import { troubleOf } from "~/desk/errors";
import { hasEnded } from "~/desk/events";
import { asAppError, useHost } from "~/desk/host";
import { useTags } from "~/desk/queries";
import { t } from "~/i18n";
import { canBeTakenBack } from "./tagRecords";
import { useBulkChange } from "./useBulkChange";
import { useTagTakeBack } from "./useTagTakeBack";
import { canBeUndone } from "./words";

/** How far back it looks for a change that still stands. */
const LOOKS_AT = 100;

const kinds: ActivityKind[] = ["tags", "remark", "blacklist", "tagList"];

export function useUndoLast(account: AccountId): { action: Action; dialogs: ReactNode } {
  const host = useHost();
  const { message } = App.useApp();
  const tags = useTags(account).data ?? [];
  const bulk = useBulkChange(account);
  const takeBack = useTagTakeBack(account, bulk);
  const asking = useRef(false);

  const undoLast = async () => {
    if (asking.current) return;
    asking.current = true;
    try {
      const filter = { kinds, from: null, until: null, tag: null, person: null };
      const read = await host.call("activity", { account, filter, after: null, limit: LOOKS_AT });
      const last = lastChange(read.entries, tags);
      if (last === undefined) void message.info(t("jobs.undoLast.nothing"));
      else if (last.kind === "tag") takeBack.tag(last.record);
      else if (hasEnded(last.job)) bulk.undo(last.job);
      else void message.info(t("jobs.undoLast.underWay"));
    } catch (thrown) {
      void message.error(troubleOf(asAppError(thrown)).title);
    } finally {
      asking.current = false;
    }
  };
  const action: Action = {
    name: "jobs.undoLast",
    label: t("jobs.undoLast.action"),
    icon: <UndoOutlined />,
    shortcut: "mod+z",
    impossible: bulk.dialog || takeBack.dialog ? t("jobs.undoLast.open") : null,
    perform: () => void undoLast(),
  };
  return {
    action,
    dialogs: (
      <>
        {bulk.dialog}
        {takeBack.dialog}
      </>
    ),
  };
}

type Change = Extract<Activity, { kind: "job" | "tag" }>;

/** The newest change that still stands. What takes something back is no change of its own here. */
export function lastChange(entries: readonly Activity[], tags: readonly Tag[]): Change | undefined {
  return entries.find((entry): entry is Change => {
    switch (entry.kind) {
      case "job": {
        const { job } = entry;
        if (job.undoes !== null || job.restores !== null) return false;
        return !hasEnded(job) || (canBeUndone(job) && job.undoneBy === null);
      }
      case "tag":
        return entry.record.by === "us" && canBeTakenBack(entry.record, tags);
      case "sync":
        return false;
      default:
        return entry satisfies never;
    }
  });
}
