// Giving an account other credentials, of the same kind or another one: tried first, kept when they work.

import { useQueryClient } from "@tanstack/react-query";
import { Form, Modal } from "antd";
import { useState } from "react";
import { AllowListHelp } from "~/components/AllowListHelp";
import { ErrorCard } from "~/components/ErrorCard";
import type { AccountSummary } from "~/desk/contract";
import { refusesAddress } from "~/desk/errors";
import { rememberAccount, useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./accounts.module.css";
import { OpeningFields } from "./OpeningFields";
import { credentialsOf, type Opening, openingOf, openingProblems } from "./opening";
import { type FieldProblems, fieldAtFault } from "./rules";

type Props = { account: AccountSummary; onClose: () => void };

export function CredentialsDialog({ account, onClose }: Props) {
  const client = useQueryClient();
  const replace = useCommand("replace_credentials");
  const [opening, setOpening] = useState<Opening>(() => openingOf(account));
  const [problems, setProblems] = useState<FieldProblems>({});
  const busy = replace.isPending;
  const submit = () => {
    const found = openingProblems(opening);
    setProblems(found);
    if (Object.keys(found).length > 0 || busy) return;
    replace.mutate(
      { account: account.id, credentials: credentialsOf(opening) },
      {
        onSuccess: (replaced) => {
          rememberAccount(client, replaced);
          onClose();
        },
      },
    );
  };
  const edit = (edited: Opening) => {
    setOpening(edited);
    setProblems({});
    // An answer about other credentials would mislead.
    replace.reset();
  };
  const error = replace.error?.error ?? null;
  return (
    <Modal
      open
      width={560}
      centered
      classNames={{ body: styles.scrolling }}
      title={t(`accounts.opening.kinds.${account.credentials.kind}.replaceTitle`, { name: account.name })}
      mask={{ closable: false }}
      okText={t("accounts.secret.submit")}
      cancelText={t("common.cancel")}
      okButtonProps={{ loading: busy, "data-testid": "credentials-submit" }}
      onOk={submit}
      onCancel={onClose}
    >
      <Form layout="vertical" className={styles.form} onFinish={submit} data-testid="credentials">
        <p>{t(`accounts.opening.kinds.${opening.kind}.replaceText`)}</p>
        <OpeningFields opening={opening} onChange={edit} problems={problems} disabled={busy} autoFocus />
        {error &&
          (refusesAddress(error) ? (
            <AllowListHelp error={error} busy={busy} onAgain={submit} />
          ) : (
            <ErrorCard
              error={error}
              remedies={error.code !== "ownService" && fieldAtFault(error) ? {} : { retry: submit }}
            />
          ))}
      </Form>
    </Modal>
  );
}
