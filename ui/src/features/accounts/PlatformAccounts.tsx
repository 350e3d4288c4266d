// The accounts that have authorised a third-party platform, to choose the one to connect from.

import { Button, Form, Input, Radio, Space } from "antd";
import { useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import type { PlatformAccount, PlatformInput } from "~/desk/contract";
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
  const redeem = useCommand("redeem_authorisation");
  const [code, setCode] = useState("");
  const busy = list.isPending || redeem.isPending;
  /** The platform and the way, once nothing is wrong with them. */
  const through = (): PlatformInput | null => {
    const found = { ...openingProblems(opening), ...wayProblems(way) };
    onProblems(found);
    const sound = Object.keys(found).length === 0 && !busy;
    return sound ? { platform: platformOf(opening), ...connectionOf(way) } : null;
  };
  const ask = () => {
    redeem.reset();
    const input = through();
    if (input) list.mutate(input);
  };
  const hand = () => {
    list.reset();
    const input = code.trim() === "" ? null : through();
    if (!input) return;
    redeem.mutate(
      { through: input, code },
      {
        onSuccess: (account) => {
          // It is good once.
          setCode("");
          if (!account.connected) onChoose(account);
        },
      },
    );
  };
  const accounts = redeem.data ? [redeem.data] : list.data;
  const choose = (appId: string) => {
    const account = accounts?.find((listed) => listed.appId === appId);
    if (account) onChoose(account);
  };
  return (
    <div className={styles.answer} aria-live="polite">
      <Button
        className={styles.anyway}
        onClick={ask}
        loading={list.isPending}
        disabled={disabled || redeem.isPending}
        data-testid="platform-list"
      >
        {t("accounts.platform.list")}
      </Button>
      <Form.Item
        label={t("accounts.platform.code")}
        htmlFor="platform-code"
        help={t("accounts.platform.codeHint")}
        className={styles.row}
      >
        <Space.Compact block>
          <Input.Password
            id="platform-code"
            autoComplete="off"
            value={code}
            disabled={disabled || busy}
            onChange={(event) => setCode(event.target.value)}
            onPressEnter={(event) => {
              // The form around it is for the account that this leads to.
              event.preventDefault();
              hand();
            }}
            data-testid="platform-code"
          />
          <Button
            onClick={hand}
            loading={redeem.isPending}
            disabled={disabled || list.isPending || code.trim() === ""}
            data-testid="platform-redeem"
          >
            {t("accounts.platform.redeem")}
          </Button>
        </Space.Compact>
      </Form.Item>
      {list.error && <ErrorCard error={list.error.error} remedies={{ retry: ask }} />}
      {redeem.error && <ErrorCard error={redeem.error.error} />}
      {list.data?.length === 0 && <p className={styles.muted}>{t("accounts.platform.nobody")}</p>}
      {accounts && accounts.length > 0 && (
        <Radio.Group
          className={styles.ways}
          value={chosen}
          disabled={disabled}
          onChange={({ target }) => choose(target.value)}
          aria-label={t("accounts.platform.label")}
          data-testid="platform-accounts"
        >
          {accounts.map((account) => (
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
