// How the syncs of one account are done: when, how much is read again, what is left to other systems.

import { InputNumber } from "antd";
import { useId } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import type { AccountId, SyncSettings } from "~/desk/contract";
import { useSyncSettings } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./sync.module.css";

type Option = { name: keyof SyncSettings; most: number };

const options: readonly Option[] = [
  { name: "onStartHours", most: 8_760 },
  { name: "everyHours", most: 8_760 },
  { name: "refreshDays", most: 365 },
  { name: "reservePercent", most: 90 },
];

export function SyncOptions({ account }: { account: AccountId }) {
  const { settings, change, error } = useSyncSettings(account);
  return (
    <details data-testid="sync-options">
      <summary>{t("sync.options.title")}</summary>
      {error && <ErrorCard error={error} />}
      {settings && (
        <div className={styles.options}>
          {options.map(({ name, most }) => (
            <NumberOption
              key={name}
              label={t(`sync.options.${name}`)}
              value={settings[name]}
              most={most}
              onChange={(value) => change({ ...settings, [name]: value })}
            />
          ))}
        </div>
      )}
      <p className={styles.muted}>{t("sync.options.note")}</p>
    </details>
  );
}

type NumberProps = { label: string; value: number; most: number; onChange: (value: number) => void };

function NumberOption({ label, value, most, onChange }: NumberProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <InputNumber
        id={id}
        size="small"
        min={0}
        max={most}
        precision={0}
        changeOnWheel={false}
        value={value}
        onPressEnter={({ target }) => {
          if (target instanceof HTMLElement) target.blur();
        }}
        onBlur={({ target }) => {
          const typed = Number(target.value);
          if (Number.isInteger(typed) && typed >= 0 && typed !== value) onChange(Math.min(typed, most));
        }}
      />
    </>
  );
}
