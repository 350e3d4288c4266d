// Writes followers to a file in the downloads folder and says where it lies.

import { App, Button, notification } from "antd";
import { type ReactNode, useRef } from "react";
import { CopyButton } from "~/components/CopyButton";
import { ErrorCard } from "~/components/ErrorCard";
import { allSources } from "~/components/valueWords";
import type {
  AccountId,
  AppError,
  ExportColumn,
  ExportedFile,
  ExportFormat,
  Filter,
  Selection,
} from "~/desk/contract";
import { asAppError, useHost } from "~/desk/host";
import { useAccount } from "~/desk/queries";
import { t } from "~/i18n";
import { dayOf } from "~/i18n/days";
import { nowSeconds } from "~/i18n/format";
import styles from "./Export.module.css";

/** Seconds that the message about a written file stays. */
const STAYS = 12;

/** Pixels from the lower edge: above the bar of the selection and the status line. */
const LIFTED = 96;

export type Export = {
  save: (selection: Selection, format: ExportFormat) => Promise<void>;
  /** The same for everybody whom a filter finds. */
  saveFound: (filter: Filter, format: ExportFormat) => Promise<void>;
  /** Where the messages stand, to be drawn somewhere. */
  messages: ReactNode;
};

/** `onExpired`: the list of the people chosen is gone. */
export function useExport(account: AccountId, onExpired?: () => void): Export {
  const host = useHost();
  const { message } = App.useApp();
  const [toasts, messages] = notification.useNotification({ placement: "bottomRight", bottom: LIFTED });
  const name = useAccount(account)?.name ?? "";

  /** Files on their way: a second click is no second file. */
  const underWay = useRef(new Set<ExportFormat>());
  const oneAtATime = async (format: ExportFormat, write: () => Promise<ExportedFile>) => {
    if (underWay.current.has(format)) return;
    underWay.current.add(format);
    const working = message.loading(t("followers.export.working"), 0);
    try {
      say(await write());
    } catch (thrown) {
      complain(asAppError(thrown));
    } finally {
      working();
      underWay.current.delete(format);
    }
  };
  return {
    save: (selection, format) => oneAtATime(format, () => write(selection, format)),
    saveFound: (filter, format) => oneAtATime(format, () => writeFound(filter, format)),
    messages,
  };

  function write(selection: Selection, format: ExportFormat): Promise<ExportedFile> {
    const fileName = t("followers.export.fileName", { account: name, day: dayOf(nowSeconds()) });
    const words = { yes: t("common.yes"), no: t("common.no"), sources: allSources() };
    const request = { account, selection, format, columns: headedColumns(), words, fileName };
    return host.call("export_followers", request);
  }

  async function writeFound(filter: Filter, format: ExportFormat): Promise<ExportedFile> {
    const { id: resultSet } = await host.call("open_result_set", { account, filter, sort: [] });
    try {
      return await write({ kind: "resultSet", resultSet, ranges: null, except: [] }, format);
    } finally {
      void host.call("close_result_set", { account, resultSet }).catch(() => undefined);
    }
  }

  function say({ path, folder, people }: ExportedFile) {
    const { revealFile } = host.actions;
    toasts.success({
      key: path,
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
    if (error.code === "resultSetExpired" && onExpired) return onExpired();
    toasts.error({
      key: "export",
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
