// The time that words like 刚刚 are reckoned from; a component that uses it is drawn anew as time passes.

import { useEffect, useState } from "react";
import { nowSeconds } from "~/i18n/format";

const STEP = 20_000;

export function useNow(): number {
  const [, setTurn] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setTurn((turn) => turn + 1), STEP);
    return () => window.clearInterval(timer);
  }, []);
  return nowSeconds();
}
