// The fields of an official account: name, AppID, AppSecret, and under 高级 another address.

import { Form, Input, type InputRef } from "antd";
import { type ReactNode, type Ref, useState } from "react";
import { t } from "~/i18n";
import styles from "./accounts.module.css";
import type { Field, AccountFields as Fields, Problem } from "./rules";
import { rules } from "./rules";

type Props = {
  fields: Fields;
  onChange: (field: Field, text: string) => void;
  /** Problems found when the form was handed in. */
  problems: Partial<Record<Field, Problem>>;
  disabled: boolean;
  fieldRef: (field: Field) => Ref<InputRef>;
};

export function AccountFields({ fields, onChange, problems, disabled, fieldRef }: Props) {
  const [left, setLeft] = useState<ReadonlySet<Field>>(new Set());
  const [advanced, setAdvanced] = useState(false);
  const problemOf = (field: Field): Problem | null =>
    rules[field](fields[field], left.has(field) && fields[field] !== "") ?? problems[field] ?? null;
  const common = (field: Field) => ({
    id: `connect-${field}`,
    ref: fieldRef(field),
    value: fields[field],
    disabled,
    spellCheck: false,
    autoComplete: "off",
    "aria-describedby": `connect-${field}-help`,
    "aria-invalid": problemOf(field) !== null,
    "data-testid": `connect-${field}`,
    onChange: (event: { target: { value: string } }) => onChange(field, event.target.value),
    onBlur: () => setLeft((before) => new Set(before).add(field)),
  });
  return (
    <>
      <FieldRow
        field="name"
        label={t("accounts.connect.name")}
        hint={t("accounts.connect.nameHint")}
        problem={problemOf("name")}
      >
        <Input {...common("name")} autoFocus maxLength={80} />
      </FieldRow>
      <FieldRow
        field="appId"
        label={t("accounts.connect.appId")}
        hint={t("accounts.connect.appIdHint")}
        problem={problemOf("appId")}
      >
        <Input {...common("appId")} className={styles.code} placeholder="wx" />
      </FieldRow>
      <FieldRow
        field="appSecret"
        label={t("accounts.connect.appSecret")}
        hint={t("accounts.connect.appSecretHint")}
        problem={problemOf("appSecret")}
      >
        <Input {...common("appSecret")} type="password" className={styles.code} />
      </FieldRow>
      <details
        className={styles.advanced}
        open={advanced || problemOf("apiBase") !== null}
        onToggle={(event) => setAdvanced(event.currentTarget.open)}
      >
        <summary data-testid="connect-advanced">{t("accounts.connect.advanced")}</summary>
        <FieldRow
          field="apiBase"
          label={t("accounts.connect.apiBase")}
          hint={t("accounts.connect.apiBaseHint")}
          problem={problemOf("apiBase")}
        >
          <Input {...common("apiBase")} className={styles.code} placeholder="https://api.weixin.qq.com" />
        </FieldRow>
      </details>
    </>
  );
}

type RowProps = { field: Field; label: string; hint: string; problem: Problem | null; children: ReactNode };

/** The hint's line becomes the problem's, so that nothing below moves. */
function FieldRow({ field, label, hint, problem, children }: RowProps) {
  return (
    <Form.Item
      label={label}
      htmlFor={`connect-${field}`}
      validateStatus={problem ? "error" : undefined}
      className={styles.row}
    >
      {children}
      <p id={`connect-${field}-help`} className={styles.hint} data-problem={problem ?? undefined}>
        {problem ? t(`errors.fields.${problem}`) : hint}
      </p>
    </Form.Item>
  );
}
