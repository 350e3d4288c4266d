// Who entered and left a segment since the sync before, each number one click from its people.

import { Button } from "antd";
import type { Filter, Segment } from "~/desk/contract";
import { t } from "~/i18n";
import styles from "./segments.module.css";

type Props = { segment: Segment; onShow: (filter: Filter) => void };

export function SegmentMoves({ segment, onShow }: Props) {
  if (segment.filter === null) return null;
  if (segment.comparedAt === null) return <span className={styles.faint}>{t("segments.notCompared")}</span>;
  const moves = (["entered", "left"] as const).filter((how) => segment[how] > 0);
  if (moves.length === 0) return <span className={styles.faint}>{t("segments.noMoves")}</span>;
  return moves.map((how) => (
    <Button
      key={how}
      type="link"
      size="small"
      className={styles.move}
      onClick={() =>
        onShow({ kind: "allOf", filters: [{ kind: "movedInSegment", segment: segment.id, how }] })
      }
      data-testid={`segment-${how}-${segment.id}`}
    >
      {t(`segments.moved.${how}`, { count: segment[how] })}
    </Button>
  ));
}
