// How many followers are chosen, and what can be done with them.

import { ActionButton } from "~/components/ActionButton";
import type { Picked } from "~/components/grid/selection";
import { AllWords, ChosenBar } from "~/components/list/ChosenBar";
import { t } from "~/i18n";
import type { followerActions } from "./actions";
import styles from "./FollowersPage.module.css";

type Props = {
  count: number;
  picked: Picked;
  actions: ReturnType<typeof followerActions>;
  outdated: boolean;
  onRefresh: () => void;
  onClear: () => void;
};

export function SelectionBar({ picked, actions, ...bar }: Props) {
  return (
    <ChosenBar
      {...bar}
      label={t("followers.selection.label")}
      testId="selection-count"
      who={picked.kind === "all" && <AllWords except={picked.except.size} />}
      hint={t("followers.selection.none")}
    >
      <ActionButton action={actions.tag} type="primary" testId="bulk-tag" />
      <ActionButton action={actions.untag} testId="bulk-untag" />
      <ActionButton action={actions.retag} testId="bulk-retag" />
      <ActionButton action={actions.remark} testId="bulk-remark" />
      <ActionButton action={actions.readAnew} className={styles.roomy} testId="bulk-read-anew" />
      <ActionButton action={actions.exportCsv} testId="bulk-export-csv" />
      <ActionButton action={actions.exportXlsx} testId="bulk-export-xlsx" />
      <ActionButton
        action={actions.block}
        type={actions.block.danger ? "text" : "default"}
        testId="bulk-block"
      />
    </ChosenBar>
  );
}
