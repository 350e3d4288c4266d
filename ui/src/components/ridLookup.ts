// Looking up a call by WeChat's number of it: offered by whoever knows the account, used by error cards.

import { createContext } from "react";
import type { AccountId } from "~/desk/contract";

/** Shows what WeChat remembers of the call; of the account on show if none is named. */
type LookUp = (rid: string, account?: AccountId) => void;

/** Null where no account is at hand. */
export const RidLookup = createContext<LookUp | null>(null);
