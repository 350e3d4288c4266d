// A day to be chosen. Empty it says so: some browsers paint today's date there in grey, which looks chosen.

import { Input, type InputProps } from "antd";
import { useState } from "react";
import { t } from "~/i18n";

type Props = Pick<InputProps, "id" | "className" | "min" | "max" | "aria-label"> & {
  /** Such as 2025-11-03, or empty. */
  value: string;
  onChange: (day: string) => void;
};

export function DayField({ value, onChange, ...rest }: Props) {
  const [focused, setFocused] = useState(false);
  return (
    <Input
      {...rest}
      type={value === "" && !focused ? "text" : "date"}
      size="small"
      placeholder={t("common.anyDay")}
      value={value}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
