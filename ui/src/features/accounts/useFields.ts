// The fields of an account's form: what each control and its line need, and when a problem is shown.

import type { InputRef } from "antd";
import { type Ref, useState } from "react";
import { t } from "~/i18n";
import { type Field, type FieldProblems, type Problem, rules } from "./rules";

type Form<Name extends Field> = {
  values: Record<Name, string>;
  onChange: (field: Name, text: string) => void;
  /** Problems found when the form was handed in. */
  problems: FieldProblems;
  disabled: boolean;
  fieldRef?: (field: Name) => Ref<InputRef>;
};

export function useFields<Name extends Field>({
  values,
  onChange,
  problems,
  disabled,
  fieldRef,
}: Form<Name>) {
  const [left, setLeft] = useState<ReadonlySet<Name>>(new Set());
  const problemOf = (field: Name): Problem | null =>
    rules[field](values[field], left.has(field) && values[field] !== "") ?? problems[field] ?? null;
  /** What every control is given, whatever holds its text. */
  const control = (field: Name) => ({
    id: `connect-${field}`,
    ref: fieldRef?.(field),
    disabled,
    spellCheck: false,
    autoComplete: "off",
    "aria-describedby": `connect-${field}-help`,
    "aria-invalid": problemOf(field) !== null,
    "data-testid": `connect-${field}`,
    onBlur: () => setLeft((before) => new Set(before).add(field)),
  });
  return {
    control,
    /** A control that is typed into. */
    typed: (field: Name) => ({
      ...control(field),
      value: values[field],
      onChange: (event: { target: { value: string } }) => onChange(field, event.target.value),
    }),
    row: (field: Name, hint: string) => ({
      id: `connect-${field}`,
      label: nameOf(field),
      hint,
      problem: problemOf(field),
    }),
  };
}

function nameOf(field: Field): string {
  return t(`accounts.connect.${field}`);
}
