// Whom to block: found by a search or by pasted OpenIDs, with the reason; then the ordinary check.

import { Button, Input, Modal, Segmented } from "antd";
import { useId, useState } from "react";
import type { AccountId, Selection } from "~/desk/contract";
import { t } from "~/i18n";
import styles from "./BlockDialog.module.css";
import { BlockPaste } from "./BlockPaste";
import { BlockSearch } from "./BlockSearch";
import { LONGEST_REASON } from "./ReasonDialog";

/** People chosen so far, and how many of them can be blocked. */
export type Chosen = { selection: Selection; people: number };

type Way = "search" | "paste";

type Props = {
  account: AccountId;
  /** Out of sight it still keeps the list in which people were chosen, until they are checked. */
  shown: boolean;
  onCheck: (selection: Selection, reason: string) => void;
  onClose: () => void;
};

export function BlockDialog({ account, shown, onCheck, onClose }: Props) {
  const field = useId();
  const [way, setWay] = useState<Way>("search");
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [reason, setReason] = useState("");
  const people = chosen?.people ?? 0;
  const check = () => chosen && people > 0 && onCheck(chosen.selection, reason.trim());
  return (
    <Modal
      open={shown}
      width={640}
      style={{ top: 48 }}
      mask={{ closable: false }}
      title={t("blacklist.block.title")}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t("common.cancel")}
        </Button>,
        <Button key="check" type="primary" disabled={people === 0} onClick={check} data-testid="block-next">
          {people === 0 ? t("blacklist.block.nextNobody") : t("blacklist.block.next", { count: people })}
        </Button>,
      ]}
    >
      <div className={styles.content} data-testid="block-dialog">
        <Segmented<Way>
          aria-label={t("blacklist.block.how")}
          value={way}
          options={[
            { value: "search", label: t("blacklist.block.bySearch") },
            { value: "paste", label: t("blacklist.block.byPaste") },
          ]}
          onChange={(next) => {
            setWay(next);
            setChosen(null);
          }}
        />
        {way === "search" ? (
          <BlockSearch account={account} onChosen={setChosen} />
        ) : (
          <BlockPaste account={account} onChosen={setChosen} />
        )}
        <label className={styles.field} htmlFor={field}>
          {t("blacklist.block.reason")}
          <Input
            id={field}
            value={reason}
            maxLength={LONGEST_REASON}
            placeholder={t("followers.block.placeholder")}
            onChange={(event) => setReason(event.target.value)}
            data-testid="block-why"
          />
        </label>
      </div>
    </Modal>
  );
}
