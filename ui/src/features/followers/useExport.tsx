// Writes followers to a file in the downloads folder and says where it lies.

import { App, Button } from "antd";
import { CopyButton } from "~/components/CopyButton";
import { ErrorCard } from "~/components/ErrorCard";
import type {
  AccountId,
  AppError,
  ExportColumn,
  ExportedFile,
  ExportFormat,
  Selection,
} from "~/desk/contract";
import { asAppError, useHost } from "~/desk/host";
import { useAccount } from "~/desk/queries";
import { t } from "~/i18n";
import { nowSeconds } from "~/i18n/format";
import { dayOf } from "./conditions";
import styles from "./Export.module.css";
import { allSources } from "./words";

/** Seconds that the message about a written file stays. */
const STAYS = 12;

export function useExport(account: AccountId): (selection: Selection, format: ExportFormat) => Promise<void> {
  const host = useHost();
  const { message, notification } = App.useApp();
  const name = useAccount(account)?.name ?? "";

  return async (selection, format) => {
    const working = message.loading(t("followers.export.working"), 0);
    try {
      const fileName = t("followers.export.fileName", { account: name, day: dayOf(nowSeconds()) });
      const words = { yes: t("common.yes"), no: t("common.no"), sources: allSources() };
      const request = { account, selection, format, columns: headedColumns(), words, fileName };
      say(await host.call("export_followers", request));
    } catch (thrown) {
      complain(asAppError(thrown));
    } finally {
      working();
    }
  };

  function say({ path, folder, people }: ExportedFile) {
    const { revealFile } = host.actions;
    notification.success({
      key: path,
      placement: "bottomRight",
      className: styles.toast,
      duration: STAYS,
      title: t("followers.export.done", { count: people }),
      description: (
        <span className={styles.path} data-testid="export-path">
          {path}
        </span>
      ),
      actions: revealFile ? (
        <Button size="small" onClick={() => void revealFile(path)} data-testid="export-reveal">
          {t("followers.export.openFolder")}
        </Button>
      ) : (
        <CopyButton text={folder} type="default">
          {t("common.copy")}
        </CopyButton>
      ),
    });
  }

  function complain(error: AppError) {
    notification.error({
      key: "export",
      placement: "bottomRight",
      className: styles.toast,
      duration: 0,
      icon: <span />,
      title: "",
      description: <ErrorCard error={error} />,
    });
  }
}

const columns: readonly ExportColumn[] = [
  "remark",
  "openid",
  "unionid",
  "tags",
  "followedAt",
  "source",
  "qrScene",
  "qrText",
  "language",
  "following",
  "leftAt",
  "blacklisted",
];

function headedColumns() {
  return columns.map((column) => ({ column, heading: heading(column) }));
}

function heading(column: ExportColumn): string {
  switch (column) {
    case "remark":
    case "tags":
    case "followedAt":
    case "leftAt":
    case "source":
      return t(`followers.column.${column}`);
    case "qrText":
      return t("followers.column.qr");
    default:
      return t(`followers.export.${column}`);
  }
}
