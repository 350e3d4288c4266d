// WeChat's own error codes: what happened, what it means, and what to do now. Every code that the client knows is here;
// another one gets the general words of `errors.wechat` with WeChat's own sentence.

import type { Translated } from "..";
import type source from "../zh-CN/wechatErrors";

const ourFault = {
  meaning: "This is a fault of Fandesk, not of yours; no data is changed.",
  action: "Copy the technical details below and send them to support.",
};
const renewed = {
  title: "The connection to WeChat has to be renewed",
  meaning: "A credential lasts two hours at most, and another system can replace it sooner.",
  action:
    "Fandesk renews it by itself. If it keeps coming back, ask a technician to switch every system to the stable token.",
};
const busy = {
  title: "WeChat is busy",
  meaning: "Nothing is wrong on your side.",
  action: "Fandesk tries again by itself; if it still fails after a few minutes, try later.",
};
const notListed = {
  title: "This computer's address is not on the IP allow-list",
  meaning:
    "The account accepts only addresses that its administrator has entered. Another network has another address.",
  action:
    "Ask the administrator to add this address in the WeChat console at 设置与开发 > 开发接口管理 > 基本配置, IP 白名单. It takes up to about 10 minutes; then try again. If the address keeps changing, ask a technician for a fixed one.",
};
const tooManyRows = {
  title: "Too many rows in one call",
  meaning: "WeChat limits how many it gives at once.",
};
const leftAlready = {
  title: "This person has left",
  meaning: "WeChat changes remarks and tags of present followers only.",
  action: "Nothing to do: after the next sync the person shows as left.",
};
const missingPermission = {
  title: "The authorisation lacks a permission",
  action: "The account's administrator scans the authorisation again and ticks user management.",
};
const badCheck = { title: "The network check did not start", ...ourFault };
const endedCode = {
  title: "The authorisation code has ended",
  meaning: "A code works once and for a short time only.",
  action: "Start the authorisation again and let the administrator scan once more.",
};
const refusedByAdmin = { title: "The administrator refused" };
const badDates = {
  title: "These dates cannot be used",
  meaning: "WeChat's statistics give at most 7 days at a time, up to yesterday.",
  action: "Choose the dates again.",
};

