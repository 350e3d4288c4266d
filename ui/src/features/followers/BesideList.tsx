// What stands beside the list: how the table looks, or what is known of one person.

import type { AccountId, FollowerId, FollowerRow, TagId } from "~/desk/contract";
import { DetailPanel } from "./DetailPanel";
import type { ChangeOne } from "./useOneChange";
import type { Views } from "./useTableView";
import { ViewPanel } from "./ViewPanel";

type Props = {
  account: AccountId;
  shows: Views | FollowerId | null;
  nameOf: (tag: TagId) => string;
  onChange: ChangeOne;
  onChangeTags: (row: FollowerRow) => void;
  onClose: () => void;
};

export function BesideList({ shows, ...props }: Props) {
  if (shows === null) return null;
  if (typeof shows === "object") return <ViewPanel views={shows} onClose={props.onClose} />;
  return <DetailPanel follower={shows} {...props} />;
}
