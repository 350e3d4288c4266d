// Settings: accounts, how the window looks, where secrets are kept.

import { useQueryClient } from "@tanstack/react-query";
import { InputNumber, Segmented } from "antd";
import { type ReactNode, useId } from "react";
import type { Action } from "~/components/action";
import { CopyButton } from "~/components/CopyButton";
import { ErrorCard } from "~/components/ErrorCard";
import type { Settings } from "~/desk/contract";
import { useDeskNow, useSaveSettings } from "~/desk/queries";
import { t } from "~/i18n";
import { AboutSection } from "./AboutSection";
import { KeepHistory } from "./KeepHistory";
import styles from "./SettingsPage.module.css";
import { ShowLog } from "./ShowLog";
import { VaultSection } from "./VaultSection";

type Props = {
  /** The list of accounts, which another feature shows and looks after. */
  accounts: ReactNode;
  /** Opens the user guide. */
  guide: Action;
};

export function SettingsPage({ accounts, guide }: Props) {
  const { settings, version, dataFolder } = useDeskNow();
  const save = useSaveSettings(useQueryClient());
  return (
    <main className={styles.page} data-testid="settings">
      <div className={styles.column}>
        <h1>{t("settings.title")}</h1>
        <section className={styles.section}>
          <h2>{t("accounts.list.title")}</h2>
          {accounts}
        </section>
        <section className={styles.section}>
          <h2>{t("settings.display")}</h2>
          <div className={styles.box}>
            <Choice<Settings["language"]>
              label={t("settings.language.label")}
              value={settings.language}
              onChange={(language) => save.mutate({ language })}
              options={[
                { value: "system", label: t("settings.language.system") },
                { value: "zh-CN", label: t("settings.language.chinese") },
                { value: "zh-TW", label: t("settings.language.traditional") },
                { value: "en", label: t("settings.language.english") },
              ]}
            />
            <Choice<Settings["theme"]>
              label={t("settings.theme.label")}
              value={settings.theme}
              onChange={(theme) => save.mutate({ theme })}
              options={[
                { value: "system", label: t("settings.theme.system") },
                { value: "light", label: t("settings.theme.light") },
                { value: "dark", label: t("settings.theme.dark") },
              ]}
            />
            <Choice<Settings["density"]>
              label={t("settings.density.label")}
              value={settings.density}
              onChange={(density) => save.mutate({ density })}
              options={[
                { value: "comfortable", label: t("settings.density.comfortable") },
                { value: "compact", label: t("settings.density.compact") },
              ]}
            />
          </div>
          <div className={styles.box}>
            <Threshold value={settings.typedAbove} onChange={(typedAbove) => save.mutate({ typedAbove })} />
          </div>
          {save.error && <ErrorCard error={save.error.error} onDismiss={save.reset} />}
        </section>
        <section className={styles.section}>
          <h2>{t("settings.data.title")}</h2>
          <div className={styles.box}>
            <KeepHistory
              kept={settings.keepHistory}
              onChange={(keepHistory) => save.mutate({ keepHistory })}
            />
            <Choice<Settings["logLevel"]>
              label={t("settings.log.label")}
              value={settings.logLevel}
              onChange={(logLevel) => save.mutate({ logLevel })}
              options={[
                { value: "info", label: t("settings.log.info") },
                { value: "debug", label: t("settings.log.debug") },
              ]}
            />
          </div>
          <ul className={styles.facts}>
            <li>
              {t("settings.data.folder")} <code className={styles.path}>{dataFolder}</code>
              <CopyButton text={dataFolder} label={t("settings.data.copyFolder")} />
            </li>
            <li>
              {t("settings.log.hint")} <ShowLog />
            </li>
            <li>{t("settings.data.times")}</li>
          </ul>
        </section>
        <section className={styles.section}>
          <h2>{t("settings.vault.title")}</h2>
          <VaultSection />
        </section>
        <AboutSection version={version} guide={guide} />
      </div>
    </main>
  );
}

type ThresholdProps = { value: number; onChange: (value: number) => void };

/** From how many people on a change that takes something asks for their number. */
function Threshold({ value, onChange }: ThresholdProps) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{t("settings.typedAbove")}</label>
      <InputNumber
        id={id}
        min={0}
        max={10_000_000}
        precision={0}
        changeOnWheel={false}
        onPressEnter={({ target }) => target instanceof HTMLElement && target.blur()}
        value={value}
        onBlur={({ target }) => {
          const typed = Number(target.value);
          if (Number.isInteger(typed) && typed >= 0 && typed !== value) onChange(typed);
        }}
      />
    </div>
  );
}

type ChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: { value: Value; label: ReactNode }[];
  onChange: (value: Value) => void;
};

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <span id={id}>{label}</span>
      <Segmented<Value> aria-labelledby={id} name={id} value={value} options={options} onChange={onChange} />
    </div>
  );
}
