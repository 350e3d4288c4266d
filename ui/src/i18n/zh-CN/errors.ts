// What an error means and what to do now, by its code. A code without words does not compile.

import type { AppError } from "~/desk/contract";

const words = {
  offline: {
    title: "连不上网络",
    text: "请检查网络连接。已经读到本机的粉丝和标签照常可用，要发到微信的会等网络恢复后再试。",
  },
  untrusted: {
    title: "无法确认对方就是微信",
    text: "请先看这台电脑的日期和时间对不对；在酒店、商场等公共网络，先在浏览器里登录网络。也可能是网络里的防火墙或代理在检查或切断加密连接：请让网络管理员放行 api.weixin.qq.com。",
  },
  proxy: { title: "代理没有让连接通过", text: "请在设置里检查这个账号的“连接设置”。" },
  timeout: { title: "微信没有在规定时间内回应", text: "可能是网络慢或微信繁忙，稍等片刻再试。" },
  http: {
    title: "没能连到微信",
    text: "对方服务器回应了 {{status}}。如果公司网络要经过代理，请让网络管理员放行 api.weixin.qq.com。",
  },
  wechat: {
    title: "微信没有接受这次操作",
    text: "微信的原话：“{{message}}”。请稍后再试；若一直这样，请复制下方编号发给技术人员。",
  },
  quotaReserved: {
    title: "今天的调用额度不够了",
    text: "除去给其他系统留的，还剩 {{left, number}} 次，需要 {{needed, number}} 次。明天会自动继续；现在继续就会用到留下的额度。",
  },
  malformed: { title: "微信的回答读不懂", text: "这一次的回答已留作检查，没有改动任何数据。请稍后再试。" },
  keychainLocked: { title: "系统钥匙串锁着", text: "密钥保存在系统的钥匙串里。请解锁后重试。" },
  keychainMissing: {
    title: "找不到系统钥匙串",
    text: "密钥原先保存在系统的钥匙串里，现在读不到它。请用当初的系统用户登录；数据没有改动。",
  },
  passphraseNeeded: { title: "需要口令", text: "请输入您为本机设置的口令，才能打开公众号的数据。" },
  wrongCode: {
    title: "恢复码不对",
    text: "请对照写下的再输一次，共 25 位。如果后来又生成过新的，只有最后一个有效。",
  },
  recoveryDamaged: {
    title: "恢复码用不了",
    text: "恢复码要和数据文件夹里的 recovery.json 一起用，这个文件坏了或不见了。有备份的话请放回原处再试。",
  },
  wrongPassphrase: { title: "口令不对", text: "请再输入一次。注意大小写和输入法。" },
  accountUnknown: { title: "找不到这个账号", text: "它可能刚从本机移除。请在左上角换一个账号。" },
  accountExists: { title: "这个公众号已经在本机", text: "它的名称是「{{name}}」，可以直接打开。" },
  accountUnavailable: { title: "这个账号现在打不开", text: "请在“设置 > 账号”里查看原因和下一步。" },
  invalid: { title: "填写的内容不合要求", text: "请按提示修改后再试。" },
  tagNameTooLong: { title: "标签名太长", text: "最多 10 个汉字或 30 个英文字母，请缩短一些。" },
  tagNameTaken: { title: "已经有标签「{{name}}」", text: "请换一个名字，或直接使用已有的标签。" },
  tagLimit: { title: "标签已满 {{limit}} 个", text: "微信最多允许 {{limit}} 个标签。请先删除不用的标签。" },
  tagIsSystem: { title: "这是微信自带的标签", text: "微信自带的标签不能改名，也不能删除。" },
  tagTooLarge: {
    title: "标签下人数太多，不能直接删除",
    text: "它有 {{people, number}} 人，微信只允许删除不超过 {{limit, number}} 人的标签。请先给一部分人去掉这个标签。",
  },
  tagUnknown: { title: "找不到这个标签", text: "它可能已在别处删除。同步一次就会更新标签列表。" },
  remarkTooLong: { title: "备注太长", text: "最多 10 个汉字或 30 个英文字母，请缩短一些。" },
  personTagLimit: {
    title: "标签已满 {{limit}} 个",
    text: "每位粉丝最多 {{limit}} 个标签。请先去掉一个不需要的。",
  },
  followerUnknown: { title: "找不到这位粉丝", text: "列表可能已经更新。请关闭详情后重新选择。" },
  selectionEmpty: { title: "没有选中任何人", text: "请先在列表里选择粉丝。" },
  resultSetExpired: {
    title: "列表已更新，请重新选择",
    text: "原先的列表有 {{had, number}} 人，搁置太久已收起。",
  },
  keptLimit: { title: "已有 {{limit}} 个", text: "不能保存更多了。请先删除不再需要的。" },
  jobUnknown: { title: "找不到这个任务", text: "它可能已被清理。请在“动态”里查看。" },
  jobState: { title: "任务的状态刚刚变了", text: "请看一眼它现在的状态，再决定下一步。" },
  syncRunning: { title: "正在同步", text: "同一个账号一次只能同步一次，等它结束即可。" },
  diskFull: { title: "磁盘空间不足", text: "请清理出一些空间后重试。已完成的部分都已保存。" },
  readOnly: { title: "数据文件夹不能写入", text: "请确认文件夹还在，并检查它和其中文件的权限，然后重试。" },
  folderInUse: {
    title: "另一个 Fandesk 正在使用数据文件夹",
    text: "同一时间只能有一个在用。请先关闭另一个（也可能在浏览器里或别的用户那里开着），再重试。",
  },
  fileDamaged: {
    title: "数据文件损坏",
    text: "损坏的文件已放到一边，没有删除。重新同步可以取回微信端的数据。",
  },
  storage: { title: "读写本机数据时出了问题", text: "请重试。若一直这样，请重新启动 Fandesk。" },
  notFound: { title: "找不到要的内容", text: "它可能刚刚被删除或移走。" },
  ownService: { title: "凭证服务没有给出凭证", text: "请联系管这个服务的技术人员。微信那边没有问题。" },
  internal: {
    title: "Fandesk 出了问题",
    text: "这不是您的操作造成的，数据没有丢失。请重试；若一直这样，请复制下方编号发给技术支持。",
  },
} satisfies Record<AppError["code"], { title: string; text: string }>;

