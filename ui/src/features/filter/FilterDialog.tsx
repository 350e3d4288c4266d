// Puts the conditions of a list together, and shows whom they find before anything is taken over.

import { Button, Modal } from "antd";
import type { AccountId, Filter } from "~/desk/contract";
import { t } from "~/i18n";
import { FilterWorkbench, showWords, useWorkbench } from "./FilterWorkbench";

type Props = {
  account: AccountId;
  /** What holds now. */
  filter: Filter;
  /** Shows the people in the list. */
  onDone: (filter: Filter) => void;
  /** Keeps it as a segment. */
  onSave: (filter: Filter) => void;
  onClose: () => void;
};

export function FilterDialog({ account, filter, onDone, onSave, onClose }: Props) {
  const bench = useWorkbench(account, filter);
  return (
    <Modal
      open
      width={1000}
      centered
      title={t("filter.title")}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="save" onClick={() => onSave(bench.filter)} data-testid="filter-save">
          {t("segments.save")}
        </Button>,
        <Button key="cancel" onClick={onClose}>
          {t("common.cancel")}
        </Button>,
        <Button key="done" type="primary" onClick={() => onDone(bench.filter)} data-testid="filter-done">
          {showWords(bench.counted)}
        </Button>,
      ]}
    >
      <FilterWorkbench bench={bench} />
    </Modal>
  );
}
