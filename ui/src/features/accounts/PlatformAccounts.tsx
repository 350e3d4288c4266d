// The accounts that have authorised a third-party platform, to choose the one to connect from.

import { Button, Radio } from "antd";
import { ErrorCard } from "~/components/ErrorCard";
import type { PlatformAccount } from "~/desk/contract";
import { useCommand } from "~/desk/queries";
import { t, wordsFor } from "~/i18n";
import styles from "./accounts.module.css";
import { connectionOf, type Way, wayProblems } from "./connection";
import { type Opening, openingProblems, platformOf } from "./opening";
import type { FieldProblems } from "./rules";

type Props = {
  opening: Opening;
  way: Way;
  /** The AppID that stands in the form. */
  chosen: string;
  disabled: boolean;
  onProblems: (problems: FieldProblems) => void;
  onChoose: (account: PlatformAccount) => void;
};

export function PlatformAccounts({ opening, way, chosen, disabled, onProblems, onChoose }: Props) {
  const list = useCommand("platform_accounts");
  const ask = () => {
    const found = { ...openingProblems(opening), ...wayProblems(way) };
    onProblems(found);
    if (Object.keys(found).length > 0 || list.isPending) return;
    list.mutate({ platform: platformOf(opening), ...connectionOf(way) });
  };
  const choose = (appId: string) => {
    const account = list.data?.find((listed) => listed.appId === appId);
    if (account) onChoose(account);
  };
  return (
    <div className={styles.answer} aria-live="polite">
      <Button
        className={styles.anyway}
        onClick={ask}
        loading={list.isPending}
        disabled={disabled}
        data-testid="platform-list"
      >
        {t("accounts.platform.list")}
      </Button>
      {list.error && <ErrorCard error={list.error.error} remedies={{ retry: ask }} />}
      {list.data?.length === 0 && <p className={styles.muted}>{t("accounts.platform.nobody")}</p>}
      {list.data && list.data.length > 0 && (
        <Radio.Group
          className={styles.ways}
          value={chosen}
          disabled={disabled}
          onChange={({ target }) => choose(target.value)}
          aria-label={t("accounts.platform.label")}
          data-testid="platform-accounts"
        >
          {list.data.map((account) => (
            <Radio key={account.appId} value={account.appId} disabled={account.connected}>
              {account.name ?? account.appId}
              <Granted account={account} />
            </Radio>
          ))}
        </Radio.Group>
      )}
    </div>
  );
}

function Granted({
  account: { appId, name, permissionSets, userManagement, connected },
}: {
  account: PlatformAccount;
}) {
  const sets = permissionSets?.map((set) => wordsFor(`accounts.permissions.set${set}`) ?? String(set));
  const facts = [
    name !== null && appId,
    connected && t("accounts.platform.connected"),
    sets && t("accounts.platform.granted", { sets: sets.join(", ") }),
  ];
  return (
    <>
      <span className={styles.way}>{facts.filter(Boolean).join(" · ")}</span>
      {!userManagement && (
        <span className={styles.lacking} data-testid="lacks-user-management">
          {t("accounts.platform.noUserManagement")}
        </span>
      )}
    </>
  );
}
