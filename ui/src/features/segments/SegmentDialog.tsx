// Makes a segment, changes one, or keeps the conditions of a list as one.

import { Button, Modal } from "antd";
import { useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import type { AccountId, Filter, Segment } from "~/desk/contract";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import { hueCount } from "~/theme/hue";
import { FilterWorkbench, useWorkbench } from "../filter/FilterWorkbench";
import { sentence } from "../filter/sentence";
import { useNames } from "../filter/useNames";
import { type Called, nameProblem, SegmentFields } from "./SegmentFields";
import styles from "./segments.module.css";

const everyFollower: Filter = { kind: "allOf", filters: [{ kind: "following" }] };

type Props = {
  account: AccountId;
  /** The segment that is changed; null for a new one. */
  segment: Segment | null;
  /** The conditions of a list that are kept as they are; null to put them together here. */
  kept?: Filter | null;
  onDone: (segment: Segment) => void;
  onClose: () => void;
};

export function SegmentDialog({ account, segment, kept = null, onDone, onClose }: Props) {
  const [called, setCalled] = useState<Called>({
    name: segment?.name ?? "",
    hue: segment?.hue ?? null,
    note: segment?.note ?? "",
  });
  const bench = useWorkbench(account, kept ?? segment?.filter ?? everyFollower);
  const names = useNames(account);
  const add = useCommand("add_segment");
  const change = useCommand("change_segment");
  const command = segment === null ? add : change;
  // What a newer program wrote is not understood here and stays as it is.
  const foreign = segment !== null && segment.filter === null;
  const problem = nameProblem(called);

  const save = () => {
    if (problem !== null || command.isPending) return;
    const draft = {
      ...{ name: called.name.trim(), note: called.note.trim(), hue: called.hue },
      filter: foreign ? null : (kept ?? bench.filter),
    };
    const done = { onSuccess: onDone };
    if (segment === null) add.mutate({ account, segment: draft }, done);
    else change.mutate({ account, id: segment.id, segment: draft }, done);
  };
  const building = kept === null && !foreign;
  return (
    <Modal
      open
      width={building ? 1000 : 480}
      centered={building}
      title={titleWords()}
      mask={{ closable: false }}
      onCancel={onClose}
      destroyOnHidden
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t("common.cancel")}
        </Button>,
        <Button
          key="save"
          type="primary"
          disabled={problem !== null}
          loading={command.isPending}
          onClick={save}
          data-testid="segment-save"
        >
          {t("segments.keep")}
        </Button>,
      ]}
    >
      <div className={styles.dialog}>
        <SegmentFields
          called={called}
          usualHue={(segment?.id ?? 0) % hueCount}
          onChange={setCalled}
          onEnter={save}
        />
        {kept !== null && (
          <p className={styles.sentence} data-testid="segment-sentence">
            {t("segments.conditions")}
            <span>{sentence(kept, names)}</span>
          </p>
        )}
        {foreign && <p className={styles.newer}>{t("segments.newer")}</p>}
        {building && <FilterWorkbench bench={bench} />}
        {command.error && <ErrorCard error={command.error.error} remedies={{ retry: save }} />}
      </div>
    </Modal>
  );

  function titleWords(): string {
    if (segment !== null) return t("segments.editTitle", { name: segment.name });
    return t(kept === null ? "segments.createTitle" : "segments.saveTitle");
  }
}
