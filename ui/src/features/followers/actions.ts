// What can be done with followers: one list of actions for the bar, the right-click menu and the panel.

import type { Action } from "~/components/action";
import type { ExportFormat, FollowerRow, Selection } from "~/desk/contract";
import { t } from "~/i18n";

/** Whom an action is for. */
export type Target =
  /** The people chosen in the list. */
  | { kind: "chosen"; selection: Selection; people: number }
  /** One person, chosen or not. */
  | { kind: "one"; row: FollowerRow };

/** A question that is asked before anything happens. */
export type Question = { kind: "tag" | "untag" | "retag" | "remark" | "block"; target: Target };

export function selectionOf(target: Target): Selection {
  return target.kind === "one" ? { kind: "these", followers: [target.row.id] } : target.selection;
}

export function peopleOf(target: Target): number {
  return target.kind === "one" ? 1 : target.people;
}

export type Doing = {
  ask: (question: Question) => void;
  unblock: (target: Target) => void;
  /** Reads these people's details from WeChat again. */
  readAnew: (target: Target) => void;
  exportAs: (target: Target, format: ExportFormat) => void;
  open: (row: FollowerRow) => void;
  editRemark: (row: FollowerRow) => void;
  /** Copies the people chosen: as rows, or their OpenIDs alone. */
  copyRows: () => void;
  copyOpenids: () => void;
  copyText: (text: string) => void;
};

type Named = "tag" | "untag" | "retag" | "remark" | "block" | "readAnew" | "exportCsv" | "exportXlsx";

/** The actions of the bar, by name. `blacklist` when the list shows those who are blocked. */
export function followerActions(
  target: Target | null,
  blacklist: boolean,
  doing: Doing,
): Record<Named, Action> {
  const nobody = target === null || peopleOf(target) === 0 ? t("followers.action.nobodyChosen") : null;
  const one = target?.kind === "one" ? target.row : null;
  const impossible = nobody ?? (one && !one.following ? t("followers.action.hasLeft") : null);
  const blocked = one ? one.blacklisted : blacklist;
  const ask = (kind: Question["kind"]) => () => target && doing.ask({ kind, target });
  const exporting = (format: ExportFormat) => () => target && doing.exportAs(target, format);
  return {
    tag: { name: "followers.tag", label: t("followers.action.tag"), impossible, perform: ask("tag") },
    untag: {
      name: "followers.untag",
      label: t("followers.action.untag"),
      impossible: impossible ?? (one && one.tags.length === 0 ? t("followers.action.noTags") : null),
      perform: ask("untag"),
    },
    retag: {
      name: "followers.retag",
      label: t("followers.action.retag"),
      impossible,
      perform: ask("retag"),
    },
    remark: {
      name: "followers.remark",
      label: t("followers.action.remark"),
      shortcut: one ? "F2" : undefined,
      impossible,
      perform: one ? () => doing.editRemark(one) : ask("remark"),
    },
    block: blocked
      ? {
          name: "followers.unblock",
          label: t("followers.action.unblock"),
          impossible: nobody,
          perform: () => target && doing.unblock(target),
        }
      : {
          name: "followers.block",
          label: t("followers.action.block"),
          danger: true,
          impossible: nobody,
          perform: ask("block"),
        },
    readAnew: {
      name: "followers.readAnew",
      label: t("followers.action.readAnew"),
      impossible,
      perform: () => target && doing.readAnew(target),
    },
    exportCsv: {
      name: "followers.exportCsv",
      label: t("followers.action.exportCsv"),
      impossible: nobody,
      perform: exporting("csv"),
    },
    exportXlsx: {
      name: "followers.exportXlsx",
      label: t("followers.action.exportXlsx"),
      impossible: nobody,
      perform: exporting("xlsx"),
    },
  };
}

/** Ctrl or ⌘ with C, and Shift for OpenIDs: nothing to press on the bar, because few know what an OpenID is for. */
export function copyActions(target: Target | null, doing: Doing): Action[] {
  const impossible = target === null || peopleOf(target) === 0 ? t("followers.action.nobodyChosen") : null;
  return [
    {
      name: "followers.copy",
      label: t("followers.action.copyRows"),
      shortcut: "mod+c",
      impossible,
      perform: doing.copyRows,
    },
    {
      name: "followers.copyOpenids",
      label: t("followers.action.copyOpenid"),
      shortcut: "mod+shift+c",
      impossible,
      perform: doing.copyOpenids,
    },
  ];
}

/** What concerns a single row beside the actions of the bar. */
export function rowActions(row: FollowerRow, doing: Doing): Action[] {
  return [
    {
      name: "followers.open",
      label: t("followers.action.open"),
      impossible: null,
      perform: () => doing.open(row),
    },
    {
      name: "followers.copyOpenid",
      label: t("followers.action.copyOpenid"),
      impossible: null,
      perform: () => doing.copyText(row.openid),
    },
  ];
}
