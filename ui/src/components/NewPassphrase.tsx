// A new passphrase, typed twice; what is wrong with it is said once it is handed in.

import { Form, Input } from "antd";
import { t } from "~/i18n";

const LEAST = 8;

/** What was typed, and whether it was handed in already. */
export type Typed = { passphrase: string; again: string; handedIn: boolean };

export const nothingTyped: Typed = { passphrase: "", again: "", handedIn: false };

/** Why a new passphrase cannot be taken yet. */
export function passphraseProblem({ passphrase, again }: Typed): "tooShort" | "different" | null {
  if ([...passphrase].length < LEAST) return "tooShort";
  return passphrase === again ? null : "different";
}

type Props = {
  typed: Typed;
  onChange: (typed: Typed) => void;
  disabled: boolean;
  autoFocus?: boolean;
  className?: string;
};

export function NewPassphrase({ typed, onChange, disabled, autoFocus, className }: Props) {
  const problem = typed.handedIn ? passphraseProblem(typed) : null;
  return (
    <>
      <Form.Item
        label={t("accounts.vault.passphrase")}
        htmlFor="passphrase-first"
        className={className}
        validateStatus={problem === "tooShort" ? "error" : undefined}
        help={problem === "tooShort" ? t("accounts.vault.tooShort") : undefined}
      >
        <Input.Password
          id="passphrase-first"
          autoFocus={autoFocus}
          autoComplete="new-password"
          value={typed.passphrase}
          disabled={disabled}
          onChange={(event) => onChange({ ...typed, passphrase: event.target.value })}
          data-testid="passphrase-first"
        />
      </Form.Item>
      <Form.Item
        label={t("accounts.vault.again")}
        htmlFor="passphrase-again"
        className={className}
        validateStatus={problem === "different" ? "error" : undefined}
        help={problem === "different" ? t("accounts.vault.different") : undefined}
      >
        <Input.Password
          id="passphrase-again"
          autoComplete="new-password"
          value={typed.again}
          disabled={disabled}
          onChange={(event) => onChange({ ...typed, again: event.target.value })}
          data-testid="passphrase-again"
        />
      </Form.Item>
    </>
  );
}
