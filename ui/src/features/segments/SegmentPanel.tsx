// One segment beside the list: who belongs to it, what changed, and what can be done with it.

import { WarningOutlined } from "@ant-design/icons";
import { ActionButton } from "~/components/ActionButton";
import { Figures } from "~/components/Figures";
import { SidePanel } from "~/components/list/SidePanel";
import { TagChip } from "~/components/tags/TagChip";
import type { Filter, Segment } from "~/desk/contract";
import { t } from "~/i18n";
import { timeWords } from "~/i18n/format";
import { flawWords } from "../filter/flaws";
import { type Names, sentence } from "../filter/sentence";
import { SegmentMoves } from "./SegmentMoves";
import { type SegmentDoing, segmentActions } from "./segmentActions";
import styles from "./segments.module.css";

type Props = {
  segment: Segment;
  names: Names;
  doing: SegmentDoing;
  onShow: (filter: Filter) => void;
  onClose: () => void;
};

export function SegmentPanel({ segment, names, doing, onShow, onClose }: Props) {
  const { people, edit, copy, up, down, remove } = segmentActions(segment, doing);
  const flaws = [...new Set(segment.problems.map(({ flaw }) => flawWords(flaw)))].filter(
    (words) => words !== null,
  );
  return (
    <SidePanel
      label={t("segments.detail", { name: segment.name })}
      title={
        <span className={styles.chip}>
          <TagChip id={segment.id} name={segment.name} hue={segment.hue ?? segment.id} />
        </span>
      }
      testId="segment-panel"
      closeTestId="segment-panel-close"
      onClose={onClose}
    >
      {segment.filter === null ? (
        <p className={styles.newer}>{t("segments.newer")}</p>
      ) : (
        <p className={styles.sentence}>
          {t("segments.conditions")}
          <span>{sentence(segment.filter, names)}</span>
        </p>
      )}
      {flaws.map((words) => (
        <p key={words} className={styles.flaw}>
          <WarningOutlined aria-hidden /> {words}
        </p>
      ))}
      <Figures
        figures={[
          {
            name: t("segments.people"),
            value: peopleWords(segment),
            strong: true,
            testId: "segment-people-count",
          },
          { name: t("segments.moves"), value: <SegmentMoves segment={segment} onShow={onShow} /> },
        ]}
      />
      <div className={styles.actions}>
        <ActionButton action={people} type="primary" testId="segment-people" />
        <ActionButton action={edit} testId="segment-edit" />
        <ActionButton action={copy} testId="segment-copy" />
        <ActionButton action={up} iconOnly testId="segment-up" />
        <ActionButton action={down} iconOnly testId="segment-down" />
      </div>
      {segment.note !== "" && (
        <p className={styles.sentence}>
          {t("segments.note")}
          <span>{segment.note}</span>
        </p>
      )}
      <p className={styles.faint}>
        {segment.comparedAt !== null && t("segments.comparedAt", { time: timeWords(segment.comparedAt) })}
        {segment.comparedAt !== null && " · "}
        {t("segments.savedAt", { time: timeWords(segment.savedAt) })}
      </p>
      <div className={styles.last}>
        <ActionButton action={remove} type="text" testId="segment-remove" />
      </div>
    </SidePanel>
  );
}

export function peopleWords({ people }: Segment): string {
  return people === null ? t("segments.unknown") : t("segments.peopleCount", { count: people });
}
