// Words of the settings page.

export default {
  title: "设置",
  display: "显示",
  language: {
    label: "语言",
    system: "跟随系统",
    chinese: "简体中文",
    traditional: "繁體中文",
    english: "English",
  },
  theme: { label: "外观", system: "跟随系统", light: "浅色", dark: "深色" },
  density: { label: "列表行距", comfortable: "宽松", compact: "紧凑" },
  typedAbove: "拉黑或去标签超过这么多人时，要先输入人数",
  keepHistory: {
    label: "动态和记录保留",
    for: {
      forever: "一直保留",
      twoYears: "两年",
      oneYear: "一年",
      sixMonths: "半年",
      threeMonths: "三个月",
    },
    question: "清除更早的记录？",
    forgets:
      "会清除 {{jobs, number}} 个任务、{{syncs, number}} 次同步、{{tags, number}} 次标签增改删和粉丝的 {{events, number}} 条记录。",
    means:
      "清除后不能找回，这些任务也不能再撤销，删掉的标签也不能再恢复。粉丝、标签和备注不受影响；没有结束的任务不会清除。",
    forget: "清除",
  },
  log: {
    label: "运行日志",
    info: "一般",
    debug: "详细",
    hint: "运行日志在数据文件夹的 logs 里，保留 7 天；里面没有粉丝的资料，也没有密钥。",
    show: "打开日志文件夹",
    notShown: "打不开文件管理器，请复制上面的路径自己打开。",
  },
  data: {
    title: "数据",
    keychain: "密钥和 AppSecret 保存在系统钥匙串里",
    passphrase: "密钥和 AppSecret 用您的口令加密保存",
    unused: "只有练习账号，没有需要保密的内容",
    folder: "所有数据都在这个文件夹里：",
    copyFolder: "复制文件夹路径",
    times: "时间都按北京时间显示",
  },
  vault: {
    title: "密钥和口令",
    present: "现在的口令",
    hasCode: {
      passphrase: "已有恢复码。忘了口令时，用它可以设一个新的。",
      keychain: "已有恢复码。钥匙串里的密钥丢了时，用它可以打开本机的数据。",
    },
    noCode: {
      passphrase: "还没有恢复码。忘了口令就打不开本机的数据，建议生成一个，写下来收好。",
      keychain:
        "还没有恢复码。换电脑用户或重装系统后，钥匙串里的密钥会丢，本机的数据就打不开了，建议生成一个，写下来收好。",
    },
    codeEnds: "现有的恢复码随之作废；改好以后可以在这里再生成一个。",
    usePassphrase: {
      open: "改用口令…",
      text: "密钥和 AppSecret 会从系统钥匙串里取出，用您的口令加密后存在本机，钥匙串里的随即删除。",
      submit: "改用口令",
    },
    useKeychain: {
      open: "改用系统钥匙串…",
      text: "密钥和 AppSecret 会存进系统钥匙串，核对无误后删除口令保管的那一份。以后打开 Fandesk 不用再输口令；恢复码也随之作废。",
      submit: "改用系统钥匙串",
    },
    change: {
      open: "更换口令…",
      text: "粉丝数据不用重新加密，马上生效。已有的恢复码继续有效。",
      submit: "更换口令",
    },
    rekey: {
      open: "更换文件密钥…",
      text: "给本机的每个数据文件换一把新的随机密钥，并重新加密，被别人拿到过的旧密钥就打不开它们了。已经连同密钥一起被拿走的副本，别人仍然能打开。",
      goes: "正在进行的同步和任务会先停下，换好后自动接着做。升级前留下的备份副本会删除；以前因损坏而放到一边的文件，以后再也打不开。",
      stays:
        "粉丝、标签、记录、口令和恢复码都不变，微信端不受影响。以前的恢复码也能打开换好密钥的文件：怀疑密钥被别人拿到过的话，换好后请再生成新的恢复码。中途断电也不要紧：每个文件总有一把钥匙能打开，可以再来一次。",
      submit: "更换密钥",
      progress: "已换好 {{done, number}} 个，共 {{files, number}} 个",
      done: "文件密钥已换好",
      after: "所有文件都已用新的密钥重新加密，旧密钥再也打不开它们。停下的同步和任务已接着做。",
    },
    code: {
      open: "生成恢复码…",
      opens: {
        passphrase: "恢复码是忘了口令时唯一的办法，和口令一样能打开本机的数据。",
        keychain:
          "钥匙串里的密钥丢了时（换了电脑用户、重装了系统），用恢复码可以打开本机的数据文件，不用重新同步。它打不开 AppSecret。谁有恢复码又拿到数据文件夹，谁就能看到里面的数据。",
      },
      again: "新的一生成，旧的就作废。怀疑旧的被人看到过的话，请再更换一次文件密钥。",
      submit: "生成恢复码",
      made: "请现在写下恢复码",
      advice:
        "只显示这一次，Fandesk 不保存它。请写在纸上收好，不要和这台电脑放在一起。大小写和短横线都不要紧。",
      kept: "已经写下",
    },
  },
  erase: {
    open: "清除这台电脑上的所有数据…",
    title: "清除这台电脑上的所有数据（仅本机）",
    goes: "会删除所有账号的本机副本、动态和任务记录、仅本机的备注、密钥、AppSecret、口令和设置，不能找回。",
    stays: "微信端不受影响：粉丝、标签、备注和黑名单都在。导出过的文件也不动，请自己决定去留。",
    type: "要继续，请输入“{{word}}”",
    word: "清除",
    submit: "全部清除",
  },
  diagnostics: {
    open: "诊断信息…",
    title: "诊断信息",
    text: "请别人帮忙时可以发给对方。密钥、凭证、OpenID 和账号名称都已遮住，请先看一遍。Fandesk 自己不会发送任何东西。",
    collecting: "正在收集",
    file: "文件",
    empty: "（空）",
    save: "存成压缩包",
    saved: "已保存：{{path}}",
    reveal: "打开文件夹",
  },
  about: {
    title: "关于",
    version: "粉丝工作台 Fandesk {{version}}",
    licence: "自由软件，按 MIT 或 Apache-2.0 许可证使用，任选其一。",
    others: "使用的第三方软件",
    othersHint: "粉丝工作台里包含这些软件，版权归各自的作者所有，按各自的许可证使用。",
    name: "名称",
    workVersion: "版本",
    workLicence: "许可证",
  },
};
