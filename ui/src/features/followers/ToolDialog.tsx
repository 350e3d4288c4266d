// The dialogs by which whom the list shows is chosen: the builder, a segment to keep, a list to paste.

import { NodeIndexOutlined, SnippetsOutlined } from "@ant-design/icons";
import { App } from "antd";
import type { Action } from "~/components/action";
import type { AccountId, Filter } from "~/desk/contract";
import { t } from "~/i18n";
import { FilterDialog } from "../filter/FilterDialog";
import { PasteDialog } from "../lists/PasteDialog";
import { SegmentDialog } from "../segments/SegmentDialog";
import type { Finding } from "./useFinding";

export type Tool = { kind: "combine" } | { kind: "save"; filter: Filter } | { kind: "paste" };

type Props = {
  account: AccountId;
  tool: Tool;
  finding: Finding;
  onTool: (tool: Tool | null) => void;
  /** Shows the people of a filter with all of them chosen. */
  onUse: (filter: Filter) => void;
};

export function ToolDialog({ account, tool, finding, onTool, onUse }: Props) {
  const { message } = App.useApp();
  const close = () => onTool(null);
  switch (tool.kind) {
    case "combine":
      return (
        <FilterDialog
          account={account}
          filter={finding.filter}
          onDone={(filter) => {
            close();
            finding.askFor(filter);
          }}
          onSave={(filter) => {
            finding.askFor(filter);
            onTool({ kind: "save", filter });
          }}
          onClose={close}
        />
      );
    case "save":
      return (
        <SegmentDialog
          account={account}
          segment={null}
          kept={tool.filter}
          onDone={({ name }) => {
            close();
            void message.success(t("segments.saved", { name }));
          }}
          onClose={close}
        />
      );
    case "paste":
      return (
        <PasteDialog
          account={account}
          onUse={(filter) => {
            close();
            onUse(filter);
          }}
          onClose={close}
        />
      );
    default:
      return tool satisfies never;
  }
}

/** The same from anywhere on the page, by key or from the palette. */
export function toolActions(open: (tool: Tool) => void): Action[] {
  return [
    {
      name: "followers.combine",
      label: t("followers.combine"),
      icon: <NodeIndexOutlined aria-hidden />,
      shortcut: "mod+shift+f",
      impossible: null,
      perform: () => open({ kind: "combine" }),
    },
    {
      name: "followers.paste",
      label: t("lists.action"),
      icon: <SnippetsOutlined aria-hidden />,
      shortcut: "mod+shift+o",
      impossible: null,
      perform: () => open({ kind: "paste" }),
    },
  ];
}
