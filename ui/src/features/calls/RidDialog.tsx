// What WeChat remembers of one call, by the number that an error shows: for a technician, with nothing secret in it.

import { Modal, Spin } from "antd";
import { useEffect } from "react";
import { CopyButton } from "~/components/CopyButton";
import { ErrorCard } from "~/components/ErrorCard";
import { RidLookup } from "~/components/ridLookup";
import type { AccountId, PastCall } from "~/desk/contract";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import { exactTime } from "~/i18n/format";
import styles from "./calls.module.css";

type Props = { account: AccountId; rid: string; onClose: () => void };

export function RidDialog({ account, rid, onClose }: Props) {
  const { mutate, data, error, isPending } = useCommand("look_up_rid");
  useEffect(() => mutate({ account, rid }), [mutate, account, rid]);
  return (
    <Modal
      open
      width={640}
      title={t("calls.rid.title")}
      footer={null}
      onCancel={onClose}
      classNames={{ body: styles.scrolling }}
    >
      {/* A look-up that fails has a number of its own; looking that up would lead nowhere. */}
      <RidLookup value={null}>
        <div className={styles.form} aria-live="polite" data-testid="rid">
          <p className={styles.muted}>{t("calls.rid.text")}</p>
          <p>
            <code>{rid}</code> <CopyButton text={rid} label={t("errors.footer.copyRid")} />
          </p>
          {isPending && <Spin aria-label={t("calls.rid.asking")} />}
          {error && <ErrorCard error={error.error} remedies={{ retry: () => mutate({ account, rid }) }} />}
          {data && <Found call={data} />}
        </div>
      </RidLookup>
    </Modal>
  );
}

function Found({ call }: { call: PastCall }) {
  const lines = [
    ["at", call.at === null ? null : exactTime(call.at)],
    ["took", call.millis === null ? null : t("calls.rid.millis", { count: call.millis })],
    ["caller", call.caller],
    ["url", call.url],
    ["request", call.request],
    ["answer", call.answer],
  ] as const;
  const told = lines.filter(([, text]) => text);
  return (
    <>
      <dl className={styles.call}>
        {told.map(([name, text]) => (
          <div key={name}>
            <dt>{t(`calls.rid.${name}`)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <CopyButton
        type="default"
        text={told.map(([name, text]) => `${t(`calls.rid.${name}`)}: ${text}`).join("\n")}
      >
        {t("calls.rid.copy")}
      </CopyButton>
    </>
  );
}
