//! HTTP on the loopback address: reads a call, lets trouble strike, sends the answer.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::header::HeaderValue;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::calls::CallRecord;
use crate::control;
use crate::garble::Garble;
use crate::payload::{Ended, JSON, Payload, page, reply};
use crate::plan::{Approach, Plan};
use crate::routes::{self, Reservation};
use crate::visit::Visit;
use crate::world::World;

/// Bodies beyond this are refused: no call of the API needs a tenth of it.
const MAX_BODY_BYTES: usize = 1 << 20;

/// Accepts connections until it is told to stop or its task is dropped, which ends them all.
pub(crate) async fn serve(listener: TcpListener, world: Arc<World>, stop: Arc<Notify>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    connections.spawn(converse(stream, peer.ip(), Arc::clone(&world)));
                }
                // Out of file handles, most likely: wait for connections to end.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            },
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
            () = stop.notified() => return connections.shutdown().await,
        }
    }
}

async fn converse(stream: TcpStream, peer: IpAddr, world: Arc<World>) {
    // Small answers would otherwise wait for the other side's acknowledgement.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| respond(&world, peer, request));
    // An error here is the client going away, or trouble that we made ourselves.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn respond(
    world: &Arc<World>,
    peer: IpAddr,
    request: Request<Incoming>,
) -> Result<Response<Payload>, Ended> {
    let (head, body) = request.into_parts();
    let path = head.uri.path().to_owned();
    let query = head.uri.query().unwrap_or_default();
    let Ok(body) = Limited::new(body, MAX_BODY_BYTES).collect().await else {
        return Ok(page(StatusCode::PAYLOAD_TOO_LARGE));
    };
    let body = body.to_bytes();
    if path.starts_with("/_sandbox/") {
        let browser = head.headers.contains_key(hyper::header::ORIGIN);
        let (status, body) = control::answer(world, &head.method, &path, query, &body, browser);
        return Ok(reply(status, JSON, body, None));
    }
    let _guest = Guest::enter(world);
    let request = Call { get: head.method == Method::GET, path: &path, query, body: &body, peer };
    request.carry_out(world).await
}

/// One call as it came in.
struct Call<'a> {
    get: bool,
    path: &'a str,
    query: &'a str,
    body: &'a [u8],
    peer: IpAddr,
}

impl Call<'_> {
    async fn carry_out(&self, world: &World) -> Result<Response<Payload>, Ended> {
        let holder = self.holder(world);
        let plan = self.plan(world, holder);
        let reservation = Reservation::take(world, holder, self.path, self.body);
        let wait = world.latency() + plan.delay;
        if !wait.is_zero() {
            tokio::time::sleep(wait).await;
        }
        if plan.disconnect {
            self.log_unheard(world, holder);
            return Err(Ended);
        }
        if let Some(status) = plan.page {
            self.log_unheard(world, holder);
            return Ok(page(StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY)));
        }
        if plan.no_answer == Some(false) {
            self.log_unheard(world, holder);
            return std::future::pending::<Result<_, Ended>>().await;
        }
        let conflict = reservation.as_ref().and_then(|reserved| reserved.conflict);
        crowd(world, holder, &plan);
        let body = self.answer(world, &plan, conflict);
        drop(reservation);
        if plan.no_answer == Some(true) {
            return std::future::pending::<Result<_, Ended>>().await;
        }
        if plan.lose_answer {
            return Err(Ended);
        }
        Ok(spoil(&plan, body))
    }

    /// The account whose token the call carries.
    fn holder(&self, world: &World) -> Option<usize> {
        let (_, token) =
            form_urlencoded::parse(self.query.as_bytes()).find(|(key, _)| key == "access_token")?;
        world.tokens.lock().account_of(&token, world.clock.now()).ok()
    }

    fn plan(&self, world: &World, holder: Option<usize>) -> Plan {
        world.faults.lock().plan(&Approach {
            path: self.path,
            query: self.query,
            body: self.body,
            appid: holder.map(|index| world.cells[index].config.appid.as_str()),
            now: world.clock.now(),
        })
    }

    fn answer(&self, world: &World, plan: &Plan, conflict: Option<i64>) -> Vec<u8> {
        let caller = *world.caller.lock();
        let visit = Visit {
            world,
            get: self.get,
            path: self.path,
            query: self.query,
            body: self.body,
            address: caller.unwrap_or(self.peer),
            now: world.clock.now(),
            plan,
            conflict,
            account: Default::default(),
            batch: Default::default(),
        };
        let (code, body) = match routes::answer(&visit) {
            Ok(body) => (0, body),
            Err(refusal) => (refusal.code, visit.word(&refusal)),
        };
        let account = visit.account.get();
        self.log(world, account, visit.batch.get(), Some(code), body.len(), plan.struck);
        body
    }

    fn log_unheard(&self, world: &World, account: Option<usize>) {
        self.log(world, account, 0, None, 0, true);
    }

    fn log(
        &self,
        world: &World,
        account: Option<usize>,
        batch: usize,
        code: Option<i64>,
        bytes: usize,
        trouble: bool,
    ) {
        let appid = account.map(|index| world.cells[index].config.appid.clone());
        let (path, at) = (self.path.to_owned(), world.clock.now());
        let record = CallRecord { sequence: 0, path, appid, at, batch, code, bytes, trouble };
        world.calls.lock().add(record);
    }
}

/// What happens in the world just before a call, as ordered.
fn crowd(world: &World, holder: Option<usize>, plan: &Plan) {
    let Some(index) = holder else {
        return;
    };
    if plan.take_token {
        world.tokens.lock().take_over(index, world.clock.now());
    }
    if plan.join > 0 || plan.leave > 0 {
        world.come_and_go(index, plan.join, plan.leave);
    }
}

fn spoil(plan: &Plan, body: Vec<u8>) -> Response<Payload> {
    let body = plan.garble_rows.iter().fold(body, |body, (row, how)| how.spoil_row(body, *row));
    let body = plan.garble.iter().fold(body, |body, how| how.spoil(body));
    let plain = plan.garble.contains(&Garble::PlainText);
    let content_type = if plain { HeaderValue::from_static("text/plain") } else { JSON };
    let keep = plan.cut.map(|keep| keep.unwrap_or(body.len() / 2));
    reply(StatusCode::OK, content_type, body, keep)
}

/// Counts who is inside.
struct Guest<'a>(&'a World);

impl<'a> Guest<'a> {
    fn enter(world: &'a World) -> Self {
        let inside = world.in_flight.fetch_add(1, Ordering::Relaxed) + 1;
        world.most_in_flight.fetch_max(inside, Ordering::Relaxed);
        Self(world)
    }
}

impl Drop for Guest<'_> {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, Ordering::Relaxed);
    }
}
