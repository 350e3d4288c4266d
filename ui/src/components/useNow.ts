// The time that words like 刚刚 are reckoned from; moves on by itself.

import { useEffect, useState } from "react";
import { nowSeconds } from "~/i18n/format";

const STEP = 20_000;

export function useNow(): number {
  const [now, setNow] = useState(nowSeconds);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(nowSeconds()), STEP);
    return () => window.clearInterval(timer);
  }, []);
  return now;
}
