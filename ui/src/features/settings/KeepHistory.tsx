// For how long history is kept. Before anything is forgotten the operator reads how much it is.

import { App, Select } from "antd";
import { useId, useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import type { AppError, KeepHistory as Keep, OldHistory } from "~/desk/contract";
import { asAppError, useHost } from "~/desk/host";
import { t } from "~/i18n";
import styles from "./SettingsPage.module.css";

type Props = { kept: Keep; onChange: (keep: Keep) => void };

const choices = ["forever", "twoYears", "oneYear", "sixMonths", "threeMonths"] as const satisfies Keep[];

export function KeepHistory({ kept, onChange }: Props) {
  const id = useId();
  const host = useHost();
  const { modal } = App.useApp();
  const [error, setError] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);

  const choose = async (keep: Keep) => {
    setError(null);
    setAsking(true);
    try {
      const old = await host.call("old_history", { keep });
      if (isNothing(old)) onChange(keep);
      else ask(keep, old);
    } catch (thrown) {
      setError(asAppError(thrown));
    } finally {
      setAsking(false);
    }
  };
  const ask = (keep: Keep, old: OldHistory) =>
    void modal.confirm({
      title: t("settings.keepHistory.question"),
      content: (
        <>
          <p>{t("settings.keepHistory.forgets", old)}</p>
          <p>{t("settings.keepHistory.means")}</p>
        </>
      ),
      okText: t("settings.keepHistory.forget"),
      okButtonProps: { danger: true },
      cancelText: t("common.cancel"),
      onOk: () => onChange(keep),
    });
  return (
    <>
      <div className={styles.choice}>
        <label htmlFor={id}>{t("settings.keepHistory.label")}</label>
        <Select
          id={id}
          value={kept}
          loading={asking}
          disabled={asking}
          options={choices.map((value) => ({ value, label: t(`settings.keepHistory.for.${value}`) }))}
          onChange={(keep: Keep) => void choose(keep)}
          data-testid="keep-history"
        />
      </div>
      {error && <ErrorCard error={error} onDismiss={() => setError(null)} />}
    </>
  );
}

function isNothing({ jobs, syncs, tags, events }: OldHistory): boolean {
  return jobs + syncs + tags + events === 0;
}
