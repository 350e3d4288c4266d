// Titles, counts and reasons of bulk changes, as the operator reads them.

import { afterEach, describe, expect, it } from "vitest";
import type { Change, JobPreview } from "~/desk/contract";
import {
  changeTitle,
  changeVerb,
  passesQuota,
  previewCost,
  previewCounts,
  reasonWords,
  stateWords,
} from "~/features/jobs/words";
import { useWordsOf as speak } from "~/i18n";

afterEach(() => speak("zh-CN"));

const nameOf = (tag: number) => ({ 100: "会员", 102: "门店A" })[tag] ?? String(tag);

function preview(changes: Partial<JobPreview> = {}): JobPreview {
  return {
    job: 1,
    account: "shop",
    change: { kind: "tags", add: [102], remove: [] },
    people: 1_240,
    toChange: 1_040,
    alreadySo: 200,
    overTagLimit: 0,
    left: 0,
    tagNames: {},
    undoes: null,
    restores: null,
    remakesTag: false,
    changedSince: 0,
    cannotBeRestored: 0,
    remarkTooLong: 0,
    blacklisted: 0,
    calls: [{ endpoint: "/cgi-bin/tags/members/batchtagging", calls: 21, quotaLeft: 99_780 }],
    seconds: 6,
    ...changes,
  };
}

describe("a title", () => {
  const titles: [Change, string, string][] = [
    [{ kind: "tags", add: [102], remove: [] }, "给 1,040 人打上「门店A」", "Tag 1,040 people with “门店A”"],
    [
      { kind: "tags", add: [100, 102], remove: [] },
      "给 1,040 人打上「会员」、「门店A」",
      "Tag 1,040 people with “会员”, “门店A”",
    ],
    [{ kind: "tags", add: [], remove: [100] }, "给 1,040 人去掉「会员」", "Take “会员” off 1,040 people"],
    [
      { kind: "tags", add: [102], remove: [100] },
      "给 1,040 人打上「门店A」、去掉「会员」",
      "Give 1,040 people “门店A” and take off “会员”",
    ],
    [
      { kind: "tagsExactly", tags: [100], others: [102] },
      "把 1,040 人的标签设为「会员」",
      "Set the tags of 1,040 people to “会员”",
    ],
    [
      { kind: "tagsExactly", tags: [], others: [102] },
      "去掉 1,040 人的全部标签",
      "Take all tags off 1,040 people",
    ],
    [
      { kind: "swapTag", from: 100, to: 102 },
      "给 1,040 人把「会员」换成「门店A」",
      "Swap “会员” for “门店A” for 1,040 people",
    ],
    [
      { kind: "remarkPattern", pattern: "A-{remark}{number}" },
      "把 1,040 人的备注改为「A-{原备注}{序号}」",
      "Set the remarks of 1,040 people to “A-{old remark}{number}”",
    ],
    [
      { kind: "remark", remark: "老客" },
      "把 1,040 人的备注改为「老客」",
      "Set the remark of 1,040 people to “老客”",
    ],
    [{ kind: "remark", remark: "" }, "清除 1,040 人的备注", "Clear the remark of 1,040 people"],
    [{ kind: "block", reason: "广告" }, "拉黑 1,040 人", "Block 1,040 people"],
    [{ kind: "unblock" }, "把 1,040 人移出黑名单", "Unblock 1,040 people"],
  ];

  it.each(titles)("of %j says what happens to how many, in both languages", (change, chinese, english) => {
    expect(changeTitle(change, 1_040, nameOf)).toBe(chinese);
    speak("en");
    expect(changeTitle(change, 1_040, nameOf)).toBe(english);
  });

  it("counts one person in the singular", () => {
    speak("en");
    expect(changeTitle({ kind: "block", reason: "" }, 1, nameOf)).toBe("Block 1 person");
  });

  it("carries the number on a button that blocks", () => {
    expect(changeVerb({ kind: "block", reason: "" }, 45)).toBe("拉黑 45 人");
    expect(changeVerb({ kind: "tags", add: [102], remove: [] }, 45)).toBe("打标签");
  });
});

describe("the preview", () => {
  it("says whom it finds, whom it skips and what it costs", () => {
    expect(previewCounts(preview())).toBe("1,240 人符合条件 · 200 人已有此标签（跳过）");
    expect(previewCounts(preview({ alreadySo: 0 })), "nobody is not worth a word").toBe("1,240 人符合条件");
    expect(previewCost(preview())).toBe("需要 21 次调用 · 今日剩余 99,780 次 · 约 6 秒");
  });

  it("speaks of twenty tags and of leavers only where there are some", () => {
    expect(previewCounts(preview({ overTagLimit: 12 }))).toContain(" · 12 人超过 20 个标签");
    const untag = preview({ change: { kind: "tags", add: [], remove: [100] }, left: 3 });
    expect(previewCounts(untag)).toBe("1,240 人符合条件 · 200 人本来没有此标签（跳过） · 3 人已取关（跳过）");
  });

  it("warns when one of several endpoints has too few calls left today", () => {
    const calls = [
      { endpoint: "/a", calls: 21, quotaLeft: 500 },
      { endpoint: "/b", calls: 21, quotaLeft: 20 },
    ];
    expect(passesQuota(preview({ calls }))).toBe(true);
    expect(previewCost(preview({ calls }))).toContain("需要 42 次调用 · 今日剩余 20 次");
    expect(passesQuota(preview())).toBe(false);
  });

  it("says that the quota is not known instead of inventing a number", () => {
    const unknown = preview({ calls: [{ endpoint: "/a", calls: 21, quotaLeft: null }] });
    expect(previewCost(unknown)).toContain("今日剩余次数未知");
    expect(passesQuota(unknown)).toBe(false);
  });
});

describe("a reason", () => {
  const tag: Change = { kind: "tags", add: [102], remove: [] };

  it("depends on the change where everything was so already", () => {
    expect(reasonWords({ kind: "alreadySo" }, tag)).toBe("已有此标签");
    expect(reasonWords({ kind: "alreadySo" }, { kind: "unblock" })).toBe("不在黑名单");
  });

  it("of WeChat is said in words, and its code only where there are none", () => {
    expect(reasonWords({ kind: "refused", code: 45059 }, tag)).not.toContain("45059");
    expect(reasonWords({ kind: "refused", code: 12_345 }, tag)).toContain("12345");
  });
});

describe("a job that stands still", () => {
  it("says why and when it goes on", () => {
    const because = {
      code: "wechat",
      errcode: 45009,
      message: "reach max api daily quota limit",
      rid: null,
      hint: null,
      at: 0,
      address: null,
    } as const;
    const until = Math.floor(Date.now() / 1000) + 86_400;
    expect(stateWords({ state: "waiting", until, because }, null)).toMatch(/，明天 \d\d:\d\d 自动继续$/);
    expect(stateWords({ state: "paused", because: null }, null)).toBe("已暂停");
  });
});
