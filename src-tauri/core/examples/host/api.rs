//! The contract as HTTP: `POST /api/<command>` and `GET /api/events`.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fandesk_core::{AppError, Desk, Problem, contract};
use futures::stream;
use serde::Serialize;
use tokio::sync::watch;

use super::guard::Door;

/// The longest input: a selection of single people is a list of numbers.
const LONGEST_INPUT: usize = 16 * 1024 * 1024;
/// An empty line this often keeps a quiet stream of events open.
const HEARTBEAT: Duration = Duration::from_secs(15);

#[derive(Clone)]
struct Api {
    desk: Desk,
    door: Arc<Door>,
    stopped: watch::Receiver<bool>,
}

pub(crate) fn routes(desk: Desk, door: Arc<Door>, stopped: watch::Receiver<bool>) -> Router {
    Router::new()
        .route("/api/events", get(events))
        .route("/api/{command}", post(command))
        .layer(DefaultBodyLimit::max(LONGEST_INPUT))
        .with_state(Api { desk, door, stopped })
}

async fn command(State(api): State<Api>, Path(name): Path<String>, request: Request) -> Response {
    // The key first: nobody without it has the host read a long body.
    if let Err(status) = api.door.check_call(request.headers()) {
        return status.into_response();
    }
    let body = match Bytes::from_request(request, &()).await {
        Ok(body) => body,
        Err(refusal) => return refusal.into_response(),
    };
    // A command goes on when the browser closes the connection half-way.
    let answer = tokio::spawn(async move { run(&api.desk, &name, &body).await }).await;
    answer.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

macro_rules! dispatch {
    ($($(#[$doc:meta])* $name:ident: $input:ty => $output:ty, $handler:path;)*) => {
        async fn run(desk: &Desk, name: &str, body: &[u8]) -> Response {
            match name {
                $(stringify!($name) => match read::<$input>(body) {
                    Ok(input) => {
                        answer(contract::guard(stringify!($name), $handler(desk, input)).await)
                    }
                    Err(error) => refuse(StatusCode::BAD_REQUEST, &error),
                },)*
                _ => refuse(StatusCode::NOT_FOUND, &AppError::NotFound),
            }
        }
    };
}
fandesk_core::for_each_command!(dispatch);

/// An input; no body is `null`.
fn read<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, AppError> {
    let body = if body.is_empty() { b"null" } else { body };
    serde_json::from_slice(body).map_err(|_| AppError::invalid("input", Problem::Characters))
}

fn answer<T: Serialize>(result: Result<T, AppError>) -> Response {
    match result {
        Ok(output) => json(StatusCode::OK, &output),
        Err(error) => refuse(StatusCode::UNPROCESSABLE_ENTITY, &error),
    }
}

fn refuse(status: StatusCode, error: &AppError) -> Response {
    json(status, error)
}

fn json(status: StatusCode, value: &impl Serialize) -> Response {
    let text = serde_json::to_vec(value).expect("the contract's types are plain data");
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, text).into_response()
}

/// Every event as a line of JSON, for as long as the page listens.
async fn events(State(api): State<Api>, headers: HeaderMap) -> Response {
    if let Err(status) = api.door.check_call(&headers) {
        return status.into_response();
    }
    let listening = (api.desk.events().listen(), api.stopped);
    let lines = stream::unfold(listening, |(mut listener, mut stopped)| async move {
        let line = tokio::select! {
            biased;
            _ = stopped.wait_for(|stopped| *stopped) => return None,
            event = listener.next() => {
                let mut line = serde_json::to_vec(&event?).expect("events are plain data");
                line.push(b'\n');
                line
            }
            () = tokio::time::sleep(HEARTBEAT) => b"\n".to_vec(),
        };
        Some((Ok::<_, Infallible>(Bytes::from(line)), (listener, stopped)))
    });
    let headers =
        [(header::CONTENT_TYPE, "application/x-ndjson"), (header::CACHE_CONTROL, "no-store")];
    (headers, Body::from_stream(lines)).into_response()
}
