// What can be done with a job that is not over: pause it, let it go on, stop it. The same wherever it is shown.

import { CaretRightOutlined, CloseOutlined, PauseOutlined } from "@ant-design/icons";
import type { Action } from "~/components/action";
import type { AppError, JobSummary } from "~/desk/contract";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";

type Controls = {
  /** For a job that stands still, whatever stopped it; null for one at work. */
  resume: Action | null;
  stop: Action;
  /** What is possible in this state. */
  actions: Action[];
  /** What was refused last. */
  error: AppError | null;
};

export function useControls(job: JobSummary): Controls {
  const pause = useCommand("pause_job");
  const resume = useCommand("resume_job");
  const stop = useCommand("cancel_job");
  const target = { account: job.account, job: job.id };
  const all = [pause, resume, stop];
  /** Once, however often it is clicked; what was refused before is no longer said. */
  const give = (command: (typeof all)[number]) => () => {
    if (all.some(({ isPending }) => isPending)) return;
    for (const other of all) other.reset();
    command.mutate(target);
  };
  const standing = job.state.state === "paused" || job.state.state === "waiting";
  const resuming: Action = {
    name: "jobs.resume",
    label: t("jobs.resume"),
    icon: <CaretRightOutlined aria-hidden />,
    impossible: null,
    perform: give(resume),
  };
  const pausing: Action = {
    name: "jobs.pause",
    label: t("jobs.pause"),
    icon: <PauseOutlined aria-hidden />,
    impossible: null,
    perform: give(pause),
  };
  const stopping: Action = {
    name: "jobs.stop",
    label: t("jobs.stop"),
    icon: <CloseOutlined aria-hidden />,
    danger: true,
    impossible: null,
    perform: give(stop),
  };
  return {
    resume: standing ? resuming : null,
    stop: stopping,
    actions: [standing ? resuming : pausing, stopping],
    error: (pause.error ?? resume.error ?? stop.error)?.error ?? null,
  };
}
