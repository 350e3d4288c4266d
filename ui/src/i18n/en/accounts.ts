// Words of accounts: connecting, managing, and what can be wrong with one.

import type { Translated } from "..";
import type source from "../zh-CN/accounts";

export default {
  connect: {
    title: "Connect an Official Account",
    name: "Name",
    nameHint: "For yourself, such as “Wangjing shop”",
    appId: "AppID",
    appIdHint: "Starts with wx, 18 characters",
    appSecret: "AppSecret",
    appSecretHint: "32 characters. Never shown again once saved",
    advanced: "Advanced",
    apiBase: "API address",
    apiBaseHint: "Usually empty: WeChat's own api.weixin.qq.com",
    submit: "Connect",
    correct: "Correct the {{field}}",
    checking: "Checking with WeChat…",
    adding: "Saving encrypted…",
    whereTitle: "Where to find them",
    where1: "Sign in at mp.weixin.qq.com on a computer",
    where2:
      "Open 设置与开发 > 开发接口管理 > 基本配置 (Settings > Interface management > Basic configuration)",
    where3: "Copy 开发者 ID (AppID)",
    where4: "Beside 开发者密码 (AppSecret) press 重置 (Reset); the administrator scans a code, then copy it",
    resetWarning:
      "A reset ends the old AppSecret at once. If another system uses this account, ask its technician for the present one instead.",
    kept: "The AppSecret goes into this computer's keychain only, never into a file or log.",
    keptByPassphrase:
      "The AppSecret is kept on this computer, encrypted with your passphrase, never in a log.",
    open: "Open “{{name}}”",
  },
  allowList: {
    title: "Add this computer's address to the IP allow-list",
    text: "WeChat knows the account but accepts no connection from this computer yet.",
    address: "Address of this computer",
    step1: "In the WeChat console open 设置与开发 > 开发接口管理 > 基本配置 (Basic configuration)",
    step2: "At IP 白名单 (IP allow-list) press 查看 or 修改 and paste the address on a new line",
    step3: "The administrator confirms by scanning a code; it takes up to about 10 minutes",
    noAddress:
      "WeChat did not say which address; ask your network administrator for the public IP of this computer.",
    changes: "Another network means another address. If it changes often, ask a technician for a fixed one.",
    again: "Added, try again",
  },
  vault: {
    title: "Choose a passphrase",
    text: "This computer has no system keychain, so the AppSecret and the followers are encrypted with a passphrase of yours.",
    consequence:
      "It is asked each time Fandesk opens. It cannot be recovered: without it the account must be connected again, and what is only on this computer is lost.",
    passphrase: "Passphrase (at least 8 characters)",
    again: "Once more",
    different: "The two are not the same",
    tooShort: "At least 8 characters",
    submit: "Set the passphrase and connect",
  },
  switcher: {
    label: "Switch account, now {{name}}",
    connect: "Connect an account",
    practice: "Open a practice account",
    manage: "Manage accounts",
    following: "{{count, number}} followers",
    following_one: "1 follower",
    neverSynced: "Not synced yet",
  },
  health: {
    ready: "Ready",
    secretMissing: "AppSecret missing",
    keyMissing: "Key missing",
    damaged: "File damaged",
    newer: "Needs a newer Fandesk",
    locked: "Locked",
  },
  trouble: {
    secretMissing: {
      title: "The AppSecret is missing, WeChat cannot be reached",
      text: "It is not in the system's keychain any more. Followers on this computer stay visible; enter it again to sync and tag.",
      action: "Enter the AppSecret",
    },
    keyMissing: {
      title: "The data here cannot be opened: its key is gone",
      text: "Usually after a new system user or a reinstalled system. The old file was set aside, nothing was overwritten. A new sync brings back followers and tags from WeChat; what was only here (activity, reasons for blocking) needs the old key.",
      action: "Sync anew",
    },
    damaged: {
      title: "The data file is damaged",
      text: "It was set aside, not deleted. A new sync brings back followers and tags from WeChat, but not what was only here (activity, reasons for blocking).",
      action: "Sync anew",
    },
    newer: {
      title: "Written by a newer Fandesk",
      text: "Install the newer version to open it. The data is unchanged.",
    },
    locked: {
      title: "This account is locked",
      text: "Unlock it to go on. The data is unchanged.",
      action: "Unlock",
    },
    setAside: "Old file: {{path}}",
  },
  list: {
    title: "Accounts",
    rename: "Rename",
    replaceSecret: "Replace AppSecret",
    remove: "Remove from this computer",
    secretSet: "AppSecret saved",
    practiceNote: "Simulated data",
    apiBase: "API address {{address}}",
  },
  rename: { title: "Rename the account", submit: "Rename" },
  secret: {
    title: "Replace the AppSecret of “{{name}}”",
    text: "After a reset in the WeChat console enter the new one here. It is checked with WeChat first and saved only if right.",
    submit: "Check and save",
  },
  remove: {
    title: "Remove “{{name}}” (only on this computer)",
    deleted: "This computer will forget:",
    deletedFollowers: "the local copy of {{count, number}} followers",
    deletedFollowers_one: "the local copy of 1 follower",
    deletedHistory: "activity, jobs and reasons for blocking",
    deletedSecret: "the saved AppSecret and key",
    deletedPractice: "the simulated followers and all that was done to them",
    untouched: "WeChat is not touched: followers, tags, remarks and the blacklist stay.",
    untouchedPractice: "No real person is affected. A new practice account can be opened at any time.",
    final: "This cannot be undone.",
    submit: "Remove from this computer",
  },
} satisfies Translated<typeof source>;
