// Copies every entry of one kind, so that somebody can look for them where the list came from.

import { CopyOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useState } from "react";
import { copyCells } from "~/components/copyCells";
import type { AccountId, ListGroup, ListId } from "~/desk/contract";
import { useHost } from "~/desk/host";
import { t } from "~/i18n";

/** Entries read at once. */
const STEP = 1_000;

type Props = { account: AccountId; list: ListId; group: ListGroup; count: number };

export function CopyEntries({ account, list, group, count }: Props) {
  const host = useHost();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const read = async () => {
    const cells: string[][] = [];
    for (let start = 0; start < count; start += STEP) {
      const entries = await host.call("list_entries", { account, list, group, start, count: STEP });
      cells.push(...entries.map(({ text }) => [text]));
    }
    return cells;
  };
  const copy = async () => {
    setBusy(true);
    const copied = await copyCells(read()).catch(() => false);
    setBusy(false);
    if (copied) void message.success(t("common.copied"));
    else void message.warning(t("common.notCopied"));
  };
  return (
    <Button
      size="small"
      icon={<CopyOutlined aria-hidden />}
      loading={busy}
      onClick={() => void copy()}
      data-testid="list-copy"
    >
      {t("lists.copyAll", { count })}
    </Button>
  );
}
