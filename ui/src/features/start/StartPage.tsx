// First start: two large choices, one sentence each, nothing else.

import { ApiOutlined, ExperimentOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { ActionButton } from "~/components/ActionButton";
import type { Action } from "~/components/action";
import { ErrorCard } from "~/components/ErrorCard";
import { Standing } from "~/components/Standing";
import { beginAccount } from "~/desk/begin";
import { rememberAccount, useCommand, useDeskNow } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./StartPage.module.css";

const sizes = { small: 20_000, medium: 100_000, large: 1_000_000 } as const;
type Size = keyof typeof sizes;

/** `guide` opens the user guide. */
export function StartPage({ guide }: { guide: Action }) {
  const { accounts } = useDeskNow();
  return (
    <Standing title={t("start.welcome")} width="wide" testId="start">
      <div className={styles.choices}>
        <PracticeChoice />
        <ConnectChoice />
      </div>
      <div className={styles.ways}>
        {accounts.length > 0 && (
          <Link to="/" data-testid="start-back">
            {t("start.back")}
          </Link>
        )}
        <ActionButton action={guide} type="link" className={styles.guide} testId="start-guide" />
      </div>
    </Standing>
  );
}

function PracticeChoice() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [size, setSize] = useState<Size>("small");
  const open = useCommand("open_practice_account");
  const sync = useCommand("start_sync");
  const begin = () =>
    open.mutate(
      { name: t("start.practice.name"), followers: sizes[size] },
      {
        onSuccess: (account) => {
          rememberAccount(client, account);
          beginAccount(account, sync.mutate);
          void navigate({ to: "/a/$account/followers", params: { account: account.id } });
        },
      },
    );
  return (
    <section className={styles.choice}>
      <ExperimentOutlined className={styles.icon} data-tone="practice" aria-hidden />
      <h2>{t("start.practice.title")}</h2>
      <p className={styles.text}>{t("start.practice.text")}</p>
      <div className={styles.small}>
        <span id="practice-size">{t("start.practice.size")}</span>
        <Segmented<Size>
          size="small"
          aria-labelledby="practice-size"
          name="practice-size"
          value={size}
          disabled={open.isPending}
          onChange={setSize}
          options={[
            { value: "small", label: t("start.practice.sizes.small") },
            { value: "medium", label: t("start.practice.sizes.medium") },
            { value: "large", label: t("start.practice.sizes.large") },
          ]}
        />
      </div>
      <Button block size="large" loading={open.isPending} onClick={begin} data-testid="start-practice">
        {open.isPending ? t("start.practice.opening", { people: sizes[size] }) : t("start.practice.action")}
      </Button>
      {open.error && <ErrorCard error={open.error.error} remedies={{ retry: begin }} />}
    </section>
  );
}

function ConnectChoice() {
  const navigate = useNavigate();
  return (
    <section className={styles.choice}>
      <ApiOutlined className={styles.icon} data-tone="accent" aria-hidden />
      <h2>{t("start.connect.title")}</h2>
      <p className={styles.text}>{t("start.connect.text")}</p>
      <div className={styles.small} />
      <Button
        block
        type="primary"
        size="large"
        onClick={() => void navigate({ to: "/connect" })}
        data-testid="start-connect"
      >
        {t("start.connect.action")}
      </Button>
    </section>
  );
}