export default {
  "-1": busy,
  "40001": {
    title: "WeChat does not accept the connection's credential",
    meaning:
      "While connecting an account it means that the AppSecret is not right. Later on, another system that uses the account has probably replaced the credential.",
    action:
      "While connecting, enter the AppSecret again. Now and then it renews itself; if it keeps coming back, ask a technician to switch every system to the stable token.",
  },
  "40002": { title: "Fandesk asked for access in a wrong way", ...ourFault },
  "40003": {
    title: "WeChat does not know this follower",
    meaning: "The person may have left, or the list belongs to another account.",
    action: "Sync and try again; people who are not found are skipped and listed.",
  },
  "40013": {
    title: "The AppID is not correct",
    meaning: "WeChat has no account with it: a character may be missing, or another number was copied.",
    action:
      "Copy the AppID again from the WeChat console: it starts with wx and has 18 characters; upper and lower case matter.",
  },
  "40014": renewed,
  "40032": {
    title: "Too many people in one call",
    meaning: "WeChat limits how many people one call may name.",
    action: "Fandesk splits the list and tries again. If it still appears, select fewer people.",
  },
  "40033": { title: "The text could not be stored", ...ourFault },
  "40066": { title: "Fandesk called an address that does not exist", ...ourFault },
  "40092": {
    title: "This remark cannot be used",
    meaning: "It is too long, or contains something WeChat does not accept.",
    action: "Shorten it to 10 Chinese characters or 29 letters, without special symbols.",
  },
  "40125": {
    title: "The AppSecret is not correct",
    meaning:
      "It does not belong to this AppID, or has been reset since. Each reset ends the old one at once.",
    action: "Ask the account's administrator for the present AppSecret and enter it again.",
  },
  "40164": notListed,
  "40170": { ...tooManyRows, action: "Fandesk asks for fewer and tries again." },
  "40201": {
    title: "The account has no callback address",
    meaning: "There is nothing to check.",
    action: "Usually nothing to do; if there should be one, ask the developer.",
  },
  "40202": badCheck,
  "40203": badCheck,
  "40243": {
    title: "The AppSecret is frozen",
    meaning: "An administrator switched it off for safety; until then no system can connect with it.",
    action:
      "The administrator unfreezes it in the WeChat console at 设置与开发 > 开发接口管理 > 基本配置; then try again.",
  },
  "41001": { title: "The call carried no credential", ...ourFault },
  "41002": {
    title: "The AppID is missing",
    meaning: "Without it WeChat does not know which account is meant.",
    action: "Enter the AppID.",
  },
  "41004": {
    title: "The AppSecret is missing",
    meaning: "Without it WeChat lets nobody connect.",
    action: "Enter the AppSecret.",
  },
  "41018": {
    title: "The platform's AppID is missing",
    meaning: "Without it WeChat does not know which platform is meant.",
    action: "Enter the third-party platform's AppID in the account's connection.",
  },
  "42001": renewed,
  "42006": renewed,
  "42007": {
    title: "The authorisation has ended",
    meaning: "The administrator withdrew it, or changed the account's password.",
    action: "The account's administrator has to scan the authorisation code again.",
  },
  "43001": { title: "WeChat was called in a wrong way", ...ourFault },
  "43002": { title: "WeChat was called in a wrong way", ...ourFault },
  "43003": {
    title: "The connection was not encrypted",
    meaning: "WeChat accepts https only.",
    action: "Check the API address in the account's connection: it has to start with https://.",
  },
  "43004": leftAlready,
  "44002": { title: "An empty request was sent", ...ourFault },
  "45009": {
    title: "Today's calls are used up",
    meaning: "WeChat limits calls per day, counted together for every system that uses the account.",
    action:
      "The rest continues by itself when the allowance returns (by the date in China); no need to wait here. In a hurry, reset it under Settings > Calls of this account, 10 times a month.",
  },
  "45011": {
    title: "Going too fast",
    meaning: "WeChat limits calls per minute.",
    action: "Fandesk pauses for a minute and continues by itself.",
  },
  "45035": notListed,
  "45056": {
    title: "There are already 100 tags",
    meaning: "WeChat allows at most 100 tags.",
    action: "Delete tags you no longer need first.",
  },
  "45057": {
    title: "The tag has more than 100,000 people and cannot be deleted yet",
    meaning: "WeChat deletes only tags with at most 100,000 people.",
    action: "Take it off some people first; below 100,000 it can be deleted.",
  },
  "45058": {
    title: "This tag belongs to WeChat",
    meaning: "WeChat's own tags cannot be renamed or deleted.",
    action: "Use a tag of your own.",
  },
  "45059": {
    title: "This person already has 20 tags",
    meaning: "Each follower can carry at most 20 tags.",
    action: "Take one off first.",
  },
  "45157": {
    title: "This tag name cannot be used",
    meaning: "It exists already, or contains something WeChat does not accept.",
    action: "Choose another name.",
  },
  "45158": {
    title: "The tag name is too long",
    meaning: "WeChat counts bytes; a Chinese character has three.",
    action: "At most 10 Chinese characters or 30 letters.",
  },
  "45159": {
    title: "WeChat does not see this tag yet",
    meaning: "It may be too new, or deleted elsewhere.",
    action: "Fandesk waits and tries again; if it stays, sync once.",
  },
  "45169": {
    title: "This person is being changed elsewhere",
    meaning: "WeChat changes one thing of a person at a time.",
    action: "Fandesk queues the change and repeats it.",
  },
  "45171": {
    title: "Some people could not be changed",
    meaning: "The others are done.",
    action: "Fandesk repeats only those who failed and lists who is left.",
  },
  "46004": {
    title: "This person cannot be found",
    meaning: "WeChat has no record of the person.",
    action: "Sync once and try again.",
  },
  "47001": { title: "WeChat could not read the request", ...ourFault },
  "47002": { title: "The text could not be stored", ...ourFault },
  "48001": {
    title: "This account may not use this function",
    meaning:
      "Followers and tags are open to certified accounts only, and the certification is renewed every year; some functions are for service accounts alone.",
    action:
      "Check the certification in the WeChat console at 设置与开发 > 账号设置. What is on this computer stays usable.",
  },
  "48004": {
    title: "WeChat has suspended this function",
    meaning: "The account broke a rule.",
    action: "The administrator finds the reason and the end date in the WeChat console's notices.",
  },
  "48006": {
    title: "No resets left this month",
    meaning: "There are 10 a month, counted together for the console and every system.",
    action: "Wait for tomorrow's allowance or the next month.",
  },
  "49003": {
    title: "This person belongs to another account",
    meaning: "The same person has another OpenID in each account.",
    action: "Switch to that account, or sync and try again.",
  },
  "50002": {
    title: "The account is restricted",
    meaning: "The account or the person may be frozen or closed.",
    action: "The administrator should look at the WeChat console's notices.",
  },
  "50004": {
    title: "WeChat does not let this account connect",
    meaning: "It may be under a penalty and cannot be used through the API for now.",
    action: "The administrator finds the reason and the end date in the WeChat console's notices.",
  },
  "50005": leftAlready,
  "50007": {
    title: "The account is frozen",
    meaning: "Until it is unfrozen no system can connect to it.",
    action: "The administrator unfreezes it in the WeChat console; then try again.",
  },
  "61003": {
    title: "The account has not authorised this platform",
    meaning: "The administrator has not scanned yet, or has withdrawn.",
    action: "The account's administrator scans the authorisation code.",
  },
  "61004": {
    title: "The platform's address is not registered",
    meaning: "A platform accepts registered addresses only.",
    action: "The platform's administrator adds the address shown here; then try again.",
  },
  "61005": {
    title: "The platform's ticket has ended",
    meaning: "WeChat sends a new one every 10 minutes; none has arrived for 12 hours.",
    action: "A technician checks whether WeChat can reach the platform's address.",
  },
  "61006": {
    title: "The platform's ticket is not right",
    meaning: "What was fetched is not the ticket that WeChat sent last.",
    action: "A technician checks where the ticket comes from, and the platform's AppID.",
  },
  "61007": {
    ...missingPermission,
    meaning: "User management was not ticked, so the platform may not read followers and tags.",
  },
  "61009": endedCode,
  "61010": endedCode,
  "61011": {
    title: "The platform's AppID is wrong",
    meaning: "WeChat has no platform with it.",
    action: "Check the third-party platform's AppID in the account's connection.",
  },
  "61014": { title: "The wrong credential was used", ...ourFault },
  "61016": {
    title: "A permission is not confirmed yet",
    meaning: "The platform has to confirm it before it can be used.",
    action: "The platform's administrator confirms it in the platform console.",
  },
  "61017": { ...missingPermission, meaning: "This permission was not ticked." },
  "61023": {
    title: "The saved authorisation has ended",
    meaning: "It was replaced, and the old one is kept here.",
    action:
      "Fandesk first fetches it again from the platform; if that fails, the administrator scans the authorisation code again.",
  },
  "61500": badDates,
  "61501": badDates,
  "61503": {
    title: "The figures are not ready",
    meaning: "Yesterday's usually come after 8 in the morning, China time.",
    action: "Look again later.",
  },
  "63178": {
    title: "The old account does not match",
    meaning: "WeChat knows of no move from that account to this one.",
    action: "Check the old account's original ID (it starts with gh_).",
  },
  "63182": {
    title: "The list is empty",
    meaning: "There is no OpenID to convert.",
    action: "Put in the old account's list of followers first.",
  },
  "63183": {
    title: "WeChat knows of no move of the account",
    meaning: "Ids are converted only within 15 days after the move.",
    action: "The administrator looks up in the WeChat console when the move was completed.",
  },
  "76001": {
    title: "WeChat does not know this number",
    meaning: "It keeps the numbers of the last 7 days only.",
    action: "Use the number of the latest error.",
  },
  "76002": {
    title: "The number is not complete",
    meaning: "It has three groups of 8 characters with hyphens between.",
    action: "Copy the whole number.",
  },
  "76003": {
    title: "This number belongs to another account",
    meaning: "An account can look up its own numbers only.",
    action: "Switch to the account in which the error appeared.",
  },
  "76004": {
    title: "The number is older than 7 days",
    meaning: "WeChat keeps the numbers of the last 7 days only.",
    action: "Use the number of the latest error.",
  },
  "76021": { title: "This counter does not exist", ...ourFault },
  "76022": {
    title: "WeChat does not tell this allowance",
    meaning: "It gives no figure for this kind of account.",
    action: "Nothing to do; the function works as usual.",
  },
  "89503": {
    title: "The administrator has to approve",
    meaning:
      "It is the first connection from this address; WeChat has sent a message to the administrator's phone.",
    action: "The administrator agrees in WeChat; then it goes on by itself.",
  },
  "89506": {
    ...refusedByAdmin,
    meaning: "The administrator tapped No; this address is shut out for 24 hours.",
    action:
      "Talk to the administrator first. Try again after 24 hours: WeChat then asks the administrator again, who has to tap Yes this time.",
  },
  "89507": {
    ...refusedByAdmin,
    meaning: "The administrator tapped No; this address is shut out for 1 hour.",
    action:
      "Talk to the administrator first. Try again after 1 hour: WeChat then asks the administrator again, who has to tap Yes this time.",
  },
  "268487001": busy,
  "268487002": busy,
} satisfies Translated<typeof source>;
