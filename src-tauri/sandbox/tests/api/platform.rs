//! A third-party platform: ticket, its own token, the accounts' tokens, and what owners ticked.

use std::time::Duration;

use fandesk_sandbox::{Sandbox, SandboxConfig};
use serde_json::{Value, json};

use crate::client::{Client, code, with};

const PLATFORM: &str = "wxaaaaaaaaaaaaaaaa";
const SECRET: &str = "fedcba9876543210fedcba9876543210";
const APPID: &str = fandesk_sandbox::DEFAULT_APPID;

async fn platform() -> (Sandbox, Client) {
    with(SandboxConfig::with_followers(3).platform(PLATFORM, SECRET)).await
}

fn asked(ticket: &str) -> Value {
    json!({
        "component_appid": PLATFORM,
        "component_appsecret": SECRET,
        "component_verify_ticket": ticket,
    })
}

async fn component_token(client: &Client, asked: Value) -> Value {
    client.send("POST", "/cgi-bin/component/api_component_token", asked.to_string()).await
}

/// A call with the platform's token under the given name.
async fn call(client: &Client, name: &str, token: &str, parameter: &str, body: Value) -> Value {
    let query = format!("/cgi-bin/component/{name}?{parameter}={token}");
    client.send("POST", &query, body.to_string()).await
}

async fn ready() -> (Sandbox, Client, String) {
    let (world, client) = platform().await;
    let ticket = world.platform().unwrap().ticket();
    let answer = component_token(&client, asked(&ticket)).await;
    let token = answer["component_access_token"].as_str().expect("a token").to_owned();
    (world, client, token)
}

fn about(appid: &str) -> Value {
    json!({"component_appid": PLATFORM, "authorizer_appid": appid})
}

#[tokio::test]
async fn the_platforms_token_needs_appid_secret_and_a_living_ticket() {
    let (world, client) = platform().await;
    let ticket = world.platform().unwrap().ticket();
    for (body, expected) in [
        (json!({}), 41018),
        (json!({"component_appid": APPID}), 61011),
        (json!({"component_appid": PLATFORM, "component_appsecret": "f"}), 40125),
        (asked("ticket@@@of-nobody"), 61006),
        (asked(&ticket), 0),
    ] {
        assert_eq!(code(&component_token(&client, body.clone()).await), expected, "{body}");
    }
    world.clock().advance(Duration::from_secs(12 * 3600));
    assert_eq!(code(&component_token(&client, asked(&ticket)).await), 61005);
    let pushed = world.platform().unwrap().push_ticket();
    assert_eq!(code(&component_token(&client, asked(&pushed)).await), 0);
}

#[tokio::test]
async fn an_account_that_has_authorised_is_listed_told_about_and_called() {
    let (world, mut client, token) = ready().await;
    world.platform().unwrap().authorise(APPID, &[1, 2]).unwrap();
    let page = json!({"component_appid": PLATFORM, "offset": 0, "count": 500});
    for parameter in ["component_access_token", "access_token"] {
        let list = call(&client, "api_get_authorizer_list", &token, parameter, page.clone()).await;
        assert_eq!(list["total_count"], 1, "{parameter}");
        assert_eq!(list["list"][0]["authorizer_appid"], APPID);
    }
    let list = call(&client, "api_get_authorizer_list", &token, "access_token", page.clone()).await;
    let info = call(&client, "api_get_authorizer_info", &token, "access_token", about(APPID)).await;
    assert_eq!(info["authorizer_info"]["verify_type_info"]["id"], 0);
    assert_eq!(info["authorization_info"]["func_info"][1]["funcscope_category"]["id"], 2);

    let mut body = about(APPID);
    body["authorizer_refresh_token"] = list["list"][0]["refresh_token"].clone();
    let tokens = call(&client, "api_authorizer_token", &token, "access_token", body.clone()).await;
    assert_eq!(tokens["expires_in"], 7200);
    client.token = tokens["authorizer_access_token"].as_str().unwrap().to_owned();
    assert_eq!(client.get("/cgi-bin/user/get", "").await["total"], 3);

    world.platform().unwrap().replace_refresh_token(APPID).unwrap();
    let refused = call(&client, "api_authorizer_token", &token, "access_token", body).await;
    assert_eq!(code(&refused), 61023);
    let more = json!({"component_appid": PLATFORM, "offset": 0, "count": 501});
    let refused = call(&client, "api_get_authorizer_list", &token, "access_token", more).await;
    assert_eq!(code(&refused), 40170);
}

