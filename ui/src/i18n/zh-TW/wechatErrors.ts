// WeChat's own error codes: what happened, what it means, and what to do now.

import type { Translated } from "..";
import type source from "../zh-CN/wechatErrors";

const ourFault = {
  meaning: "這是 Fandesk 本身的問題，與您的操作無關，資料沒有變更。",
  action: "請複製下方的技術資訊傳給技術支援。",
};
const renewed = {
  title: "與微信的連線需要更新",
  meaning: "連線權杖最長用兩小時，也會被別的系統換掉。",
  action: "Fandesk 會自動更新，通常不用理會。若反覆出現，請技術人員讓所有系統都改用「穩定版權杖」。",
};
const busy = {
  title: "微信系統忙碌",
  meaning: "微信那邊暫時處理不過來，不是您的問題。",
  action: "Fandesk 會自動重試；幾分鐘後仍不行，請晚點再試。",
};
const notListed = {
  title: "這台電腦的位址不在 IP 白名單裡",
  meaning: "公眾號只接受管理員登記過的網路位址。換了網路，位址也會變。",
  action:
    "請管理員在公眾平台後台「设置与开发 > 开发接口管理 > 基本配置」的「IP 白名单」裡加上這個位址，約 10 分鐘內生效，然後重試。位址經常變動時，請技術人員提供固定的對外 IP。",
};
const tooManyRows = { title: "一次讀取的數量過多", meaning: "微信對每次讀取的數量有上限。" };
const leftAlready = {
  title: "對方已取消關注",
  meaning: "微信只允許修改現有粉絲的備註和標籤。",
  action: "不用處理：下次同步後，此人會顯示為「已取消關注」。",
};
const missingPermission = {
  title: "授權裡缺少權限",
  action: "請公眾號管理員重新掃描 QR Code 授權，並勾選「用户管理」。",
};
const badCheck = { title: "網路檢測沒有開始", ...ourFault };
const endedCode = {
  title: "授權碼已失效",
  meaning: "授權碼只能用一次，而且只在短時間內有效。",
  action: "請重新發起授權，請管理員再掃描一次 QR Code。",
};
const refusedByAdmin = { title: "管理員拒絕了連線" };
const badDates = {
  title: "日期不能用",
  meaning: "微信的統計每次最多查 7 天，最晚到昨天。",
  action: "請重新選擇日期。",
};

