// The facts about one person, each only where something is known.

import type { ReactNode } from "react";
import { CopyButton } from "~/components/CopyButton";
import { languageWords, sourceWords } from "~/components/valueWords";
import type { FollowerDetail, UnixSeconds } from "~/desk/contract";
import { t } from "~/i18n";
import { exactTime, number, timeWords } from "~/i18n/format";
import styles from "./DetailPanel.module.css";

type Fact = { name: string; value: ReactNode };

export function Facts({ detail }: { detail: FollowerDetail }) {
  const { row } = detail;
  return (
    <dl className={styles.facts}>
      {!row.detailsRead && <Line name="" value={t("followers.detail.notRead")} />}
      {factsOf(detail).map(({ name, value }) => (
        <Line key={name} name={name} value={value} />
      ))}
      <Line name="OpenID" value={<Id text={row.openid} label={t("followers.detail.copyOpenid")} />} />
      {row.unionid && (
        <Line name="UnionID" value={<Id text={row.unionid} label={t("followers.detail.copyUnionid")} />} />
      )}
    </dl>
  );
}

function factsOf(detail: FollowerDetail): Fact[] {
  const { row } = detail;
  const place = [detail.country, detail.province, detail.city].filter(Boolean).join(" ");
  const facts: (Fact | null)[] = [
    time(t("followers.detail.followedAt"), row.followedAt),
    detail.followCount > 1
      ? { name: t("followers.detail.followCount"), value: number(detail.followCount) }
      : null,
    left(detail),
    text(t("followers.detail.source"), sourceWords(row.source)),
    text(t("followers.detail.qrText"), row.qrText),
    text(t("followers.detail.qrScene"), row.qrScene === 0 ? "" : String(row.qrScene)),
    text(t("followers.detail.nickname"), detail.nickname),
    text(t("followers.detail.sex"), sexWords(detail.sex)),
    text(t("followers.detail.place"), place),
    text(t("followers.detail.language"), languageWords(row.language)),
    text(t("followers.detail.group"), detail.groupid ? String(detail.groupid) : null),
    text(t("followers.detail.blockReason"), detail.blockReason),
    time(t("followers.detail.firstSeenAt"), detail.firstSeenAt),
    time(t("followers.detail.detailsReadAt"), detail.detailsReadAt),
  ];
  return facts.filter((fact) => fact !== null);
}

function text(name: string, value: string | null): Fact | null {
  return value ? { name, value } : null;
}

function time(name: string, at: UnixSeconds | null): Fact | null {
  return at === null ? null : { name, value: <Time at={at} /> };
}

/** WeChat does not say when somebody left, only that it was between two readings of the list. */
function left({ row, leftBetween }: FollowerDetail): Fact | null {
  if (row.following) return null;
  const name = t("followers.detail.leftAt");
  if (leftBetween === null) return time(name, row.leftAt);
  const [from, until] = leftBetween;
  return {
    name,
    value: t("followers.detail.leftBetween", { from: timeWords(from), until: timeWords(until) }),
  };
}

function sexWords(sex: number | null): string | null {
  if (sex === 1) return t("followers.detail.male");
  return sex === 2 ? t("followers.detail.female") : null;
}

function Line({ name, value }: Fact) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Id({ text: id, label }: { text: string; label: string }) {
  return (
    <span className={styles.id}>
      <code title={id}>{id}</code>
      <CopyButton text={id} label={label} />
    </span>
  );
}

function Time({ at }: { at: UnixSeconds }) {
  return <time title={exactTime(at)}>{timeWords(at)}</time>;
}
