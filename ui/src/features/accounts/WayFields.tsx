// How calls get to WeChat: address of the API, proxy, kind of token.

import { AutoComplete, Checkbox, Input, type InputRef, Select } from "antd";
import type { Ref } from "react";
import { t } from "~/i18n";
import styles from "./accounts.module.css";
import { hosts, isServer, proxyKinds, type Way, type WayField } from "./connection";
import { FieldRow } from "./FieldRow";
import type { FieldProblems } from "./rules";
import { useFields } from "./useFields";

type Props = {
  way: Way;
  onChange: (way: Way) => void;
  problems: FieldProblems;
  disabled: boolean;
  /** A password is kept and goes on being used as long as none is typed. */
  passwordKept?: boolean;
  /** Whether WeChat is asked for a token at all. */
  withTokenKind?: boolean;
  fieldRef?: (field: WayField) => Ref<InputRef>;
};

export function WayFields({
  way,
  onChange,
  problems,
  disabled,
  passwordKept = false,
  withTokenKind = true,
  fieldRef,
}: Props) {
  const { fields, proxyKind, tokenKind } = way;
  const set = (field: WayField, text: string) => onChange({ ...way, fields: { ...fields, [field]: text } });
  const { control, typed, row } = useFields<WayField>({
    values: fields,
    onChange: set,
    problems,
    disabled,
    fieldRef,
  });
  return (
    <>
      <FieldRow {...row("apiBase", t("accounts.connect.apiBaseHint"))}>
        <AutoComplete
          value={fields.apiBase}
          disabled={disabled}
          onChange={(text: string) => set("apiBase", text)}
          // Nothing to choose, nothing that lies over the form: most type or paste an address of their own.
          filterOption={(typed, host) => host?.value.includes(typed.trim()) ?? false}
          options={hosts.map(({ key, address }) => ({
            value: address,
            label: `${t(`accounts.way.hosts.${key}`)} ${address.slice("https://".length)}`,
          }))}
        >
          <Input {...control("apiBase")} className={styles.code} placeholder={hosts[0].address} />
        </AutoComplete>
      </FieldRow>
      <FieldRow
        id="connect-proxyKind"
        label={t("accounts.way.proxy")}
        hint={t(`accounts.way.proxyHints.${proxyKind}`)}
        problem={null}
      >
        <Select
          id="connect-proxyKind"
          value={proxyKind}
          disabled={disabled}
          onChange={(kind) => onChange({ ...way, proxyKind: kind })}
          options={proxyKinds.map((kind) => ({ value: kind, label: t(`accounts.way.proxyKinds.${kind}`) }))}
          aria-describedby="connect-proxyKind-help"
          data-testid="connect-proxyKind"
        />
      </FieldRow>
      {isServer(proxyKind) && (
        <div className={styles.pair}>
          <FieldRow {...row("proxyHost", t("accounts.way.proxyHostHint"))}>
            <Input {...typed("proxyHost")} className={styles.code} />
          </FieldRow>
          <FieldRow {...row("proxyPort", t("accounts.way.proxyPortHint"))}>
            <Input {...typed("proxyPort")} className={styles.code} inputMode="numeric" />
          </FieldRow>
          <FieldRow {...row("proxyUser", t("accounts.way.proxyUserHint"))}>
            <Input {...typed("proxyUser")} />
          </FieldRow>
          <FieldRow
            {...row(
              "proxyPassword",
              t(passwordKept ? "accounts.way.proxyPasswordKept" : "accounts.way.proxyPasswordHint"),
            )}
          >
            <Input {...typed("proxyPassword")} type="password" />
          </FieldRow>
        </div>
      )}
      {withTokenKind && (
        <div className={styles.row}>
          <Checkbox
            checked={tokenKind === "classic"}
            disabled={disabled}
            onChange={({ target }) => onChange({ ...way, tokenKind: target.checked ? "classic" : "stable" })}
            data-testid="connect-classic"
          >
            {t("accounts.way.classic")}
          </Checkbox>
          {tokenKind === "classic" ? (
            <p className={styles.warning} role="note" data-testid="classic-warning">
              {t("accounts.way.classicWarning")}
            </p>
          ) : (
            <p className={styles.hint}>{t("accounts.way.classicHint")}</p>
          )}
        </div>
      )}
    </>
  );
}
