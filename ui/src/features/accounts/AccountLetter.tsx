// The coloured letter of an account: seen from the corner of the eye, never without the name beside it.

import { hueOf, hueStyle } from "~/theme/hue";
import styles from "./AccountLetter.module.css";

type Props = { account: { id: string; name: string } };

export function AccountLetter({ account }: Props) {
  const [letter = "?"] = account.name.trim();
  return (
    <span className={styles.letter} style={hueStyle(hueOf(account.id))} aria-hidden>
      {letter.toUpperCase()}
    </span>
  );
}
