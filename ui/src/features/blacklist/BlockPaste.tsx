// Pasted OpenIDs: looked up on this computer, and counted by what can be done with them.

import { Button, Input } from "antd";
import { useId, useState } from "react";
import { ErrorCard } from "~/components/ErrorCard";
import { Figures } from "~/components/Figures";
import type { AccountId, AppError, CheckedOpenids } from "~/desk/contract";
import { useCommand } from "~/desk/queries";
import { t } from "~/i18n";
import type { Chosen } from "./BlockDialog";
import styles from "./BlockDialog.module.css";

/** OpenIDs taken at once. */
const MOST_OPENIDS = 10_000;

type Props = { account: AccountId; onChosen: (chosen: Chosen | null) => void };

export function BlockPaste({ account, onChosen }: Props) {
  const field = useId();
  const [text, setText] = useState("");
  const look = useCommand("check_openids");
  const check = () =>
    look.mutate(
      { account, text },
      {
        onSuccess: ({ people, ready }) =>
          onChosen({ selection: { kind: "these", followers: people }, people: ready }),
      },
    );
  const changed = (next: string) => {
    setText(next);
    // What was looked up is another list now.
    look.reset();
    onChosen(null);
  };
  const rule = look.error && ruleWords(look.error.error);
  return (
    <>
      <label className={styles.field} htmlFor={field}>
        {t("blacklist.block.pasteLabel", { limit: MOST_OPENIDS })}
        <Input.TextArea
          id={field}
          autoFocus
          rows={5}
          value={text}
          placeholder={t("blacklist.block.pastePlaceholder")}
          onChange={(event) => changed(event.target.value)}
          data-testid="block-paste"
        />
      </label>
      {look.data ? (
        <Checked checked={look.data} />
      ) : (
        <div className={styles.row}>
          <Button
            disabled={text.trim() === ""}
            loading={look.isPending}
            onClick={check}
            data-testid="block-look"
          >
            {t("blacklist.block.check")}
          </Button>
          {rule && (
            <p className={styles.rule} role="alert">
              {rule}
            </p>
          )}
        </div>
      )}
      {look.error && !rule && <ErrorCard error={look.error.error} remedies={{ retry: check }} />}
    </>
  );
}

function ruleWords(error: AppError): string | null {
  if (error.code !== "invalid") return null;
  return error.problem === "empty"
    ? t("blacklist.block.none")
    : t("blacklist.block.tooMany", { limit: MOST_OPENIDS });
}

function Checked({ checked }: { checked: CheckedOpenids }) {
  const people = (count: number) => t("blacklist.block.people", { count });
  const entries = (count: number) => t("blacklist.block.entries", { count });
  const lines = [
    { key: "blocked", count: checked.blocked, words: people },
    { key: "left", count: checked.left, words: people },
    { key: "unknown", count: checked.unknown, words: entries },
    { key: "damaged", count: checked.damaged, words: entries },
    { key: "repeated", count: checked.repeated, words: entries },
  ] as const;
  const unnamed = checked.unknown + checked.damaged - checked.named.length;
  return (
    <div className={styles.checked} role="status" data-testid="block-checked">
      <Figures
        figures={[
          {
            name: t("blacklist.block.ready"),
            value: people(checked.ready),
            strong: true,
            testId: "paste-ready",
          },
          ...lines
            .filter(({ count }) => count > 0)
            .map(({ key, count, words }) => ({
              name: t(`blacklist.block.${key}`),
              value: words(count),
              testId: `paste-${key}`,
            })),
        ]}
      />
      {checked.named.length > 0 && (
        <details className={styles.named}>
          <summary>{t("blacklist.block.named")}</summary>
          <ul>
            {checked.named.map(({ line, text, problem }) => (
              <li key={text}>
                <span className={styles.hint}>{t("blacklist.block.line", { line })}</span>
                <code className={styles.entry}>{text}</code>
                <span className={styles.hint}>{t(`blacklist.block.${problem}`)}</span>
              </li>
            ))}
            {unnamed > 0 && <li className={styles.hint}>{t("blacklist.block.more", { count: unnamed })}</li>}
          </ul>
        </details>
      )}
      {checked.unknown > 0 && <p className={styles.hint}>{t("blacklist.block.unknownHint")}</p>}
    </div>
  );
}
