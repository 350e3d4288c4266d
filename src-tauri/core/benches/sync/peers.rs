//! What our sync is compared with: a serial client, and the floor of fetching beside inserting.

use std::path::Path;
use std::pin::pin;
use std::time::{Duration, Instant};

use fandesk_core::store::{AccountStore, Key};
use fandesk_wechat::{AppId, Follower, OfficialAccount, OpenId, SecretString};
use futures::{StreamExt, TryStreamExt, stream};
use rusqlite::{Connection, Transaction, named_params};

use crate::Outcome;
use crate::sandbox::{APP_ID, APP_SECRET};

const KEY: [u8; 32] = [7; 32];
/// As many calls as our gate lets through at most.
const IN_FLIGHT: usize = 16;

/// One call after the other over a kept-alive connection; after each page and each hundred one
/// transaction with prepared statements into a file like ours.
pub(crate) async fn serial_client(base_url: &str) -> Outcome<Duration> {
    let folder = tempfile::tempdir()?;
    let mut file = file_like_ours(&folder.path().join("serial.db"))?;
    let client = client(base_url)?;
    let begun = Instant::now();
    let tags = client.tags().await?;
    insert_tags(&mut file, &tags)?;
    let ids = all_ids(&client).await?;
    for page in ids.chunks(10_000) {
        let transaction = file.transaction()?;
        insert_ids(&transaction, page)?;
        transaction.commit()?;
    }
    for hundred in ids.chunks(100) {
        let details = client.details_batch(hundred).await?;
        let transaction = file.transaction()?;
        for follower in &details.found {
            upsert(&transaction, follower)?;
        }
        transaction.commit()?;
    }
    let mut blocked = pin!(client.blacklist(None));
    while blocked.try_next().await?.is_some() {}
    Ok(begun.elapsed())
}

/// Fetches everything in parallel and returns it: the ids, then the details.
pub(crate) async fn fetch(base_url: &str) -> Outcome<Vec<Follower>> {
    let client = client(base_url)?;
    let ids = all_ids(&client).await?;
    let hundreds: Vec<Vec<OpenId>> = ids.chunks(100).map(<[OpenId]>::to_vec).collect();
    let answers: Vec<_> = stream::iter(hundreds)
        .map(|hundred| {
            let client = client.clone();
            async move { client.details_batch(&hundred).await }
        })
        .buffer_unordered(IN_FLIGHT)
        .try_collect()
        .await?;
    Ok(answers.into_iter().flat_map(|details| details.found).collect())
}

/// The floor: fetching everything while a second thread inserts the same people in bulk.
pub(crate) async fn fetch_beside_insert(base_url: &str, people: &[Follower]) -> Outcome<Duration> {
    let folder = tempfile::tempdir()?;
    let mut file = file_like_ours(&folder.path().join("floor.db"))?;
    let people = people.to_vec();
    let begun = Instant::now();
    let inserting = tokio::task::spawn_blocking(move || -> Outcome<()> {
        let ids: Vec<OpenId> = people.iter().map(|follower| follower.openid.clone()).collect();
        insert_everything(&mut file, &ids, &people)
    });
    fetch(base_url).await?;
    inserting.await??;
    Ok(begun.elapsed())
}

/// A client of the sandbox's account.
pub(crate) fn client(base_url: &str) -> Outcome<OfficialAccount> {
    let secret = SecretString::from(APP_SECRET);
    Ok(OfficialAccount::builder(AppId::new(APP_ID)?, secret).base_address(base_url).build()?)
}

async fn all_ids(client: &OfficialAccount) -> Outcome<Vec<OpenId>> {
    let mut ids = Vec::new();
    let mut pages = pin!(client.followers(None));
    while let Some(page) = pages.try_next().await? {
        ids.extend(page.openids);
    }
    Ok(ids)
}

/// An empty file with our schema, indexes and encryption, opened without our code.
fn file_like_ours(path: &Path) -> Outcome<Connection> {
    drop(AccountStore::open(path, &Key::new(KEY), path)?);
    let connection = Connection::open(path)?;
    let hex: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
    connection.execute_batch(&format!(
        "PRAGMA key = \"x'{hex}'\";
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -262144;"
    ))?;
    Ok(connection)
}

fn insert_everything(file: &mut Connection, ids: &[OpenId], people: &[Follower]) -> Outcome<()> {
    let transaction = file.transaction()?;
    for tag in people.iter().flat_map(|person| person.tag_ids.iter().flatten()) {
        transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO tags (id, name, wechat_count, position, listed)
                VALUES (?1, '', 0, 0, 1)",
            )?
            .execute([tag.0])?;
    }
    insert_ids(&transaction, ids)?;
    for person in people {
        upsert(&transaction, person)?;
    }
    transaction.commit()?;
    Ok(())
}

fn insert_tags(file: &mut Connection, tags: &[fandesk_wechat::Tag]) -> Outcome<()> {
    let transaction = file.transaction()?;
    for tag in tags {
        transaction
            .prepare_cached(
                "INSERT INTO tags (id, name, wechat_count, position, listed)
                VALUES (?1, ?2, 0, 0, 1)",
            )?
            .execute((tag.id.0, &tag.name))?;
    }
    transaction.commit()?;
    Ok(())
}

fn insert_ids(transaction: &Transaction<'_>, ids: &[OpenId]) -> Outcome<()> {
    let mut statement = transaction.prepare_cached(
        "INSERT INTO followers (openid, following, first_seen_at, follow_count)
        VALUES (?1, 1, 0, 1)
        ON CONFLICT (openid) DO NOTHING",
    )?;
    for id in ids {
        statement.execute([id.as_str()])?;
    }
    Ok(())
}

fn upsert(transaction: &Transaction<'_>, person: &Follower) -> Outcome<()> {
    let id: i64 = transaction
        .prepare_cached("SELECT id FROM followers WHERE openid = ?1")?
        .query_row([person.openid.as_str()], |row| row.get(0))?;
    transaction
        .prepare_cached(
            "INSERT INTO details (
                follower_id, read_at, remark, followed_at, source, qr_scene, qr_text, unionid,
                language, nickname, sex, city, province, country, headimgurl, groupid
            )
            VALUES (
                :id, 1, :remark, :followed_at, :source, :qr_scene, :qr_text, :unionid,
                :language, :nickname, :sex, :city, :province, :country, :headimgurl, :groupid
            )
            ON CONFLICT (follower_id) DO UPDATE SET
                read_at = excluded.read_at,
                remark = excluded.remark,
                followed_at = excluded.followed_at,
                source = excluded.source,
                qr_scene = excluded.qr_scene,
                qr_text = excluded.qr_text,
                unionid = excluded.unionid,
                language = excluded.language",
        )?
        .execute(named_params! {
            ":id": id,
            ":remark": person.remark,
            ":followed_at": person.subscribed_at.map(|at| at.as_second()),
            ":source": person.subscribe_scene,
            ":qr_scene": person.qr_scene,
            ":qr_text": person.qr_scene_text,
            ":unionid": person.union_id.as_ref().map(|id| id.as_str()),
            ":language": person.language,
            ":nickname": person.nickname,
            ":sex": person.sex,
            ":city": person.city,
            ":province": person.province,
            ":country": person.country,
            ":headimgurl": person.picture_url,
            ":groupid": person.group_id,
        })?;
    let mut link = transaction.prepare_cached(
        "INSERT INTO follower_tags (follower_id, tag_id)
        VALUES (?1, ?2)
        ON CONFLICT DO NOTHING",
    )?;
    for tag in person.tag_ids.iter().flatten() {
        link.execute((id, tag.0))?;
    }
    Ok(())
}
