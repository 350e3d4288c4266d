// Words of the frame: rail, status line, job tray, closing.

export default {
  rail: {
    label: "主菜单",
    followers: "粉丝",
    tags: "标签",
    segments: "人群",
    blacklist: "黑名单",
    activity: "动态",
    settings: "设置",
  },
  practiceBand: "这里的粉丝和微信都是模拟的，尽管试。",
  status: { label: "状态", offline: "没有网络，本机数据照常可用" },
  tray: {
    idle: "没有任务在进行",
    running: "{{count, number}} 个任务进行中",
    standing: "{{count, number}} 个停着",
    now: "进行中",
    recent: "最近完成",
    empty: "打标签、备注、拉黑这些任务会出现在这里。",
    all: "查看全部动态",
    result: "看结果",
    progressOf: "看进度",
    finished: "完成 {{done, number}} 人",
    cancelled: "已停止，完成 {{done, number}} 人",
    progress: "{{done, number}} / {{people, number}}",
  },
  skip: "跳到页面内容",
  announce: {
    progress: "{{title}}：已做 {{share}} %",
    standing: "{{title}}：停着",
    jobFinished:
      "{{title}}：完成 {{done, number}} 人，跳过 {{skipped, number}} 人，失败 {{failed, number}} 人",
    syncFinished: "同步完成：新增 {{joined, number}} 人，减少 {{left, number}} 人",
  },
  notice: {
    jobFinished:
      "批量修改完成：{{done, number}} 人成功，跳过 {{skipped, number}} 人，失败 {{failed, number}} 人",
    jobStopped: "批量修改停下了，需要您看一下",
    syncStopped: "同步停下了，需要您看一下",
  },
  close: {
    title: "还有事情没做完",
    text: "现在关闭，下次打开 Fandesk 会从停下的地方接着做，不会重复。",
    sync: "「{{account}}」正在同步",
    rekeying: "正在更换文件密钥",
    rekeyingText: "现在关闭，更换密钥会中断：文件都完好，照样能打开，下次可以在设置里再来一次。",
    leave: "关闭 Fandesk",
    stay: "留下等它做完",
  },
  noAccount: "找不到这个账号。",
};
