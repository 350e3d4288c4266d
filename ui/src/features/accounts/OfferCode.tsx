// After the first real account: how to get at its data should the keys be lost one day.

import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useHost } from "~/desk/host";
import { keys, useDeskNow } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./accounts.module.css";

export function OfferCode() {
  const host = useHost();
  const navigate = useNavigate();
  const { accounts } = useDeskNow();
  const { data } = useQuery({ queryKey: keys.vault, queryFn: () => host.call("vault_facts", null) });
  const first = accounts.filter(({ kind }) => kind === "official").length <= 1;
  if (!data || !first || data.vault.state !== "ready" || data.recovery) return null;
  return (
    <div className={styles.help} data-testid="offer-code">
      <p>{t(`accounts.offerCode.${data.vault.kind}`)}</p>
      <Button onClick={() => void navigate({ to: "/settings" })} data-testid="offer-code-open">
        {t("accounts.offerCode.open")}
      </Button>
    </div>
  );
}
