// Diagnostics for whoever helps: looked at first, then saved exactly as shown.

import { useQuery } from "@tanstack/react-query";
import { Button, Modal, Select, Spin } from "antd";
import { useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import { useHost } from "~/desk/host";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./DiagnosticsDialog.module.css";

export function DiagnosticsDialog({ onClose }: { onClose: () => void }) {
  const host = useHost();
  const save = useCommand("save_diagnostics");
  const [name, setName] = useState<string | null>(null);
  // What is shown is what the core keeps to be saved: it must not be collected anew meanwhile.
  const { data, error, refetch } = useQuery({
    queryKey: ["diagnostics"],
    queryFn: () => host.call("diagnostics", null),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const shown = data?.find((file) => file.name === name) ?? data?.[0];
  return (
    <Modal
      open
      width={760}
      title={t("settings.diagnostics.title")}
      okText={t("settings.diagnostics.save")}
      cancelText={t("common.close")}
      okButtonProps={{ disabled: !data, loading: save.isPending, "data-testid": "diagnostics-save" }}
      onOk={() => save.mutate(null)}
      onCancel={onClose}
    >
      <div className={styles.form} data-testid="diagnostics">
        <p>{t("settings.diagnostics.text")}</p>
        {!data && !error && <Spin aria-label={t("settings.diagnostics.collecting")} />}
        {error && <ErrorCard error={error.error} remedies={{ retry: () => void refetch() }} />}
        {data && shown && (
          <>
            <Select
              aria-label={t("settings.diagnostics.file")}
              value={shown.name}
              onChange={setName}
              options={data.map((file) => ({ value: file.name, label: file.name }))}
            />
            {/* A long text is scrolled by the keys as well. */}
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
            <pre className={styles.text} tabIndex={0} data-testid="diagnostics-text">
              {shown.text || t("settings.diagnostics.empty")}
            </pre>
          </>
        )}
        {save.error && <ErrorCard error={save.error.error} />}
        {save.data && (
          <p className={styles.saved}>
            {t("settings.diagnostics.saved", { path: save.data.path })}
            {host.actions.revealFile && (
              <Button size="small" onClick={() => void host.actions.revealFile?.(save.data.path)}>
                {t("settings.diagnostics.reveal")}
              </Button>
            )}
          </p>
        )}
      </div>
    </Modal>
  );
}
