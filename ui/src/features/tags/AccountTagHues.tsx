// Draws the tags of one account in the colours chosen for them, wherever they are shown inside.

import type { ReactNode } from "react";
import { TagHues, useChosenHues } from "~/components/tags/hues";
import type { AccountId } from "~/desk/contract";
import { useTags } from "~/desk/queries";

type Props = { account: AccountId; children: ReactNode };

export function AccountTagHues({ account, children }: Props) {
  const { data } = useTags(account);
  return <TagHues value={useChosenHues(data)}>{children}</TagHues>;
}
