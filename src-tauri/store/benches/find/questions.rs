//! Forty questions, each as a filter and as the SQL that a person would write for it.

use fandesk_store::{Filter, PastEvent, Period, QrPart, Relation, Share, TextMatch, UnionidIs};

use crate::world::{DAY, LIST, NOW};

pub(crate) struct Question {
    pub(crate) name: &'static str,
    pub(crate) filter: Filter,
    /// A condition on `f` (followers), `d` (their details).
    pub(crate) sql: String,
}

/// Midnight in China at or before this time.
const fn midnight(at: i64) -> i64 {
    (at + 8 * 3_600) / DAY * DAY - 8 * 3_600
}

/// 2026-09-21 in China is the day of [`NOW`]; month and quarter begin on 2026-09-01 and 07-01.
const TODAY: i64 = midnight(NOW);
const MONTH: i64 = TODAY - 20 * DAY;
const LAST_MONTH: i64 = MONTH - 31 * DAY;
const QUARTER: i64 = MONTH - 62 * DAY;

fn carries(tags: &str) -> String {
    format!("EXISTS (SELECT 1 FROM follower_tags WHERE follower_id = f.id AND tag_id IN ({tags}))")
}

fn happened(kind: u32, from: i64, until: i64, more: &str) -> String {
    format!(
        "f.id IN (SELECT follower_id FROM events WHERE kind = {kind} {more}
            AND at >= {from} AND at < {until})"
    )
}

pub(crate) fn questions() -> Vec<Question> {
    let mut all = people();
    all.extend(times());
    all.extend(texts());
    all.extend(groups());
    assert_eq!(all.len(), 40, "as many as promised");
    all
}

fn question(name: &'static str, filter: Filter, sql: impl Into<String>) -> Question {
    Question { name, filter, sql: sql.into() }
}

fn tag(tag: u32) -> Filter {
    Filter::Tag { tag }
}

fn tags(have: Share, tags: &[u32]) -> Filter {
    Filter::Tags { have, tags: tags.to_vec() }
}

fn people() -> Vec<Question> {
    let five = [100, 103, 107, 111, 119];
    let of_five = carries("100, 103, 107, 111, 119");
    let languages = vec!["en".to_owned(), "zh_TW".to_owned()];
    let equal = UnionidIs::Equal { unionid: "uFind_0000000000000000000001".to_owned() };
    let count = "(SELECT count(*) FROM follower_tags WHERE follower_id = f.id)";
    vec![
        question("tag", tag(100), carries("100")),
        question("any of five tags", tags(Share::Any, &five), of_five.clone()),
        question(
            "all of two tags",
            tags(Share::All, &[100, 101]),
            format!("{} AND {}", carries("100"), carries("101")),
        ),
        question("none of five tags", tags(Share::None, &five), format!("NOT {of_five}")),
        question("untagged", Filter::Untagged, format!("{count} = 0")),
        question(
            "two or three tags",
            Filter::TagCount { least: Some(2), most: Some(3) },
            format!("{count} BETWEEN 2 AND 3"),
        ),
        question(
            "at the limit of tags",
            Filter::TagCount { least: Some(20), most: None },
            format!("{count} >= 20"),
        ),
        question("following", Filter::Following, "f.following = 1"),
        question("left", Filter::Left, "f.following = 0"),
        question("blacklisted", Filter::Blacklisted, "f.blacklisted = 1"),
        question("language", Filter::Language { languages }, "d.language IN ('en', 'zh_TW')"),
        question(
            "UnionID known",
            Filter::Unionid { is: UnionidIs::Known },
            "d.unionid IS NOT NULL",
        ),
        question(
            "UnionID equal",
            Filter::Unionid { is: equal },
            "d.unionid = 'uFind_0000000000000000000001'",
        ),
        question(
            "in a pasted list",
            Filter::InList { list: LIST },
            "f.id IN (SELECT follower_id FROM pasted)",
        ),
    ]
}

fn times() -> Vec<Question> {
    let followed = |when, period| Filter::Followed { when, period };
    let during = |period| followed(Relation::During, period);
    let at = |from: i64, until: i64| format!("d.followed_at >= {from} AND d.followed_at < {until}");
    let past = |event, period| Filter::Happened { event, period };
    let between = Period::Between { from: Some(NOW - 300 * DAY), until: Some(NOW - 200 * DAY) };
    vec![
        question("followed today", during(Period::Today), at(TODAY, TODAY + DAY)),
        question(
            "followed in the last 30 days",
            during(Period::LastDays { days: 30 }),
            at(TODAY - 29 * DAY, TODAY + DAY),
        ),
        question("followed last month", during(Period::LastMonth), at(LAST_MONTH, MONTH)),
        question("followed between", during(between), at(NOW - 300 * DAY, NOW - 200 * DAY)),
        question(
            "followed before last month",
            followed(Relation::Before, Period::LastMonth),
            at(1, LAST_MONTH),
        ),
        question(
            "left in the last 60 days",
            past(PastEvent::Left, Period::LastDays { days: 60 }),
            happened(2, TODAY - 59 * DAY, TODAY + DAY, "AND tag_id IS NULL"),
        ),
        question(
            "came back this quarter",
            past(PastEvent::CameBack, Period::ThisQuarter),
            happened(3, QUARTER, NOW, "AND tag_id IS NULL"),
        ),
        question(
            "tagged in the last 30 days",
            past(PastEvent::Tagged { tag: Some(100) }, Period::LastDays { days: 30 }),
            happened(4, TODAY - 29 * DAY, TODAY + DAY, "AND tag_id = 100"),
        ),
        question(
            "any tag taken in the last 30 days",
            past(PastEvent::Untagged { tag: None }, Period::LastDays { days: 30 }),
            happened(5, TODAY - 29 * DAY, TODAY + DAY, "AND tag_id IN (SELECT id FROM tags)"),
        ),
    ]
}

