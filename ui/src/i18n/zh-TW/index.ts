// Traditional Chinese as it is written in Taiwan, gathered by area; a missing or extra key does not compile.
//
// Its own words, not converted ones. One word per idea:
//   粉絲 follower, 標籤 tag (加、移除), 備註 remark, 封鎖 block (into the 黑名單), 人群 segment, 任務 job, 動態 activity,
//   核對 preview, 復原 undo (還原 for what comes back), 變更 change, 帳號 account, 練習帳號 practice account,
//   呼叫 call, 額度 quota, 歸零 reset, 權杖 token, 票證 ticket, 金鑰 key, 主密碼 passphrase, 救援碼 recovery code,
//   鑰匙圈 keychain, 代理伺服器 proxy, 位址 address, 連接埠 port, 連線 connection (連接 an account), 微信 WeChat,
//   檔案, 資料夾, 資料, 儲存, 匯出, 搜尋, 選取, 檢視, 欄 column and 列 row, 中文字, 位元組, QR Code.
// Quotation marks are 「」. What has to be found on WeChat's own console, which is written in simplified characters,
// stays as it stands there.

import type { Translated } from "..";
import type { SourceWords } from "../zh-CN";
import accounts from "./accounts";
import blacklist from "./blacklist";
import calls from "./calls";
import common from "./common";
import errors from "./errors";
import filter from "./filter";
import followers from "./followers";
import frame from "./frame";
import grid from "./grid";
import guide from "./guide";
import jobs from "./jobs";
import lists from "./lists";
import palette from "./palette";
import segments from "./segments";
import settings from "./settings";
import start from "./start";
import sync from "./sync";
import tags from "./tags";
import wechatErrors from "./wechatErrors";

const words = {
  accounts,
  blacklist,
  calls,
  common,
  errors,
  filter,
  followers,
  frame,
  grid,
  guide,
  jobs,
  lists,
  palette,
  segments,
  settings,
  start,
  sync,
  tags,
  wechatErrors,
} satisfies Translated<SourceWords>;

export default words;
