// The coloured letter of an account: seen from the corner of the eye, never without the name beside it.

import { hueOf, hueStyle } from "~/theme/hue";
import styles from "./AccountLetter.module.css";

type Props = { account: { id: string; name: string } };

/** The letter is drawn by the style sheet: it is a mark, and no part of what a button around it says. */
export function AccountLetter({ account }: Props) {
  const [letter = "?"] = account.name.trim();
  return (
    <span
      className={styles.letter}
      style={hueStyle(hueOf(account.id))}
      data-letter={letter.toUpperCase()}
      aria-hidden
    />
  );
}
