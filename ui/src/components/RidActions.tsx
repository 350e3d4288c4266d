// What can be done with WeChat's number of a call: copying it, and looking it up where an account is at hand.

import { Button } from "antd";
import { useContext } from "react";
import { t } from "~/i18n";
import { CopyButton } from "./CopyButton";
import styles from "./RidActions.module.css";
import { RidLookup } from "./ridLookup";

export function RidActions({ rid }: { rid: string }) {
  const lookUp = useContext(RidLookup);
  return (
    <p className={styles.rid}>
      <CopyButton type="default" text={rid}>
        {t("errors.footer.copyRid")}
      </CopyButton>
      {lookUp && (
        <Button size="small" onClick={() => lookUp(rid)} data-testid="look-up-rid">
          {t("errors.footer.lookUp")}
        </Button>
      )}
    </p>
  );
}
