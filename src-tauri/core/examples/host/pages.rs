//! The built UI as files, with headers that keep foreign scripts and frames out.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::guard::Door;

const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const NOT_BUILT: &str = "<!doctype html><meta charset=\"utf-8\"><title>Fandesk</title>\
    <p>The user interface is not built yet. Run</p>\
    <pre>npm --prefix ui ci\nnpm --prefix ui run build</pre><p>and reload this page.</p>";

pub(crate) fn routes(folder: PathBuf, door: Arc<Door>) -> Router {
    Router::new().fallback(page).with_state(Arc::new((folder, door)))
}

async fn page(State(state): State<Arc<(PathBuf, Arc<Door>)>>, request: Request) -> Response {
    let (folder, door) = &*state;
    if let Err(status) = door.check_place(request.headers()) {
        return status.into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let mut response = match wanted_file(folder, request.uri()) {
        Some(path) => match tokio::fs::read(&path).await {
            Ok(bytes) => ([(header::CONTENT_TYPE, media_type(&path))], bytes).into_response(),
            Err(_) if path.ends_with("index.html") => {
                ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], NOT_BUILT).into_response()
            }
            Err(_) => StatusCode::NOT_FOUND.into_response(),
        },
        None => StatusCode::NOT_FOUND.into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // The key may stand in the address of the first page.
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The file an address means; a page of the UI (no extension) is its one HTML file.
fn wanted_file(folder: &Path, uri: &Uri) -> Option<PathBuf> {
    let relative = Path::new(uri.path().trim_start_matches('/'));
    let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    if !inside || uri.path().contains(['\\', '%', ':']) {
        return None;
    }
    match relative.extension() {
        Some(_) => Some(folder.join(relative)),
        None => Some(folder.join("index.html")),
    }
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("json" | "map") => "application/json",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
