// Why no tag is listed, and the one next step.

import { Button } from "antd";
import type { ReactNode } from "react";
import { ActionButton } from "~/components/ActionButton";
import type { Action } from "~/components/action";
import { ErrorCard } from "~/components/ErrorCard";
import { EmptyList } from "~/components/list/EmptyList";
import type { AccountId } from "~/desk/contract";
import { useAccount, useCommand } from "~/desk/queries";
import { t } from "~/i18n";

type Props = {
  account: AccountId;
  create: Action;
  /** Takes the search back; null when nothing is searched for. */
  clear: ReactNode;
};

export function EmptyTags({ account, create, clear }: Props) {
  const neverSynced = useAccount(account)?.neverSynced ?? false;
  const start = useCommand("start_sync");
  const begin = () => start.mutate({ account });
  if (clear !== null) {
    return (
      <EmptyList testId="tags-empty" state="noMatch" title={t("tags.noMatch")}>
        {clear}
      </EmptyList>
    );
  }
  return (
    <EmptyList
      testId="tags-empty"
      state={neverSynced ? "neverSynced" : "none"}
      title={t("tags.none")}
      hint={t(neverSynced ? "tags.page.neverSynced" : "tags.page.noneHint")}
    >
      {neverSynced ? (
        <Button type="primary" size="large" loading={start.isPending} onClick={begin} data-testid="tags-sync">
          {t("sync.action")}
        </Button>
      ) : (
        <ActionButton action={create} />
      )}
      {start.error && <ErrorCard error={start.error.error} remedies={{ retry: begin }} />}
    </EmptyList>
  );
}
