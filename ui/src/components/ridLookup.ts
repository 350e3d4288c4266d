// Looking up a call by WeChat's number of it: offered by whoever knows the account, used by error cards.

import { createContext } from "react";

/** Shows what WeChat remembers of the call; null where no account is at hand. */
export const RidLookup = createContext<((rid: string) => void) | null>(null);
