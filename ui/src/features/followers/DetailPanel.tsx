// Everything known about one person: remark, tags, facts, history.

import { EditOutlined, PlusOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import { App, Button, Tooltip } from "antd";
import { type ReactNode, useState } from "react";
import { CopyButton } from "~/components/CopyButton";
import { ErrorCard } from "~/components/ErrorCard";
import { useHint } from "~/components/hint";
import { SidePanel } from "~/components/list/SidePanel";
import { nameless, plainName } from "~/components/personName";
import { TagChip } from "~/components/tags/TagChip";
import type { AccountId, FollowerDetail, FollowerId, FollowerRow, TagId } from "~/desk/contract";
import { useFollower } from "~/desk/queries";
import { t } from "~/i18n";
import styles from "./DetailPanel.module.css";
import { Facts } from "./Facts";
import { History } from "./History";
import { RemarkEditor } from "./RemarkEditor";
import type { ChangeOne } from "./useOneChange";

type Props = {
  account: AccountId;
  follower: FollowerId;
  nameOf: (tag: TagId) => string;
  onChange: ChangeOne;
  onChangeTags: (row: FollowerRow) => void;
  onClose: () => void;
};

export function DetailPanel({ account, follower, onClose, ...props }: Props) {
  const detail = useFollower(account, follower);
  return (
    <SidePanel
      label={t("followers.detail.title")}
      title={t("followers.detail.title")}
      testId="detail-panel"
      closeTestId="detail-close"
      onClose={onClose}
      busy={detail.isPending}
    >
      {detail.data && <Person key={follower} account={account} detail={detail.data} {...props} />}
      {detail.error && (
        <ErrorCard error={detail.error.error} remedies={{ retry: () => void detail.refetch() }} />
      )}
      {detail.isPending &&
        [0, 1, 2, 3, 4, 5].map((line) => (
          <span key={line} className={styles.placeholder} data-short={line % 2 || undefined} />
        ))}
    </SidePanel>
  );
}

type PersonProps = Omit<Props, "follower" | "onClose"> & { detail: FollowerDetail };

function Person({ account, detail, nameOf, onChange, onChangeTags }: PersonProps) {
  const { row } = detail;
  return (
    <>
      <Remark row={row} onChange={onChange} />
      <Section title={t("followers.detail.tags")}>
        <Tags row={row} nameOf={nameOf} onChange={onChange} onChangeTags={onChangeTags} />
      </Section>
      <Section title={t("followers.detail.facts")}>
        <Facts detail={detail} />
      </Section>
      <Section title={t("followers.detail.history")}>
        <History account={account} entries={detail.history} />
        <Link
          to="/a/$account/activity"
          params={{ account }}
          search={{ person: row.id }}
          data-testid="detail-activity"
        >
          {t("followers.detail.toActivity")}
        </Link>
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Remark({ row, onChange }: { row: FollowerRow; onChange: ChangeOne }) {
  const [editing, setEditing] = useState(false);
  if (editing) {
    return (
      <div className={styles.name}>
        <RemarkEditor
          remark={row.remark}
          onSave={(remark) => onChange(row, { kind: "remark", remark })}
          onClose={() => setEditing(false)}
        />
      </div>
    );
  }
  return (
    <div className={styles.name}>
      <bdi className={row.remark === "" ? styles.nameless : styles.remark} data-testid="detail-name">
        {row.remark === "" ? nameless(row.openid) : row.remark}
      </bdi>
      {row.remark !== "" && <CopyButton text={row.remark} label={t("followers.detail.copyRemark")} />}
      <Tooltip title={t(row.remark === "" ? "followers.remark.add" : "followers.remark.edit")}>
        <Button
          type="text"
          size="small"
          icon={<EditOutlined />}
          disabled={!row.following}
          aria-label={t("followers.remark.edit")}
          onClick={() => setEditing(true)}
          data-testid="detail-edit-remark"
        />
      </Tooltip>
      {!row.following && <span className={styles.state}>{t("followers.left")}</span>}
      {row.blacklisted && (
        <span className={styles.state} data-danger="">
          {t("followers.blacklisted")}
        </span>
      )}
    </div>
  );
}

type TagsProps = Pick<PersonProps, "nameOf" | "onChange" | "onChangeTags"> & { row: FollowerRow };

function Tags({ row, nameOf, onChange, onChangeTags }: TagsProps) {
  const { message } = App.useApp();
  const [going, setGoing] = useState<TagId | null>(null);
  const hint = useHint();
  const remove = async (tag: TagId) => {
    setGoing(tag);
    const failure = await onChange(row, { kind: "tags", add: [], remove: [tag] });
    setGoing(null);
    if (failure !== null) void message.error(failure);
  };
  return (
    <div className={styles.tags} aria-busy={going !== null}>
      {row.tags.map((tag) => (
        <span key={tag} className={going === tag ? styles.going : undefined}>
          <TagChip
            id={tag}
            name={nameOf(tag)}
            onRemove={row.following && going === null ? () => void remove(tag) : undefined}
            removeLabel={t("followers.detail.removeTag", { name: nameOf(tag), person: plainName(row) })}
          />
        </span>
      ))}
      {row.tags.length === 0 && <span className={styles.none}>{t("followers.detail.noTags")}</span>}
      {row.following && (
        <Tooltip {...hint.tooltip} title={t("followers.detail.changeTags")}>
          <Button
            {...hint.button}
            type="dashed"
            size="small"
            className={styles.addTag}
            icon={<PlusOutlined />}
            aria-label={t("followers.detail.changeTags")}
            onClick={() => onChangeTags(row)}
            data-testid="detail-tags"
          />
        </Tooltip>
      )}
    </div>
  );
}
