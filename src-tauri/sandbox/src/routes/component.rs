//! The calls of a third-party platform: its own token, the tokens of the accounts that have
//! authorised it, and what these accounts are.

use serde::Deserialize;

use super::token::check_platform_address;
use crate::json::{push_address, push_number, push_text};
use crate::platform::{Authorisation, PLATFORM_TOKEN_LIFE_SECONDS, Platform};
use crate::rows::push_list;
use crate::visit::{Answer, Refusal, Visit, refuse};
use crate::world::Cell;

/// Most accounts of one answer (page "api_get_authorizer_list"; above it 40170).
const LONGEST_LIST: u64 = 500;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    component_appid: String,
    component_appsecret: String,
    component_verify_ticket: String,
    authorization_code: String,
    authorizer_appid: String,
    authorizer_refresh_token: String,
    offset: u64,
    count: u64,
}

pub(super) fn component_token(visit: &Visit<'_>) -> Answer {
    let asked: Asked = visit.json()?;
    let mut platform = known(visit, &asked)?;
    if asked.component_appsecret != platform.config.secret {
        return refuse(40125);
    }
    check_platform_address(visit)?;
    let ticket = &asked.component_verify_ticket;
    platform.check_ticket(ticket, visit.now).map_err(Refusal::new)?;
    let mut out = b"{\"component_access_token\":".to_vec();
    push_text(&mut out, &platform.new_token(visit.now));
    out.extend_from_slice(b",\"expires_in\":");
    push_number(&mut out, PLATFORM_TOKEN_LIFE_SECONDS);
    out.push(b'}');
    Ok(out)
}

pub(super) fn authorizer_token(visit: &Visit<'_>) -> Answer {
    let asked: Asked = visit.json()?;
    let platform = admitted(visit, &asked)?;
    let found = authorisation(visit, &platform, &asked)?;
    if found.refresh_token != asked.authorizer_refresh_token {
        return refuse(61023);
    }
    let mut out = b"{".to_vec();
    push_tokens(&mut out, visit, found);
    out.push(b'}');
    Ok(out)
}

pub(super) fn query_auth(visit: &Visit<'_>) -> Answer {
    let asked: Asked = visit.json()?;
    let mut platform = admitted(visit, &asked)?;
    let code = &asked.authorization_code;
    let account = platform.redeem(code, visit.now).map_err(Refusal::new)?;
    let found = platform.of(account).ok_or(Refusal::new(61003))?;
    visit.account.set(Some(account));
    let mut out = b"{\"authorization_info\":{\"authorizer_appid\":".to_vec();
    push_text(&mut out, &visit.world.cells[account].config.appid);
    out.push(b',');
    push_tokens(&mut out, visit, found);
    push_permissions(&mut out, found);
    out.extend_from_slice(b"}}");
    Ok(out)
}

pub(super) fn authorizer_info(visit: &Visit<'_>) -> Answer {
    let asked: Asked = visit.json()?;
    let platform = admitted(visit, &asked)?;
    let found = authorisation(visit, &platform, &asked)?;
    let cell = &visit.world.cells[found.account];
    let mut out = b"{\"authorizer_info\":{\"nick_name\":".to_vec();
    push_text(&mut out, &nick_name(found.account));
    out.extend_from_slice(b",\"head_img\":");
    push_address(&mut out, "http://wx.qlogo.cn/mmopen/SbxHead/0");
    out.extend_from_slice(b",\"service_type_info\":{\"id\":2},\"verify_type_info\":{\"id\":");
    push_number(&mut out, if cell.gate.lock().certified { 0 } else { -1 });
    out.extend_from_slice(b"},\"user_name\":");
    push_text(&mut out, &format!("gh_{:012x}", found.account + 1));
    out.extend_from_slice(b",\"alias\":\"\",\"signature\":\"\",\"account_status\":1},");
    out.extend_from_slice(b"\"authorization_info\":{\"authorizer_appid\":");
    push_text(&mut out, &cell.config.appid);
    out.extend_from_slice(b",\"authorizer_refresh_token\":");
    push_text(&mut out, &found.refresh_token);
    push_permissions(&mut out, found);
    out.extend_from_slice(b"}}");
    Ok(out)
}

