// What can be done with segments: one list of actions for the page's bar, the right-click menu, the panel and the keys.

import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
  EditOutlined,
  PlusOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import type { Action } from "~/components/action";
import type { Segment } from "~/desk/contract";
import { t } from "~/i18n";

export type SegmentDoing = {
  create: () => void;
  showPeople: (segment: Segment) => void;
  edit: (segment: Segment) => void;
  copy: (segment: Segment) => void;
  /** Null where it has nowhere to go. */
  moveUp: ((segment: Segment) => void) | null;
  moveDown: ((segment: Segment) => void) | null;
  remove: (segment: Segment) => void;
};

export function createSegmentAction({ create }: Pick<SegmentDoing, "create">): Action {
  return {
    name: "segments.create",
    label: t("segments.create"),
    icon: <PlusOutlined aria-hidden />,
    shortcut: "mod+n",
    impossible: null,
    perform: create,
  };
}

type Named = "people" | "edit" | "copy" | "up" | "down" | "remove";

export function segmentActions(segment: Segment, doing: SegmentDoing): Record<Named, Action> {
  const { moveUp, moveDown } = doing;
  return {
    people: {
      name: "segments.people",
      label:
        segment.people === null ? t("segments.unknown") : t("segments.showPeople", { count: segment.people }),
      icon: <TeamOutlined aria-hidden />,
      impossible: whyNobody(segment),
      perform: () => doing.showPeople(segment),
    },
    edit: {
      name: "segments.edit",
      label: t("segments.edit"),
      icon: <EditOutlined aria-hidden />,
      shortcut: "F2",
      impossible: null,
      perform: () => doing.edit(segment),
    },
    copy: {
      name: "segments.copy",
      label: t("segments.copy"),
      icon: <CopyOutlined aria-hidden />,
      impossible: null,
      perform: () => doing.copy(segment),
    },
    up: {
      name: "segments.up",
      label: t("segments.up"),
      icon: <ArrowUpOutlined aria-hidden />,
      impossible: moveUp === null ? t("segments.up") : null,
      perform: () => moveUp?.(segment),
    },
    down: {
      name: "segments.down",
      label: t("segments.down"),
      icon: <ArrowDownOutlined aria-hidden />,
      impossible: moveDown === null ? t("segments.down") : null,
      perform: () => moveDown?.(segment),
    },
    remove: {
      name: "segments.delete",
      label: t("segments.delete"),
      icon: <DeleteOutlined aria-hidden />,
      shortcut: "Delete",
      danger: true,
      impossible: null,
      perform: () => doing.remove(segment),
    },
  };
}

function whyNobody({ filter, people }: Segment): string | null {
  if (filter === null) return t("segments.newerShort");
  return people === null ? t("segments.uncounted") : null;
}
