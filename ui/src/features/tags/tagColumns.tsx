// The columns of the list of tags.

import { LockOutlined, MoreOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import type { GridColumn } from "~/components/grid/columns";
import cells from "~/components/list/cells.module.css";
import { TagChip } from "~/components/tags/TagChip";
import type { Tag } from "~/desk/contract";
import { t } from "~/i18n";
import { number } from "~/i18n/format";
import { DriftWords } from "./DriftWords";
import styles from "./TagsPage.module.css";

/** `onMore` opens the menu of a row below its button. */
export function tagColumns(onMore: (tag: Tag, at: { x: number; y: number }) => void): GridColumn<Tag>[] {
  return [
    {
      key: "name",
      title: t("tags.name"),
      width: 200,
      grow: 2,
      sortable: true,
      cell: (tag) => <Name tag={tag} />,
    },
    {
      key: "localCount",
      title: t("tags.page.here"),
      width: 88,
      sortable: true,
      descendingFirst: true,
      cell: (tag) => <span className={styles.number}>{number(tag.localCount)}</span>,
    },
    {
      key: "wechatCount",
      title: t("tags.page.onWechat"),
      width: 104,
      sortable: true,
      descendingFirst: true,
      cell: (tag) => <span className={styles.number}>{number(tag.wechatCount)}</span>,
    },
    {
      key: "drift",
      title: t("tags.page.drift"),
      width: 170,
      sortable: true,
      descendingFirst: true,
      cell: (tag) => <DriftWords tag={tag} />,
    },
    {
      key: "note",
      title: t("tags.label.noteHere"),
      width: 130,
      grow: 5,
      cell: ({ note }) => (
        <span className={cells.text} title={note}>
          {note}
        </span>
      ),
    },
    {
      key: "more",
      title: t("tags.page.more"),
      width: 64,
      cell: (tag) => (
        <Button
          type="text"
          size="small"
          tabIndex={-1}
          icon={<MoreOutlined />}
          aria-label={t("tags.moreOf", { name: tag.name })}
          onClick={({ currentTarget }) => {
            const { left, bottom } = currentTarget.getBoundingClientRect();
            onMore(tag, { x: left, y: bottom });
          }}
        />
      ),
    },
  ];
}

function Name({ tag }: { tag: Tag }) {
  return (
    <>
      <span className={styles.whole}>
        <TagChip id={tag.id} name={tag.name} />
      </span>
      {tag.system && (
        <Tooltip title={t("tags.system")}>
          <span className={styles.system}>
            <LockOutlined aria-hidden /> {t("tags.page.ofWechat")}
          </span>
        </Tooltip>
      )}
    </>
  );
}
