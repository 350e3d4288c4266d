// How many followers are chosen, and what can be done with them. Where the bar is too narrow for all
// buttons, the rarer ones are in a menu.

import { MoreOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { ActionButton } from "~/components/ActionButton";
import { menuItems } from "~/components/action";
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
  const rarer = [actions.retag, actions.readAnew, actions.exportCsv, actions.exportXlsx];
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
      <ActionButton action={actions.retag} className={styles.rare} testId="bulk-retag" />
      <ActionButton action={actions.remark} testId="bulk-remark" />
      <ActionButton action={actions.readAnew} className={styles.roomy} testId="bulk-read-anew" />
      <ActionButton action={actions.exportCsv} className={styles.export} testId="bulk-export-csv" />
      <ActionButton action={actions.exportXlsx} className={styles.export} testId="bulk-export-xlsx" />
      <Dropdown menu={{ items: menuItems(rarer), autoFocus: true }} autoFocus trigger={["click"]}>
        <Button
          className={styles.more}
          icon={<MoreOutlined />}
          aria-label={t("followers.selection.more")}
          title={t("followers.selection.more")}
          aria-haspopup="menu"
          data-testid="bulk-more"
        />
      </Dropdown>
      <ActionButton
        action={actions.block}
        type={actions.block.danger ? "text" : "default"}
        testId="bulk-block"
      />
    </ChosenBar>
  );
}
