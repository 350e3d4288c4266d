// A small button that copies a text and says so.

import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { Button, type ButtonProps, Tooltip } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { t } from "~/i18n";

type Props = Pick<ButtonProps, "type" | "size" | "className"> & {
  text: string;
  /** What is copied, for the tooltip and screen readers. */
  label?: string;
  children?: ReactNode;
};

export function CopyButton({
  text,
  label = t("common.copy"),
  children,
  type = "text",
  size = "small",
  className,
}: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = window.setTimeout(() => setCopied(false), 1500);
    return () => window.clearTimeout(timer);
  }, [copied]);
  return (
    <Tooltip title={copied ? t("common.copied") : label}>
      <Button
        type={type}
        size={size}
        className={className}
        icon={copied ? <CheckOutlined /> : <CopyOutlined />}
        aria-label={children ? undefined : label}
        onClick={() => void copyText(text).then(() => setCopied(true))}
      >
        {children}
      </Button>
    </Tooltip>
  );
}

/** Copies by the clipboard, or by a hidden field where the page may not use it. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.style.position = "fixed";
    field.style.opacity = "0";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}
