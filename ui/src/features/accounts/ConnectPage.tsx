// Connecting an official account: the form, where to find what it asks for, and the steps that WeChat answers.

import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { Button, Form, type InputRef } from "antd";
import { useRef, useState } from "react";
import { ActionButton } from "~/components/ActionButton";
import type { Action } from "~/components/action";
import { ConsoleDrawing } from "~/components/ConsoleDrawing";
import { ErrorCard } from "~/components/ErrorCard";
import { Standing } from "~/components/Standing";
import type { AccountId, AppError, DeskOverview, NewAccount, VaultState } from "~/desk/contract";
import { keys, useCommand, useDeskNow } from "~/desk/queries";
import { t } from "~/i18n";
import { AccountFields } from "./AccountFields";
import styles from "./accounts.module.css";
import { ConnectSteps } from "./ConnectSteps";
import { connectionOf, keptWay, usualWay, type Way, wayProblems } from "./connection";
import {
  credentialsOf,
  keptOpening,
  type Opening,
  type OpeningKind,
  openingProblems,
  usualOpening,
} from "./opening";
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
import { useConnecting } from "./useConnecting";

/** `guide` opens the user guide. */
export function ConnectPage({ guide }: { guide: Action }) {
  const navigate = useNavigate();
  const router = useRouter();
  const { vault } = useDeskNow();
  const [fields, setFields] = useState<Fields>({ name: "", appId: "" });
  const [opening, setOpening] = useState<Opening>(usualOpening);
  const [way, setWay] = useState<Way>(usualWay);
  /** Whether something was typed since WeChat was asked: then the form's button is the next click again. */
  const [edited, setEdited] = useState(false);
  const [problems, setProblems] = useState<FieldProblems>({});
  const inputs = useRef<Partial<Record<Field, InputRef | null>>>({});
  const { connecting, error, start, tryNow, stop } = useConnecting();
  const status = connecting?.status.state ?? null;
  const moving = status === "running" || status === "waiting";
  // Until then somebody may correct a field, and is not asked for the AppSecret once more.
  if (status === "connected" && !opening.kept) {
    setOpening(keptOpening(opening));
    setWay(keptWay(way));
  }

  const submit = () => {
    // Nothing else was typed: the core still has it all.
    if (status === "failed" && !edited) return tryNow();
    const found = { ...problemsOf(fields), ...openingProblems(opening), ...wayProblems(way) };
    setProblems(found);
    const first = fieldOrder.find((field) => found[field]);
    if (first) inputs.current[first]?.focus();
    else {
      setEdited(false);
      start(newAccount(fields, opening, way));
    }
  };
  const edit = (field: Field) => inputs.current[field]?.focus({ cursor: "all" });
  const goBack = () => (router.history.canGoBack() ? router.history.back() : void navigate({ to: "/" }));
  const open = (account: AccountId) => void navigate({ to: "/a/$account/followers", params: { account } });

  if (status === "needsPassphrase") return <ChoosePassphrase onChosen={tryNow} onBack={stop} />;
  return (
    <Standing title={t("accounts.connect.title")} place="top" width="wide" testId="connect">
      <div className={styles.columns}>
        <Form layout="vertical" className={styles.form} onFinish={submit}>
          {opening.kind === "secret" && (
            <p className={styles.muted} data-testid="connect-needed">
              {t("accounts.connect.needed")}
            </p>
          )}
          <AccountFields
            fields={fields}
            problems={problems}
            disabled={moving || status === "connected"}
            fieldRef={(field) => (input) => {
              inputs.current[field] = input;
            }}
            onChange={(field, text) => {
              setEdited(true);
              setFields({ ...fields, [field]: text });
              setProblems({ ...problems, [field]: undefined });
            }}
            opening={opening}
            onOpeningChange={(changed) => {
              setEdited(true);
              setOpening(changed);
              setProblems({});
            }}
            onProblems={setProblems}
            onAccountChosen={({ appId, name }) => {
              setEdited(true);
              setFields({ name: fields.name.trim() === "" ? (name ?? "") : fields.name, appId });
              setProblems({});
            }}
            way={way}
            onWayChange={(changed) => {
              setEdited(true);
              setWay(changed);
              setProblems({});
            }}
          />
          <div className={styles.actions}>
            {moving ? (
              <Button onClick={stop} data-testid="connect-stop">
                {t("accounts.steps.stop")}
              </Button>
            ) : (
              status !== "connected" && (
                <Button
                  type={status === "failed" && !edited ? "default" : "primary"}
                  htmlType="submit"
                  data-testid="connect-submit"
                >
                  {t("accounts.connect.submit")}
                </Button>
              )
            )}
            <Button onClick={goBack} data-testid="connect-back">
              {t("common.back")}
            </Button>
          </div>
          <p className={styles.kept}>{keptWords(opening, vault)}</p>
        </Form>
        <div className={styles.beside}>
          {error && (
            <Refused error={error} appId={plain(fields.appId)} onAgain={submit} onEdit={edit} onOpen={open} />
          )}
          {connecting ? (
            <ConnectSteps
              connecting={connecting}
              edited={edited}
              onAgain={tryNow}
              onEdit={edit}
              onOpen={open}
            />
          ) : (
            <WhereToFind guide={guide} kind={opening.kind} />
          )}
        </div>
      </div>
    </Standing>
  );
}