export default {
  "-1": busy,
  "40001": {
    title: "微信不接受目前的連線權杖",
    meaning:
      "連接帳號時出現，表示 AppSecret 不正確。平時出現，多半是別的系統也在用這個公眾號，把權杖換掉了。",
    action:
      "連接帳號時請重新填寫 AppSecret。平時偶爾出現會自動恢復；反覆出現，請技術人員讓所有系統都改用「穩定版權杖」。",
  },
  "40002": { title: "申請權杖的方式有誤", ...ourFault },
  "40003": {
    title: "微信找不到這位粉絲",
    meaning: "可能已取消關注，或名單來自別的公眾號。",
    action: "請同步後再試；找不到的人會略過並列出來。",
  },
  "40013": {
    title: "AppID 不正確",
    meaning: "微信沒有這個 AppID 的公眾號，多半是少複製了一碼，或複製成別的編號。",
    action: "請從公眾平台後台重新複製 AppID：以 wx 開頭，共 18 碼，區分大小寫。",
  },
  "40014": renewed,
  "40032": {
    title: "一次的人數過多",
    meaning: "微信對每次處理的人數有上限。",
    action: "Fandesk 會自動分成小批再試。若仍出現，請減少一次選取的人數。",
  },
  "40033": { title: "文字內容無法儲存", ...ourFault },
  "40066": { title: "呼叫了不存在的 API", ...ourFault },
  "40092": {
    title: "這個備註不能用",
    meaning: "備註太長，或含有微信不允許的內容。",
    action: "請縮短到 10 個中文字或 29 個英文字母以內，不用特殊符號。",
  },
  "40125": {
    title: "AppSecret 不正確",
    meaning: "它與這個 AppID 不相符，或後來被重設過。每次重設後，舊的立即失效。",
    action: "請向公眾號管理員索取最新的 AppSecret，重新填寫。",
  },
  "40164": notListed,
  "40170": { ...tooManyRows, action: "Fandesk 會自動減少數量再試。" },
  "40201": {
    title: "這個公眾號沒有設定回呼網址",
    meaning: "沒有可檢測的網址。",
    action: "通常不用處理；若本該有，請聯絡開發人員。",
  },
  "40202": badCheck,
  "40203": badCheck,
  "40243": {
    title: "AppSecret 已被凍結",
    meaning: "有管理員為了安全把它停用了；凍結期間，任何系統都不能用它連線。",
    action: "請管理員在公眾平台後台「设置与开发 > 开发接口管理 > 基本配置」裡解凍，然後重試。",
  },
  "41001": { title: "請求沒有帶權杖", ...ourFault },
  "41002": { title: "沒有填 AppID", meaning: "沒有它，微信不知道是哪個公眾號。", action: "請填寫 AppID。" },
  "41004": {
    title: "沒有填 AppSecret",
    meaning: "沒有它，微信不讓連線。",
    action: "請填寫 AppSecret。",
  },
  "41018": {
    title: "沒有填第三方平台的 AppID",
    meaning: "沒有它，微信不知道是哪個平台。",
    action: "請在帳號的連線設定裡填寫第三方平台的 AppID。",
  },
  "42001": renewed,
  "42006": renewed,
  "42007": {
    title: "授權已失效",
    meaning: "管理員取消了授權，或改過公眾號的密碼。",
    action: "請公眾號管理員重新掃描 QR Code 授權。",
  },
  "43001": { title: "呼叫方式有誤", ...ourFault },
  "43002": { title: "呼叫方式有誤", ...ourFault },
  "43003": {
    title: "連線沒有加密",
    meaning: "微信只接受 https 連線。",
    action: "請在帳號的「連線設定」裡檢查 API 位址：要以 https:// 開頭。",
  },
  "43004": leftAlready,
  "44002": { title: "送出了空的請求", ...ourFault },
  "45009": {
    title: "今天的呼叫次數已用完",
    meaning: "微信限制每天的呼叫次數，使用這個公眾號的所有系統合併計算。",
    action:
      "剩下的會在額度恢復後（依北京時間的日期）自動繼續，不用守著。急用時，可在「設定 > 帳號」的「呼叫額度」裡歸零，每月 10 次。",
  },
  "45011": {
    title: "操作太快了",
    meaning: "微信限制每分鐘的次數。",
    action: "Fandesk 會停一分鐘，然後自動繼續。",
  },
  "45035": notListed,
  "45056": {
    title: "標籤已滿 100 個",
    meaning: "微信最多允許 100 個標籤。",
    action: "請先刪除不用的標籤再建立。",
  },
  "45057": {
    title: "標籤下超過 10 萬人，不能直接刪除",
    meaning: "微信只刪除 10 萬人以內的標籤。",
    action: "請先為一部分人移除這個標籤，降到 10 萬人以下再刪除。",
  },
  "45058": {
    title: "這是微信內建的標籤",
    meaning: "微信內建的標籤不能重新命名，也不能刪除。",
    action: "請換用自己建立的標籤。",
  },
  "45059": {
    title: "這位粉絲已有 20 個標籤",
    meaning: "每位粉絲最多 20 個標籤。",
    action: "請先移除一個不需要的。",
  },
  "45157": {
    title: "這個標籤名稱不能用",
    meaning: "可能與已有的標籤同名，或含有微信不允許的內容。",
    action: "請換一個名稱。",
  },
  "45158": {
    title: "標籤名稱太長",
    meaning: "微信以位元組計算，一個中文字占三個位元組。",
    action: "最多 10 個中文字或 30 個英文字母。",
  },
  "45159": {
    title: "微信暫時看不到這個標籤",
    meaning: "可能剛建好還沒生效，或已在別處刪除。",
    action: "Fandesk 會稍候再試；仍不行請同步一次。",
  },
  "45169": {
    title: "這位粉絲正在被別處修改",
    meaning: "微信同一時間只改一個人的一處。",
    action: "Fandesk 會排隊再試。",
  },
  "45171": {
    title: "有幾位沒有改成",
    meaning: "其餘的已經完成。",
    action: "Fandesk 只重試沒有成功的人，最後列出名單。",
  },
  "46004": {
    title: "找不到這位使用者",
    meaning: "微信沒有這個人的記錄。",
    action: "請同步一次再試。",
  },
  "47001": { title: "微信看不懂請求內容", ...ourFault },
  "47002": { title: "文字內容無法儲存", ...ourFault },
  "48001": {
    title: "這個公眾號沒有這項權限",
    meaning: "粉絲和標籤的 API 只開放給已認證的公眾號，認證每年要年審；有的功能還只給服務號。",
    action: "請在公眾平台後台「设置与开发 > 账号设置」裡檢視認證狀態。本機已有的內容照常可用。",
  },
  "48004": {
    title: "這項功能被微信封禁",
    meaning: "公眾號因違規受限。",
    action: "請管理員在公眾平台的「通知中心」檢視原因和解封時間。",
  },
  "48006": {
    title: "本月的歸零次數已用完",
    meaning: "每月 10 次，後台和所有系統合併計算。",
    action: "請等明天額度恢復，或等下個月。",
  },
  "49003": {
    title: "這位粉絲屬於別的公眾號",
    meaning: "同一個人在每個公眾號的 OpenID 都不同。",
    action: "請切換到對應的帳號，或同步後再試。",
  },
  "50002": {
    title: "帳號受限",
    meaning: "公眾號或對方可能被凍結或已註銷。",
    action: "請管理員在公眾平台的「通知中心」檢視。",
  },
  "50004": {
    title: "微信不允許這個公眾號連線",
    meaning: "公眾號可能受到處罰，暫時不能透過 API 使用。",
    action: "請管理員在公眾平台的「通知中心」檢視原因和期限。",
  },
  "50005": leftAlready,
  "50007": {
    title: "公眾號已被凍結",
    meaning: "凍結期間，任何系統都不能連上它。",
    action: "請管理員登入公眾平台，依提示解凍，然後重試。",
  },
  "61003": {
    title: "公眾號沒有授權給這個平台",
    meaning: "管理員還沒有掃描 QR Code 授權，或已經取消。",
    action: "請公眾號管理員掃描 QR Code 授權。",
  },
  "61004": {
    title: "第三方平台的位址沒有登記",
    meaning: "平台只接受登記過的網路位址。",
    action: "請平台管理員在開發設定裡加上這裡顯示的位址，然後重試。",
  },
  "61005": {
    title: "第三方平台的票證已過期",
    meaning: "微信每 10 分鐘送來新票證，平台已經 12 小時沒有收到。",
    action: "請技術人員檢查微信能否連上平台的接收網址。",
  },
  "61006": {
    title: "第三方平台的票證不對",
    meaning: "取得的票證不是微信最近送出的那一個。",
    action: "請技術人員檢查票證的來源和平台的 AppID。",
  },
  "61007": {
    ...missingPermission,
    meaning: "授權時沒有勾選「用户管理」，平台不能讀取粉絲和標籤。",
  },
  "61009": endedCode,
  "61010": endedCode,
  "61011": {
    title: "第三方平台的 AppID 有誤",
    meaning: "微信沒有這個 AppID 的平台。",
    action: "請在帳號的連線設定裡檢查第三方平台的 AppID。",
  },
  "61014": { title: "用錯了權杖", ...ourFault },
  "61016": {
    title: "權限還沒有確認",
    meaning: "這項權限要平台先確認才能使用。",
    action: "請平台管理員在開放平台後台確認這項權限。",
  },
  "61017": { ...missingPermission, meaning: "授權時沒有勾選這項權限。" },
  "61023": {
    title: "儲存的授權已失效",
    meaning: "授權換新了，本機留的是舊的。",
    action: "Fandesk 會先從平台取回；取不回時，請公眾號管理員重新掃描 QR Code 授權。",
  },
  "61500": badDates,
  "61501": badDates,
  "61503": {
    title: "統計資料還沒產生",
    meaning: "前一天的資料通常在早上 8 點後產生。",
    action: "請稍後再看。",
  },
  "63178": {
    title: "舊公眾號的資訊不相符",
    meaning: "微信沒有從那個公眾號遷移到這裡的記錄。",
    action: "請核對舊公眾號的原始 ID（以 gh_ 開頭）。",
  },
  "63182": {
    title: "名單是空的",
    meaning: "沒有要轉換的 OpenID。",
    action: "請先放入舊公眾號的粉絲名單。",
  },
  "63183": {
    title: "沒有帳號遷移的記錄",
    meaning: "只在遷移完成後的 15 天內能轉換。",
    action: "請管理員在公眾平台後台檢視遷移是哪天完成的。",
  },
  "76001": {
    title: "查不到這個編號",
    meaning: "微信只保留最近 7 天的編號。",
    action: "請用最近一次出錯的編號。",
  },
  "76002": {
    title: "編號不完整",
    meaning: "編號是三段，每段 8 碼，中間用連字號連接。",
    action: "請複製完整的編號。",
  },
  "76003": {
    title: "這個編號屬於別的公眾號",
    meaning: "只能查自己公眾號的編號。",
    action: "請切換到出錯的那個公眾號再查。",
  },
  "76004": {
    title: "編號已超過 7 天",
    meaning: "微信只保留最近 7 天的編號。",
    action: "請用最近一次出錯的編號。",
  },
  "76021": { title: "沒有這個計數項目", ...ourFault },
  "76022": {
    title: "這個公眾號查不到這項額度",
    meaning: "微信不對這類公眾號公布這個數字。",
    action: "不用處理，功能照常可用。",
  },
  "89503": {
    title: "需要管理員確認",
    meaning: "這是第一次從這個位址連線，微信已經傳確認訊息到管理員的手機。",
    action: "請管理員在微信裡按確認；確認後會自動繼續。",
  },
  "89506": {
    ...refusedByAdmin,
    meaning: "管理員在手機上按了拒絕，24 小時內這個位址不能再連線。",
    action: "請先與管理員說好。24 小時後再試時微信會再問管理員，請管理員按確認。",
  },
  "89507": {
    ...refusedByAdmin,
    meaning: "管理員在手機上按了拒絕，1 小時內這個位址不能再連線。",
    action: "請先與管理員說好。1 小時後再試時微信會再問管理員，請管理員按確認。",
  },
  "268487001": busy,
  "268487002": busy,
} satisfies Translated<typeof source>;
