// Leads to the followers of an account, narrowed to those whom a filter finds.

import { useNavigate } from "@tanstack/react-router";
import type { AccountId, Filter } from "~/desk/contract";

export function useShowPeople(account: AccountId): (filter?: Filter) => void {
  const navigate = useNavigate();
  return (filter) =>
    void navigate({ to: "/a/$account/followers", params: { account }, search: filter ? { filter } : {} });
}
