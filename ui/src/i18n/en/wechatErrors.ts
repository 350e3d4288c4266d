// What WeChat's own error codes mean for the person at the desk, and what to do now.

import type { Translated } from "..";
import type source from "../zh-CN/wechatErrors";

export default {
  "45009": {
    title: "Today's calls are used up",
    action:
      "WeChat limits calls per day. The rest goes on by itself when the allowance returns (by the date in China); no need to wait here.",
  },
} satisfies Translated<typeof source>;