#[tokio::test]
async fn without_user_management_or_authorisation_the_calls_are_refused() {
    let (world, mut client, token) = ready().await;
    let platform = world.platform().unwrap();
    let scanned = platform.authorise(APPID, &[1, 7]).unwrap();
    let redeem = json!({"component_appid": PLATFORM, "authorization_code": scanned});
    let answer = call(&client, "api_query_auth", &token, "access_token", redeem.clone()).await;
    let info = &answer["authorization_info"];
    client.token = info["authorizer_access_token"].as_str().unwrap().to_owned();
    let again = call(&client, "api_query_auth", &token, "access_token", redeem).await;
    assert_eq!(code(&again), 61009, "a code is good for once");

    assert_eq!(code(&client.get("/cgi-bin/tags/get", "").await), 61007);
    let quota = json!({"cgi_path": "/cgi-bin/user/get"});
    assert_eq!(
        code(&client.post("/cgi-bin/openapi/quota/get", quota).await),
        0,
        "helpers: any set"
    );
    platform.authorise(APPID, &[2]).unwrap();
    assert_eq!(code(&client.get("/cgi-bin/tags/get", "").await), 0);
    platform.withdraw(APPID).unwrap();
    assert_eq!(code(&client.get("/cgi-bin/tags/get", "").await), 61003);
    let refused =
        call(&client, "api_get_authorizer_info", &token, "access_token", about(APPID)).await;
    assert_eq!(code(&refused), 61003);
}

#[tokio::test]
async fn only_the_platforms_own_token_opens_its_calls_and_for_two_hours() {
    let (world, client, token) = ready().await;
    let page = json!({"component_appid": PLATFORM, "offset": 0, "count": 1});
    let list = "api_get_authorizer_list";
    for (given, expected) in [("", 41001), ("61_nobody", 40001), (&*client.token, 61014)] {
        let answer = call(&client, list, given, "access_token", page.clone()).await;
        assert_eq!(code(&answer), expected, "{given}");
    }
    world.clock().advance(Duration::from_secs(7200));
    assert_eq!(code(&call(&client, list, &token, "access_token", page).await), 42006);
}

#[tokio::test]
async fn every_secret_that_ever_was_is_told_to_whoever_runs_the_world() {
    let (world, client, token) = ready().await;
    let side = world.platform().unwrap();
    let code = side.authorise(APPID, &[2]).unwrap();
    let first = side.ticket();
    let second = side.push_ticket();
    let body = json!({"component_appid": PLATFORM, "authorization_code": code});
    let parameter = "component_access_token";
    let answer = call(&client, "api_query_auth", &token, parameter, body).await;
    let info = &answer["authorization_info"];
    let text = |name: &str| info[name].as_str().expect("a token").to_owned();
    let (access, refresh) = (text("authorizer_access_token"), text("authorizer_refresh_token"));
    side.replace_refresh_token(APPID).unwrap();

    let secrets = world.secrets();
    let own = [SECRET, fandesk_sandbox::DEFAULT_SECRET].map(str::to_owned);
    let minted = [client.token.clone(), token, code, first, second, access, refresh];
    for expected in own.into_iter().chain(minted) {
        assert!(secrets.contains(&expected), "{expected}");
    }
    assert!(secrets.iter().all(|secret| secret.len() >= 32), "none is anywhere by chance");
    assert_eq!(secrets.len(), 10, "and the refresh token that took the place of the first");
}
