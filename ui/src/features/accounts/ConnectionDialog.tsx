// Changing how a connected account's calls get to WeChat: tried first, and kept when it works or when told so.

import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button, Form, Modal } from "antd";
import { useEffect, useRef, useState } from "react";
import { AllowListHelp } from "~/components/AllowListHelp";
import { ErrorCard } from "~/components/ErrorCard";
import type { AccountSummary } from "~/desk/contract";
import { refusesAddress, troubleOf } from "~/desk/errors";
import { rememberAccount, useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./accounts.module.css";
import { connectionOf, type Hop, hopsOf, keepsPassword, type Way, wayOf, wayProblems } from "./connection";
import type { FieldProblems } from "./rules";
import { WayFields } from "./WayFields";

type Props = { account: AccountSummary; onClose: () => void };

export function ConnectionDialog({ account, onClose }: Props) {
  const client = useQueryClient();
  const check = useCommand("check_connection");
  const change = useCommand("change_connection");
  const [way, setWay] = useState<Way>(() => wayOf(account));
  const [problems, setProblems] = useState<FieldProblems>({});
  const busy = check.isPending || change.isPending;

  const input = () => ({ account: account.id, ...connectionOf(way) });
  const inOrder = () => {
    const found = wayProblems(way);
    setProblems(found);
    return Object.keys(found).length === 0;
  };
  const keep = () =>
    change.mutate(input(), {
      onSuccess: (changed) => {
        rememberAccount(client, changed);
        onClose();
      },
    });
  const test = () => {
    change.reset();
    if (!busy && inOrder()) check.mutate(input());
  };
  const save = () => {
    change.reset();
    if (!busy && inOrder()) check.mutate(input(), { onSuccess: keep });
  };
  const edit = (edited: Way) => {
    setWay(edited);
    setProblems({});
    // An answer about another way would mislead.
    check.reset();
    change.reset();
  };

  const error = change.error?.error ?? check.error?.error ?? null;
  const answer = useRef<HTMLDivElement>(null);
  // In a low window the answer stands below the fields.
  useEffect(() => {
    if (check.isSuccess || error) answer.current?.scrollIntoView({ block: "nearest" });
  }, [check.isSuccess, error]);
  const tried = check.isSuccess || check.isError;
  const hops = tried ? hopsOf(check.error?.error ?? null, way, account.credentials.kind) : null;
  return (
    <Modal
      open
      width={560}
      centered
      classNames={{ body: styles.scrolling }}
      title={t("accounts.way.title", { name: account.name })}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={[
        <Button key="test" onClick={test} loading={check.isPending} disabled={busy} data-testid="way-test">
          {t("accounts.way.test")}
        </Button>,
        <Button key="cancel" onClick={onClose}>
          {t("common.cancel")}
        </Button>,
        <Button key="save" type="primary" onClick={save} loading={busy} data-testid="way-save">
          {t("accounts.way.save")}
        </Button>,
      ]}
    >
      <Form layout="vertical" className={styles.form} onFinish={save} data-testid="way">
        <p className={styles.muted}>{t("accounts.way.text")}</p>
        <WayFields
          way={way}
          onChange={edit}
          problems={problems}
          disabled={busy}
          withTokenKind={account.credentials.kind === "secret"}
          passwordKept={keepsPassword(account, way)}
        />
        <div ref={answer} aria-live="polite" className={styles.answer}>
          {hops && <Hops hops={hops} fault={error && troubleOf(error).title} />}
          {error &&
            (refusesAddress(error) ? (
              <AllowListHelp error={error} busy={busy} onAgain={test} />
            ) : (
              <ErrorCard error={error} />
            ))}
          {check.isError && error?.code !== "invalid" && (
            <Button className={styles.anyway} onClick={keep} disabled={busy} data-testid="way-anyway">
              {t("accounts.way.saveAnyway")}
            </Button>
          )}
        </div>
      </Form>
    </Modal>
  );
}

function Hops({ hops, fault }: { hops: Hop[]; fault: string | null }) {
  return (
    <ol className={styles.hops} aria-label={t("accounts.way.hops.label")} data-testid="hops">
      {hops.map(({ hop, state }) => (
        <li key={hop} data-state={state} data-testid={`hop-${hop}`}>
          <HopMark state={state} /> {t(`accounts.way.hops.${hop}`)}
          <span className={styles.muted}>
            {state === "failed" && fault
              ? t("accounts.way.hops.fault", { fault })
              : t(`accounts.way.hops.${state}`)}
          </span>
        </li>
      ))}
    </ol>
  );
}

function HopMark({ state }: { state: Hop["state"] }) {
  switch (state) {
    case "passed":
      return <CheckCircleFilled aria-hidden />;
    case "failed":
      return <CloseCircleFilled aria-hidden />;
    case "notReached":
      return <MinusCircleOutlined aria-hidden />;
    default:
      return state satisfies never;
  }
}
