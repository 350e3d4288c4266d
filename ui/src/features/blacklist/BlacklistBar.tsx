// How many blocked people are chosen, and what can be done with them.

import { ActionButton } from "~/components/ActionButton";
import { ChosenBar } from "~/components/list/ChosenBar";
import { t } from "~/i18n";
import type { blacklistActions } from "./blacklistActions";

type Props = {
  count: number;
  actions: ReturnType<typeof blacklistActions>;
  outdated: boolean;
  onRefresh: () => void;
  onClear: () => void;
};

export function BlacklistBar({ actions, ...bar }: Props) {
  return (
    <ChosenBar
      {...bar}
      label={t("blacklist.selection.label")}
      testId="blacklist-chosen"
      hint={t("blacklist.selection.none")}
    >
      <ActionButton action={actions.unblock} type="primary" testId="blacklist-unblock" />
      <ActionButton action={actions.reason} testId="blacklist-reason" />
      <ActionButton action={actions.exportCsv} testId="blacklist-csv" />
      <ActionButton action={actions.exportXlsx} testId="blacklist-xlsx" />
    </ChosenBar>
  );
}