export default {
  ...words,
  given: {
    token: { service: "您的凭证服务", what: "凭证" },
    ticket: { service: "您的票据服务", what: "票据" },
  },
  services: {
    unreachable: {
      title: "连不上{{service}}",
      text: "它的地址没有人应答。请检查网络和填写的地址，或联系管这个服务的技术人员。这与微信无关。",
    },
    untrusted: {
      title: "{{service}}的证书不可信",
      text: "为安全起见没有继续。请让管这个服务的技术人员检查证书，也请检查这台电脑的时间。",
    },
    silent: {
      title: "{{service}}迟迟没有回答",
      text: "等了很久都没有回答。请稍后再试；一直这样，请联系管这个服务的技术人员。这与微信无关。",
    },
    status: {
      title: "{{service}}回答了错误 {{status}}",
      text: "不是微信的错误。401、403 多半是请求头里的密码不对，404 是地址不对，500 以上是服务自己出了故障。请联系管这个服务的技术人员。",
    },
    notJson: {
      title: "看不懂{{service}}的回答",
      text: "它的回答不是约定的格式（JSON），可能是登录页面。请检查地址，或联系管这个服务的技术人员。",
    },
    nothingThere: {
      title: "{{service}}的回答里没有{{what}}",
      text: "在填写的位置找不到。请向技术人员核对“{{what}}在回答里的位置”。",
    },
    notAValue: {
      title: "{{service}}给出的不是{{what}}",
      text: "填写的位置上是空的，或是别的内容。请向技术人员核对“{{what}}在回答里的位置”。",
    },
    rejected: {
      title: "{{service}}给出的{{what}}微信不接受",
      text: "已经再要了一次，微信还是不接受。多半是服务里存的凭证已失效，或属于另一个公众号。请联系管这个服务的技术人员。",
    },
  },
  credentialsMissing: {
    title: "缺少凭证，等您重新填写",
    text: "本机没有保存打开这个账号的凭证。重新填写后，停下的同步和任务会接着做；本机已有的内容照常可用。",
  },
  offlines: {
    name: {
      title: "找不到微信服务器",
      text: "这台电脑没有联网，或网络的域名解析（DNS）查不到接口地址。请检查网络；若别的网站能打开，请核对接口地址（连接时在“高级”里，之后在这个账号的“连接设置”里）。没做完的会自动再试。",
    },
    broken: {
      title: "和微信的连接中途断了",
      text: "网络不太稳定，或中间有设备切断了连接。不用做什么，会自动再试；若总是这样，请换一个网络。",
    },
  },
  proxies: {
    unreachable: {
      title: "连不上代理",
      text: "在填写的代理地址上没有回应的程序。请检查网络，以及这个账号“连接设置”里代理的地址和端口。",
    },
    silent: {
      title: "代理没有在规定时间内回应",
      text: "可能是代理繁忙，或地址和端口不对。请稍后重试；若一直这样，请在设置里检查这个账号的“连接设置”。",
    },
    login: {
      title: "代理不接受这个用户名和密码",
      text: "这是代理的用户名和密码，不是微信的。请在这个账号的“连接设置”里重新填写，或向网络管理员询问。",
    },
    refused: {
      title: "代理没有连到微信",
      text: "代理有回应，但没有接通微信。请让网络管理员在代理上放行 api.weixin.qq.com 的 443 端口。",
    },
    noProxy: {
      title: "那里不是这种代理",
      text: "填写的地址有回应，但不是所选的代理类型。请在这个账号的“连接设置”里检查代理类型（HTTP、HTTPS、SOCKS5）和端口。",
    },
  },
  fields: {
    notAHeader: "请求头的名称只能用英文字母、数字和横线，值不能为空或换行",
    notAPath: "写法例如 data.access_token",
    notATime: "请填 30 到 7200 之间的数字",
    notAToken: "这不像 access_token，请整段复制",
    empty: "请填写",
    tooMuchToKeep: "地址和请求头加起来太长，系统的钥匙串放不下（最多约 1200 个字符）。请技术人员换成短一些的",
    tooLong: "太长了",
    tooShort: "太短了",
    notAnAppId: "AppID 以 wx 开头，共 18 位",
    notASecret: "AppSecret 是 32 位的数字和字母",
    notAnAddress: "请填写完整的地址，以 https:// 开头",
    notAHost: "请只填写地址，例如 proxy.example.com 或 10.0.0.8",
    notAPort: "端口是 1 到 65535 的数字",
    insecureAddress: "请用 https:// 开头的地址，AppSecret 才不会泄露",
    tooDeep: "分组套得太深了",
    tooManyTags: "选中的人带的标签太多，一次改动最多涉及 120 个：请分几批选择",
    characters: "含有不能使用的字符",
  },
  remedies: {
    retry: "重试",
    editAccount: "检查账号设置",
    unlock: "解锁",
    sync: "同步一次",
    copyAddress: "复制地址 {{address}}",
    copyIncident: "复制编号",
    seeActivity: "看动态",
  },
  footer: {
    code: "代码 {{code}}",
    rid: "rid {{rid}}",
    details: "技术信息",
    copyAll: "复制技术信息",
    copyRid: "复制 rid",
    lookUp: "查这次调用",
    server: "微信的原话：{{message}}",
    dismiss: "收起",
  },
};