pub(super) fn authorizer_list(visit: &Visit<'_>) -> Answer {
    let asked: Asked = visit.json()?;
    let platform = admitted(visit, &asked)?;
    if asked.count > LONGEST_LIST {
        return refuse(40170);
    }
    let all = platform.all();
    let start = usize::try_from(asked.offset).unwrap_or(usize::MAX).min(all.len());
    let end = start.saturating_add(asked.count as usize).min(all.len());
    let mut out = b"{\"total_count\":".to_vec();
    push_number(&mut out, all.len());
    out.extend_from_slice(b",\"list\":[");
    push_list(&mut out, &all[start..end], |out, one| {
        out.extend_from_slice(b"{\"authorizer_appid\":");
        push_text(out, &visit.world.cells[one.account].config.appid);
        out.extend_from_slice(b",\"refresh_token\":");
        push_text(out, &one.refresh_token);
        out.extend_from_slice(b",\"auth_time\":");
        push_number(out, one.since);
        out.push(b'}');
    });
    out.extend_from_slice(b"]}");
    Ok(out)
}

/// What an account without a name of its own is called.
fn nick_name(account: usize) -> String {
    format!("示例服务号{}", account + 1)
}

/// The platform of the body's AppID: 41018 without one, 61011 for another one.
fn known<'a>(
    visit: &Visit<'a>,
    asked: &Asked,
) -> Result<parking_lot::MappedMutexGuard<'a, Platform>, Refusal> {
    if asked.component_appid.is_empty() {
        return refuse(41018);
    }
    let platform = visit.world.platform.lock();
    parking_lot::MutexGuard::try_map(platform, Option::as_mut)
        .ok()
        .filter(|platform| platform.config.appid == asked.component_appid)
        .ok_or(Refusal::new(61011))
}

/// As [`known`], with the platform's token in the query: 41001 without one, 61014 for an account's.
fn admitted<'a>(
    visit: &Visit<'a>,
    asked: &Asked,
) -> Result<parking_lot::MappedMutexGuard<'a, Platform>, Refusal> {
    // The page names one of them, older pages the other.
    let token = visit.parameter("component_access_token");
    let token = token.or_else(|| visit.parameter("access_token")).unwrap_or_default();
    if token.is_empty() {
        return refuse(41001);
    }
    if visit.world.tokens.lock().account_of(&token, visit.now).is_ok() {
        return refuse(61014);
    }
    let platform = known(visit, asked)?;
    check_platform_address(visit)?;
    platform.check_token(&token, visit.now).map_err(Refusal::new)?;
    Ok(platform)
}

fn authorisation<'a>(
    visit: &Visit<'_>,
    platform: &'a Platform,
    asked: &Asked,
) -> Result<&'a Authorisation, Refusal> {
    let index = visit.world.index_of(&asked.authorizer_appid).ok_or(Refusal::new(40013))?;
    visit.account.set(Some(index));
    platform.of(index).ok_or(Refusal::new(61003))
}

fn push_tokens(out: &mut Vec<u8>, visit: &Visit<'_>, found: &Authorisation) {
    let grant = visit.world.tokens.lock().for_platform(found.account, visit.now);
    out.extend_from_slice(b"\"authorizer_access_token\":");
    push_text(out, &grant.token);
    out.extend_from_slice(b",\"expires_in\":");
    push_number(out, grant.expires_in);
    out.extend_from_slice(b",\"authorizer_refresh_token\":");
    push_text(out, &found.refresh_token);
}

fn push_permissions(out: &mut Vec<u8>, found: &Authorisation) {
    out.extend_from_slice(b",\"func_info\":[");
    push_list(out, &found.permission_sets, |out, set| {
        out.extend_from_slice(b"{\"funcscope_category\":{\"id\":");
        push_number(out, *set);
        out.extend_from_slice(b"}}");
    });
    out.push(b']');
}

/// Whether the owner allowed the platform to look after users (permission sets 2 and 100).
pub(super) fn check_user_management(visit: &Visit<'_>, cell: &Cell) -> Result<(), Refusal> {
    let token = visit.parameter("access_token").unwrap_or_default();
    if !visit.world.tokens.lock().is_for_platform(&token) {
        return Ok(());
    }
    let Some(account) = visit.world.index_of(&cell.config.appid) else { return Ok(()) };
    match &*visit.world.platform.lock() {
        Some(platform) => platform.check_permission(account, &[2, 100]).map_err(Refusal::new),
        None => refuse(61003),
    }
}
