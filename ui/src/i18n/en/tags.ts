// Words of tags: sidebar, picker, create, rename, delete.

import type { Translated } from "..";
import type source from "../zh-CN/tags";

export default {
  title: "Tags",
  everyone: "All followers",
  untagged: "Untagged",
  none: "No tags yet",
  noMatch: "No tag of that name",
  showAll: "All {{count}} tags",
  moreOf: "More for the tag “{{name}}”",
  system: "WeChat’s own tag; it cannot be renamed or deleted",
  wechatCount: "{{count, number}} people according to WeChat",
  wechatCount_one: "1 person according to WeChat",
  search: "Search tags",
  searchOrCreate: "Search, or type a new tag’s name",
  create: "New tag",
  createNamed: "Create “{{name}}”",
  createOnWechat: "Create on WeChat",
  name: "Name of the tag",
  namePlaceholder: "At most 30 letters",
  bytesHint: "A Chinese character counts 3, a letter or digit 1",
  rename: "Rename",
  renameTitle: "Rename “{{name}}”",
  renameOnWechat: "Rename on WeChat",
  delete: "Delete…",
  deleteTitle: "Delete the tag “{{name}}” on WeChat",
  deleteText:
    "{{count, number}} people lose this tag, here and wherever else it is used. The followers stay.",
  deleteText_one: "1 person loses this tag, here and wherever else it is used. The follower stays.",
  deleteOnWechat: "Delete on WeChat",
  keep: "Keep the tag",
  tooLargeTitle: "“{{name}}” has too many people to be deleted yet",
  tooLargeText:
    "It has {{people, number}} people; WeChat deletes tags of at most {{limit, number}}. Take it off some of them first, then delete it.",
  showPeople: "Show these {{count, number}} people",
  showPeople_one: "Show this person",
  carriedBy: "{{carrying}} of {{people}}",
  nothingToRemove: "The people chosen have no tags",
  rules:
    "At most {{limit}} tags a person; who would pass that is skipped and listed · {{used}} of {{most}} tags used",
  rulesOne: "At most {{limit}} tags a person",
  doneAdd: "Tag {{count, number}} people",
  doneAdd_one: "Tag 1 person",
  doneRemove: "Untag {{count, number}} people",
  doneRemove_one: "Untag 1 person",
  doneBoth: "Change the tags of {{count, number}} people",
  doneBoth_one: "Change the tags of 1 person",
  problem: {
    empty: "Please enter a name",
    tooLong: "Too long: at most 30 letters ({{limit}} bytes)",
    taken: "There is already a tag “{{name}}”",
    full: "All {{limit}} tags are used; delete one you no longer need",
  },
} satisfies Translated<typeof source>;
