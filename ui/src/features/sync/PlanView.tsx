// What a sync would take if it began now: calls of each kind against what the day still allows.

import { Skeleton } from "antd";
import { useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import { useNow } from "~/components/useNow";
import type { AccountId, PlannedPart, SyncPlan } from "~/desk/contract";
import { useSyncPlan } from "~/desk/queries";
import { t } from "~/i18n";
import { number, timeWords } from "~/i18n/format";
import styles from "./sync.module.css";
import { planPartWords } from "./words";

/** Folded at first, because WeChat has to be asked. */
export function PlanView({ account }: { account: AccountId }) {
  const [unfolded, setUnfolded] = useState(false);
  const plan = useSyncPlan(account, unfolded);
  return (
    <details onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)} data-testid="sync-plan">
      <summary>{t("sync.plan.title")}</summary>
      <div className={styles.plan}>
        {plan.isPending && unfolded && <Skeleton active title={false} paragraph={{ rows: 5 }} />}
        {plan.error && <ErrorCard error={plan.error.error} remedies={{ retry: () => void plan.refetch() }} />}
        {plan.data && <Planned plan={plan.data} />}
      </div>
    </details>
  );
}

function Planned({ plan }: { plan: SyncPlan }) {
  const now = useNow();
  const calls = sumOf(plan.parts, "calls");
  const later = sumOf(plan.parts, "later");
  const list = plan.parts.find(({ phase }) => phase === "ids");
  return (
    <>
      <p role="status" data-tone={later > 0 ? "waiting" : undefined} data-testid="plan-sum">
        {later > 0
          ? t("sync.plan.short", { count: calls, later, time: timeWords(plan.restAt, now) })
          : t("sync.plan.enough", { count: calls })}
      </p>
      <table className={styles.planTable}>
        <thead>
          <tr>
            <th scope="col">{t("sync.plan.part")}</th>
            <th scope="col">{t("sync.plan.calls")}</th>
            <th scope="col">{t("sync.plan.left")}</th>
            <th scope="col">{t("sync.plan.later")}</th>
          </tr>
        </thead>
        <tbody>
          {plan.parts.map((part) => (
            <tr key={part.phase} data-testid={`plan-${part.phase}`}>
              <th scope="row">{planPartWords(part.phase)}</th>
              <td>{number(part.calls)}</td>
              <td>{part.left === null ? t("sync.plan.unknown") : number(part.left)}</td>
              <td data-tone={part.later > 0 ? "waiting" : undefined}>{number(part.later)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.muted}>
        {t("sync.plan.reserve", { percent: plan.reservePercent })}
        {list !== undefined &&
          plan.fewestHours > 1 &&
          t("sync.plan.fewestHours", { count: list.calls, hours: plan.fewestHours })}
      </p>
    </>
  );
}

function sumOf(parts: readonly PlannedPart[], what: "calls" | "later"): number {
  return parts.reduce((sum, part) => sum + part[what], 0);
}
