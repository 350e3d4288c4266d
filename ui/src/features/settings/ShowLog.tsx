// The way to the log: in the file manager, where the program can open one.

import { FolderOpenOutlined } from "@ant-design/icons";
import { useState } from "react";
import { ActionButton } from "~/components/ActionButton";
import { type Action, useShortcuts } from "~/components/action";
import { useHost } from "~/desk/host";
import { t } from "~/i18n";

export function ShowLog() {
  const { showLog } = useHost().actions;
  const [failed, setFailed] = useState(false);
  const show: Action = {
    name: "settings.showLog",
    label: t("settings.log.show"),
    icon: <FolderOpenOutlined />,
    impossible: null,
    perform: () =>
      void showLog?.().then(
        () => setFailed(false),
        () => setFailed(true),
      ),
  };
  useShortcuts(showLog ? [show] : []);
  if (!showLog) return null;
  return (
    <>
      <ActionButton action={show} type="link" size="small" testId="show-log" />
      <span role="status">{failed && t("settings.log.notShown")}</span>
    </>
  );
}
