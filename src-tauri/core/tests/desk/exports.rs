//! Files made of a selection, with remarks that mean harm.

use std::collections::BTreeMap;
use std::fs;

use calamine::{Data, Reader, open_workbook_auto};
use fandesk_core::followers::{
    ExportColumn, ExportFormat, ExportRequest, ExportWords, HeadedColumn, export_followers,
    open_result_set,
};
use fandesk_core::input::OpenResultSetInput;
use fandesk_core::store::{Filter, FollowerId, Selection};
use fandesk_core::{AccountId, AccountSummary, AppError, Desk};

use crate::home::{Home, practice, sync};

/// What somebody could write into a remark to make a spreadsheet program run it.
const HOSTILE: [&str; 7] =
    ["=1+1", "+86 10", "-2+3", "@SUM(A1)", "＝CMD()", "a\"b,c；d", "=HYPERLINK(\"http://x\")"];

/// A synced practice account in which some people have hostile remarks; those people.
async fn hostile(desk: &Desk) -> (AccountSummary, BTreeMap<FollowerId, String>) {
    let account = practice(desk, 120).await;
    let open = desk.account(&account.id).await.unwrap();
    let world = open.practice_world().await.unwrap();
    let openids: Vec<String> = world.openids().into_iter().take(HOSTILE.len()).collect();
    for (openid, remark) in openids.iter().zip(HOSTILE) {
        world.remark(openid, remark).unwrap();
    }
    sync(desk, &account).await;
    let ids = open.ask(move |store| Ok(store.find(&openids))).await.unwrap();
    let remarks = ids.into_iter().flatten().zip(HOSTILE.map(str::to_owned)).collect();
    (account, remarks)
}

fn request(account: &AccountId, selection: Selection, format: ExportFormat) -> ExportRequest {
    let columns = [
        (ExportColumn::Remark, "备注"),
        (ExportColumn::Openid, "OpenID"),
        (ExportColumn::FollowedAt, "关注时间"),
        (ExportColumn::Tags, "标签"),
        (ExportColumn::Following, "正在关注"),
    ];
    ExportRequest {
        account: account.clone(),
        selection,
        format,
        columns: columns
            .map(|(column, heading)| HeadedColumn { column, heading: heading.to_owned() })
            .to_vec(),
        words: ExportWords { yes: "是".into(), no: "否".into(), sources: Default::default() },
        file_name: "粉丝/../2026".to_owned(),
    }
}

async fn everybody(desk: &Desk, account: &AccountId) -> (Selection, u32) {
    let filter = Filter::AllOf { filters: vec![] };
    let input = OpenResultSetInput { account: account.clone(), filter, sort: vec![] };
    let list = open_result_set(desk, input).await.unwrap();
    (Selection::ResultSet { result_set: list.id, ranges: None, except: vec![] }, list.people)
}

#[tokio::test]
async fn a_csv_file_opens_as_chinese_text_and_runs_nothing() {
    let home = Home::without_keychain();
    let desk = home.open().await;
    let (account, remarks) = hostile(&desk).await;
    let selection = Selection::These { followers: remarks.keys().copied().collect() };
    let request = request(&account.id, selection, ExportFormat::Csv);
    let file = export_followers(&desk, request.clone()).await.unwrap();
    assert_eq!(file.people as usize, HOSTILE.len());
    assert!(file.path.ends_with("粉丝_.._2026.csv"), "{}", file.path);

    let text = fs::read_to_string(&file.path).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark for Excel");
    let mut lines = csv::Reader::from_reader(text.as_bytes());
    let heading = lines.headers().unwrap().clone();
    assert_eq!(
        heading.iter().collect::<Vec<_>>(),
        ["备注", "OpenID", "关注时间", "标签", "正在关注"]
    );
    let open = desk.account(&account.id).await.unwrap();
    let ids: Vec<FollowerId> = remarks.keys().copied().collect();
    let rows = open.ask(move |store| Ok(store.rows(&ids))).await.unwrap();
    let records: Vec<csv::StringRecord> = lines.records().map(Result::unwrap).collect();
    for ((record, row), remark) in records.iter().zip(&rows).zip(remarks.values()) {
        let harmless = match remark.chars().next() {
            Some('=' | '+' | '-' | '@' | '＝') => format!("'{remark}"),
            _ => remark.clone(),
        };
        assert_eq!((&record[0], &record[1]), (&*harmless, &*row.openid));
        assert_eq!(&record[4], "是");
        let followed = jiff::Timestamp::from_second(row.followed_at.unwrap()).unwrap();
        let china = followed.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(8)));
        assert_eq!(&record[2], china.strftime("%Y-%m-%d %H:%M:%S").to_string());
    }
    assert_eq!(records.len(), HOSTILE.len());

    let again = export_followers(&desk, request).await.unwrap();
    assert!(again.path.ends_with("粉丝_.._2026 (2).csv"), "nothing is overwritten");
    assert_eq!(fs::read(again.path).unwrap(), fs::read(file.path).unwrap());
}

#[tokio::test]
async fn an_excel_file_holds_every_text_as_a_text() {
    let home = Home::without_keychain();
    let desk = home.open().await;
    let (account, remarks) = hostile(&desk).await;
    let (selection, people) = everybody(&desk, &account.id).await;
    let request = request(&account.id, selection, ExportFormat::Xlsx);
    let file = export_followers(&desk, request).await.unwrap();
    assert_eq!(file.people, people);

    let mut workbook = open_workbook_auto(&file.path).unwrap();
    let names = workbook.sheet_names();
    let formulas = workbook.worksheet_formula(&names[0]).unwrap();
    assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()), "no formula");
    let sheet = workbook.worksheet_range(&names[0]).unwrap();
    assert_eq!(sheet.height() as u32, people + 1);
    let texts: Vec<&Data> = sheet.rows().skip(1).map(|row| &row[0]).collect();
    for remark in remarks.values() {
        assert!(texts.contains(&&Data::String(remark.clone())), "{remark} stands as it is");
    }
    assert!(sheet.rows().skip(1).all(|row| matches!(row[1], Data::String(_))), "ids are texts");
    assert!(sheet.rows().skip(1).any(|row| matches!(row[2], Data::DateTime(_))), "dates are dates");
}

#[tokio::test]
async fn an_export_that_fails_leaves_no_file() {
    let home = Home::without_keychain();
    let desk = home.open().await;
    let account = practice(&desk, 20).await;
    let nobody = request(&account.id, Selection::These { followers: vec![] }, ExportFormat::Csv);
    let refused = export_followers(&desk, nobody).await.unwrap_err();
    assert_eq!(refused, AppError::SelectionEmpty);
    let gone = Selection::ResultSet { result_set: 99, ranges: None, except: vec![] };
    let refused = export_followers(&desk, request(&account.id, gone, ExportFormat::Csv)).await;
    assert_eq!(refused.unwrap_err(), AppError::ResultSetExpired { had: 0 });
    assert!(!home.path("downloads").exists());
}
