// What WeChat's own error codes mean for the person at the desk, and what to do now.
// A code that is not here gets the general words of `errors.wechat` with WeChat's own sentence.

import type { Translated } from "..";
import type source from "../zh-CN/wechatErrors";

const ourFault =
  "This is a fault of Fandesk, not of yours. Copy the technical details below and send them to support.";

export default {
  "-1": {
    title: "WeChat is busy",
    action:
      "Nothing is wrong on your side. Fandesk tries again by itself; if it still fails after a few minutes, try later.",
  },
  "40001": {
    title: "WeChat does not accept the connection's credential",
    action:
      "While connecting an account it means that the AppSecret is not right: enter it again. Now and then it renews itself; if it keeps coming back, another system probably uses the account too: ask its technician to switch every system to the stable token.",
  },
  "40002": { title: "Fandesk asked for access in a wrong way", action: ourFault },
  "40003": {
    title: "WeChat does not know this follower",
    action:
      "The person may have left, or the list belongs to another account. Sync and try again; people who are not found are skipped and listed.",
  },
  "40013": {
    title: "The AppID is not correct",
    action:
      "Copy the AppID again from the WeChat console: it starts with wx, upper and lower case matter, no spaces.",
  },
  "40014": {
    title: "The connection to WeChat has to be renewed",
    action: "Fandesk renews it by itself. If it keeps coming back, contact support.",
  },
  "40032": {
    title: "Too many people in one call",
    action: "Fandesk splits the list and tries again. If it still appears, select fewer people.",
  },
  "40033": { title: "The text could not be stored", action: ourFault },
  "40066": { title: "Fandesk called an address that does not exist", action: ourFault },
  "40092": {
    title: "This remark cannot be used",
    action: "Shorten it to 10 Chinese characters or 29 letters, without special symbols.",
  },
  "40125": {
    title: "The AppSecret is not correct",
    action:
      "Ask the account's administrator for the present AppSecret and enter it again. Each reset ends the old one at once.",
  },
  "40164": {
    title: "This computer's address is not on the IP allow-list",
    action:
      "Ask the administrator to add this address in the WeChat console at 设置与开发 > 开发接口管理 > 基本配置, IP 白名单. It takes up to about 10 minutes; then try again. If the address keeps changing, ask a technician for a fixed one.",
  },
  "40170": { title: "Too many rows in one call", action: "Fandesk asks for fewer and tries again." },
  "40243": {
    title: "The AppSecret is frozen",
    action:
      "It was switched off for safety. The administrator unfreezes it in the WeChat console; then try again.",
  },
  "41001": { title: "The call carried no credential", action: ourFault },
  "41002": { title: "The AppID is missing", action: "Enter the AppID in the account settings." },
  "41004": { title: "The AppSecret is missing", action: "Enter the AppSecret in the account settings." },
  "41018": {
    title: "The platform's AppID is wrong",
    action: "Check the third-party platform's AppID in the settings.",
  },
  "42001": {
    title: "The connection to WeChat has to be renewed",
    action: "Fandesk renews it by itself. If it keeps coming back, contact support.",
  },
  "42006": {
    title: "The connection to WeChat has to be renewed",
    action: "Fandesk renews it by itself. If it keeps coming back, contact support.",
  },
  "42007": {
    title: "The authorisation has ended",
    action: "The account's administrator has to scan the authorisation code again.",
  },
  "43001": { title: "WeChat was called in a wrong way", action: ourFault },
  "43002": { title: "WeChat was called in a wrong way", action: ourFault },
  "43003": { title: "The connection was not encrypted", action: ourFault },
  "43004": {
    title: "This person has left",
    action: "Only present followers can be changed. After the next sync the person shows as left.",
  },
  "44002": { title: "An empty request was sent", action: ourFault },
  "45009": {
    title: "Today's calls are used up",
    action:
      "WeChat limits calls per day. The rest continues by itself when the allowance returns (by the date in China); no need to wait here.",
  },
  "45011": { title: "Going too fast", action: "Fandesk pauses for a minute and continues by itself." },
  "45035": {
    title: "This computer's address is not on the IP allow-list",
    action:
      "Ask the administrator to add this address in the WeChat console at 设置与开发 > 开发接口管理 > 基本配置, IP 白名单. It takes up to about 10 minutes; then try again. If the address keeps changing, ask a technician for a fixed one.",
  },
  "45056": {
    title: "There are already 100 tags",
    action: "WeChat allows at most 100 tags. Delete tags you no longer need first.",
  },
  "45057": {
    title: "The tag has more than 100,000 people and cannot be deleted yet",
    action: "Take it off some people first; below 100,000 it can be deleted.",
  },
  "45058": { title: "This tag belongs to WeChat", action: "WeChat's own tags cannot be renamed or deleted." },
  "45059": {
    title: "This person already has 20 tags",
    action: "Each follower can carry at most 20 tags. Take one off first.",
  },
  "45157": {
    title: "This tag name cannot be used",
    action: "It exists already, or contains something WeChat does not accept. Choose another name.",
  },
  "45158": { title: "The tag name is too long", action: "At most 10 Chinese characters or 30 letters." },
  "45159": {
    title: "WeChat does not see this tag yet",
    action: "It may be too new, or deleted elsewhere. Fandesk waits and tries again; if it stays, sync once.",
  },
  "45169": {
    title: "This person is being changed elsewhere",
    action: "Fandesk queues the change and repeats it.",
  },
  "45171": {
    title: "Some people could not be changed",
    action: "The others are done. Fandesk repeats only those who failed and lists who is left.",
  },
  "46004": { title: "This person cannot be found", action: "Sync once and try again." },
  "47001": { title: "WeChat could not read the request", action: ourFault },
  "47002": { title: "The text could not be stored", action: ourFault },
  "48001": {
    title: "This account may not use this function",
    action:
      "Followers and tags are open to certified accounts only, and the certification is renewed every year. Check it in the WeChat console. What is on this computer stays usable.",
  },
  "48004": {
    title: "WeChat has suspended this function",
    action:
      "The account broke a rule. The administrator finds the reason and the end date in the WeChat console's notices.",
  },
  "48006": {
    title: "No resets left this month",
    action: "All 10 resets of the month are used. Wait for tomorrow's allowance or the next month.",
  },
  "49003": {
    title: "This person belongs to another account",
    action: "Switch to that account, or sync and try again.",
  },
  "50002": {
    title: "The account is restricted",
    action:
      "The account or the person may be frozen or closed. The administrator should look at the WeChat console's notices.",
  },
  "50004": {
    title: "WeChat does not let this account connect",
    action: "It may be under a penalty. The administrator should look at the WeChat console's notices.",
  },
  "50005": {
    title: "This person has left",
    action: "Only present followers can be changed. After the next sync the person shows as left.",
  },
  "50007": {
    title: "The account is frozen",
    action: "The administrator has to unfreeze it in the WeChat console.",
  },
  "61003": {
    title: "The authorisation lacks a permission",
    action: "The administrator scans the authorisation again and ticks user management.",
  },
  "61004": {
    title: "The platform's address is not registered",
    action: "The platform's administrator adds the address shown here; then try again.",
  },
  "61005": {
    title: "The platform's ticket has ended",
    action: "A technician checks whether WeChat can reach the platform's address.",
  },
  "61006": {
    title: "The platform's ticket has ended",
    action: "A technician checks whether WeChat can reach the platform's address.",
  },
  "61007": {
    title: "The authorisation lacks a permission",
    action: "The administrator scans the authorisation again and ticks user management.",
  },
  "61009": { title: "The authorisation code has ended", action: "Start the authorisation again." },
  "61010": { title: "The authorisation code has ended", action: "Start the authorisation again." },
  "61011": {
    title: "The platform's AppID is wrong",
    action: "Check the third-party platform's AppID in the settings.",
  },
  "61014": { title: "The wrong credential was used", action: ourFault },
  "61016": {
    title: "A permission is not confirmed yet",
    action: "The platform's administrator confirms it in the platform console.",
  },
  "61017": {
    title: "The authorisation lacks a permission",
    action: "The administrator scans the authorisation again and ticks user management.",
  },
  "61023": {
    title: "The authorisation has ended",
    action: "The account's administrator has to scan the authorisation code again.",
  },
  "61500": { title: "These dates cannot be used", action: "Choose again: at most 7 days, up to yesterday." },
  "61501": { title: "These dates cannot be used", action: "Choose again: at most 7 days, up to yesterday." },
  "61503": {
    title: "The figures are not ready",
    action: "Yesterday's figures usually come after 8 in the morning, China time.",
  },
  "76021": { title: "This counter does not exist", action: ourFault },
  "89503": {
    title: "The administrator has to approve",
    action: "WeChat has sent the administrator a message. After the approval try again.",
  },
  "89506": {
    title: "The administrator refused",
    action: "Talk to the administrator; a new try is possible after 24 hours.",
  },
  "89507": {
    title: "The administrator refused",
    action: "Talk to the administrator; a new try is possible after 1 hour.",
  },
  "268487001": {
    title: "WeChat is busy",
    action:
      "Nothing is wrong on your side. Fandesk tries again by itself; if it still fails after a few minutes, try later.",
  },
  "268487002": {
    title: "WeChat is busy",
    action:
      "Nothing is wrong on your side. Fandesk tries again by itself; if it still fails after a few minutes, try later.",
  },
} satisfies Translated<typeof source>;
