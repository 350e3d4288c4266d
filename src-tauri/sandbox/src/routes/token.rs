//! `token` and `stable_token`: credentials in, access token out.

use std::net::IpAddr;

use serde::Deserialize;

use super::{route, spend};
use crate::json::{push_number, push_text};
use crate::token::Grant;
use crate::visit::{Answer, Refusal, Visit, refuse};
use crate::world::Cell;

pub(super) fn token(visit: &Visit<'_>) -> Answer {
    let text = |name| visit.parameter(name).unwrap_or_default().into_owned();
    let asked = Credentials {
        grant_type: text("grant_type"),
        appid: text("appid"),
        secret: text("secret"),
        force_refresh: false,
    };
    let index = identify(visit, &asked)?;
    Ok(word(&visit.world.tokens.lock().plain(index, visit.now)))
}

pub(super) fn stable_token(visit: &Visit<'_>) -> Answer {
    let asked: Credentials = visit.json()?;
    let index = identify(visit, &asked)?;
    let mut tokens = visit.world.tokens.lock();
    let grant = if asked.force_refresh {
        tokens.forced(index, visit.now).map_err(Refusal::new)?
    } else {
        tokens.stable(index, visit.now)
    };
    Ok(word(&grant))
}

#[derive(Deserialize)]
struct Credentials {
    #[serde(default)]
    grant_type: String,
    #[serde(default)]
    appid: String,
    #[serde(default)]
    secret: String,
    #[serde(default)]
    force_refresh: bool,
}

/// Checks in the server's order: AppID before everything else.
fn identify(visit: &Visit<'_>, asked: &Credentials) -> Result<usize, Refusal> {
    if asked.appid.is_empty() {
        return refuse(41002);
    }
    let Some(index) = visit.world.index_of(&asked.appid) else {
        return refuse(40013);
    };
    if asked.grant_type != "client_credential" {
        return refuse(40002);
    }
    if asked.secret.is_empty() {
        return refuse(41004);
    }
    let cell = &visit.world.cells[index];
    if asked.secret != cell.config.secret {
        return refuse(40125);
    }
    visit.account.set(Some(index));
    if let Some(code) = cell.gate.lock().refuses_tokens {
        return refuse(code);
    }
    check_address(visit, cell)?;
    if let Some(route) = route(visit.path) {
        spend(visit, cell, route)?;
    }
    Ok(index)
}

/// Only listed addresses may fetch a token (40164). Trouble may let the caller seem to have
/// another address.
fn check_address(visit: &Visit<'_>, cell: &Cell) -> Result<(), Refusal> {
    let gate = cell.gate.lock();
    let seen = visit.plan.seen_address.unwrap_or(visit.address);
    let checked = gate.enforces_allow_list || visit.plan.seen_address.is_some();
    if checked && !gate.lists(seen, visit.now) {
        return Err(not_listed(seen));
    }
    Ok(())
}

/// 61004 with the address, when trouble makes the caller come from another one.
pub(super) fn check_platform_address(visit: &Visit<'_>) -> Result<(), Refusal> {
    let Some(seen) = visit.plan.seen_address else { return Ok(()) };
    let errmsg = format!("access clientip is not registered requestIP: {seen}");
    Err(Refusal { errmsg: Some(errmsg), ..Refusal::new(61004) })
}

/// 40164 as recorded, with the address in both notations.
pub(super) fn not_listed(address: IpAddr) -> Refusal {
    let errmsg = match address {
        IpAddr::V4(v4) => format!("invalid ip {v4} ipv6 ::ffff:{v4}, not in whitelist"),
        IpAddr::V6(v6) => format!("invalid ip {v6} ipv6 {v6}, not in whitelist"),
    };
    Refusal { errmsg: Some(errmsg), ..Refusal::new(40164) }
}

fn word(grant: &Grant) -> Vec<u8> {
    let mut out = b"{\"access_token\":".to_vec();
    push_text(&mut out, &grant.token);
    out.extend_from_slice(b",\"expires_in\":");
    push_number(&mut out, grant.expires_in);
    out.push(b'}');
    out
}
