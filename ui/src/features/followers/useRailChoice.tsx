// A click in the list of tags. "All followers" lets go of whatever was put together, and gives it back if asked to.

import { App, Button } from "antd";
import { useRef } from "react";
import { t } from "~/i18n";
import { isPutTogether, railChoice, type TagChoice } from "./conditions";
import type { Finding } from "./useFinding";

const KEY = "rail-choice";
/** Seconds for which conditions can be taken back. */
const SHOWN = 10;

export function useRailChoice(finding: Finding): (choice: TagChoice, add: boolean) => void {
  const { message } = App.useApp();
  const latest = useRef(finding);
  latest.current = finding;
  return (choice, add) => {
    const { question, ask } = finding;
    ask(railChoice(question, choice, add));
    message.destroy(KEY);
    if (choice.kind !== "everyone" || !isPutTogether(question)) return;
    const takeBack = () => {
      message.destroy(KEY);
      latest.current.ask(question);
    };
    void message.open({
      key: KEY,
      duration: SHOWN,
      type: "info",
      content: (
        <>
          {t("followers.letGo")}
          <Button
            type="link"
            size="small"
            // Messages let clicks through to what they cover.
            style={{ pointerEvents: "auto" }}
            onClick={takeBack}
            data-testid="conditions-back"
          >
            {t("followers.takeBack")}
          </Button>
        </>
      ),
    });
  };
}
