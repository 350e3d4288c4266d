//! The words of a believable population: tags, QR-code texts, remarks. All invented.

use crate::mix::Dice;

/// Tag names and how many of a million people carry each; about two tags a person in all.
pub(crate) const TAGS: &[(&str, u64)] = &[
    ("会员", 420_000),
    ("北京", 230_000),
    ("上海", 170_000),
    ("广东", 160_000),
    ("老客户", 190_000),
    ("新客", 240_000),
    ("已退费", 62_000),
    ("门店A", 125_000),
    ("门店B", 78_000),
    ("双11活动", 90_000),
    ("线下课报名", 48_000),
    ("企业客户", 27_000),
    ("沉默用户", 95_000),
    ("领券未用", 56_000),
    ("VIP", 18_000),
    ("💎钻石会员", 5_000),
    ("投诉", 9_000),
    ("媒体", 800),
    ("员工", 1_500),
    ("内测", 120),
    ("临时-周三", 0),
];

/// How many of a million people are in the starred group.
pub(crate) const STARRED_PER_MILLION: u64 = 4_000;

/// Texts of parametric QR codes, the common ones first.
pub(crate) const QR_TEXTS: &[&str] = &[
    "门店A",
    "门店B",
    "海报-春季上新",
    "海报-国庆",
    "门店C",
    "海报-双11",
    "地推-大学城",
    "包装盒",
    "收银台",
    "invite_2024",
    "展会 2025/上海",
    "直播间\"福利\"",
    "公交站牌",
    "邻居推荐",
    "亲子课堂",
    "bind:device:7f3a",
];

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭",
    "何", "林", "罗", "高", "梁", "郑", "谢", "宋", "唐", "许", "邓", "韩", "冯", "曹", "欧阳",
    "司马",
];
const GIVEN: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "强", "磊", "洋", "艳", "勇", "杰", "娟", "涛", "明", "超", "霞",
    "平", "刚", "桂英", "秀兰", "建国", "志强", "海燕", "雪梅", "晓明", "子涵", "梓萱", "宇轩",
];
const TITLES: &[&str] =
    &["姐", "哥", "老师", "总", "阿姨", "叔", "太太", "医生", "经理", "店长", "同学"];
const NOTES: &[&str] = &[
    " 团购",
    "(退)",
    " 门店A",
    "-高三",
    " 二宝妈",
    "·朝阳",
    " 周三班",
    " 已加微",
    "🌸",
    "👍",
    "⭐",
    " 待回访",
    "/批发",
    " vip",
    "😀",
];
const LATIN: &[&str] = &["Lisa", "Tony", "Amy", "Kevin", "Coco", "Jack", "Momo", "Ada"];

/// A remark as an operator would write it, at most 30 bytes.
pub(crate) fn remark(dice: &mut Dice) -> String {
    let mut text = match dice.below(12) {
        0 => (*dice.pick(LATIN)).to_owned(),
        1 => format!("🌻{}{}", dice.pick(SURNAMES), dice.pick(TITLES)),
        2 => format!("{}-{}号桌", dice.pick(SURNAMES), 1 + dice.below(60)),
        3 => format!("{}{}", dice.pick(SURNAMES), 1000 + dice.below(9000)),
        4..8 => format!("{}{}", dice.pick(SURNAMES), dice.pick(TITLES)),
        _ => format!("{}{}", dice.pick(SURNAMES), dice.pick(GIVEN)),
    };
    if dice.below(3) > 0 {
        let note: &&str = dice.pick(NOTES);
        text.push_str(note);
    }
    debug_assert!(text.len() <= 30, "the longest parts fit into 30 bytes");
    text
}
