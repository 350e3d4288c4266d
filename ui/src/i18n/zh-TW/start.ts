// Words of the first start and of the screens that stand before everything else.

import type { Translated } from "..";
import type source from "../zh-CN/start";

export default {
  welcome: "從哪裡開始？",
  practice: {
    title: "練習帳號",
    text: "一個模擬的公眾號，放心試，不會動到任何真人。",
    action: "開啟練習帳號",
    size: "人數",
    sizes: { small: "2 萬", medium: "10 萬", large: "100 萬" },
    name: "練習帳號",
    opening: "正在準備 {{people, number}} 位模擬粉絲…",
  },
  connect: {
    title: "連接公眾號",
    text: "用公眾號的 AppID 和 AppSecret 連接，粉絲資料加密存放在本機。",
    action: "連接公眾號",
  },
  back: "返回",
  failed: "Fandesk 無法開啟",
  unlock: {
    title: "輸入主密碼",
    text: "公眾號的資料以您的主密碼加密。輸入後才能開啟。",
    passphrase: "主密碼",
    action: "解鎖",
    forgotten:
      "忘記主密碼又沒有救援碼，就無法找回。粉絲和標籤在微信端都還在，可以清除本機的資料，再重新連接公眾號。",
    byCode: "忘記主密碼？使用救援碼",
    recover: "用救援碼設定新的主密碼",
    code: "救援碼",
    recoverAction: "開啟並換成新的主密碼",
    byPassphrase: "返回輸入主密碼",
    erase: "清除本機的資料…",
  },
  keychainLocked: {
    title: "系統鑰匙圈已鎖定",
    text: "Fandesk 的金鑰存放在系統鑰匙圈裡。請在系統跳出的視窗裡解鎖，或先解鎖鑰匙圈，再按「重試」。",
  },
  keychainMissing: {
    title: "找不到系統鑰匙圈",
    text: "金鑰原先存放在這台電腦的系統鑰匙圈裡，現在讀不到。請以當初的系統使用者登入，或啟動鑰匙圈服務後按「重試」。",
    untouched: "本機的資料檔案沒有變更，也沒有刪除。",
    byCode: "這台電腦沒有鑰匙圈？使用救援碼",
    byCodeTitle: "用救援碼開啟",
    byCodeText:
      "資料是從別的電腦搬來的，這台電腦又沒有鑰匙圈？請輸入當時寫下的救援碼，再設定主密碼：以後用它開啟這裡的資料。",
    byCodeAction: "開啟並使用這個主密碼",
    byKeychain: "返回",
  },
  keysMissing: {
    title: "資料的金鑰不見了",
    text: "系統鑰匙圈裡沒有能打開本機資料的金鑰，多半是換了電腦使用者或重灌過系統。資料檔案都還在，沒有變更。請輸入當時寫下的救援碼。",
    action: "取回金鑰",
    secrets: "救援碼不含 AppSecret：打開後先只能檢視，再為每個帳號填一次 AppSecret 就和從前一樣。",
    without: {
      open: "沒有救援碼，重新同步…",
      submit: "放到一旁，重新開始",
      comesBack: "粉絲、標籤、備註和黑名單在微信端都還在，重新連接帳號後同步一次就回來。",
      onlyHere: "只存在本機的回不來：動態和任務記錄、封鎖原因、標籤的顏色和說明、人群、名單和檢視。",
      kept: "打不開的檔案會移到資料夾的 set-aside 裡，不會刪除；之後就不能再用救援碼了。",
    },
  },
} satisfies Translated<typeof source>;
