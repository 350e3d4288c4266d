// Connecting an account: asked of WeChat first, kept only when it says yes.

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AccountSummary, AppError, DeskOverview, NewAccount } from "~/desk/contract";
import { asAppError, useHost } from "~/desk/host";
import { keys, rememberAccount, useDeskNow } from "~/desk/queries";
import { connectionOf, type Way } from "./connection";
import { type AccountFields, plain } from "./rules";

export type ConnectStep =
  | { step: "form"; error: AppError | null }
  | { step: "checking" }
  /** WeChat agreed, but there is nowhere to keep the secret until a passphrase is chosen. */
  | { step: "passphrase"; account: NewAccount; busy: boolean; error: AppError | null }
  | { step: "adding" };

export function useConnect(onAdded: (account: AccountSummary) => void) {
  const host = useHost();
  const client = useQueryClient();
  const { vault } = useDeskNow();
  const [step, setStep] = useState<ConnectStep>({ step: "form", error: null });

  const add = async (account: NewAccount) => {
    const added = await host.call("add_account", account);
    rememberAccount(client, added);
    void client.invalidateQueries({ queryKey: keys.overview });
    onAdded(added);
  };

  const submit = async (fields: AccountFields, way: Way) => {
    const account = newAccount(fields, way);
    setStep({ step: "checking" });
    try {
      await host.call("check_account", account);
      if (vault.state === "unused" && !vault.keychain) {
        setStep({ step: "passphrase", account, busy: false, error: null });
        return;
      }
      setStep({ step: "adding" });
      await add(account);
    } catch (thrown) {
      setStep({ step: "form", error: asAppError(thrown) });
    }
  };

  const choosePassphrase = async (account: NewAccount, passphrase: string) => {
    setStep({ step: "passphrase", account, busy: true, error: null });
    try {
      // A second try after the passphrase was taken must not choose again.
      if (client.getQueryData<DeskOverview>(keys.overview)?.vault.state === "unused") {
        const chosen = await host.call("choose_passphrase", { passphrase });
        client.setQueryData<DeskOverview>(keys.overview, (now) => now && { ...now, vault: chosen });
      }
      await add(account);
    } catch (thrown) {
      setStep({ step: "passphrase", account, busy: false, error: asAppError(thrown) });
    }
  };

  const backToForm = () => setStep({ step: "form", error: null });
  return { step, submit, choosePassphrase, backToForm };
}

function newAccount({ name, appId, appSecret }: AccountFields, way: Way): NewAccount {
  return { name: name.trim(), appId: plain(appId), appSecret: plain(appSecret), ...connectionOf(way) };
}
