// How many people a filter finds and who comes first, while somebody is still building it.

import { useEffect, useRef, useState } from "react";
import type { AccountId, AppError, Filter, FilterProblem, FollowerRow, Sort } from "~/desk/contract";
import { asAppError, useHost } from "~/desk/host";

/** Milliseconds without a change before it is asked. */
const PAUSE = 160;
/** How many of the first people are shown. */
const FIRST = 5;

const newestFirst: Sort[] = [{ by: "followedAt", descending: true }];

export type Counted = {
  /** Null before the first answer, and where it cannot be found out. */
  people: number | null;
  problems: readonly FilterProblem[];
  first: readonly FollowerRow[];
  /** The answer to what stands there now is still on its way; what is shown answers an earlier question. */
  thinking: boolean;
  /** There is an answer, and it is that nobody can tell. */
  unknown: boolean;
  error: AppError | null;
};

const nothing: Counted = {
  ...{ people: null, problems: [], first: [], thinking: true, unknown: false, error: null },
};

/** Only the last question's answer is shown, however late earlier ones come. */
export function useCounted(account: AccountId, filter: Filter): Counted {
  const host = useHost();
  const key = JSON.stringify(filter);
  const [answer, setAnswer] = useState<{ key: string; counted: Counted } | null>(null);
  const asked = useRef("");

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what the filter is
  useEffect(() => {
    asked.current = key;
    const isLast = () => asked.current === key;
    const ask = async () => {
      try {
        const { people, problems } = await host.call("check_filter", { account, filter });
        if (!isLast()) return;
        const first = people === null || people === 0 ? [] : await firstOf();
        if (!isLast()) return;
        const unknown = people === null;
        setAnswer({ key, counted: { people, problems, first, thinking: false, unknown, error: null } });
      } catch (thrown) {
        if (isLast()) setAnswer({ key, counted: { ...nothing, thinking: false, error: asAppError(thrown) } });
      }
    };
    const firstOf = async () => {
      const opened = await host.call("open_result_set", { account, filter, sort: newestFirst });
      host.call("close_result_set", { account, resultSet: opened.id }).catch(() => undefined);
      return opened.firstRows.slice(0, FIRST);
    };
    const timer = window.setTimeout(() => void ask(), PAUSE);
    return () => window.clearTimeout(timer);
  }, [host, account, key]);
  useEffect(
    () => () => {
      asked.current = "";
    },
    [],
  );

  if (answer === null) return nothing;
  return answer.key === key ? answer.counted : { ...answer.counted, thinking: true };
}
