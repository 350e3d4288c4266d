// One tag as a soft chip: its hue was chosen or follows from its number, its name is always there. Marks of
// direction in a name (`bdi`) turn nothing around it.

import { CloseOutlined } from "@ant-design/icons";
import { hueStyle } from "~/theme/hue";
import { useTagHue } from "./hues";
import styles from "./TagChip.module.css";

type Props = {
  id: number;
  name: string;
  /** The hue of something that is no tag; tags have their own. */
  hue?: number;
  /** Takes the tag off; the words say from whom. */
  onRemove?: () => void;
  removeLabel?: string;
};

export function TagChip({ id, name, hue, onRemove, removeLabel }: Props) {
  const hueOf = useTagHue();
  return (
    <span className={styles.chip} style={hue === undefined ? hueOf(id) : hueStyle(hue)} title={name}>
      <bdi className={styles.name}>{name}</bdi>
      {onRemove && (
        <button type="button" className={styles.remove} aria-label={removeLabel} onClick={onRemove}>
          <CloseOutlined aria-hidden />
        </button>
      )}
    </span>
  );
}
