// WeChat's limits on tags and remarks, as its user-management pages state them, and what they mean while typing.

import type { Tag } from "~/desk/contract";

/** Bytes of UTF-8 in a remark (updateRemark): ten Chinese characters. */
export const REMARK_BYTES = 30;
/** Bytes of UTF-8 in a tag's name (createTag, 45158). */
export const TAG_NAME_BYTES = 30;
/** Tags of one account (createTag, 45056); those WeChat brings along do not count. */
export const TAGS_PER_ACCOUNT = 100;
/** Tags of one follower (batchTagging, 45059). */
export const TAGS_PER_PERSON = 20;
/** A tag carried by more people cannot be deleted (deleteTag, 45057). */
export const PEOPLE_OF_DELETABLE_TAG = 100_000;

const encoder = new TextEncoder();

/** Length as WeChat counts it: a Chinese character is 3, a Latin letter 1, most emoji 4. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

export type NameProblem = "empty" | "tooLong" | "taken" | "full";

/** What speaks against a name before any call, or null. `renamed` is the tag that may keep its own name. */
export function nameProblem(name: string, tags: readonly Tag[], renamed: Tag | null): NameProblem | null {
  const trimmed = name.trim();
  if (trimmed === "") return "empty";
  if (byteLength(trimmed) > TAG_NAME_BYTES) return "tooLong";
  if (tags.some((tag) => tag.id !== renamed?.id && sameName(tag.name, trimmed))) return "taken";
  if (renamed === null && ownTags(tags).length >= TAGS_PER_ACCOUNT) return "full";
  return null;
}

/** Tags an operator can give, rename and delete: without WeChat's own. */
export function ownTags(tags: readonly Tag[]): Tag[] {
  return tags.filter(({ system }) => !system);
}

/** People compare names without regard to case; two that look alike would only confuse. */
function sameName(one: string, other: string): boolean {
  return one.toLocaleLowerCase() === other.toLocaleLowerCase();
}
