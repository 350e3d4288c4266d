//! The browser host: who gets in, and what goes over the wire.

use std::fs;
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::home::{Home, PATIENCE};
use crate::host;
use crate::host::guard::Door;

struct Site {
    _home: Home,
    port: u16,
    key: String,
    stop: watch::Sender<bool>,
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Site {
    async fn open() -> Self {
        let home = Home::without_keychain();
        fs::create_dir(home.path("ui")).unwrap();
        fs::write(home.path("ui/index.html"), "<p>Fandesk</p>").unwrap();
        fs::write(home.path("ui/main.js"), "start()").unwrap();
        let desk = home.open().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let door = Arc::new(Door::new(port));
        let (_, key) =
            door.address().split_once("/?key=").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        let (stop, stopped) = watch::channel(false);
        let routes = host::api::routes(desk, Arc::clone(&door), stopped)
            .merge(host::pages::routes(home.path("ui"), door));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { _home: home, port, key, stop }
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// One request as it goes over the wire, and its whole answer.
    async fn ask(&self, request: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = self.send(request, headers, body).await;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    async fn send(&self, request: &str, headers: &[(&str, &str)], body: &str) -> TcpStream {
        let mut text = format!("{request} HTTP/1.1\r\nConnection: close\r\n");
        for (name, value) in headers {
            text += &format!("{name}: {value}\r\n");
        }
        text += &format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        stream
    }

    /// A call as the UI makes it.
    async fn call(&self, command: &str, body: &str) -> Answer {
        let (host, request) = (self.host(), format!("POST /api/{command}"));
        self.ask(&request, &[("Host", &host), ("X-Fandesk-Key", &self.key)], body).await
    }
}

#[tokio::test]
async fn a_command_takes_and_gives_json_and_an_error_is_one_of_the_contract() {
    let site = Site::open().await;
    for no_input in ["", "null"] {
        let answer = site.call("desk_overview", no_input).await;
        assert_eq!(answer.status, 200);
        let overview: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(overview["accounts"], serde_json::json!([]));
    }
    for (command, body, status, code) in [
        ("tags", r#"{"account":"nobody"}"#, 422, "accountUnknown"),
        ("tags", r#"{"account":7}"#, 400, "invalid"),
        ("tags", "{", 400, "invalid"),
        ("no_such_command", "null", 404, "notFound"),
    ] {
        let answer = site.call(command, body).await;
        let error: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!((answer.status, &error["code"]), (status, &code.into()), "{command} {body}");
    }
}

#[tokio::test]
async fn only_whoever_has_the_key_and_comes_from_here_gets_in() {
    let site = Site::open().await;
    let (host, key) = (site.host(), site.key.clone());
    let localhost = format!("localhost:{}", site.port);
    let origin = format!("http://{host}");
    let wrong = format!("{}0", &key[..key.len() - 1].to_owned());
    let wrong = if wrong == key { format!("{}1", &key[..key.len() - 1]) } else { wrong };
    for (headers, status) in [
        (vec![("Host", &*host), ("X-Fandesk-Key", &*key)], 200),
        (vec![("Host", &localhost), ("X-Fandesk-Key", &key)], 200),
        (vec![("Host", &host), ("Origin", &origin), ("X-Fandesk-Key", &key)], 200),
        (vec![("Host", &host)], 401),
        (vec![("Host", &host), ("X-Fandesk-Key", &wrong)], 401),
        (vec![("Host", &host), ("X-Fandesk-Key", "")], 401),
        (vec![("Host", "evil.example"), ("X-Fandesk-Key", &key)], 421),
        (vec![("Host", "127.0.0.1:1"), ("X-Fandesk-Key", &key)], 421),
        (vec![("Host", &host), ("Origin", "http://evil.example"), ("X-Fandesk-Key", &key)], 403),
        (vec![("Host", &host), ("Origin", "null"), ("X-Fandesk-Key", &key)], 403),
    ] {
        let answer = site.ask("POST /api/desk_overview", &headers, "null").await;
        assert_eq!(answer.status, status, "{headers:?}");
        if status != 200 {
            let events = site.ask("GET /api/events", &headers, "").await;
            assert_eq!(events.status, status, "events: {headers:?}");
        }
    }
}

#[tokio::test]
async fn events_come_as_lines_of_json_until_the_host_stops() {
    let site = Site::open().await;
    let host = site.host();
    let headers = [("Host", &*host), ("X-Fandesk-Key", &*site.key)];
    let mut stream = site.send("GET /api/events", &headers, "").await;
    let mut heard = String::new();
    let mut buffer = [0; 4096];
    let settings = r#"{"language":"en","theme":"dark","density":"compact","currentAccount":null}"#;
    let listening = async {
        // The head arrives once the host listens for events.
        let read = stream.read(&mut buffer).await.unwrap();
        heard.push_str(std::str::from_utf8(&buffer[..read]).unwrap());
        assert_eq!(site.call("save_settings", settings).await.status, 200);
        while !heard.contains("\"kind\":\"changed\"") {
            let read = stream.read(&mut buffer).await.unwrap();
            heard.push_str(std::str::from_utf8(&buffer[..read]).unwrap());
        }
        site.stop.send_replace(true);
        while stream.read(&mut buffer).await.unwrap() > 0 {}
    };
    tokio::time::timeout(PATIENCE, listening).await.expect("events come and end");
    assert!(heard.contains("{\"kind\":\"changed\",\"account\":null,\"topics\":[\"settings\"]}\n"));
}

#[tokio::test]
async fn pages_come_with_a_policy_without_the_key_and_from_the_ui_only() {
    let site = Site::open().await;
    let host = site.host();
    let get = async |path: &str| site.ask(&format!("GET {path}"), &[("Host", &host)], "").await;
    for page in ["/", "/followers", &format!("/?key={}", site.key)] {
        let answer = get(page).await;
        assert_eq!((answer.status, &*answer.body), (200, "<p>Fandesk</p>"), "{page}");
        assert!(answer.head.contains("content-security-policy: default-src 'self'"));
        assert!(answer.head.contains("referrer-policy: no-referrer"));
    }
    assert_eq!(get("/main.js").await.body, "start()");
    for outside in ["/../desk.key", "/%2e%2e/desk.key", "/gone.js", "/..\\desk.key"] {
        assert_eq!(get(outside).await.status, 404, "{outside}");
    }
    let foreign = site.ask("GET /", &[("Host", "evil.example")], "").await;
    assert_eq!(foreign.status, 421);
}
