//! How the table is looked at: kept by name, and as it was left.

use fandesk_core::input::{SaveViewInput, ViewInUseInput, ViewInput};
use fandesk_core::store::ViewDraft;
use fandesk_core::views::{delete_view, keep_view_in_use, save_view, view_in_use, views};
use fandesk_core::{AppError, Problem, ViewInUse};

use crate::world::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn views_and_the_way_the_table_was_left_outlive_the_program() {
    let mut world = World::connected(fandesk_sandbox::SandboxConfig::with_followers(20)).await;
    let account = world.account_input();
    assert_eq!(view_in_use(world.desk(), account.clone()).await, Ok(None), "never changed");
    let save = async |world: &World, id, name: &str, body: &str| {
        let view = ViewDraft { name: name.to_owned(), version: 1, body: body.to_owned() };
        let input = SaveViewInput { account: world.account.clone(), id, view };
        save_view(world.desk(), input).await
    };
    let kept = save(&world, None, "核对用", r#"{"density":"compact"}"#).await.unwrap();
    let kept = save(&world, Some(kept.id), "核对", r#"{"density":null}"#).await.unwrap();
    let refused = save(&world, None, "坏的", "{").await.unwrap_err();
    assert_eq!(refused, AppError::invalid("body", Problem::Characters));
    let in_use = ViewInUse { from: Some(kept.id), version: 1, body: "{}".to_owned() };
    let keep = |view| ViewInUseInput { account: world.account.clone(), view };
    keep_view_in_use(world.desk(), keep(in_use.clone())).await.unwrap();
    let damaged = ViewInUse { body: "[".to_owned(), ..in_use.clone() };
    let refused = keep_view_in_use(world.desk(), keep(damaged)).await.unwrap_err();
    assert_eq!(refused, AppError::invalid("body", Problem::Characters));

    world.reopen().await;
    let saved = views(world.desk(), account.clone()).await.unwrap();
    assert_eq!(saved, std::slice::from_ref(&kept));
    assert_eq!(view_in_use(world.desk(), account.clone()).await, Ok(Some(in_use)));
    let gone = ViewInput { account: world.account.clone(), id: kept.id };
    delete_view(world.desk(), gone).await.unwrap();
    assert_eq!(views(world.desk(), account).await.unwrap(), []);
    world.ends().await;
}
