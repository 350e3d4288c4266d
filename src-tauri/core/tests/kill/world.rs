//! WeChat's side of a round: a sandbox on an address that stays, and who lives there.

use std::collections::HashMap;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use fandesk_core::accounts::add_account;
use fandesk_core::{AccountId, NewAccount, NewCredentials};
use fandesk_sandbox::{AccountHandle, Clock, FollowerView, Sandbox, SandboxConfig};

use crate::Outcome;
use crate::lives::{End, Moment, live};
use crate::order::{Order, Task, open_desk};
use crate::time::HurriedClock;

/// 2026-11-02 12:00 in China, a day after the sandbox's people were born.
pub(crate) const NOON: i64 = 1_793_592_000;

/// A simulated WeChat that can be born again on the same port, the same in every detail.
pub(crate) async fn born(people: u32, port: u16) -> Outcome<Sandbox> {
    let config = SandboxConfig::with_followers(people).port(port);
    let sandbox = config.clock(Clock::fixed_at(NOON.unsigned_abs())).start().await?;
    make_room_for_tags(&sandbox.account())?;
    Ok(sandbox)
}

/// A port for all rounds of a lane, free now. It lies below those that systems hand out by
/// themselves: one of those could be taken by anybody's connection between two rounds.
pub(crate) fn free_port() -> Outcome<u16> {
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let mut tries = (0..100).map(|_| rand::random_range(20_000..32_000));
    Ok(tries.find(is_free).ok_or("no port is free")?)
}

/// A few of the sandbox's people are born with 20 tags; here everybody can get another one.
fn make_room_for_tags(wechat: &AccountHandle) -> Outcome<()> {
    for person in wechat.people().into_iter().filter(|person| person.tags.len() >= 18) {
        for tag in &person.tags {
            wechat.untag(*tag, &[&person.openid])?;
        }
    }
    Ok(())
}

/// Everybody the account ever had, by OpenID.
pub(crate) fn people(wechat: &AccountHandle) -> HashMap<String, FollowerView> {
    wechat.people().into_iter().map(|person| (person.openid.clone(), person)).collect()
}

/// Connects a fresh desk in this folder to a sandbox.
pub(crate) async fn connect(sandbox: &Sandbox, folder: &Path) -> Outcome<AccountId> {
    let desk = open_desk(folder, &HurriedClock::beginning_at(NOON)).await?;
    let credentials = sandbox.account().config().clone();
    let new = NewAccount {
        name: "望京店".to_owned(),
        app_id: credentials.appid,
        credentials: NewCredentials::Secret { app_secret: credentials.secret.into() },
        api_base: Some(sandbox.base_url().to_owned()),
        connection: Default::default(),
        proxy_password: None,
    };
    let added = add_account(&desk, new).await.map_err(|error| format!("{error:?}"))?;
    desk.close().await;
    Ok(added.id)
}

/// Syncs in peace until so many syncs have finished.
pub(crate) async fn sync_in_peace(order: &Order, count: usize) -> Outcome<()> {
    let order = Order { task: Task::Syncs(count), ..order.clone() };
    match live(&order, &Moment::Never, || 0, || {}).await? {
        End::Finished => Ok(()),
        End::Killed => Err("a sync nobody killed was killed".into()),
    }
}

/// Copies a folder with all that is in it.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Outcome<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
