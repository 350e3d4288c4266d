// Where keys and secrets are kept, and changing that; erasing everything on this computer.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { EraseDialog } from "~/components/EraseDialog";
import type { VaultFacts, VaultState } from "~/desk/contract";
import { useHost } from "~/desk/host";
import { keys } from "~/desk/queries";
import { t } from "~/i18n";
import { type VaultDialog, VaultDialogs } from "./VaultDialogs";
import styles from "./VaultSection.module.css";

export function VaultSection() {
  const host = useHost();
  const client = useQueryClient();
  const [dialog, setDialog] = useState<VaultDialog | "erase" | null>(null);
  const { data } = useQuery({ queryKey: keys.vault, queryFn: () => host.call("vault_facts", null) });
  const close = () => {
    setDialog(null);
    void client.invalidateQueries({ queryKey: keys.vault });
    void client.invalidateQueries({ queryKey: keys.overview });
  };
  return (
    <div className={styles.section} data-testid="vault">
      {data && (
        <>
          <p>{keptWords(data.vault)}</p>
          {data.vault.state === "ready" && (
            <p className={styles.muted}>
              {data.recovery
                ? t(`settings.vault.hasCode.${data.vault.kind}`)
                : t(`settings.vault.noCode.${data.vault.kind}`)}
            </p>
          )}
          <div className={styles.buttons}>
            {possible(data).map((name) => (
              <Button key={name} onClick={() => setDialog(name)} data-testid={`vault-${name}`}>
                {t(`settings.vault.${name}.open`)}
              </Button>
            ))}
          </div>
        </>
      )}
      <Button
        danger
        type="text"
        className={styles.erase}
        onClick={() => setDialog("erase")}
        data-testid="erase"
      >
        {t("settings.erase.open")}
      </Button>
      {dialog === "erase" && <EraseDialog onClose={close} />}
      {dialog && dialog !== "erase" && data?.vault.state === "ready" && (
        <VaultDialogs dialog={dialog} kind={data.vault.kind} hasCode={data.recovery} onClose={close} />
      )}
    </div>
  );
}

/** What can be changed as the vault stands. */
function possible({ vault, keychain }: VaultFacts): VaultDialog[] {
  if (vault.state !== "ready") return [];
  if (vault.kind === "keychain") return ["code", "usePassphrase", "rekey"];
  return keychain ? ["change", "code", "useKeychain", "rekey"] : ["change", "code", "rekey"];
}

function keptWords(vault: VaultState): string {
  if (vault.state === "unused") return t("settings.data.unused");
  const passphrase =
    vault.state === "passphraseNeeded" || (vault.state === "ready" && vault.kind === "passphrase");
  return passphrase ? t("settings.data.passphrase") : t("settings.data.keychain");
}
