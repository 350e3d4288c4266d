// What can be done with tags: one list of actions for the page's bar, the right-click menu, the panel and the keys.

import { CopyOutlined, DeleteOutlined, EditOutlined, PlusOutlined, TeamOutlined } from "@ant-design/icons";
import type { Action } from "~/components/action";
import { copyText } from "~/components/clipboard";
import { ownTags, TAGS_PER_ACCOUNT } from "~/components/tags/limits";
import type { Tag } from "~/desk/contract";
import { t } from "~/i18n";

export type TagDoing = {
  create: () => void;
  showPeople: (tag: Tag) => void;
  rename: (tag: Tag) => void;
  remove: (tag: Tag) => void;
};

/** Making a new tag, as long as WeChat takes another one. */
export function createTagAction(tags: readonly Tag[], { create }: TagDoing): Action {
  const full = ownTags(tags).length >= TAGS_PER_ACCOUNT;
  return {
    name: "tags.create",
    label: t("tags.create"),
    icon: <PlusOutlined aria-hidden />,
    shortcut: "mod+n",
    impossible: full ? t("tags.problem.full", { limit: TAGS_PER_ACCOUNT }) : null,
    perform: create,
  };
}

/** What can be done with one tag; WeChat's own can be looked at only. */
export function tagActions(
  tag: Tag,
  doing: TagDoing,
): Record<"people" | "rename" | "copy" | "remove", Action> {
  const own = tag.system ? t("tags.system") : null;
  return {
    people: {
      name: "tags.people",
      label: t("tags.page.showPeople", { count: tag.localCount }),
      icon: <TeamOutlined aria-hidden />,
      impossible: tag.localCount === 0 ? t("tags.page.nobodyHasIt") : null,
      perform: () => doing.showPeople(tag),
    },
    rename: {
      name: "tags.rename",
      label: t("tags.rename"),
      icon: <EditOutlined aria-hidden />,
      shortcut: "F2",
      impossible: own,
      perform: () => doing.rename(tag),
    },
    copy: {
      name: "tags.copy",
      label: t("jobs.copyTagName"),
      icon: <CopyOutlined aria-hidden />,
      impossible: null,
      perform: () => void copyText(tag.name),
    },
    remove: {
      name: "tags.delete",
      label: t("tags.delete"),
      icon: <DeleteOutlined aria-hidden />,
      shortcut: "Delete",
      danger: true,
      impossible: own,
      perform: () => doing.remove(tag),
    },
  };
}