fn texts() -> Vec<Question> {
    let remark = |how, text: &str| Filter::Remark { how, text: text.to_owned() };
    let qr = |part, how, texts: &[&str]| Filter::Qr {
        part,
        how,
        texts: texts.iter().map(|&text| text.to_owned()).collect(),
    };
    let sources = |sources: &[&str]| Filter::Source {
        sources: sources.iter().map(|&source| source.to_owned()).collect(),
    };
    let contains = TextMatch::Contains;
    let list = ["门店1", "门店4", "门店7", "门店10", "门店13", "门店16", "门店19", "门店22"];
    let quoted = list.map(|text| format!("'{text}'")).join(", ");
    vec![
        question("source", sources(&["ADD_SCENE_SEARCH"]), "d.source = 'ADD_SCENE_SEARCH'"),
        question(
            "two sources",
            sources(&["ADD_SCENE_QR_CODE", "ADD_SCENE_OTHERS"]),
            "d.source IN ('ADD_SCENE_QR_CODE', 'ADD_SCENE_OTHERS')",
        ),
        question("remark with one character", remark(contains, "店"), "d.remark LIKE '%店%'"),
        question("remark with two characters", remark(contains, "户9"), "d.remark LIKE '%户9%'"),
        question("remark with more", remark(contains, "户123店"), "d.remark LIKE '%户123店%'"),
        question("remark begins", remark(TextMatch::StartsWith, "客户5"), "d.remark LIKE '客户5%'"),
        question("remark is", remark(TextMatch::Is, "客户500店"), "d.remark = '客户500店'"),
        question("no remark", Filter::NoRemark, "d.remark = ''"),
        question("QR text is", qr(QrPart::Text, TextMatch::Is, &["门店7"]), "d.qr_text = '门店7'"),
        question(
            "QR text contains",
            qr(QrPart::Text, contains, &["店1"]),
            "d.qr_text LIKE '%店1%'",
        ),
        question("QR number is", qr(QrPart::Scene, TextMatch::Is, &["337"]), "d.qr_scene = 337"),
        question(
            "QR text of a list",
            qr(QrPart::Text, TextMatch::Is, &list),
            format!("d.qr_text IN ({quoted})"),
        ),
    ]
}

fn groups() -> Vec<Question> {
    let all_of = |filters| Filter::AllOf { filters };
    let any_of = |filters| Filter::AnyOf { filters };
    let none_of = |filters| Filter::NoneOf { filters };
    let recent =
        || Filter::Followed { when: Relation::During, period: Period::LastDays { days: 90 } };
    let is_recent = format!("d.followed_at >= {}", TODAY - 89 * DAY);
    let before = Filter::Followed { when: Relation::Before, period: Period::LastMonth };
    let (one, two, three) = (carries("100"), carries("101"), carries("102"));
    vec![
        question(
            "two tags without a third, long ago",
            all_of(vec![tag(100), tag(101), none_of(vec![tag(102)]), before]),
            format!("{one} AND {two} AND NOT {three} AND d.followed_at < {LAST_MONTH}"),
        ),
        question(
            "recent followers without tags",
            all_of(vec![Filter::Following, recent(), Filter::Untagged]),
            format!(
                "f.following = 1 AND {is_recent}
                AND NOT EXISTS (SELECT 1 FROM follower_tags WHERE follower_id = f.id)"
            ),
        ),
        question(
            "a choice of groups",
            any_of(vec![
                all_of(vec![tag(100), tag(101)]),
                all_of(vec![recent(), none_of(vec![tag(102), tag(100)])]),
            ]),
            format!("({one} AND {two}) OR ({is_recent} AND NOT ({three} OR {one}))"),
        ),
        question(
            "a group in a group in a group",
            all_of(vec![
                Filter::Following,
                any_of(vec![
                    none_of(vec![all_of(vec![tag(100), recent()]), Filter::Blacklisted]),
                    Filter::Remark { how: TextMatch::Contains, text: "店".to_owned() },
                ]),
                Filter::Off { filter: Box::new(Filter::Left) },
            ]),
            format!(
                "f.following = 1 AND (
                    NOT (({one} AND {is_recent}) OR f.blacklisted = 1) OR d.remark LIKE '%店%'
                )"
            ),
        ),
        question(
            "none of groups",
            none_of(vec![
                any_of(vec![tag(100), tag(101), tag(102)]),
                all_of(vec![Filter::Left, Filter::NoRemark]),
            ]),
            format!("NOT ({one} OR {two} OR {three} OR (f.following = 0 AND d.remark = ''))"),
        ),
    ]
}
