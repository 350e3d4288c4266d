// The frame around every page of an account: practice band, rail, page, status line.

import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useShortcuts } from "~/components/action";
import { RidLookup } from "~/components/ridLookup";
import { accountShown } from "~/desk/ahead";
import type { AccountId, AccountSummary } from "~/desk/contract";
import { useDeskNow, useSaveSettings } from "~/desk/queries";
import { type AccountDialog, AccountDialogs } from "~/features/accounts/AccountDialogs";
import { AccountTrouble, isReadable } from "~/features/accounts/AccountTrouble";
import { useActionsOfAccount } from "~/features/accounts/accountActions";
import { RidDialog } from "~/features/calls/RidDialog";
import { useGuide } from "~/features/guide/GuideProvider";
import { useUndoLast } from "~/features/jobs/useUndoLast";
import { type Sync, useSync } from "~/features/sync/useSync";
import { t } from "~/i18n";
import { Announcer } from "./Announcer";
import { syncAction, usePageActions, useSegmentPageActions, useTagPageActions } from "./actions";
import styles from "./Frame.module.css";
import { Rail } from "./Rail";
import { SkipLink } from "./SkipLink";
import { StatusLine } from "./StatusLine";
import { useNotices } from "./useNotices";

export function Frame() {
  const desk = useDeskNow();
  const { account: wanted } = useParams({ strict: false });
  const account = accountShown(desk, wanted);
  useRemember(account?.id === wanted ? wanted : undefined);
  if (!account) return <NoAccount />;
  return <Furnished key={account.id} account={account} ofPage={wanted !== undefined} />;
}

type Props = {
  account: AccountSummary;
  /** Whether the page inside shows this account; settings do not. */
  ofPage: boolean;
};

function Furnished({ account, ofPage }: Props) {
  const [dialog, setDialog] = useState<AccountDialog | null>(null);
  const [asked, setAsked] = useState<{ rid: string; account: AccountId } | null>(null);
  const replaceSecret = () => setDialog({ kind: "secret", account });
  const sync = useSync(account.id);
  const editAccount = () => setDialog({ kind: isAboutProxy(sync) ? "connection" : "secret", account });
  const syncNow = syncAction(account, sync);
  useNotices();
  const pages = usePageActions(account.id);
  const guide = useGuide();
  const tagPages = useTagPageActions(account.id);
  const segmentPages = useSegmentPageActions(account.id);
  const ofAccount = useActionsOfAccount(account, setDialog);
  const undoLast = useUndoLast(account.id);
  useShortcuts([...pages, syncNow, undoLast.action, ...segmentPages, ...tagPages, ...ofAccount], "window");
  return (
    <RidLookup value={(rid, of = account.id) => setAsked({ rid, account: of })}>
      <div className={styles.frame}>
        <SkipLink />
        {account.kind === "practice" && (
          <p className={styles.practice} data-testid="practice-band">
            <strong>{t("common.practice")}</strong>
            {t("frame.practiceBand")}
          </p>
        )}
        <Rail account={account} pages={pages} guide={guide} />
        <div className={styles.page}>
          {ofPage && <AccountTrouble account={account} onReplaceSecret={replaceSecret} />}
          <div className={styles.content}>{(!ofPage || isReadable(account)) && <Outlet />}</div>
        </div>
        <StatusLine account={account} sync={sync} syncNow={syncNow} onEditAccount={editAccount} />
        {undoLast.dialogs}
        <Announcer account={account.id} />
        <AccountDialogs dialog={dialog} onClose={() => setDialog(null)} />
        {asked && <RidDialog {...asked} onClose={() => setAsked(null)} />}
      </div>
    </RidLookup>
  );
}

/** Keeps which account was used last, for the next start. */
function useRemember(account: string | undefined): void {
  const { settings } = useDeskNow();
  const { mutate } = useSaveSettings(useQueryClient());
  const known = settings.currentAccount;
  useEffect(() => {
    if (account !== undefined && account !== known) mutate({ currentAccount: account });
  }, [account, known, mutate]);
}

function NoAccount() {
  const navigate = useNavigate();
  return (
    <main className={styles.none}>
      <p>{t("frame.noAccount")}</p>
      <Button onClick={() => void navigate({ to: "/" })}>{t("common.back")}</Button>
    </main>
  );
}

/** Whether what keeps a sync from going on is the account's proxy. */
function isAboutProxy({ open, error }: Sync): boolean {
  const because = open && "because" in open.status ? open.status.because : error;
  return because?.code === "proxy";
}
