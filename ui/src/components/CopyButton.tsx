// A small button that copies a text, and says whether it did.

import { CheckOutlined, CloseOutlined, CopyOutlined } from "@ant-design/icons";
import { Button, type ButtonProps, Tooltip } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { t } from "~/i18n";
import { copyText } from "./clipboard";

type Props = Pick<ButtonProps, "type" | "size" | "className"> & {
  text: string;
  /** What is copied, for the tooltip and screen readers. */
  label?: string;
  children?: ReactNode;
};

type Outcome = "copied" | "notCopied";
/** Milliseconds for which the outcome is shown; what failed is read, not glanced at. */
const SHOWN: Record<Outcome, number> = { copied: 1_500, notCopied: 5_000 };

export function CopyButton({
  text,
  label = t("common.copy"),
  children,
  type = "text",
  size = "small",
  className,
}: Props) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = window.setTimeout(() => setOutcome(null), SHOWN[outcome]);
    return () => window.clearTimeout(timer);
  }, [outcome]);
  const Icon = outcome === null ? CopyOutlined : outcome === "copied" ? CheckOutlined : CloseOutlined;
  return (
    <Tooltip
      title={outcome === null ? label : t(`common.${outcome}`)}
      open={outcome === "notCopied" ? true : undefined}
    >
      <Button
        type={type}
        size={size}
        className={className}
        icon={<Icon />}
        aria-label={children ? undefined : label}
        onClick={() => void copyText(text).then((copied) => setOutcome(copied ? "copied" : "notCopied"))}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
