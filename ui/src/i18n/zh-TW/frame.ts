// Words of the frame: rail, status line, job tray, closing.

import type { Translated } from "..";
import type source from "../zh-CN/frame";

export default {
  rail: {
    label: "主選單",
    followers: "粉絲",
    tags: "標籤",
    segments: "人群",
    blacklist: "黑名單",
    activity: "動態",
    settings: "設定",
  },
  practiceBand: "這裡的粉絲和微信都是模擬的，儘管試。",
  status: { label: "狀態", offline: "沒有網路，本機資料照常可用" },
  tray: {
    idle: "沒有進行中的任務",
    running: "{{count, number}} 個任務進行中",
    standing: "{{count, number}} 個停住",
    now: "進行中",
    recent: "最近完成",
    empty: "加標籤、備註、封鎖這些任務會出現在這裡。",
    all: "檢視全部動態",
    result: "看結果",
    progressOf: "看進度",
    finished: "完成 {{done, number}} 人",
    cancelled: "已停止，完成 {{done, number}} 人",
    progress: "{{done, number}} / {{people, number}}",
  },
  skip: "跳到頁面內容",
  announce: {
    progress: "{{title}}：已完成 {{share}} %",
    standing: "{{title}}：停住了",
    jobFinished:
      "{{title}}：完成 {{done, number}} 人，略過 {{skipped, number}} 人，失敗 {{failed, number}} 人",
    syncFinished: "同步完成：新增 {{joined, number}} 人，減少 {{left, number}} 人",
  },
  notice: {
    jobFinished:
      "批次修改完成：{{done, number}} 人成功，略過 {{skipped, number}} 人，失敗 {{failed, number}} 人",
    jobStopped: "批次修改停下來了，需要您看一下",
    syncStopped: "同步停下來了，需要您看一下",
  },
  close: {
    title: "還有事情沒做完",
    text: "現在關閉，下次開啟 Fandesk 會從停下的地方接著做，不會重複。",
    sync: "「{{account}}」正在同步",
    rekeying: "正在更換檔案金鑰",
    rekeyingText: "現在關閉，更換金鑰會中斷：檔案都完好，照樣能打開，下次可以在設定裡再來一次。",
    leave: "關閉 Fandesk",
    stay: "留下來等它做完",
  },
  noAccount: "找不到這個帳號。",
} satisfies Translated<typeof source>;
