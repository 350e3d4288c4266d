// Words of the first start and of the screens that stand before everything else.

export default {
  welcome: "从哪里开始？",
  practice: {
    title: "练习账号",
    text: "一个模拟的公众号，随便试，不会动到任何真人。",
    action: "打开练习账号",
    size: "人数",
    sizes: { small: "2 万", medium: "10 万", large: "100 万" },
    name: "练习账号",
    opening: "正在准备 {{people, number}} 位模拟粉丝…",
  },
  connect: {
    title: "连接公众号",
    text: "用公众号的 AppID 和 AppSecret 连接，粉丝加密保存在本机。",
    action: "连接公众号",
  },
  back: "返回",
  failed: "Fandesk 没能打开",
  unlock: {
    title: "输入口令",
    text: "公众号的数据用您的口令加密。输入后才能打开。",
    passphrase: "口令",
    action: "解锁",
    forgotten:
      "忘了口令又没有恢复码，就无法找回。粉丝和标签在微信端都还在，可以清除本机的数据，再重新连接公众号。",
    byCode: "忘了口令？用恢复码",
    recover: "用恢复码设一个新口令",
    code: "恢复码",
    recoverAction: "打开并换成新口令",
    byPassphrase: "返回输入口令",
    erase: "清除本机的数据…",
  },
  keychainLocked: {
    title: "系统钥匙串锁着",
    text: "Fandesk 的密钥保存在系统的钥匙串里。请在系统弹出的窗口里解锁，或先解锁钥匙串，再点“重试”。",
  },
  keychainMissing: {
    title: "找不到系统钥匙串",
    text: "密钥原先保存在这台电脑的系统钥匙串里，现在读不到。请用当初的系统用户登录，或启动钥匙串服务后点“重试”。",
    untouched: "本机的数据文件没有改动，也没有删除。",
    byCode: "这台电脑没有钥匙串？用恢复码",
    byCodeTitle: "用恢复码打开",
    byCodeText:
      "数据是从别的电脑搬来的，这台电脑又没有钥匙串？输入当时写下的恢复码，再设一个口令：以后用它打开这里的数据。",
    byCodeAction: "打开并使用这个口令",
    byKeychain: "返回",
  },
  keysMissing: {
    title: "数据的密钥不在了",
    text: "系统钥匙串里没有能打开本机数据的密钥，多半是换了电脑用户或重装过系统。数据文件都还在，没有改动。请输入当时写下的恢复码。",
    action: "取回密钥",
    secrets: "恢复码不含 AppSecret：打开后先只能查看，再给每个账号填一次 AppSecret 就和从前一样。",
    without: {
      open: "没有恢复码，重新同步…",
      submit: "放到一边，重新开始",
      comesBack: "粉丝、标签、备注和黑名单在微信端都还在，重新连接账号后同步一次就回来。",
      onlyHere: "只存在本机的回不来：动态和任务记录、拉黑原因、标签的颜色和说明、人群、名单和视图。",
      kept: "打不开的文件会移到数据文件夹的 set-aside 里，不会删除；之后就不能再用恢复码了。",
    },
  },
};
