// The fields of an official account: name, AppID, what opens it, and under 高级 how its calls get to WeChat.

import { Input, type InputRef } from "antd";
import { type Ref, useState } from "react";
import type { PlatformAccount } from "~/desk/contract";
import { t } from "~/i18n";
import styles from "./accounts.module.css";
import { isWayField, type Way } from "./connection";
import { FieldRow } from "./FieldRow";
import { OpeningFields } from "./OpeningFields";
import type { Opening } from "./opening";
import { PlatformAccounts } from "./PlatformAccounts";
import { type Field, type FieldProblems, type AccountFields as Fields, isField } from "./rules";
import { useFields } from "./useFields";
import { WayFields } from "./WayFields";

type Props = {
  fields: Fields;
  onChange: (field: keyof Fields, text: string) => void;
  opening: Opening;
  onOpeningChange: (opening: Opening) => void;
  onProblems: (problems: FieldProblems) => void;
  /** An account of a platform's list. */
  onAccountChosen: (account: PlatformAccount) => void;
  way: Way;
  onWayChange: (way: Way) => void;
  /** Problems found when the form was handed in. */
  problems: FieldProblems;
  disabled: boolean;
  fieldRef: (field: Field) => Ref<InputRef>;
};

export function AccountFields({
  fields,
  onChange,
  opening,
  onOpeningChange,
  onProblems,
  onAccountChosen,
  way,
  onWayChange,
  problems,
  disabled,
  fieldRef,
}: Props) {
  const [advanced, setAdvanced] = useState(false);
  const { typed, row } = useFields<keyof Fields>({ values: fields, onChange, problems, disabled, fieldRef });
  const line = (field: keyof Fields) => row(field, t(`accounts.connect.${field}Hint`));
  const troubled = Object.keys(problems).some((field) => isField(field) && isWayField(field));
  return (
    <>
      <FieldRow {...line("name")}>
        <Input {...typed("name")} autoFocus maxLength={80} />
      </FieldRow>
      <FieldRow {...line("appId")}>
        <Input {...typed("appId")} className={styles.code} placeholder="wx" />
      </FieldRow>
      <OpeningFields
        opening={opening}
        onChange={onOpeningChange}
        problems={problems}
        disabled={disabled}
        fieldRef={fieldRef}
      >
        <PlatformAccounts
          opening={opening}
          way={way}
          chosen={fields.appId}
          disabled={disabled}
          onProblems={onProblems}
          onChoose={onAccountChosen}
        />
      </OpeningFields>
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
            withTokenKind={opening.kind === "secret"}
            problems={problems}
            disabled={disabled}
            fieldRef={fieldRef}
          />
        </div>
      </details>
    </>
  );
}
