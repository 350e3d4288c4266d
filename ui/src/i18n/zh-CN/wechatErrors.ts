// WeChat's own error codes: what happened, what it means, and what to do now. Every code that the client knows is here;
// another one gets the general words of `errors.wechat` with WeChat's own sentence.

const ourFault = {
  meaning: "这是 Fandesk 自身的问题，与您的操作无关，数据没有改动。",
  action: "请复制下方的技术信息发给技术支持。",
};
const renewed = {
  title: "与微信的连接需要更新",
  meaning: "连接凭证最长用两小时，也会被别的系统换掉。",
  action: "Fandesk 会自动更新，一般不用管。若反复出现，请技术人员让所有系统都改用“稳定版凭证”。",
};
const busy = {
  title: "微信系统繁忙",
  meaning: "微信那边暂时处理不过来，不是您的问题。",
  action: "Fandesk 会自动重试；几分钟后仍不行，请晚些再试。",
};
const notListed = {
  title: "这台电脑的地址不在 IP 白名单里",
  meaning: "公众号只接受管理员登记过的网络地址。网络换了，地址也会变。",
  action:
    "请管理员在公众平台后台 设置与开发 > 开发接口管理 > 基本配置 的“IP 白名单”里加上这个地址，约 10 分钟内生效，然后重试。地址经常变化时，请让技术人员提供固定出口。",
};
const tooManyRows = { title: "一次读取的数量过多", meaning: "微信对每次读取的数量有上限。" };
const leftAlready = {
  title: "对方已取消关注",
  meaning: "微信只让修改现有粉丝的备注和标签。",
  action: "不用处理：下次同步后，此人会显示为“已取关”。",
};
const missingPermission = {
  title: "授权里缺少权限",
  action: "请公众号管理员重新扫码授权，并勾选“用户管理”。",
};
const badCheck = { title: "网络检测没有开始", ...ourFault };
const endedCode = {
  title: "授权码已失效",
  meaning: "授权码只能用一次，而且只在短时间内有效。",
  action: "请重新发起授权，让管理员再扫一次码。",
};
const refusedByAdmin = { title: "管理员拒绝了连接" };
const badDates = {
  title: "日期不能用",
  meaning: "微信的统计每次最多查 7 天，最晚到昨天。",
  action: "请重新选择日期。",
};

