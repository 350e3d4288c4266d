//! Which path leads where, and the checks every call goes through first.
//!
//! The order is the server's as far as it is known: method, token, quota, permission, body, then
//! the endpoint's own checks (list size, tag, openids, state).

mod blacklist;
mod component;
mod members;
mod operator;
mod tags;
mod token;
mod users;

use crate::quota::{Allowance, raised_for};
use crate::visit::{Answer, Refusal, Visit, refuse};
use crate::world::Cell;

pub(crate) use members::Reservation;

/// One endpoint.
pub(crate) struct Route {
    pub(crate) path: &'static str,
    get: bool,
    /// Calls a day of a new account. Figures of calls that no page prints are invented.
    daily: u64,
    per_minute: Option<u64>,
    handler: Handler,
}

enum Handler {
    /// Needs no access token.
    Open(fn(&Visit<'_>) -> Answer),
    /// Needs a token; every account may call it.
    Token(fn(&Visit<'_>, &Cell) -> Answer),
    /// Needs a token of a certified account.
    Certified(fn(&Visit<'_>, &Cell) -> Answer),
}

use Handler::{Certified, Open, Token};

const fn get(path: &'static str, daily: u64, handler: Handler) -> Route {
    Route { path, get: true, daily, per_minute: None, handler }
}

const fn post(path: &'static str, daily: u64, handler: Handler) -> Route {
    Route { path, get: false, daily, per_minute: None, handler }
}

/// Every endpoint of the sandbox.
pub(crate) const ROUTES: &[Route] = &[
    get("/cgi-bin/token", 2000, Open(token::token)),
    Route {
        per_minute: Some(10_000),
        ..post("/cgi-bin/stable_token", 500_000, Open(token::stable_token))
    },
    get("/cgi-bin/tags/get", 1000, Certified(tags::get)),
    post("/cgi-bin/tags/create", 1000, Certified(tags::create)),
    post("/cgi-bin/tags/update", 1000, Certified(tags::update)),
    post("/cgi-bin/tags/delete", 1000, Certified(tags::delete)),
    post("/cgi-bin/tags/getidlist", 500_000, Certified(tags::get_id_list)),
    post("/cgi-bin/tags/members/batchtagging", 100_000, Certified(members::tag)),
    post("/cgi-bin/tags/members/batchuntagging", 100_000, Certified(members::untag)),
    post("/cgi-bin/tags/members/getblacklist", 1000, Certified(blacklist::get)),
    post("/cgi-bin/tags/members/batchblacklist", 10_000, Certified(blacklist::block)),
    post("/cgi-bin/tags/members/batchunblacklist", 10_000, Certified(blacklist::unblock)),
    post("/cgi-bin/user/tag/get", 10_000, Certified(members::get)),
    get("/cgi-bin/user/get", 500, Certified(users::get)),
    get("/cgi-bin/user/info", 5_000_000, Certified(users::info)),
    post("/cgi-bin/user/info/batchget", 500_000, Certified(users::batch_get)),
    post("/cgi-bin/user/info/updateremark", 10_000, Certified(users::update_remark)),
    post("/cgi-bin/openapi/quota/get", 10_000, Token(operator::quota_get)),
    post("/cgi-bin/openapi/quota/clear", 10_000, Token(operator::quota_clear)),
    post("/cgi-bin/openapi/rid/get", 10_000, Token(operator::rid_get)),
    post("/cgi-bin/clear_quota", 10_000, Token(operator::clear_quota)),
    post("/cgi-bin/component/api_component_token", 10_000, Open(component::component_token)),
    post("/cgi-bin/component/api_authorizer_token", 10_000, Open(component::authorizer_token)),
    post("/cgi-bin/component/api_query_auth", 10_000, Open(component::query_auth)),
    post("/cgi-bin/component/api_get_authorizer_info", 10_000, Open(component::authorizer_info)),
    post("/cgi-bin/component/api_get_authorizer_list", 10_000, Open(component::authorizer_list)),
    post("/cgi-bin/clear_quota/v2", 10_000, Open(operator::clear_quota_v2)),
    get("/cgi-bin/get_api_domain_ip", 10_000, Token(operator::api_domain_ip)),
];

/// The endpoint of a path.
pub(crate) fn route(path: &str) -> Option<&'static Route> {
    ROUTES.iter().find(|route| route.path == path)
}

/// Carries a call out.
pub(crate) fn answer(visit: &Visit<'_>) -> Answer {
    let Some(route) = route(visit.path) else {
        return refuse(40066);
    };
    if visit.get != route.get {
        return refuse(if route.get { 43001 } else { 43002 });
    }
    let (handler, certified) = match route.handler {
        Open(handler) => {
            forced_refusal(visit)?;
            return handler(visit);
        }
        Token(handler) => (handler, false),
        Certified(handler) => (handler, true),
    };
    let cell = admit(visit)?;
    forced_refusal(visit)?;
    spend(visit, cell, route)?;
    if certified {
        component::check_user_management(visit, cell)?;
        if !cell.gate.lock().certified {
            return refuse(48001);
        }
    }
    handler(visit, cell)
}

/// Finds the account of the token in the query string.
fn admit<'a>(visit: &Visit<'a>) -> Result<&'a Cell, Refusal> {
    let token = visit.parameter("access_token").unwrap_or_default();
    if token.is_empty() {
        return refuse(41001);
    }
    let index = match visit.world.tokens.lock().account_of(&token, visit.now) {
        Ok(index) => index,
        Err(code) => return refuse(code),
    };
    visit.account.set(Some(index));
    Ok(&visit.world.cells[index])
}

/// Counts the call, or refuses it because the allowance is used up.
fn spend(visit: &Visit<'_>, cell: &Cell, route: &Route) -> Result<(), Refusal> {
    let (usual, now) = (allowance(cell, route), visit.now);
    let mut quota = cell.quota.lock();
    if visit.plan.use_up_day {
        quota.use_up_day(route.path, usual, now);
    }
    if visit.plan.use_up_minute {
        quota.use_up_minute(route.path, now);
    }
    quota.spend(route.path, usual, now).map_err(Refusal::new)
}

/// What an account of this size may call.
pub(crate) fn allowance(cell: &Cell, route: &Route) -> Allowance {
    let daily = raised_for(cell.config.followers, route.daily);
    Allowance { daily, per_minute: route.per_minute }
}

/// Trouble that was ordered for this call.
fn forced_refusal(visit: &Visit<'_>) -> Result<(), Refusal> {
    match &visit.plan.refuse {
        Some((40164, None)) => Err(token::not_listed(visit.address)),
        Some((code, errmsg)) => Err(Refusal { errmsg: errmsg.clone(), ..Refusal::new(*code) }),
        None => Ok(()),
    }
}
