// Connecting an official account: the form, where to find what it asks for, and what WeChat answered.

import { useNavigate, useRouter } from "@tanstack/react-router";
import { Button, Form, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";
import { ActionButton } from "~/components/ActionButton";
import { AllowListHelp } from "~/components/AllowListHelp";
import type { Action } from "~/components/action";
import { ErrorCard } from "~/components/ErrorCard";
import { Standing } from "~/components/Standing";
import { beginAccount } from "~/desk/begin";
import type { AppError } from "~/desk/contract";
import { refusesAddress } from "~/desk/errors";
import { useCommand, useDeskNow } from "~/desk/queries";
import { t } from "~/i18n";
import { AccountFields } from "./AccountFields";
import styles from "./accounts.module.css";
import { usualWay, type Way, wayProblems } from "./connection";
import { PassphraseStep } from "./PassphraseStep";
import {
  type Field,
  type FieldProblems,
  type AccountFields as Fields,
  fieldAtFault,
  fieldOrder,
  plain,
  problemsOf,
} from "./rules";
import { useConnect } from "./useConnect";

/** `guide` opens the user guide. */
export function ConnectPage({ guide }: { guide: Action }) {
  const navigate = useNavigate();
  const router = useRouter();
  const { vault } = useDeskNow();
  const sync = useCommand("start_sync");
  const [fields, setFields] = useState<Fields>({ name: "", appId: "", appSecret: "" });
  const [way, setWay] = useState<Way>(usualWay);
  const [problems, setProblems] = useState<FieldProblems>({});
  const inputs = useRef<Partial<Record<Field, InputRef | null>>>({});
  const connect = useConnect((account) => {
    beginAccount(account, sync.mutate);
    void navigate({ to: "/a/$account/followers", params: { account: account.id } });
  });
  const { step } = connect;
  const busy = step.step === "checking" || step.step === "adding";

  const submit = () => {
    const found = { ...problemsOf(fields), ...wayProblems(way) };
    setProblems(found);
    const first = fieldOrder.find((field) => found[field]);
    if (first) inputs.current[first]?.focus();
    else void connect.submit(fields, way);
  };
  const goBack = () => (router.history.canGoBack() ? router.history.back() : void navigate({ to: "/" }));

  if (step.step === "passphrase") {
    return (
      <PassphraseStep
        busy={step.busy}
        error={step.error}
        onChosen={(passphrase) => void connect.choosePassphrase(step.account, passphrase)}
        onBack={connect.backToForm}
      />
    );
  }
  const error = step.step === "form" ? step.error : null;
  return (
    <Standing title={t("accounts.connect.title")} place="top" width="wide" testId="connect">
      <div className={styles.columns}>
        <Form layout="vertical" className={styles.form} onFinish={submit}>
          <AccountFields
            fields={fields}
            problems={problems}
            disabled={busy}
            fieldRef={(field) => (input) => {
              inputs.current[field] = input;
            }}
            onChange={(field, text) => {
              setFields({ ...fields, [field]: text });
              setProblems({ ...problems, [field]: undefined });
            }}
            way={way}
            onWayChange={(changed) => {
              setWay(changed);
              setProblems({});
            }}
          />
          <div className={styles.actions}>
            <Button
              type={refusesAddress(error) ? "default" : "primary"}
              htmlType="submit"
              loading={busy}
              data-testid="connect-submit"
            >
              {busyWords(step.step)}
            </Button>
            <Button onClick={goBack} disabled={busy} data-testid="connect-back">
              {t("common.back")}
            </Button>
          </div>
          <p className={styles.kept}>
            {keptByPassphrase(vault) ? t("accounts.connect.keptByPassphrase") : t("accounts.connect.kept")}
          </p>
        </Form>
        <div className={styles.beside}>
          {error && (
            <Refused
              error={error}
              appId={plain(fields.appId)}
              onAgain={submit}
              onEdit={() => inputs.current[fieldAtFault(error) ?? "appId"]?.focus({ cursor: "all" })}
            />
          )}
          {!refusesAddress(error) && <WhereToFind guide={guide} />}
        </div>
      </div>
    </Standing>
  );
}

function busyWords(step: "form" | "checking" | "adding"): string {
  switch (step) {
    case "form":
      return t("accounts.connect.submit");
    case "checking":
      return t("accounts.connect.checking");
    case "adding":
      return t("accounts.connect.adding");
    default:
      return step satisfies never;
  }
}

function keptByPassphrase(vault: ReturnType<typeof useDeskNow>["vault"]): boolean {
  return (
    (vault.state === "ready" && vault.kind === "passphrase") || (vault.state === "unused" && !vault.keychain)
  );
}

type RefusedProps = { error: AppError; appId: string; onAgain: () => void; onEdit: () => void };

function Refused({ error, appId, onAgain, onEdit }: RefusedProps) {
  const { accounts } = useDeskNow();
  const navigate = useNavigate();
  const place = useRef<HTMLDivElement>(null);
  // In a narrow window the answer stands below the form.
  useEffect(() => {
    place.current?.scrollIntoView({ block: "nearest" });
  }, []);
  if (refusesAddress(error)) {
    return (
      <div ref={place}>
        <AllowListHelp error={error} busy={false} onAgain={onAgain} />
      </div>
    );
  }
  const known =
    error.code === "accountExists" ? accounts.find((account) => account.appId === appId) : undefined;
  const field = fieldAtFault(error);
  const remedies = field ? { editAccount: onEdit } : known ? {} : { retry: onAgain };
  return (
    <div ref={place} className={styles.answer}>
      <ErrorCard
        error={error}
        remedies={remedies}
        remedyLabel={
          field ? t("accounts.connect.correct", { field: t(`accounts.connect.${field}`) }) : undefined
        }
      />
      {known && (
        <Button
          onClick={() => void navigate({ to: "/a/$account/followers", params: { account: known.id } })}
          data-testid="connect-open-known"
        >
          {t("accounts.connect.open", { name: known.name })}
        </Button>
      )}
    </div>
  );
}

function WhereToFind({ guide }: { guide: Action }) {
  return (
    <aside className={styles.help} aria-label={t("accounts.connect.whereTitle")}>
      <h2>{t("accounts.connect.whereTitle")}</h2>
      <ol className={styles.steps}>
        <li>{t("accounts.connect.where1")}</li>
        <li>{t("accounts.connect.where2")}</li>
        <li>{t("accounts.connect.where3")}</li>
        <li>{t("accounts.connect.where4")}</li>
      </ol>
      <p className={styles.warning}>{t("accounts.connect.resetWarning")}</p>
      <ActionButton action={guide} className={styles.guide} testId="connect-guide" />
    </aside>
  );
}
