// Words of the settings page.

import type { Translated } from "..";
import type source from "../zh-CN/settings";

export default {
  title: "設定",
  display: "顯示",
  language: {
    label: "語言",
    system: "跟隨系統",
    chinese: "简体中文",
    traditional: "繁體中文",
    english: "English",
  },
  theme: { label: "外觀", system: "跟隨系統", light: "淺色", dark: "深色" },
  density: { label: "清單行距", comfortable: "寬鬆", compact: "緊湊" },
  typedAbove: "封鎖或移除標籤超過這個人數時，要先輸入人數",
  keepHistory: {
    label: "動態和記錄保留",
    for: {
      forever: "一直保留",
      twoYears: "兩年",
      oneYear: "一年",
      sixMonths: "半年",
      threeMonths: "三個月",
    },
    question: "要清除更早的記錄嗎？",
    forgets:
      "將清除 {{jobs, number}} 個任務、{{syncs, number}} 次同步、{{tags, number}} 次標籤的建立、修改和刪除，以及粉絲的 {{events, number}} 筆記錄。",
    means:
      "清除後無法找回，這些任務也不能再復原，刪掉的標籤也救不回來。粉絲、標籤和備註不受影響；尚未結束的任務不會清除。",
    forget: "清除",
  },
  log: {
    label: "執行記錄",
    info: "一般",
    debug: "詳細",
    hint: "執行記錄在資料夾裡的 logs 子資料夾，保留 7 天；裡面沒有粉絲的資料，也沒有金鑰。",
    show: "開啟執行記錄資料夾",
    notShown: "無法開啟檔案管理員，請複製上面的路徑自行開啟。",
  },
  data: {
    title: "資料",
    keychain: "金鑰和 AppSecret 存放在系統鑰匙圈裡",
    passphrase: "金鑰和 AppSecret 以您的主密碼加密存放",
    unused: "只有練習帳號，沒有需要保密的內容",
    folder: "所有資料都在這個資料夾裡：",
    copyFolder: "複製資料夾路徑",
    times: "時間一律以北京時間顯示",
  },
  vault: {
    title: "金鑰和主密碼",
    present: "目前的主密碼",
    hasCode: {
      passphrase: "已有救援碼。忘記主密碼時，可以用它設定新的。",
      keychain: "已有救援碼。鑰匙圈裡的金鑰遺失時，可以用它打開本機的資料。",
    },
    noCode: {
      passphrase: "還沒有救援碼。忘記主密碼就打不開本機的資料，建議產生一組，寫下來收好。",
      keychain:
        "還沒有救援碼。更換電腦使用者或重灌系統後，鑰匙圈裡的金鑰會遺失，本機的資料就打不開了，建議產生一組，寫下來收好。",
    },
    codeEnds: "現有的救援碼隨之作廢；改好以後可以在這裡再產生一組。",
    usePassphrase: {
      open: "改用主密碼…",
      text: "金鑰和 AppSecret 會從系統鑰匙圈取出，以您的主密碼加密後存在本機，並隨即從鑰匙圈刪除。",
      submit: "改用主密碼",
    },
    useKeychain: {
      open: "改用系統鑰匙圈…",
      text: "金鑰和 AppSecret 會存進系統鑰匙圈，核對無誤後刪除主密碼保管的那一份。以後開啟 Fandesk 不必再輸入主密碼；救援碼也隨之作廢。",
      submit: "改用系統鑰匙圈",
    },
    change: {
      open: "更換主密碼…",
      text: "粉絲資料不必重新加密，立即生效。已有的救援碼仍然有效。",
      submit: "更換主密碼",
    },
    rekey: {
      open: "更換檔案金鑰…",
      text: "給本機的每個資料檔換一把新的隨機金鑰，並重新加密，被別人拿到過的舊金鑰就打不開它們了。已經連同金鑰一起被拿走的副本，別人仍然能打開。",
      goes: "正在進行的同步和任務會先停下，換好後自動接著做。升級前留下的備份副本會刪除；以前因損壞而放到一邊的檔案，以後再也打不開。",
      stays:
        "粉絲、標籤、記錄、主密碼和救援碼都不變，微信端不受影響。以前的救援碼也能打開換好金鑰的檔案：懷疑金鑰被別人拿到過的話，換好後請再產生新的救援碼。中途斷電也不要緊：每個檔案總有一把金鑰能打開，可以再來一次。",
      submit: "更換金鑰",
      progress: "已換好 {{done, number}} 個，共 {{files, number}} 個",
      done: "檔案金鑰已換好",
      after: "所有檔案都已用新的金鑰重新加密，舊金鑰再也打不開它們。停下的同步和任務已接著做。",
    },
    code: {
      open: "產生救援碼…",
      opens: {
        passphrase: "忘記主密碼時，救援碼是唯一的辦法；它和主密碼一樣能打開本機的資料。",
        keychain:
          "鑰匙圈裡的金鑰遺失時（換了電腦使用者、重灌了系統），用救援碼可以打開本機的資料檔案，不必重新同步。它打不開 AppSecret。誰有救援碼又拿到資料夾，誰就能看到裡面的資料。",
      },
      again: "產生新的一組後，舊的立即作廢。懷疑舊的被人看到過的話，請再更換一次檔案金鑰。",
      submit: "產生救援碼",
      made: "請現在寫下救援碼",
      advice:
        "只顯示這一次，Fandesk 不會儲存它。請寫在紙上收好，不要和這台電腦放在一起。大小寫和連字號都沒有關係。",
      kept: "已經寫下",
    },
  },
  erase: {
    open: "清除這台電腦上的所有資料…",
    title: "清除這台電腦上的所有資料（僅本機）",
    goes: "將刪除所有帳號的本機副本、動態和任務記錄、僅本機的備註、金鑰、AppSecret、主密碼和設定，無法找回。",
    stays: "微信端不受影響：粉絲、標籤、備註和黑名單都還在。匯出過的檔案也不會動，請自行決定去留。",
    type: "要繼續，請輸入「{{word}}」",
    word: "清除",
    submit: "全部清除",
  },
  diagnostics: {
    open: "診斷資訊…",
    title: "診斷資訊",
    text: "請別人協助時可以傳給對方。金鑰、權杖、OpenID 和帳號名稱都已遮蔽，請先看過一遍。Fandesk 本身不會傳送任何東西。",
    collecting: "正在收集",
    file: "檔案",
    empty: "（空白）",
    save: "存成壓縮檔",
    saved: "已儲存：{{path}}",
    reveal: "開啟資料夾",
  },
  about: {
    title: "關於",
    version: "粉絲工作台 Fandesk {{version}}",
    licence: "自由軟體，依 MIT 或 Apache-2.0 授權條款使用，任選其一。",
    others: "使用的第三方軟體",
    othersHint: "粉絲工作台包含這些軟體，著作權屬於各自的作者，依各自的授權條款使用。",
    name: "名稱",
    workVersion: "版本",
    workLicence: "授權條款",
  },
} satisfies Translated<typeof source>;
