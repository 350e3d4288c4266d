// Stands before everything else while keys cannot be reached: unlock, or bring the keychain back.

import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, type InputRef } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import { Standing } from "~/components/Standing";
import { keys, useCommand, useDeskNow } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./VaultGate.module.css";

export function VaultGate({ children }: { children: ReactNode }) {
  const { vault } = useDeskNow();
  switch (vault.state) {
    case "unused":
    case "ready":
      return children;
    case "passphraseNeeded":
      return <UnlockScreen />;
    case "keychainLocked":
      return <KeychainScreen title={t("start.keychainLocked.title")} text={t("start.keychainLocked.text")} />;
    case "keychainMissing":
      return (
        <KeychainScreen
          title={t("start.keychainMissing.title")}
          text={t("start.keychainMissing.text")}
          note={t("start.keychainMissing.untouched")}
        />
      );
    default:
      return vault satisfies never;
  }
}

/** Unlocking answers with the overview, which replaces what was known while locked. */
function useUnlock() {
  const client = useQueryClient();
  const unlock = useCommand("unlock");
  const open = (passphrase: string | null) =>
    unlock.mutate({ passphrase }, { onSuccess: (overview) => client.setQueryData(keys.overview, overview) });
  return { open, busy: unlock.isPending, error: unlock.error?.error ?? null };
}

function UnlockScreen() {
  const { open, busy, error } = useUnlock();
  const [passphrase, setPassphrase] = useState("");
  const field = useRef<InputRef>(null);
  useEffect(() => {
    if (error?.code === "wrongPassphrase") field.current?.focus({ cursor: "all" });
  }, [error]);
  return (
    <Standing title={t("start.unlock.title")} testId="unlock">
      <p className={styles.text}>{t("start.unlock.text")}</p>
      <Form layout="vertical" onFinish={() => passphrase && !busy && open(passphrase)}>
        <Form.Item label={t("start.unlock.passphrase")} htmlFor="unlock-passphrase">
          <Input.Password
            ref={field}
            id="unlock-passphrase"
            size="large"
            autoFocus
            autoComplete="off"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
            data-testid="unlock-passphrase"
          />
        </Form.Item>
        <Button
          block
          type="primary"
          size="large"
          htmlType="submit"
          loading={busy}
          disabled={passphrase === ""}
          data-testid="unlock-submit"
        >
          {t("start.unlock.action")}
        </Button>
      </Form>
      {error && <ErrorCard error={error} />}
      <p className={styles.note}>{t("start.unlock.forgotten")}</p>
    </Standing>
  );
}

function KeychainScreen({ title, text, note }: { title: string; text: string; note?: string }) {
  const { open, busy, error } = useUnlock();
  const alreadySaid = error?.code === "keychainLocked" || error?.code === "keychainMissing";
  return (
    <Standing title={title} testId="keychain">
      <p className={styles.text}>{text}</p>
      {note && <p className={styles.note}>{note}</p>}
      <Button
        type="primary"
        size="large"
        loading={busy}
        onClick={() => open(null)}
        data-testid="keychain-retry"
      >
        {t("common.retry")}
      </Button>
      {error && !alreadySaid && <ErrorCard error={error} />}
    </Standing>
  );
}
