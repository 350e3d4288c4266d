//! Helpers for operators: quotas, diagnostic numbers, the servers' addresses.

use serde::Deserialize;

use super::{Route, allowance, route};
use crate::json::{push_number, push_text};
use crate::rids::{self, KEPT_SECONDS};
use crate::visit::{Answer, Refusal, Visit, ok, refuse};
use crate::world::Cell;

#[derive(Deserialize)]
struct Path {
    #[serde(default)]
    cgi_path: String,
}

pub(super) fn quota_get(visit: &Visit<'_>, cell: &Cell) -> Answer {
    let route = asked_route(visit)?;
    let usual = allowance(cell, route);
    let quota = cell.quota.lock().view(route.path, usual, visit.now);
    let mut out = br#"{"errcode":0,"errmsg":"ok","quota":{"daily_limit":"#.to_vec();
    push_number(&mut out, quota.daily_limit);
    out.extend_from_slice(b",\"used\":");
    push_number(&mut out, quota.used);
    out.extend_from_slice(b",\"remain\":");
    push_number(&mut out, quota.daily_limit.saturating_sub(quota.used));
    out.push(b'}');
    if let Some(limit) = quota.minute_limit {
        out.extend_from_slice(b",\"rate_limit\":{\"call_count\":");
        push_number(&mut out, limit);
        out.extend_from_slice(b",\"refresh_second\":60}");
    }
    out.push(b'}');
    Ok(out)
}

pub(super) fn quota_clear(visit: &Visit<'_>, cell: &Cell) -> Answer {
    let route = asked_route(visit)?;
    cell.quota.lock().clear_path(route.path, visit.now).map_err(Refusal::new)?;
    ok()
}

fn asked_route(visit: &Visit<'_>) -> Result<&'static Route, Refusal> {
    let Path { cgi_path } = visit.json()?;
    if cgi_path.starts_with("/sns/") {
        return refuse(76022);
    }
    route(&cgi_path).ok_or(Refusal::new(76021))
}

#[derive(Deserialize)]
struct AskedRid {
    #[serde(default)]
    rid: String,
}

pub(super) fn rid_get(visit: &Visit<'_>, _: &Cell) -> Answer {
    let AskedRid { rid } = visit.json()?;
    let Some(invoked_at) = rids::time_of(&rid) else {
        return refuse(76002);
    };
    if invoked_at + KEPT_SECONDS < visit.now {
        return refuse(76004);
    }
    let found = visit.world.rids.lock().find(&rid).cloned();
    let Some(call) = found else {
        return refuse(76001);
    };
    if call.account != visit.account.get() {
        return refuse(76003);
    }
    let mut out = br#"{"errcode":0,"errmsg":"ok","request":{"invoke_time":"#.to_vec();
    push_number(&mut out, call.invoke_time);
    out.extend_from_slice(b",\"cost_in_ms\":");
    push_number(&mut out, 12 + call.invoke_time % 40);
    for (key, text) in [
        ("request_url", &call.request_url),
        ("request_body", &call.request_body),
        ("response_body", &call.response_body),
        ("client_ip", &call.client_ip),
    ] {
        out.extend_from_slice(format!(",\"{key}\":").as_bytes());
        push_text(&mut out, text);
    }
    out.extend_from_slice(b"}}");
    Ok(out)
}

#[derive(Deserialize)]
struct Reset {
    #[serde(default)]
    appid: String,
    #[serde(default)]
    appsecret: String,
}

pub(super) fn clear_quota(visit: &Visit<'_>, cell: &Cell) -> Answer {
    let Reset { appid, .. } = visit.json()?;
    if appid != cell.config.appid {
        return refuse(40013);
    }
    cell.quota.lock().clear(visit.now).map_err(Refusal::new)?;
    ok()
}

/// For use when no token can be had: AppID and AppSecret in the body instead.
pub(super) fn clear_quota_v2(visit: &Visit<'_>) -> Answer {
    let Reset { appid, appsecret } = visit.json()?;
    if appid.is_empty() {
        return refuse(41002);
    }
    let Some(index) = visit.world.index_of(&appid) else {
        return refuse(40013);
    };
    if appsecret.is_empty() {
        return refuse(41004);
    }
    let cell = &visit.world.cells[index];
    if appsecret != cell.config.secret {
        return refuse(40125);
    }
    visit.account.set(Some(index));
    cell.quota.lock().clear(visit.now).map_err(Refusal::new)?;
    ok()
}

pub(super) fn api_domain_ip(_: &Visit<'_>, _: &Cell) -> Answer {
    // Addresses of the documentation range, since these servers are not to be found anywhere.
    Ok(br#"{"ip_list":["203.0.113.18","203.0.113.103"]}"#.to_vec())
}
