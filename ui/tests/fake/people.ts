// A small believable population for the test double: the same people from the same seed.

import type { Filter, FollowerRow, Period, Relation, Sort, Tag, TextMatch } from "~/desk/contract";
import { DAY, startOfDay } from "~/i18n/days";

const surnames = "王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗";
const places = ["望京", "国贸", "三里屯", "回龙观", "亦庄", "通州"];
const scenes = [
  "ADD_SCENE_QR_CODE",
  "ADD_SCENE_SEARCH",
  "ADD_SCENE_PROFILE_CARD",
  "ADD_SCENE_PAID",
  "ADD_SCENE_WECHAT_ADVERTISEMENT",
  "ADD_SCENE_OTHERS",
];
const posters = ["门店A", "门店B", "地铁海报", "周年庆", "会员日"];

export const fakeTags: Tag[] = [
  { id: 2, name: "星标组", wechatCount: 12, localCount: 12, system: true, hue: null, note: "" },
  { id: 100, name: "会员", wechatCount: 8012, localCount: 8012, system: false, hue: null, note: "" },
  { id: 101, name: "北京", wechatCount: 5210, localCount: 5208, system: false, hue: null, note: "" },
  {
    id: 102,
    name: "门店A",
    wechatCount: 1204,
    localCount: 1204,
    system: false,
    hue: 4,
    note: "海报扫码来的，每周一清点",
  },
  { id: 103, name: "已退费", wechatCount: 87, localCount: 87, system: false, hue: null, note: "" },
  { id: 104, name: "活动-双十一", wechatCount: 3122, localCount: 3122, system: false, hue: null, note: "" },
  { id: 105, name: "志愿者", wechatCount: 45, localCount: 45, system: false, hue: null, note: "" },
];

function mixer(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

export function fakePeople(count: number, now: number, seed = 7): FollowerRow[] {
  const random = mixer(seed);
  const pick = <Item>(items: ArrayLike<Item>): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  const openid = () => `o6_bm${Array.from({ length: 23 }, () => pick(letters)).join("")}`;
  return Array.from({ length: count }, (_, id): FollowerRow => {
    const left = random() < 0.04;
    const source = pick(scenes);
    const byQr = source === "ADD_SCENE_QR_CODE";
    const followedAt = Math.floor(now - random() ** 3 * 900 * 86_400);
    const tags = fakeTags
      .filter(({ wechatCount }) => random() < wechatCount / 20_000)
      .map(({ id: tag }) => tag);
    return {
      id,
      openid: openid(),
      unionid: random() < 0.7 ? openid() : null,
      remark:
        random() < 0.05 ? `${pick(surnames)}${pick(["小姐", "先生", "老师", "女士"])}-${pick(places)}` : "",
      tags: left ? [] : tags,
      followedAt,
      source,
      qrScene: byQr ? Math.floor(random() * 90) + 1 : 0,
      qrText: byQr ? pick(posters) : "",
      language: "zh_CN",
      following: !left,
      leftAt: left ? Math.min(now, followedAt + Math.floor(random() * 20 * 86_400)) : null,
      blacklisted: !left && random() < 0.002,
      detailsRead: random() > 0.001,
    };
  });
}

/** Whether a filter finds somebody; what only the file knows is made up from the person's number. */
export function matches(row: FollowerRow, filter: Filter, now = Math.floor(Date.now() / 1000)): boolean {
  switch (filter.kind) {
    case "allOf":
      return inUse(filter.filters).every((inner) => matches(row, inner, now));
    case "anyOf":
      return isUnused(filter) || inUse(filter.filters).some((inner) => matches(row, inner, now));
    case "noneOf":
      return !inUse(filter.filters).some((inner) => matches(row, inner, now));
    case "off":
      return true;
    case "tag":
      return row.tags.includes(filter.tag);
    case "tags":
      if (filter.have === "all") return filter.tags.every((tag) => row.tags.includes(tag));
      return filter.tags.some((tag) => row.tags.includes(tag)) === (filter.have === "any");
    case "tagCount":
      return row.tags.length >= (filter.least ?? 0) && row.tags.length <= (filter.most ?? 99);
    case "untagged":
      return row.tags.length === 0;
    case "following":
      return row.following;
    case "left":
      return !row.following;
    case "blacklisted":
      return row.blacklisted;
    case "source":
      return filter.sources.includes(row.source ?? "");
    case "language":
      return filter.languages.includes(row.language);
    case "remark":
      return compares(row.remark, filter.how, filter.text);
    case "noRemark":
      return row.remark === "";
    case "unionid":
      if (filter.is.kind === "equal") return row.unionid === filter.is.unionid;
      return (row.unionid !== null) === (filter.is.kind === "known");
    case "followed":
      return stands(row.followedAt, filter.when, filter.period, now);
    case "qr":
      return filter.texts.some((text) => compares(row.qrText, filter.how, text));
    case "text":
      return [row.remark, row.openid, row.unionid ?? "", row.qrText].some((text) =>
        text.includes(filter.text),
      );
    case "happened":
      return row.id % 37 === 0;
    case "inList":
      return row.id % 41 === 0;
    case "movedInSegment":
      return row.id % 53 === 0;
    case "movedInSync":
      return filter.how === "left" ? !row.following : row.id % 61 === 0;
    case "inJob":
      return row.id % 97 === 0;
    default:
      return filter satisfies never;
  }
}

/** A group all of whose parts are off counts as off itself. */
function isUnused(filter: Filter): boolean {
  switch (filter.kind) {
    case "off":
      return true;
    case "allOf":
    case "anyOf":
    case "noneOf":
      return filter.filters.length > 0 && filter.filters.every(isUnused);
    default:
      return false;
  }
}

const inUse = (filters: Filter[]) => filters.filter((filter) => !isUnused(filter));

function compares(text: string, how: TextMatch, wanted: string): boolean {
  if (how === "is") return text === wanted;
  return how === "contains" ? text.includes(wanted) : text.startsWith(wanted);
}

/** Enough of the calendar for these tests: days, and spans that are written down. */
function stands(at: number | null, when: Relation, period: Period, now: number): boolean {
  if (at === null) return false;
  const today = startOfDay(now);
  const days = period.kind === "lastDays" ? period.days : 30;
  const { from, until } =
    period.kind === "between" ? period : { from: today - (days - 1) * DAY, until: today + DAY };
  if (when === "before") return from !== null && at < from;
  if (when === "after") return until !== null && at >= until;
  return (from === null || at >= from) && (until === null || at < until);
}

export function sorted(rows: FollowerRow[], sort: Sort[]): FollowerRow[] {
  const value = (row: FollowerRow, by: Sort["by"]): string | number => {
    switch (by) {
      case "followedAt":
        return row.followedAt ?? 0;
      case "leftAt":
        return row.leftAt ?? 0;
      case "tagCount":
        return row.tags.length;
      case "remark":
        return row.remark;
      case "source":
        return row.source ?? "";
      case "qr":
        return row.qrText;
      case "openid":
        return row.openid;
      default:
        return by satisfies never;
    }
  };
  return [...rows].sort((one, other) => {
    for (const { by, descending } of sort) {
      const [left, right] = [value(one, by), value(other, by)];
      if (left === right) continue;
      return (left < right ? -1 : 1) * (descending ? -1 : 1);
    }
    return one.id - other.id;
  });
}
