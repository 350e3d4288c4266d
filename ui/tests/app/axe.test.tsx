// axe-core finds nothing serious on any page and in any dialog. Colours are looked at by `contrast.test.ts`:
// there is no style sheet here from which they could be computed.

import { render, screen, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { App } from "~/app/App";
import { scene } from "../preview/scenes";

beforeEach(() => {
  document.title = "Fandesk";
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(250);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(900);
});
afterEach(() => vi.restoreAllMocks());

function open(name: string, address = ""): UserEvent {
  window.location.hash = address;
  render(<App host={scene(new URLSearchParams({ scene: name, people: "12" }))} />);
  return userEvent.setup();
}

async function serious(): Promise<string[]> {
  const found = await axe.run(document, {
    resultTypes: ["violations"],
    rules: { "color-contrast": { enabled: false } },
  });
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

test("what is looked for is found", async () => {
  document.documentElement.lang = "zh-CN";
  render(
    <main>
      {/* biome-ignore-start lint/a11y: the faults to find */}
      <button type="button" />
      <img src="data:," />
      <div role="grid">
        <div role="row">alone</div>
      </div>
      {/* biome-ignore-end lint/a11y: the faults to find */}
    </main>,
  );
  expect((await serious()).map((words) => words.split(":")[0]).sort()).toEqual([
    "aria-required-children",
    "button-name",
    "image-alt",
  ]);
});

describe("pages", () => {
  test.each([
    ["desk", "#/a/shop/followers", "row-0"],
    ["desk", "#/a/shop/tags", "tag-list"],
    ["desk", "#/a/shop/segments", "segment-entered-1"],
    ["desk", "#/a/shop/blacklist", "blacklist"],
    ["desk", "#/a/shop/activity", "activity"],
    ["desk", "#/settings", "settings"],
    ["desk", "#/connect", "connect"],
    ["first", "", "start"],
    ["neverSynced", "#/a/shop/followers", "list-empty"],
    ["listFails", "#/a/shop/followers", "list-failed"],
    ["busy", "#/a/shop/activity", "job-4"],
    ["syncing", "#/a/shop/followers", "sync-state"],
    ["paused", "#/a/shop/followers", "sync-state"],
    ["secretMissing", "#/a/shop/followers", "trouble-action"],
    ["damaged", "#/a/shop/followers", "trouble-action"],
    ["practice", "#/a/practice/followers", "practice-band"],
    ["locked", "", "unlock"],
    ["keychainMissing", "", "keychain-retry"],
  ])("%s %s", async (name, address, landmark) => {
    open(name, address);
    await screen.findByTestId(landmark);
    expect(await serious()).toEqual([]);
  });
});

type Steps = (user: UserEvent) => Promise<unknown>;
const click = async (user: UserEvent, testId: string) => user.click(await screen.findByTestId(testId));
const pickOne = (user: UserEvent) => click(user, "pick-1");

const dialogs: [name: string, scene: string, address: string, steps: Steps][] = [
  [
    "the palette",
    "desk",
    "",
    async (user) => {
      await screen.findByTestId("row-0");
      await user.keyboard("{Control>}k{/Control}");
      await screen.findByTestId("palette-list");
    },
  ],
  [
    "the shortcuts",
    "desk",
    "",
    async (user) => {
      await screen.findByTestId("row-0");
      await user.keyboard("{Control>}/{/Control}");
      await screen.findByTestId("shortcuts");
    },
  ],
  [
    "the details of a person",
    "desk",
    "",
    async (user) => {
      await user.click(await screen.findByTestId("row-1"));
      await screen.findByTestId("detail-panel");
    },
  ],
  [
    "the menu of a row",
    "desk",
    "",
    async (user) => {
      const [, cell] = within(await screen.findByTestId("row-1")).getAllByRole("gridcell");
      cell?.focus();
      await user.keyboard("{Shift>}{F10}{/Shift}");
      await screen.findByRole("menu");
    },
  ],
  ...["tag", "untag", "remark", "block"].map((what): (typeof dialogs)[number] => [
    `the question of ${what}`,
    "desk",
    "",
    async (user) => {
      await pickOne(user);
      await click(user, `bulk-${what}`);
      await screen.findByRole("dialog");
    },
  ]),
  [
    "the conditions",
    "desk",
    "",
    async (user) => {
      await click(user, "add-condition");
      await screen.findByTestId("condition-menu");
    },
  ],
  [
    "conditions being combined",
    "desk",
    "",
    async (user) => {
      await click(user, "combine-conditions");
      await click(user, "filter-add-group");
      await screen.findByText("这一组还没有条件，先不算在内");
    },
  ],
  [
    "a segment beside the list",
    "desk",
    "#/a/shop/segments",
    async (user) => {
      await user.click(await screen.findByText("老会员回访"));
      await screen.findByTestId("segment-panel");
    },
  ],
  [
    "a segment being changed",
    "desk",
    "#/a/shop/segments",
    async (user) => {
      await user.click(await screen.findByText("老会员回访"));
      await click(user, "segment-edit");
      await screen.findByTestId("filter-builder");
    },
  ],
  [
    "the look of the table",
    "desk",
    "",
    async (user) => {
      await click(user, "view-button");
      await click(user, "view-pin-remark");
      await screen.findByTestId("view-panel");
    },
  ],
  [
    "a pasted list",
    "desk",
    "",
    async (user) => {
      await screen.findByTestId("row-0");
      await user.keyboard("{Control>}{Shift>}o{/Shift}{/Control}");
      await user.type(await screen.findByTestId("list-text"), "oABC");
      await click(user, "list-check");
      await screen.findByTestId("list-entries");
    },
  ],
  [
    "a new tag",
    "desk",
    "",
    async (user) => {
      await click(user, "tag-new");
      await screen.findByRole("dialog");
    },
  ],
  [
    "the switcher of accounts",
    "desk",
    "",
    async (user) => {
      await click(user, "account-switcher");
      await screen.findByRole("menu");
    },
  ],
  [
    "the tray of jobs",
    "busy",
    "",
    async (user) => {
      await click(user, "job-tray");
      await screen.findByTestId("job-tray-list");
    },
  ],
  [
    "a job under way",
    "busy",
    "",
    async (user) => {
      await click(user, "job-tray");
      await user.click((await screen.findByTestId("tray-job-5")).querySelector("button") ?? document.body);
      await screen.findByRole("dialog");
    },
  ],
  [
    "the report of a sync",
    "desk",
    "",
    async (user) => {
      await click(user, "sync-report");
      await screen.findByRole("dialog");
    },
  ],
  ["the question about leavers", "asking", "", async () => screen.findByRole("dialog")],
  [
    "what a bulk change would do",
    "desk",
    "",
    async (user) => {
      await pickOne(user);
      await click(user, "bulk-block");
      await click(user, "block-check");
      await screen.findByTestId("preview");
    },
  ],
  [
    "a tag's panel",
    "desk",
    "#/a/shop/tags",
    async (user) => {
      const [cell] = within(await screen.findByTestId("row-0")).getAllByRole("gridcell");
      await user.click(cell ?? document.body);
      await screen.findByTestId("tag-panel");
    },
  ],
  [
    "deleting a tag",
    "desk",
    "",
    async (user) => {
      (await screen.findByTestId("tag-101")).focus();
      await user.keyboard("{Delete}");
      await screen.findByRole("dialog");
    },
  ],
  [
    "blocking people",
    "desk",
    "#/a/shop/blacklist",
    async (user) => {
      await click(user, "blacklist-add");
      await screen.findByTestId("block-dialog");
    },
  ],
  ...["rename", "connection", "secret", "remove"].map((what): (typeof dialogs)[number] => [
    `an account: ${what}`,
    "desk",
    "#/settings",
    async (user) => {
      await user.click((await screen.findAllByTestId(`account-${what}`))[0] ?? document.body);
      await screen.findByRole("dialog");
    },
  ]),
];

describe("dialogs and menus", () => {
  test.each(dialogs)("%s", async (_name, of, address, steps) => {
    await steps(open(of, address));
    expect(await serious()).toEqual([]);
  });
});
