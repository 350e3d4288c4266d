// Stands before everything else while keys cannot be reached: unlock, bring the keychain or lost keys back.

import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, type InputRef } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { EraseDialog } from "~/components/EraseDialog";
import { ErrorCard } from "~/components/ErrorCard";
import { NewPassphrase, nothingTyped, passphraseProblem } from "~/components/NewPassphrase";
import { Question } from "~/components/Question";
import { Standing } from "~/components/Standing";
import type { DeskOverview } from "~/desk/contract";
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
      return <KeychainMissingScreen recovery={vault.recovery} />;
    case "keysMissing":
      return <KeysMissingScreen />;
    default:
      return vault satisfies never;
  }
}

/** Each way in answers with the overview, which replaces what was known while locked. */
function useShownThen() {
  const client = useQueryClient();
  return { onSuccess: (overview: DeskOverview) => client.setQueryData(keys.overview, overview) };
}

function useUnlock() {
  const shown = useShownThen();
  const unlock = useCommand("unlock");
  const open = (passphrase: string | null) => unlock.mutate({ passphrase }, shown);
  return { open, busy: unlock.isPending, error: unlock.error?.error ?? null };
}

function UnlockScreen() {
  const [byCode, setByCode] = useState(false);
  const [erasing, setErasing] = useState(false);
  return (
    <Standing title={t(byCode ? "start.unlock.recover" : "start.unlock.title")} testId="unlock">
      {byCode ? <ByCode action={t("start.unlock.recoverAction")} /> : <ByPassphrase />}
      <div className={styles.ways}>
        <Button type="link" onClick={() => setByCode(!byCode)} data-testid="unlock-other-way">
          {t(byCode ? "start.unlock.byPassphrase" : "start.unlock.byCode")}
        </Button>
      </div>
      <p className={styles.note}>{t("start.unlock.forgotten")}</p>
      <Button type="text" danger onClick={() => setErasing(true)} data-testid="unlock-erase">
        {t("start.unlock.erase")}
      </Button>
      {erasing && <EraseDialog onClose={() => setErasing(false)} />}
    </Standing>
  );
}

/** The way out of a forgotten passphrase, or of a keychain that is not there. */
function ByCode({ action }: { action: string }) {
  const shown = useShownThen();
  const recover = useCommand("recover");
  const [code, setCode] = useState("");
  const [typed, setTyped] = useState(nothingTyped);
  const submit = () => {
    setTyped({ ...typed, handedIn: true });
    if (code.trim() === "" || passphraseProblem(typed) !== null || recover.isPending) return;
    recover.mutate({ code, passphrase: typed.passphrase }, shown);
  };
  return (
    <Form layout="vertical" onFinish={submit}>
      <CodeField code={code} onChange={setCode} />
      <NewPassphrase typed={typed} onChange={setTyped} disabled={recover.isPending} />
      {recover.error && <ErrorCard error={recover.error.error} />}
      <Button block type="primary" htmlType="submit" loading={recover.isPending} data-testid="recover-submit">
        {action}
      </Button>
    </Form>
  );
}

function CodeField({ code, onChange }: { code: string; onChange: (code: string) => void }) {
  return (
    <Form.Item label={t("start.unlock.code")} htmlFor="unlock-code">
      <Input
        id="unlock-code"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        value={code}
        onChange={(event) => onChange(event.target.value)}
        data-testid="unlock-code"
      />
    </Form.Item>
  );
}

/** The keychain has lost the keys of the files, for which a recovery code was made. */
function KeysMissingScreen() {
  const shown = useShownThen();
  const restore = useCommand("restore_keys");
  const [code, setCode] = useState("");
  const [goingOn, setGoingOn] = useState(false);
  const submit = () => {
    if (code.trim() === "" || restore.isPending) return;
    restore.mutate({ code }, shown);
  };
  return (
    <Standing title={t("start.keysMissing.title")} testId="keys-missing">
      <p className={styles.text}>{t("start.keysMissing.text")}</p>
      <Form layout="vertical" onFinish={submit}>
        <CodeField code={code} onChange={setCode} />
        {restore.error && <ErrorCard error={restore.error.error} />}
        <Button
          block
          type="primary"
          size="large"
          htmlType="submit"
          loading={restore.isPending}
          disabled={code.trim() === ""}
          data-testid="restore-submit"
        >
          {t("start.keysMissing.action")}
        </Button>
      </Form>
      <p className={styles.note}>{t("start.keysMissing.secrets")}</p>
      <div className={styles.ways}>
        <Button type="link" onClick={() => setGoingOn(true)} data-testid="keys-without">
          {t("start.keysMissing.without.open")}
        </Button>
      </div>
      {goingOn && <WithoutKeys onClose={() => setGoingOn(false)} />}
    </Standing>
  );
}

function WithoutKeys({ onClose }: { onClose: () => void }) {
  const shown = useShownThen();
  const goOn = useCommand("go_on_without_keys");
  const submit = () => !goOn.isPending && goOn.mutate(null, shown);
  return (
    <Question
      title={t("start.keysMissing.without.open")}
      submit={t("start.keysMissing.without.submit")}
      testId="without-submit"
      danger
      asked={goOn}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("start.keysMissing.without.comesBack")}</p>
      <p>{t("start.keysMissing.without.onlyHere")}</p>
      <p>{t("start.keysMissing.without.kept")}</p>
    </Question>
  );
}

function ByPassphrase() {
  const { open, busy, error } = useUnlock();
  const [passphrase, setPassphrase] = useState("");
  const field = useRef<InputRef>(null);
  useEffect(() => {
    if (error?.code === "wrongPassphrase") field.current?.focus({ cursor: "all" });
  }, [error]);
  return (
    <>
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
    </>
  );
}

/** On another computer there may never be one: then the recovery code brings the keys behind a passphrase. */
function KeychainMissingScreen({ recovery }: { recovery: boolean }) {
  const [byCode, setByCode] = useState(false);
  const otherWay = recovery && (
    <div className={styles.ways}>
      <Button type="link" onClick={() => setByCode(!byCode)} data-testid="keychain-other-way">
        {t(byCode ? "start.keychainMissing.byKeychain" : "start.keychainMissing.byCode")}
      </Button>
    </div>
  );
  if (!byCode) {
    return (
      <KeychainScreen
        title={t("start.keychainMissing.title")}
        text={t("start.keychainMissing.text")}
        note={t("start.keychainMissing.untouched")}
      >
        {otherWay}
      </KeychainScreen>
    );
  }
  return (
    <Standing title={t("start.keychainMissing.byCodeTitle")} testId="keychain-by-code">
      <p className={styles.text}>{t("start.keychainMissing.byCodeText")}</p>
      <ByCode action={t("start.keychainMissing.byCodeAction")} />
      <p className={styles.note}>{t("start.keysMissing.secrets")}</p>
      {otherWay}
    </Standing>
  );
}

type KeychainProps = { title: string; text: string; note?: string; children?: ReactNode };

function KeychainScreen({ title, text, note, children }: KeychainProps) {
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
      {children}
    </Standing>
  );
}
