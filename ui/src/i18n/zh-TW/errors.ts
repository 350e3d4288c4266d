// What an error means and what to do now, by its code.

import type { Translated } from "..";
import type source from "../zh-CN/errors";

export default {
  offline: {
    title: "連不上網路",
    text: "請檢查網路連線。已經讀到本機的粉絲和標籤照常可用，要傳給微信的會等網路恢復後再試。",
  },
  untrusted: {
    title: "無法確認對方就是微信",
    text: "請先看這台電腦的日期和時間對不對；在飯店、商場等公用網路，先用瀏覽器登入網路。也可能是網路裡的防火牆或代理伺服器在檢查或切斷加密連線：請網路管理員放行 api.weixin.qq.com。",
  },
  proxy: { title: "代理伺服器沒有讓連線通過", text: "請在設定裡檢查這個帳號的「連線設定」。" },
  timeout: { title: "微信沒有在時限內回應", text: "可能是網路慢或微信忙碌，請稍候再試。" },
  http: {
    title: "無法連上微信",
    text: "對方伺服器回應了 {{status}}。如果公司網路要經過代理伺服器，請網路管理員放行 api.weixin.qq.com。",
  },
  wechat: {
    title: "微信沒有接受這次操作",
    text: "微信的原話：「{{message}}」。請稍後再試；若一直這樣，請複製下方編號傳給技術人員。",
  },
  quotaReserved: {
    title: "今天的呼叫額度不夠了",
    text: "扣除保留給其他系統的，還剩 {{left, number}} 次，需要 {{needed, number}} 次。明天會自動繼續；現在繼續就會用到保留的額度。",
  },
  malformed: { title: "看不懂微信的回應", text: "這一次的回應已留作檢查，沒有變更任何資料。請稍後再試。" },
  keychainLocked: { title: "系統鑰匙圈已鎖定", text: "金鑰存放在系統鑰匙圈裡。請解鎖後重試。" },
  keychainMissing: {
    title: "找不到系統鑰匙圈",
    text: "金鑰原先存放在系統鑰匙圈裡，現在讀不到。請以當初的系統使用者登入；資料沒有變更。",
  },
  passphraseNeeded: { title: "需要主密碼", text: "請輸入您為本機設定的主密碼，才能開啟公眾號的資料。" },
  wrongCode: {
    title: "救援碼不對",
    text: "請對照寫下的再輸入一次，共 25 位。如果後來又產生過新的，只有最後一組有效。",
  },
  recoveryDamaged: {
    title: "救援碼無法使用",
    text: "救援碼要和資料夾裡的 recovery.json 一起用，這個檔案損毀或不見了。有備份的話請放回原處再試。",
  },
  wrongPassphrase: { title: "主密碼不對", text: "請再輸入一次。注意大小寫和輸入法。" },
  accountUnknown: { title: "找不到這個帳號", text: "它可能剛從本機移除。請在左上角換一個帳號。" },
  accountExists: { title: "這個公眾號已經在本機", text: "它的名稱是「{{name}}」，可以直接開啟。" },
  accountUnavailable: {
    title: "這個帳號現在打不開",
    text: "請在「設定 > 帳號」裡檢視原因和下一步。",
  },
  invalid: { title: "填寫的內容不符合要求", text: "請依提示修改後再試。" },
  tagNameTooLong: { title: "標籤名稱太長", text: "最多 10 個中文字或 30 個英文字母，請縮短一些。" },
  tagNameTaken: { title: "已經有標籤「{{name}}」", text: "請換一個名稱，或直接使用已有的標籤。" },
  tagLimit: {
    title: "標籤已滿 {{limit}} 個",
    text: "微信最多允許 {{limit}} 個標籤。請先刪除不用的標籤。",
  },
  tagIsSystem: { title: "這是微信內建的標籤", text: "微信內建的標籤不能重新命名，也不能刪除。" },
  tagTooLarge: {
    title: "標籤下人數太多，不能直接刪除",
    text: "它有 {{people, number}} 人，微信只允許刪除不超過 {{limit, number}} 人的標籤。請先為一部分人移除這個標籤。",
  },
  tagUnknown: { title: "找不到這個標籤", text: "它可能已在別處刪除。同步一次就會更新標籤清單。" },
  remarkTooLong: { title: "備註太長", text: "最多 10 個中文字或 30 個英文字母，請縮短一些。" },
  personTagLimit: {
    title: "標籤已滿 {{limit}} 個",
    text: "每位粉絲最多 {{limit}} 個標籤。請先移除一個不需要的。",
  },
  followerUnknown: { title: "找不到這位粉絲", text: "清單可能已經更新。請關閉詳細資料後重新選取。" },
  selectionEmpty: { title: "沒有選取任何人", text: "請先在清單裡選取粉絲。" },
  resultSetExpired: {
    title: "清單已更新，請重新選取",
    text: "原先的清單有 {{had, number}} 人，擱置太久已收起。",
  },
  keptLimit: { title: "已有 {{limit}} 個", text: "不能儲存更多了。請先刪除不再需要的。" },
  jobUnknown: { title: "找不到這個任務", text: "它可能已被清理。請在「動態」裡檢視。" },
  jobState: { title: "任務的狀態剛剛變了", text: "請看一眼它現在的狀態，再決定下一步。" },
  syncRunning: { title: "正在同步", text: "同一個帳號一次只能同步一次，等它結束即可。" },
  diskFull: { title: "磁碟空間不足", text: "請清出一些空間後重試。已完成的部分都已儲存。" },
  readOnly: { title: "資料夾無法寫入", text: "請確認資料夾還在，並檢查它和其中檔案的權限，然後重試。" },
  folderInUse: {
    title: "另一個 Fandesk 正在使用資料夾",
    text: "同一時間只能有一個在用。請先關閉另一個（也可能在瀏覽器裡或別的使用者那裡開著），再重試。",
  },
  fileDamaged: {
    title: "資料檔案損毀",
    text: "損毀的檔案已放到一旁，沒有刪除。重新同步可以取回微信端的資料。",
  },
  storage: { title: "讀寫本機資料時發生問題", text: "請重試。若一直這樣，請重新啟動 Fandesk。" },
  notFound: { title: "找不到要的內容", text: "它可能剛剛被刪除或移走。" },
  internal: {
    title: "Fandesk 發生問題",
    text: "這不是您的操作造成的，資料沒有遺失。請重試；若一直這樣，請複製下方編號傳給技術支援。",
  },
  given: {
    token: { service: "您的權杖服務", what: "權杖" },
    ticket: { service: "您的票證服務", what: "票證" },
  },
  ownService: { title: "權杖服務沒有給出權杖", text: "請聯絡管理這個服務的技術人員。微信那邊沒有問題。" },
  services: {
    unreachable: {
      title: "連不上{{service}}",
      text: "它的網址沒有人回應。請檢查網路和填寫的網址，或聯絡管理這個服務的技術人員。這與微信無關。",
    },
    untrusted: {
      title: "{{service}}的憑證不可信",
      text: "為安全起見沒有繼續。請讓管理這個服務的技術人員檢查憑證，也請檢查這台電腦的時間。",
    },
    silent: {
      title: "{{service}}遲遲沒有回應",
      text: "等了很久都沒有回應。請稍後再試；一直這樣，請聯絡管理這個服務的技術人員。這與微信無關。",
    },
    status: {
      title: "{{service}}回應了錯誤 {{status}}",
      text: "不是微信的錯誤。401、403 多半是請求標頭裡的密碼不對，404 是網址不對，500 以上是服務自己出了故障。請聯絡管理這個服務的技術人員。",
    },
    notJson: {
      title: "看不懂{{service}}的回應",
      text: "它的回應不是約定的格式（JSON），可能是登入頁面。請檢查網址，或聯絡管理這個服務的技術人員。",
    },
    nothingThere: {
      title: "{{service}}的回應裡沒有{{what}}",
      text: "在填寫的位置找不到。請向技術人員核對「{{what}}在回應裡的位置」。",
    },
    notAValue: {
      title: "{{service}}給出的不是{{what}}",
      text: "填寫的位置上是空的，或是別的內容。請向技術人員核對「{{what}}在回應裡的位置」。",
    },
    rejected: {
      title: "{{service}}給出的{{what}}微信不接受",
      text: "已經再要了一次，微信還是不接受。多半是服務裡存的權杖已失效，或屬於另一個公眾號。請聯絡管理這個服務的技術人員。",
    },
  },
  credentialsMissing: {
    title: "缺少憑證，等您重新填寫",
    text: "本機沒有儲存開啟這個帳號的憑證。重新填寫後，停下的同步和任務會接著做；本機已有的內容照常可用。",
  },
  offlines: {
    name: {
      title: "找不到微信伺服器",
      text: "這台電腦沒有連上網路，或網路的網域名稱解析（DNS）查不到 API 位址。請檢查網路；若其他網站打得開，請核對 API 位址（連接時在「進階」裡，之後在這個帳號的「連線設定」裡）。沒做完的會自動再試。",
    },
    broken: {
      title: "與微信的連線中途斷了",
      text: "網路不太穩定，或中間有設備切斷了連線。不用做什麼，會自動再試；若總是這樣，請換一個網路。",
    },
  },
  proxies: {
    unreachable: {
      title: "連不上代理伺服器",
      text: "填寫的位址上沒有程式回應。請檢查網路，以及這個帳號「連線設定」裡代理伺服器的位址和連接埠。",
    },
    silent: {
      title: "代理伺服器沒有在時限內回應",
      text: "可能是代理伺服器忙碌，或位址和連接埠不對。請稍後重試；若一直這樣，請在設定裡檢查這個帳號的「連線設定」。",
    },
    login: {
      title: "代理伺服器不接受這組使用者名稱和密碼",
      text: "這是代理伺服器的使用者名稱和密碼，不是微信的。請在這個帳號的「連線設定」裡重新填寫，或向網路管理員詢問。",
    },
    refused: {
      title: "代理伺服器沒有連上微信",
      text: "代理伺服器有回應，但沒有接通微信。請網路管理員在代理伺服器上放行 api.weixin.qq.com 的 443 連接埠。",
    },
    noProxy: {
      title: "那裡不是這種代理伺服器",
      text: "填寫的位址有回應，但不是所選的代理伺服器類型。請在這個帳號的「連線設定」裡檢查類型（HTTP、HTTPS、SOCKS5）和連接埠。",
    },
  },
  fields: {
    notAHeader: "請求標頭的名稱只能用英文字母、數字和橫線，值不能空白或換行",
    notAPath: "寫法例如 data.access_token",
    notATime: "請填 30 到 7200 之間的數字",
    notAToken: "這不像 access_token，請整段複製",
    empty: "請填寫",
    tooMuchToKeep:
      "網址和請求標頭加起來太長，系統的鑰匙圈放不下（最多約 1200 個字元）。請技術人員換成短一些的",
    tooLong: "太長了",
    tooShort: "太短了",
    notAnAppId: "AppID 以 wx 開頭，共 18 碼",
    notASecret: "AppSecret 是 32 碼的數字和英文字母",
    notAnAddress: "請填寫完整的網址，以 https:// 開頭",
    notAHost: "請只填寫位址，例如 proxy.example.com 或 10.0.0.8",
    notAPort: "連接埠是 1 到 65535 的數字",
    insecureAddress: "請用 https:// 開頭的網址，AppSecret 才不會外洩",
    tooDeep: "群組套得太深了",
    tooManyTags: "選取的人帶有的標籤太多，一次變更最多涉及 120 個：請分幾批選取",
    characters: "含有不能使用的字元",
  },
  remedies: {
    retry: "重試",
    editAccount: "檢查帳號設定",
    unlock: "解鎖",
    sync: "同步一次",
    copyAddress: "複製位址 {{address}}",
    copyIncident: "複製編號",
    seeActivity: "看動態",
  },
  footer: {
    code: "代碼 {{code}}",
    rid: "rid {{rid}}",
    details: "技術資訊",
    copyAll: "複製技術資訊",
    copyRid: "複製 rid",
    lookUp: "查詢這次呼叫",
    server: "微信的原話：{{message}}",
    dismiss: "收起",
  },
} satisfies Translated<typeof source>;
