// The page of calls: what WeChat allows today, what this computer has used, and setting it all back.

import { ReloadOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import type { AccountId, CallsToday, EndpointCalls } from "~/desk/contract";
import { useHost } from "~/desk/host";
import { keys } from "~/desk/queries";
import { t, wordsFor } from "~/i18n";
import { dateWords, number, percent } from "~/i18n/format";
import styles from "./calls.module.css";
import { ResetDialog } from "./ResetDialog";

export function CallsPage({ account }: { account: AccountId }) {
  const host = useHost();
  const [resetting, setResetting] = useState(false);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: keys.calls(account),
    queryFn: () => host.call("calls_today", { account }),
    // Each look costs a call for every line.
    staleTime: 60_000,
  });
  return (
    <main className={styles.page} tabIndex={-1} data-testid="calls">
      <div className={styles.head}>
        <h1>{t("calls.page.title")}</h1>
        <Button
          icon={<ReloadOutlined />}
          loading={isFetching}
          onClick={() => void refetch()}
          data-testid="calls-again"
        >
          {t("calls.page.again")}
        </Button>
      </div>
      <p className={styles.muted}>{t("calls.page.text")}</p>
      {error && <ErrorCard error={error.error} remedies={{ retry: () => void refetch() }} />}
      {data && (
        <>
          <Endpoints calls={data} />
          <p className={styles.muted}>{t("calls.page.reserve", { percent: data.reservePercent })}</p>
          <Days days={data.days} />
          <section className={styles.reset}>
            <h2>{t("calls.reset.title")}</h2>
            <p>{t("calls.reset.text", { limit: data.resetLimit })}</p>
            <p data-testid="resets-made">
              {data.resetsSpent
                ? t("calls.reset.spent")
                : t("calls.reset.made", { count: data.resets, limit: data.resetLimit })}
            </p>
            <Button
              danger
              disabled={data.resetsSpent}
              onClick={() => setResetting(true)}
              data-testid="calls-reset"
            >
              {t("calls.reset.ask")}
            </Button>
          </section>
          {resetting && <ResetDialog account={account} calls={data} onClose={() => setResetting(false)} />}
        </>
      )}
    </main>
  );
}

function Endpoints({ calls }: { calls: CallsToday }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard as well
    <section className={styles.wide} tabIndex={0} aria-label={t("calls.page.title")}>
      <table className={styles.table}>
        <caption className={styles.unseen}>{t("calls.page.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("calls.page.endpoint")}</th>
            <th scope="col">{t("calls.page.used")}</th>
            <th scope="col">{t("calls.page.left")}</th>
            <th scope="col">{t("calls.page.limit")}</th>
            <th scope="col">{t("calls.page.ours")}</th>
          </tr>
        </thead>
        <tbody>
          {calls.endpoints.map((line) => (
            <Line key={line.endpoint} line={line} reserve={calls.reservePercent} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ line: { endpoint, daily, ours }, reserve }: { line: EndpointCalls; reserve: number }) {
  const scarce = daily !== null && daily.left <= (daily.limit * reserve) / 100;
  return (
    <tr data-testid={`calls-${endpoint}`} data-scarce={scarce}>
      <th scope="row" title={endpoint}>
        {wordsFor(`calls.endpoints.${endpoint}`) ?? endpoint}
      </th>
      {daily ? (
        <>
          <td>
            {number(daily.used)}
            <span
              className={styles.bar}
              style={{ inlineSize: `${percent(daily.used, daily.limit)}%` }}
              aria-hidden
            />
          </td>
          <td>{number(daily.left)}</td>
          <td>{number(daily.limit)}</td>
        </>
      ) : (
        <td colSpan={3} className={styles.muted}>
          {t("calls.page.unknown")}
        </td>
      )}
      <td>{number(ours)}</td>
    </tr>
  );
}

function Days({ days }: Pick<CallsToday, "days">) {
  const most = Math.max(1, ...days.map(({ calls }) => calls));
  return (
    <section>
      <h2>{t("calls.page.days")}</h2>
      <ul className={styles.days}>
        {days.map(({ day, calls }) => (
          <li key={day}>
            <span>{dateWords(day)}</span>
            <span className={styles.bar} style={{ inlineSize: `${percent(calls, most)}%` }} aria-hidden />
            <span>{number(calls)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
