// What can be done with people on the blacklist: one list of actions for the bar, the right-click menu and the keys.

import { StopOutlined } from "@ant-design/icons";
import type { Action } from "~/components/action";
import type { BlockedPerson, ExportFormat, JobId, Selection } from "~/desk/contract";
import { t } from "~/i18n";

/** Whom an action is for; `one` when it is a single person whose row is known. */
export type BlockedTarget = { selection: Selection; people: number; one: BlockedPerson | null };

export type BlacklistDoing = {
  block: () => void;
  unblock: (target: BlockedTarget) => void;
  askReason: (target: BlockedTarget) => void;
  exportAs: (target: BlockedTarget, format: ExportFormat) => void;
  copyChosen: () => void;
  open: (person: BlockedPerson) => void;
  showPerson: (openid: string) => void;
  showJob: (job: JobId) => void;
};

/** Putting more people on the blacklist. */
export function blockAction({ block }: BlacklistDoing): Action {
  return {
    name: "blacklist.add",
    label: t("blacklist.add"),
    icon: <StopOutlined aria-hidden />,
    shortcut: "mod+n",
    danger: true,
    impossible: null,
    perform: block,
  };
}

type Named = "unblock" | "reason" | "exportCsv" | "exportXlsx" | "copy";

export function blacklistActions(target: BlockedTarget | null, doing: BlacklistDoing): Record<Named, Action> {
  const impossible = target === null || target.people === 0 ? t("followers.action.nobodyChosen") : null;
  const exporting = (format: ExportFormat) => () => target && doing.exportAs(target, format);
  return {
    unblock: {
      name: "blacklist.unblock",
      label: t("blacklist.action.unblock"),
      impossible,
      perform: () => target && doing.unblock(target),
    },
    reason: {
      name: "blacklist.reason",
      label: t("blacklist.action.reason"),
      shortcut: target?.one ? "F2" : undefined,
      impossible,
      perform: () => target && doing.askReason(target),
    },
    exportCsv: {
      name: "blacklist.exportCsv",
      label: t("followers.action.exportCsv"),
      impossible,
      perform: exporting("csv"),
    },
    exportXlsx: {
      name: "blacklist.exportXlsx",
      label: t("followers.action.exportXlsx"),
      impossible,
      perform: exporting("xlsx"),
    },
    copy: {
      name: "blacklist.copy",
      label: t("followers.action.copyOpenid"),
      shortcut: "mod+c",
      impossible,
      perform: doing.copyChosen,
    },
  };
}

/** What concerns a single row beside the actions of the bar. */
export function personActions(person: BlockedPerson, doing: BlacklistDoing): Action[] {
  const { job } = person;
  return [
    {
      name: "blacklist.open",
      label: t("followers.action.open"),
      impossible: null,
      perform: () => doing.open(person),
    },
    {
      name: "blacklist.show",
      label: t("blacklist.action.show"),
      impossible: null,
      perform: () => doing.showPerson(person.row.openid),
    },
    ...(job === null
      ? []
      : [
          {
            name: "blacklist.job",
            label: t("blacklist.toJob"),
            impossible: null,
            perform: () => doing.showJob(job),
          },
        ]),
  ];
}
