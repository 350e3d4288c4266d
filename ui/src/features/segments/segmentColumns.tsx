// The columns of the list of segments.

import { MoreOutlined, WarningOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { GridColumn } from "~/components/grid/columns";
import cells from "~/components/list/cells.module.css";
import { TagChip } from "~/components/tags/TagChip";
import type { Filter, Segment } from "~/desk/contract";
import { t } from "~/i18n";
import { number } from "~/i18n/format";
import { type Names, sentence } from "../filter/sentence";
import { SegmentMoves } from "./SegmentMoves";
import styles from "./segments.module.css";

type Wanted = {
  names: Names;
  onShow: (filter: Filter) => void;
  /** Opens the menu of a row below its button. */
  onMore: (segment: Segment, at: { x: number; y: number }) => void;
};

export function segmentColumns({ names, onShow, onMore }: Wanted): GridColumn<Segment>[] {
  return [
    {
      key: "name",
      title: t("segments.name"),
      width: 170,
      grow: 1,
      cell: ({ id, hue, name }) => (
        <span className={styles.whole}>
          <TagChip id={id} name={name} hue={hue ?? id} />
        </span>
      ),
    },
    {
      key: "people",
      title: t("segments.people"),
      width: 88,
      cell: ({ people }) => (
        <span className={styles.number}>{people === null ? t("segments.unknown") : number(people)}</span>
      ),
    },
    {
      key: "moves",
      title: t("segments.moves"),
      width: 170,
      cell: (segment) => <SegmentMoves segment={segment} onShow={onShow} />,
    },
    {
      key: "conditions",
      title: t("segments.conditions"),
      width: 160,
      grow: 5,
      cell: (segment) => <Conditions segment={segment} names={names} />,
    },
    {
      key: "note",
      title: t("segments.note"),
      width: 110,
      grow: 2,
      cell: ({ note }) => (
        <span className={cells.text} title={note}>
          {note}
        </span>
      ),
    },
    {
      key: "more",
      title: t("segments.more"),
      width: 64,
      cell: (segment) => (
        <Button
          type="text"
          size="small"
          tabIndex={-1}
          icon={<MoreOutlined />}
          aria-label={t("segments.moreOf", { name: segment.name })}
          onClick={({ currentTarget }) => {
            const { left, bottom } = currentTarget.getBoundingClientRect();
            onMore(segment, { x: left, y: bottom });
          }}
        />
      ),
    },
  ];
}

function Conditions({ segment, names }: { segment: Segment; names: Names }) {
  if (segment.filter === null) return <span className={styles.faint}>{t("segments.newerShort")}</span>;
  const words = sentence(segment.filter, names);
  return (
    <>
      {segment.problems.length > 0 && (
        <WarningOutlined
          className={styles.warning}
          role="img"
          aria-label={t("segments.troubled")}
          title={t("segments.troubled")}
        />
      )}
      <span className={cells.text} title={words}>
        {words}
      </span>
    </>
  );
}
