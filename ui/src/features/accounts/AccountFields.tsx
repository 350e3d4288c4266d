// The fields of an official account: name, AppID, AppSecret, and under 高级 how its calls get to WeChat.

import { Input, type InputRef } from "antd";
import { type Ref, useState } from "react";
import { t } from "~/i18n";
import styles from "./accounts.module.css";
import { isWayField, type Way } from "./connection";
import { FieldRow } from "./FieldRow";
import type { Field, FieldProblems, AccountFields as Fields, Problem } from "./rules";
import { isField, rules } from "./rules";
import { WayFields } from "./WayFields";

type Props = {
  fields: Fields;
  onChange: (field: keyof Fields, text: string) => void;
  way: Way;
  onWayChange: (way: Way) => void;
  /** Problems found when the form was handed in. */
  problems: FieldProblems;
  disabled: boolean;
  fieldRef: (field: Field) => Ref<InputRef>;
};

export function AccountFields({ fields, onChange, way, onWayChange, problems, disabled, fieldRef }: Props) {
  const [left, setLeft] = useState<ReadonlySet<Field>>(new Set());
  const [advanced, setAdvanced] = useState(false);
  const problemOf = (field: keyof Fields): Problem | null =>
    rules[field](fields[field], left.has(field) && fields[field] !== "") ?? problems[field] ?? null;
  const common = (field: keyof Fields) => ({
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
  const row = (field: keyof Fields) => ({
    id: `connect-${field}`,
    label: t(`accounts.connect.${field}`),
    hint: t(`accounts.connect.${field}Hint`),
    problem: problemOf(field),
  });
  const troubled = Object.keys(problems).some((field) => isField(field) && isWayField(field));
  return (
    <>
      <FieldRow {...row("name")}>
        <Input {...common("name")} autoFocus maxLength={80} />
      </FieldRow>
      <FieldRow {...row("appId")}>
        <Input {...common("appId")} className={styles.code} placeholder="wx" />
      </FieldRow>
      <FieldRow {...row("appSecret")}>
        <Input {...common("appSecret")} type="password" className={styles.code} />
      </FieldRow>
      <details
        className={styles.advanced}
        open={advanced || troubled}
        onToggle={(event) => setAdvanced(event.currentTarget.open)}
      >
        <summary data-testid="connect-advanced">{t("accounts.connect.advanced")}</summary>
        <div className={styles.form}>
          <WayFields
            way={way}
            onChange={onWayChange}
            problems={problems}
            disabled={disabled}
            fieldRef={fieldRef}
          />
        </div>
      </details>
    </>
  );
}