/** WeChat agreed, but there is nowhere to keep the secret until a passphrase is chosen. */
function ChoosePassphrase({ onChosen, onBack }: { onChosen: () => void; onBack: () => void }) {
  const client = useQueryClient();
  const choose = useCommand("choose_passphrase");
  const chosen = (vault: VaultState) => {
    client.setQueryData<DeskOverview>(keys.overview, (now) => now && { ...now, vault });
    onChosen();
  };
  return (
    <PassphraseStep
      busy={choose.isPending || choose.isSuccess}
      error={choose.error?.error ?? null}
      onChosen={(passphrase) => choose.mutate({ passphrase }, { onSuccess: chosen })}
      onBack={onBack}
    />
  );
}

function newAccount({ name, appId }: Fields, opening: Opening, way: Way): NewAccount {
  return {
    name: name.trim(),
    appId: plain(appId),
    credentials: credentialsOf(opening),
    ...connectionOf(way),
  };
}

function keptWords({ kind }: Opening, vault: VaultState): string {
  if (kind === "pastedToken") return t("accounts.opening.keptInMemory");
  const place = keptByPassphrase(vault) ? "keptByPassphrase" : "kept";
  return kind === "secret" ? t(`accounts.connect.${place}`) : t(`accounts.opening.${place}`);
}

function keptByPassphrase(vault: ReturnType<typeof useDeskNow>["vault"]): boolean {
  return (
    (vault.state === "ready" && vault.kind === "passphrase") || (vault.state === "unused" && !vault.keychain)
  );
}

type RefusedProps = {
  error: AppError;
  appId: string;
  onAgain: () => void;
  onEdit: (field: Field) => void;
  onOpen: (account: AccountId) => void;
};

/** What was refused before WeChat was asked. */
function Refused({ error, appId, onAgain, onEdit, onOpen }: RefusedProps) {
  const { accounts } = useDeskNow();
  const known =
    error.code === "accountExists" ? accounts.find((account) => account.appId === appId) : undefined;
  const field = fieldAtFault(error);
  const remedies = field ? { editAccount: () => onEdit(field) } : known ? {} : { retry: onAgain };
  return (
    <div className={styles.answer}>
      <ErrorCard
        error={error}
        remedies={remedies}
        remedyLabel={
          field ? t("accounts.connect.correct", { field: t(`accounts.connect.${field}`) }) : undefined
        }
      />
      {known && (
        <Button onClick={() => onOpen(known.id)} data-testid="connect-open-known">
          {t("accounts.connect.open", { name: known.name })}
        </Button>
      )}
    </div>
  );
}

function WhereToFind({ guide, kind }: { guide: Action; kind: OpeningKind }) {
  if (kind !== "secret") {
    return (
      <aside className={styles.help} aria-label={t(`accounts.opening.kinds.${kind}.name`)}>
        <h2>{t(`accounts.opening.kinds.${kind}.name`)}</h2>
        <p>{t(`accounts.opening.kinds.${kind}.about`)}</p>
        <p>{t(`accounts.opening.kinds.${kind}.ask`)}</p>
        <ActionButton action={guide} className={styles.guide} testId="connect-guide" />
      </aside>
    );
  }
  return (
    <aside className={styles.help} aria-label={t("accounts.connect.whereTitle")}>
      <h2>{t("accounts.connect.whereTitle")}</h2>
      <ConsoleDrawing shows="credentials" />
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
