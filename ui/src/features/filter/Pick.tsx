// One of a few words in a sentence.

import { Select } from "antd";

type Props<Value extends string | number> = {
  label: string;
  value: Value;
  options: readonly (readonly [value: Value, words: string])[];
  onChange: (value: Value) => void;
  testId?: string;
};

export function Pick<Value extends string | number>({
  label,
  value,
  options,
  onChange,
  testId,
}: Props<Value>) {
  return (
    <Select<Value>
      size="small"
      popupMatchSelectWidth={false}
      aria-label={label}
      value={value}
      options={options.map(([one, words]) => ({ value: one, label: words }))}
      onChange={onChange}
      data-testid={testId}
    />
  );
}
