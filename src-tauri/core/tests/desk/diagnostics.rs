//! Diagnostics: what they say, what they never say, and that they are saved as they were shown.

use std::io::Read;

use fandesk_core::diagnostics::{diagnostics, save_diagnostics};
use fandesk_core::input::{AccountInput, LabelTagInput};
use fandesk_core::tags::{label_tag, tags};
use fandesk_core::{AccountState, AppError, Vault};
use fandesk_sandbox::SandboxConfig;

use crate::home::{Home, connect, overview, practice, sync};

#[tokio::test]
async fn nothing_in_the_diagnostics_opens_an_account_or_names_a_person() {
    let wechat = SandboxConfig::with_followers(20).start().await.unwrap();
    let home = Home::with_keychain();
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    sync(&desk, &account).await;
    let config = wechat.account().config().clone();
    let person = wechat.account().openids()[0].clone();
    let logs = home.path("logs");
    std::fs::create_dir_all(&logs).unwrap();
    let line = format!(
        "2026-11-21T05:22:07Z INFO call {person} ?access_token=81_abc&x=1 secret={} at {}\n",
        config.secret,
        home.path("set-aside").display(),
    );
    std::fs::write(logs.join("fandesk.2026-11-21"), line).unwrap();

    let files = diagnostics(&desk, ()).await.unwrap();
    let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
    let expected = [
        "program.txt",
        "settings.json",
        "accounts.json",
        "calls.json",
        "schema.sql",
        "logs/fandesk.2026-11-21",
    ];
    assert_eq!(names, expected);
    let all: String = files.iter().map(|file| file.text.as_str()).collect();
    let folder = home.path("").display().to_string();
    for private in
        [&*person, &config.secret, &config.appid, "81_abc", "望京店", folder.trim_end_matches('/')]
    {
        assert!(!all.contains(private), "{private}");
    }
    for told in [
        "/cgi-bin/user/get",
        "\"following\": 20",
        "INFO call",
        "~/set-aside",
        "vault",
        "-- SQLite 3.",
        "SQLCipher 4.",
        "-- desk.db: version",
        "-- account 1: version",
        "CREATE TABLE followers",
    ] {
        assert!(all.contains(told), "{told} in {all}");
    }
    save_diagnostics(&desk, ()).await.unwrap();
    desk.close().await;
    std::fs::remove_dir_all(logs).unwrap();
    home.keeps_no_secret_in_sight(&wechat, &[]).await;
}

#[tokio::test]
async fn an_account_has_one_number_in_all_parts_of_the_diagnostics() {
    let wechat = SandboxConfig::with_followers(20).start().await.unwrap();
    let home = Home::with_keychain();
    let desk = home.open().await;
    let lost = connect(&desk, &wechat).await.unwrap();
    practice(&desk, 20).await;
    desk.close().await;
    home.keychain().delete(&format!("file/{}", lost.id)).await.unwrap();

    let desk = home.open().await;
    let seen = overview(&desk).await.accounts;
    assert!(matches!(seen[0].state, AccountState::KeyMissing { .. }), "{:?}", seen[0].state);
    let files = diagnostics(&desk, ()).await.unwrap();
    let text = |name: &str| &files.iter().find(|file| file.name == name).unwrap().text;
    for name in ["accounts.json", "calls.json"] {
        let told: serde_json::Value = serde_json::from_str(text(name)).unwrap();
        let told = told.as_array().unwrap();
        assert_eq!(told.last().unwrap()["account"], 2, "{name}");
    }
    let schema = text("schema.sql");
    assert!(schema.contains("-- account 2: version") && !schema.contains("account 1"), "{schema}");
    home.ends(desk, &wechat, &[]).await;
}

/// A token that WeChat gave out, kept where no secret may be: as the note of a tag, or in a file.
async fn a_token_lies(in_the_database: bool) {
    let wechat = SandboxConfig::with_followers(20).start().await.unwrap();
    let home = Home::with_keychain();
    let desk = home.open().await;
    let account = connect(&desk, &wechat).await.unwrap();
    sync(&desk, &account).await;
    let token = wechat.secrets().pop().unwrap();
    if in_the_database {
        let account = account.id.clone();
        let tag = tags(&desk, AccountInput { account: account.clone() }).await.unwrap()[0].id;
        let label = LabelTagInput { account, tag, hue: None, note: token };
        label_tag(&desk, label).await.unwrap();
    } else {
        std::fs::write(home.path("forgotten.txt"), token).unwrap();
    }
    home.ends(desk, &wechat, &[]).await;
}

#[tokio::test]
#[should_panic(expected = ".db holds a secret")]
async fn the_search_that_ends_every_story_finds_a_token_in_an_encrypted_file() {
    a_token_lies(true).await;
}

#[tokio::test]
#[should_panic(expected = "forgotten.txt holds a secret")]
async fn the_search_that_ends_every_story_finds_a_token_in_plain_sight() {
    a_token_lies(false).await;
}

#[tokio::test]
async fn what_was_shown_is_what_is_saved() {
    let home = Home::without_keychain();
    let desk = home.open().await;
    assert_eq!(save_diagnostics(&desk, ()).await.unwrap_err(), AppError::NotFound);
    let shown = diagnostics(&desk, ()).await.unwrap();
    assert!(overview(&desk).await.accounts.is_empty());
    let saved = save_diagnostics(&desk, ()).await.unwrap();
    let again = save_diagnostics(&desk, ()).await.unwrap();
    assert_ne!(saved.path, again.path, "nothing is overwritten");

    let file = std::fs::File::open(&saved.path).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    assert_eq!(archive.len(), shown.len());
    for expected in &shown {
        let mut text = String::new();
        archive.by_name(&expected.name).unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, expected.text);
    }
}
