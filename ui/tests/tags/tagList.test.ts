// Which tags the page lists, and in which order.

import { expect, it } from "vitest";
import type { Tag } from "~/desk/contract";
import { asTagSort, drift, listedTags, usualTagSort } from "~/features/tags/tagList";

const tag = (id: number, name: string, localCount: number, wechatCount = localCount, note = ""): Tag => ({
  id,
  name,
  localCount,
  wechatCount,
  system: id <= 2,
  hue: null,
  note,
});

const tags = [
  tag(2, "星标组", 5),
  tag(101, "北京", 9, 3),
  tag(102, "VIP10", 7),
  tag(103, "VIP9", 7, 8, "老会员"),
];
const ids = (search: string, key: string, descending: boolean) =>
  listedTags(tags, search, asTagSort({ key, descending })).map(({ id }) => id);

it("puts the largest first, and those of equal rank as WeChat lists them", () => {
  expect(listedTags(tags, "", usualTagSort).map(({ id }) => id)).toEqual([101, 102, 103, 2]);
});

it("sorts names as people read them, numbers by their value", () => {
  expect(ids("vip", "name", false)).toEqual([103, 102]);
  expect(ids("vip", "name", true)).toEqual([102, 103]);
});

it("sorts by WeChat's count and by how far it is from ours, whichever way", () => {
  expect(ids("", "wechatCount", false)).toEqual([101, 2, 102, 103]);
  expect(ids("", "drift", true)).toEqual([101, 103, 2, 102]);
  expect(tags.map(drift)).toEqual([0, -6, 0, 1]);
});

it("finds by name or note, whatever the case", () => {
  expect(ids(" Vip ", "name", false)).toEqual([103, 102]);
  expect(ids("老会员", "name", false)).toEqual([103]);
  expect(ids("没有", "name", false)).toEqual([]);
});

it("knows no order by a column that has none", () => {
  expect(asTagSort({ key: "note", descending: false })).toEqual([]);
});
