// After the first real account: how to get at its data should the keys be lost one day. It may be put off.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { RecoveryCodeDialog } from "~/components/RecoveryCodeDialog";
import { useHost } from "~/desk/host";
import { keys, useDeskNow } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./accounts.module.css";

export function OfferCode() {
  const host = useHost();
  const client = useQueryClient();
  const { accounts } = useDeskNow();
  const [making, setMaking] = useState(false);
  const { data } = useQuery({ queryKey: keys.vault, queryFn: () => host.call("vault_facts", null) });
  const first = accounts.filter(({ kind }) => kind === "official").length <= 1;
  if (!data || !first || data.vault.state !== "ready") return null;
  const { kind } = data.vault;
  const close = () => {
    setMaking(false);
    void client.invalidateQueries({ queryKey: keys.vault });
  };
  // Made just now it is still shown; what was made before needs no words here.
  if (data.recovery && !making) return null;
  return (
    <div className={styles.help} data-testid="offer-code">
      <p>{t(`accounts.offerCode.${kind}`)}</p>
      <Button onClick={() => setMaking(true)} data-testid="offer-code-open">
        {t("settings.vault.code.open")}
      </Button>
      <p className={styles.muted}>{t("accounts.offerCode.later")}</p>
      {making && <RecoveryCodeDialog kind={kind} again={false} onClose={close} />}
    </div>
  );
}