export default {
  "-1": busy,
  "40001": {
    title: "微信不认当前的连接凭证",
    meaning:
      "连接账号时出现，说明 AppSecret 不正确。平时出现，多半是别的系统也在用这个公众号，把凭证换掉了。",
    action:
      "连接账号时请重新填写 AppSecret。平时偶尔出现会自动恢复；反复出现，请技术人员把所有系统都改用“稳定版凭证”。",
  },
  "40002": { title: "申请凭证的方式有误", ...ourFault },
  "40003": {
    title: "微信找不到这位粉丝",
    meaning: "可能已取消关注，或名单来自别的公众号。",
    action: "请同步后再试；找不到的人会跳过并列出来。",
  },
  "40013": {
    title: "AppID 不正确",
    meaning: "微信没有这个 AppID 的公众号，多半是少复制了一位，或复制成了别的编号。",
    action: "请从公众平台后台重新复制 AppID：以 wx 开头，共 18 位，区分大小写。",
  },
  "40014": renewed,
  "40032": {
    title: "一次的人数过多",
    meaning: "微信对每次处理的人数有上限。",
    action: "Fandesk 会自动分成小批再试。若仍出现，请减少一次选择的人数。",
  },
  "40033": { title: "文字内容无法保存", ...ourFault },
  "40066": { title: "调用了不存在的接口", ...ourFault },
  "40092": {
    title: "这个备注不能用",
    meaning: "备注太长，或含有微信不允许的内容。",
    action: "请缩短到 10 个汉字或 29 个英文字母以内，不用特殊符号。",
  },
  "40125": {
    title: "AppSecret 不正确",
    meaning: "它与这个 AppID 对不上，或者后来被重置过。每次重置后，旧的立即失效。",
    action: "请向公众号管理员要最新的 AppSecret 重新填写。",
  },
  "40164": notListed,
  "40170": { ...tooManyRows, action: "Fandesk 会自动减少数量再试。" },
  "40201": {
    title: "这个公众号没有配置回调地址",
    meaning: "没有可检测的地址。",
    action: "一般不用处理；若本该有，请联系开发人员。",
  },
  "40202": badCheck,
  "40203": badCheck,
  "40243": {
    title: "AppSecret 已被冻结",
    meaning: "有管理员为安全把它停用了；冻结期间，任何系统都不能用它连接。",
    action: "请管理员在公众平台后台 设置与开发 > 开发接口管理 > 基本配置 里解冻，然后重试。",
  },
  "41001": { title: "请求没有带凭证", ...ourFault },
  "41002": { title: "没有填 AppID", meaning: "没有它，微信不知道是哪个公众号。", action: "请填写 AppID。" },
  "41004": {
    title: "没有填 AppSecret",
    meaning: "没有它，微信不让连接。",
    action: "请填写 AppSecret。",
  },
  "41018": {
    title: "没有填第三方平台的 AppID",
    meaning: "没有它，微信不知道是哪个平台。",
    action: "请在账号的连接里填写第三方平台的 AppID。",
  },
  "42001": renewed,
  "42006": renewed,
  "42007": {
    title: "授权已失效",
    meaning: "管理员取消了授权，或改过公众号的密码。",
    action: "请公众号管理员重新扫码授权。",
  },
  "43001": { title: "调用方式有误", ...ourFault },
  "43002": { title: "调用方式有误", ...ourFault },
  "43003": {
    title: "连接没有加密",
    meaning: "微信只接受 https 连接。",
    action: "请在账号的“连接设置”里检查接口地址：要以 https:// 开头。",
  },
  "43004": leftAlready,
  "44002": { title: "发出了空请求", ...ourFault },
  "45009": {
    title: "今天的调用次数已用完",
    meaning: "微信限制每天的调用次数，用这个公众号的所有系统合在一起算。",
    action:
      "剩下的会在额度恢复后（按北京时间的日期）自动继续，不用守着。急用时，可在 设置 > 账号 的“调用额度”里清零，每月 10 次。",
  },
  "45011": {
    title: "操作太快了",
    meaning: "微信限制每分钟的次数。",
    action: "Fandesk 会停一分钟，然后自动继续。",
  },
  "45035": notListed,
  "45056": {
    title: "标签已满 100 个",
    meaning: "微信最多允许 100 个标签。",
    action: "请先删除不用的标签再新建。",
  },
  "45057": {
    title: "标签下超过 10 万人，不能直接删除",
    meaning: "微信只删除 10 万人以内的标签。",
    action: "请先给一部分人去掉这个标签，降到 10 万人以下再删除。",
  },
  "45058": {
    title: "这是微信自带的标签",
    meaning: "微信自带的标签不能改名，也不能删除。",
    action: "请换用自己建的标签。",
  },
  "45059": {
    title: "这位粉丝已有 20 个标签",
    meaning: "每位粉丝最多 20 个标签。",
    action: "请先去掉一个不需要的。",
  },
  "45157": {
    title: "这个标签名不能用",
    meaning: "可能与已有标签重名，或含有微信不允许的内容。",
    action: "请换一个名字。",
  },
  "45158": {
    title: "标签名太长",
    meaning: "微信按字节算，一个汉字占三个字节。",
    action: "最多 10 个汉字或 30 个英文字母。",
  },
  "45159": {
    title: "微信暂时看不到这个标签",
    meaning: "可能刚建好还没生效，或已在别处删除。",
    action: "Fandesk 会稍等再试；仍不行请同步一次。",
  },
  "45169": {
    title: "这位粉丝正在被别处修改",
    meaning: "微信同一时间只改一个人的一处。",
    action: "Fandesk 会排队再试。",
  },
  "45171": {
    title: "有几位没有改成",
    meaning: "其余的已经完成。",
    action: "Fandesk 只重试没有成功的人，最后列出名单。",
  },
  "46004": { title: "找不到这位用户", meaning: "微信没有这个人的记录。", action: "请同步一次再试。" },
  "47001": { title: "微信看不懂请求内容", ...ourFault },
  "47002": { title: "文字内容无法保存", ...ourFault },
  "48001": {
    title: "这个公众号没有这项权限",
    meaning: "粉丝和标签的接口只对已认证的公众号开放，认证每年要年审；有的功能还只给服务号。",
    action: "请在公众平台后台 设置与开发 > 账号设置 里查看认证状态。本机已有的内容照常可用。",
  },
  "48004": {
    title: "这项功能被微信封禁",
    meaning: "公众号因违规受限。",
    action: "请管理员在公众平台的通知中心查看原因和解封时间。",
  },
  "48006": {
    title: "本月的清零次数已用完",
    meaning: "每月 10 次，后台和所有系统合在一起算。",
    action: "请等明天额度恢复，或等下个月。",
  },
  "49003": {
    title: "这位粉丝属于别的公众号",
    meaning: "同一个人在每个公众号的 OpenID 都不同。",
    action: "请切换到对应的账号，或同步后再试。",
  },
  "50002": {
    title: "账号受限",
    meaning: "公众号或对方可能被冻结或已注销。",
    action: "请管理员在公众平台的通知中心查看。",
  },
  "50004": {
    title: "微信不允许这个公众号连接",
    meaning: "公众号可能受到处罚，暂时不能通过接口使用。",
    action: "请管理员在公众平台的通知中心查看原因和期限。",
  },
  "50005": leftAlready,
  "50007": {
    title: "公众号已被冻结",
    meaning: "冻结期间，任何系统都不能连接它。",
    action: "请管理员登录公众平台，按提示解冻，然后重试。",
  },
  "61003": {
    title: "公众号没有授权给这个平台",
    meaning: "管理员还没有扫码授权，或已经取消。",
    action: "请公众号管理员扫码授权。",
  },
  "61004": {
    title: "第三方平台的地址没有登记",
    meaning: "平台只接受登记过的网络地址。",
    action: "请平台管理员在开发配置里加上这里显示的地址，然后重试。",
  },
  "61005": {
    title: "第三方平台的票据已过期",
    meaning: "微信每 10 分钟发来新票据，平台已经 12 小时没有收到。",
    action: "请技术人员检查微信能否访问平台的接收地址。",
  },
  "61006": {
    title: "第三方平台的票据不对",
    meaning: "取来的票据不是微信最近发的那一个。",
    action: "请技术人员检查票据的来源和平台的 AppID。",
  },
  "61007": {
    ...missingPermission,
    meaning: "授权时没有勾选“用户管理”，平台不能读粉丝和标签。",
  },
  "61009": endedCode,
  "61010": endedCode,
  "61011": {
    title: "第三方平台的 AppID 有误",
    meaning: "微信没有这个 AppID 的平台。",
    action: "请在账号的连接里检查第三方平台的 AppID。",
  },
  "61014": { title: "用错了凭证", ...ourFault },
  "61016": {
    title: "权限还没有确认",
    meaning: "这项权限要平台先确认才能使用。",
    action: "请平台管理员在开放平台后台确认这项权限。",
  },
  "61017": { ...missingPermission, meaning: "授权时没有勾选这项权限。" },
  "61023": {
    title: "保存的授权已失效",
    meaning: "授权被换新了，本机留的是旧的。",
    action: "Fandesk 会先从平台取回；取不回时，请公众号管理员重新扫码授权。",
  },
  "61500": badDates,
  "61501": badDates,
  "61503": {
    title: "统计数据还没生成",
    meaning: "前一天的数据一般在早上 8 点后生成。",
    action: "请稍后再看。",
  },
  "63178": {
    title: "旧公众号的信息对不上",
    meaning: "微信没有从那个公众号迁移到这里的记录。",
    action: "请核对旧公众号的原始 ID（以 gh_ 开头）。",
  },
  "63182": {
    title: "名单是空的",
    meaning: "没有要转换的 OpenID。",
    action: "请先放入旧公众号的粉丝名单。",
  },
  "63183": {
    title: "没有账号迁移的记录",
    meaning: "只在迁移完成后的 15 天内能转换。",
    action: "请管理员在公众平台后台查看迁移是哪天完成的。",
  },
  "76001": {
    title: "查不到这个编号",
    meaning: "微信只保留最近 7 天的编号。",
    action: "请用最近一次出错的编号。",
  },
  "76002": {
    title: "编号不完整",
    meaning: "编号是三段，每段 8 位，中间用短横线连接。",
    action: "请复制完整的编号。",
  },
  "76003": {
    title: "这个编号属于别的公众号",
    meaning: "只能查自己公众号的编号。",
    action: "请切换到出错的那个公众号再查。",
  },
  "76004": {
    title: "编号已超过 7 天",
    meaning: "微信只保留最近 7 天的编号。",
    action: "请用最近一次出错的编号。",
  },
  "76021": { title: "没有这个计数项", ...ourFault },
  "76022": {
    title: "这个公众号查不到这项额度",
    meaning: "微信不对这类公众号公布这个数字。",
    action: "不用处理，功能照常可用。",
  },
  "89503": {
    title: "需要管理员确认",
    meaning: "这是第一次从这个地址连接，微信已经给管理员的手机发了确认消息。",
    action: "请管理员在微信里点确认；确认后会自动继续。",
  },
  "89506": {
    ...refusedByAdmin,
    meaning: "管理员在手机上点了拒绝，24 小时内这个地址不能再连接。",
    action: "请先与管理员沟通，24 小时后再试。",
  },
  "89507": {
    ...refusedByAdmin,
    meaning: "管理员在手机上点了拒绝，1 小时内这个地址不能再连接。",
    action: "请先与管理员沟通，1 小时后再试。",
  },
  "268487001": busy,
  "268487002": busy,
};
