// The twelve hues of a tag and the one that follows from its number, as one group of radio buttons.

import { useId } from "react";
import { t } from "~/i18n";
import { hueCount, hueStyle } from "~/theme/hue";
import styles from "./HuePicker.module.css";

type Props = {
  /** Null for the hue that follows from the number. */
  chosen: number | null;
  /** The hue that follows from the number. */
  usual: number;
  disabled: boolean;
  onChoose: (hue: number | null) => void;
};

export const hueNames = [
  "tags.hues.green",
  "tags.hues.blue",
  "tags.hues.red",
  "tags.hues.violet",
  "tags.hues.amber",
  "tags.hues.teal",
  "tags.hues.pink",
  "tags.hues.indigo",
  "tags.hues.olive",
  "tags.hues.brown",
  "tags.hues.magenta",
  "tags.hues.grey",
] as const;

export function HuePicker({ chosen, usual, disabled, onChoose }: Props) {
  const group = useId();
  const swatch = (hue: number | null, name: string) => (
    <label key={name} className={styles.swatch} data-auto={hue === null || undefined} title={name}>
      <input
        type="radio"
        name={group}
        checked={chosen === hue}
        disabled={disabled}
        aria-label={name}
        onChange={() => onChoose(hue)}
        data-testid={`hue-${hue ?? "auto"}`}
      />
      <span className={styles.colour} style={hueStyle(hue ?? usual)} aria-hidden>
        {hue === null ? t("tags.hues.auto") : ""}
      </span>
    </label>
  );
  return (
    <fieldset className={styles.hues}>
      <legend>{t("tags.label.colour")}</legend>
      {swatch(null, t("tags.hues.auto"))}
      {hueNames.slice(0, hueCount).map((name, hue) => swatch(hue, t(name)))}
    </fieldset>
  );
}
