// Where a list is pasted. The text stays in the field itself: a megabyte is not drawn anew with each key.

import { Button } from "antd";
import { useId, useRef, useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import type { AccountId, AppError, PastedList } from "~/desk/contract";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./lists.module.css";

/** Entries taken at once. */
const MOST_ENTRIES = 200_000;

type Props = { account: AccountId; onPasted: (list: PastedList) => void };

export function PasteField({ account, onPasted }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [empty, setEmpty] = useState(true);
  const look = useCommand("paste_list");
  const looking = useRef(false);
  const check = () => {
    // A look-up keeps the list: another press while it runs would keep it twice.
    if (looking.current) return;
    looking.current = true;
    const done = () => {
      looking.current = false;
    };
    look.mutate({ account, text: field.current?.value ?? "" }, { onSuccess: onPasted, onSettled: done });
  };
  const rule = look.error && ruleWords(look.error.error);
  return (
    <div className={styles.paste}>
      <label className={styles.label} htmlFor={id}>
        {t("lists.label", { limit: MOST_ENTRIES })}
      </label>
      <textarea
        ref={field}
        id={id}
        className={styles.field}
        // biome-ignore lint/a11y/noAutofocus: the dialog is for this field
        autoFocus
        rows={8}
        spellCheck={false}
        placeholder={t("lists.placeholder")}
        onChange={({ target }) => {
          setEmpty(target.value.trim() === "");
          if (look.error) look.reset();
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) check();
        }}
        data-testid="list-text"
      />
      <div className={styles.row}>
        <Button
          type="primary"
          disabled={empty}
          loading={look.isPending}
          onClick={check}
          data-testid="list-check"
        >
          {t("lists.check")}
        </Button>
        {rule ? (
          <p className={styles.rule} role="alert">
            {rule}
          </p>
        ) : (
          <p className={styles.hint}>{t("lists.hint")}</p>
        )}
      </div>
      {look.error && !rule && <ErrorCard error={look.error.error} remedies={{ retry: check }} />}
    </div>
  );
}

function ruleWords(error: AppError): string | null {
  if (error.code !== "invalid") return null;
  return error.problem === "empty" ? t("lists.none") : t("lists.tooLong", { limit: MOST_ENTRIES });
}
