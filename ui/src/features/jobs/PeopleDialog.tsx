// The people of a job, by outcome, however many they are.

import { Button, Modal } from "antd";
import { useEffect, useMemo, useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import { BLOCK_SIZE } from "~/components/grid/blocks";
import type { GridColumn } from "~/components/grid/columns";
import { Grid } from "~/components/grid/Grid";
import { BlockSource } from "~/components/grid/source";
import { personName } from "~/components/personName";
import type { AccountId, AppError, Change, ItemReason, JobId, JobPerson, Outcome } from "~/desk/contract";
import { asAppError, useHost } from "~/desk/host";
import { t } from "~/i18n";
import styles from "./jobs.module.css";
import { reasonWords } from "./words";

type Props = {
  account: AccountId;
  job: JobId;
  change: Change;
  /** Null for everybody. */
  outcome: Outcome | null;
  /** Null for any reason, or none. */
  reason?: ItemReason | null;
  title: string;
  /** Shows them where they can be chosen for another change, or exported. */
  onChoose?: () => void;
  /** Tries the same change for them again. */
  onRetry?: () => void;
  onClose: () => void;
};

const ROW_HEIGHT = 32;

export function PeopleDialog({ account, job, change, outcome, reason = null, title, ...then }: Props) {
  const host = useHost();
  const [source, setSource] = useState<BlockSource<JobPerson> | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks once more
  useEffect(() => {
    let wanted = true;
    const fail = (thrown: unknown) => wanted && setError(asAppError(thrown));
    const read = (start: number, count: number) =>
      host.call("job_people", { account, job, outcome, reason, start, count });
    read(0, BLOCK_SIZE).then(({ total, people }) => {
      if (!wanted) return;
      const more = (start: number, count: number) => read(start, count).then((answer) => answer.people);
      setSource(new BlockSource(total, more, fail, people));
    }, fail);
    return () => {
      wanted = false;
    };
  }, [host, account, job, outcome, reason, attempt]);

  const columns = useMemo(() => peopleColumns(change, outcome), [change, outcome]);
  const retry = () => {
    setError(null);
    setAttempt((before) => before + 1);
  };
  return (
    <Modal
      open
      width={640}
      title={title}
      onCancel={then.onClose}
      footer={
        then.onChoose ? (
          <div className={styles.footer}>
            {then.onRetry && (
              <Button className={styles.atStart} onClick={then.onRetry} data-testid="retry-people">
                {t("jobs.retryThese")}
              </Button>
            )}
            <Button onClick={then.onChoose} data-testid="choose-people">
              {t("jobs.choosePeople")}
            </Button>
          </div>
        ) : null
      }
    >
      <div className={styles.people}>
        {error && <ErrorCard error={error} remedies={{ retry }} />}
        {source && !error && (
          <Grid
            label={title}
            testId="job-people"
            source={source}
            columns={columns}
            rowHeight={ROW_HEIGHT}
            idOf={({ id }) => id}
            listKey={`${job} ${outcome} ${JSON.stringify(reason)}`}
            empty={<p className={styles.muted}>{t("jobs.noPeople")}</p>}
          />
        )}
      </div>
    </Modal>
  );
}

function peopleColumns(change: Change, outcome: Outcome | null): GridColumn<JobPerson>[] {
  const columns: GridColumn<JobPerson>[] = [
    { key: "remark", title: t("jobs.column.person"), width: 150, cell: (person) => personName(person) },
    { key: "openid", title: "OpenID", width: 250, grow: 1, cell: ({ openid }) => openid },
  ];
  if (outcome === "done") return columns;
  return [
    ...columns,
    {
      key: "reason",
      title: t(outcome === null ? "jobs.column.plan" : "jobs.column.reason"),
      width: 190,
      cell: ({ outcome: own, reason }) => (reason ? reasonWords(reason, change) : t(`jobs.person.${own}`)),
    },
  ];
}
