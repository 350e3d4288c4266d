// Reads some people's details from WeChat again; asked first when that takes many calls.

import { App } from "antd";
import type { AccountId } from "~/desk/contract";
import { troubleOf } from "~/desk/errors";
import { asAppError, useHost } from "~/desk/host";
import { t } from "~/i18n";
import { peopleOf, selectionOf, type Target } from "./actions";

/** One call reads the details of so many. */
const PEOPLE_PER_CALL = 100;
/** Up to so many calls nobody is asked: a small part of any day's. */
const FEW_CALLS = 100;

export function useReadAnew(account: AccountId, onExpired: () => void): (target: Target) => void {
  const host = useHost();
  const { message, modal } = App.useApp();

  const begin = async (target: Target) => {
    try {
      await host.call("read_anew", { account, selection: selectionOf(target) });
      void message.info(t("followers.readAnew.begun", { count: peopleOf(target) }));
    } catch (thrown) {
      const error = asAppError(thrown);
      if (error.code === "resultSetExpired") return onExpired();
      const { title, text } = troubleOf(error);
      void message.error(`${title} ${text}`);
    }
  };

  return (target) => {
    const people = peopleOf(target);
    const calls = Math.ceil(people / PEOPLE_PER_CALL);
    if (calls <= FEW_CALLS) return void begin(target);
    modal.confirm({
      title: t("followers.readAnew.title", { count: people }),
      content: t("followers.readAnew.text", { count: calls }),
      okText: t("followers.readAnew.confirm"),
      cancelText: t("common.cancel"),
      okButtonProps: { id: "read-anew-confirm" },
      onOk: () => void begin(target),
    });
  };
}
