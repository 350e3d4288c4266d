// Where the window opens: the account used last, or the first start when there is none.

import { Navigate } from "@tanstack/react-router";
import { accountShown } from "~/desk/ahead";
import { useDeskNow } from "~/desk/queries";

export function Home() {
  const account = accountShown(useDeskNow(), undefined);
  if (!account) return <Navigate to="/start" replace />;
  return <Navigate to="/a/$account/followers" params={{ account: account.id }} search={{}} replace />;
}
