// The page of the followers of one account.

import { useFirstPage } from "~/desk/queries";
import { Followers, type FollowersProps } from "./Followers";
import styles from "./FollowersPage.module.css";
import { useTableView } from "./useTableView";

/** The list is asked for once it is known how somebody left the table: in which order, for one. */
export function FollowersPage(props: FollowersProps) {
  const { data: firstPage = null } = useFirstPage(props.account);
  const views = useTableView(props.account, firstPage?.view);
  if (!views.known) return <main className={styles.page} aria-busy />;
  return <Followers {...props} views={views} firstPage={firstPage} />;
}
