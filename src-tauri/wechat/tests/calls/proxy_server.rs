//! A real proxy on this machine: HTTP with CONNECT and plain forwarding, or SOCKS 5, with a login.

use std::net::SocketAddr;
use std::sync::Arc;

use base64::Engine;
use parking_lot::Mutex;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

/// What a test proxy does with those who come.
#[derive(Clone, Default)]
pub(crate) struct House {
    /// Who may pass; `None` = everybody, without being asked.
    pub(crate) login: Option<(String, String)>,
    pub(crate) temper: Temper,
    /// Where every connection ends, whatever host was asked for; `None` = there.
    pub(crate) leads_to: Option<SocketAddr>,
}

#[derive(Clone, Copy, Default, PartialEq)]
pub(crate) enum Temper {
    #[default]
    Obliging,
    /// Takes every connection and never says a word.
    Silent,
    /// Says no to every host.
    Forbidding,
}

#[derive(Clone, Copy)]
enum Speech {
    Http,
    Socks5,
}

pub(crate) struct TestProxy {
    pub(crate) address: SocketAddr,
    log: Arc<Mutex<Log>>,
    task: tokio::task::JoinHandle<()>,
}

#[derive(Default)]
struct Log {
    connections: usize,
    passed: Vec<String>,
}

impl Drop for TestProxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl TestProxy {
    pub(crate) async fn http(house: House) -> Self {
        Self::start(Speech::Http, house).await
    }

    pub(crate) async fn socks5(house: House) -> Self {
        Self::start(Speech::Socks5, house).await
    }

    async fn start(speech: Speech, house: House) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it listens");
        let log = Arc::new(Mutex::new(Log::default()));
        let kept = log.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                kept.lock().connections += 1;
                let (house, log) = (house.clone(), kept.clone());
                tokio::spawn(async move {
                    // A client that hangs up half-way is its own affair.
                    let _ = match speech {
                        _ if house.temper == Temper::Silent => {
                            let _open = stream;
                            std::future::pending().await
                        }
                        Speech::Http => http(stream, &house, &log).await,
                        Speech::Socks5 => socks5(stream, &house, &log).await,
                    };
                });
            }
        });
        Self { address, log, task }
    }

    /// How often somebody connected.
    pub(crate) fn connections(&self) -> usize {
        self.log.lock().connections
    }

    /// What was let through, in order: `CONNECT host:port`, `GET http://…` without its query, or
    /// `socks host:port`.
    pub(crate) fn passed(&self) -> Vec<String> {
        self.log.lock().passed.clone()
    }
}

async fn http(mut client: TcpStream, house: &House, log: &Mutex<Log>) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await?);
        if !head[0].is_ascii_uppercase() {
            return client.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut lines = head.lines();
    let mut first = lines.next().unwrap_or_default().split(' ');
    let (method, target) = (first.next().unwrap_or_default(), first.next().unwrap_or_default());
    let headers: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let given = |name: &str| {
        headers.iter().find_map(|line| {
            let (header, value) = line.split_once(": ")?;
            header.eq_ignore_ascii_case(name).then_some(value)
        })
    };
    if let Some((user, password)) = &house.login {
        let wanted = base64::engine::general_purpose::STANDARD.encode(format!("{user}:{password}"));
        if given("proxy-authorization") != Some(&format!("Basic {wanted}")) {
            let no = b"HTTP/1.1 407 Proxy Authentication Required\r\n\
                proxy-authenticate: Basic realm=\"x\"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
            return client.write_all(no).await;
        }
    }
    if house.temper == Temper::Forbidding {
        let no = b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        return client.write_all(no).await;
    }
    if method == "CONNECT" {
        log.lock().passed.push(format!("CONNECT {target}"));
        let mut server = house.reach(target).await?;
        client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
        return copy_bidirectional(&mut client, &mut server).await.map(drop);
    }
    let address = target.strip_prefix("http://").unwrap_or_default();
    let (host, path) = address.split_once('/').unwrap_or((address, ""));
    let shown = target.split('?').next().unwrap_or_default();
    log.lock().passed.push(format!("{method} {shown}"));
    let mut server = house.reach(host).await?;
    let mut forwarded = format!("{method} /{path} HTTP/1.1\r\nconnection: close\r\n");
    for line in headers.iter().filter(|line| !line.to_lowercase().starts_with("proxy-")) {
        forwarded.push_str(line);
        forwarded.push_str("\r\n");
    }
    forwarded.push_str("\r\n");
    server.write_all(forwarded.as_bytes()).await?;
    copy_bidirectional(&mut client, &mut server).await.map(drop)
}

/// RFC 1928 with RFC 1929.
async fn socks5(mut client: TcpStream, house: &House, log: &Mutex<Log>) -> std::io::Result<()> {
    let [version, count] = bytes(&mut client).await?;
    if version != 5 {
        return Ok(());
    }
    let mut methods = vec![0; usize::from(count)];
    client.read_exact(&mut methods).await?;
    let wanted = if house.login.is_some() { 2 } else { 0 };
    if !methods.contains(&wanted) {
        return client.write_all(&[5, 0xff]).await;
    }
    client.write_all(&[5, wanted]).await?;
    if let Some((user, password)) = &house.login {
        let [_] = bytes(&mut client).await?;
        let given = (text(&mut client).await?, text(&mut client).await?);
        let known = given == (user.clone(), password.clone());
        client.write_all(&[1, u8::from(!known)]).await?;
        if !known {
            return Ok(());
        }
    }
    let [_, _, _, kind] = bytes(&mut client).await?;
    let host = match kind {
        1 => std::net::Ipv4Addr::from(bytes::<4>(&mut client).await?).to_string(),
        4 => format!("[{}]", std::net::Ipv6Addr::from(bytes::<16>(&mut client).await?)),
        _ => text(&mut client).await?,
    };
    let target = format!("{host}:{}", u16::from_be_bytes(bytes(&mut client).await?));
    let answer = |code: u8| [5, code, 0, 1, 0, 0, 0, 0, 0, 0];
    if house.temper == Temper::Forbidding {
        return client.write_all(&answer(2)).await;
    }
    log.lock().passed.push(format!("socks {target}"));
    let Ok(mut server) = house.reach(&target).await else {
        return client.write_all(&answer(5)).await;
    };
    client.write_all(&answer(0)).await?;
    copy_bidirectional(&mut client, &mut server).await.map(drop)
}

impl House {
    async fn reach(&self, target: &str) -> std::io::Result<TcpStream> {
        match self.leads_to {
            Some(address) => TcpStream::connect(address).await,
            None => TcpStream::connect(target).await,
        }
    }
}

async fn bytes<const N: usize>(stream: &mut (impl AsyncRead + Unpin)) -> std::io::Result<[u8; N]> {
    let mut bytes = [0; N];
    stream.read_exact(&mut bytes).await?;
    Ok(bytes)
}

/// A length and so many bytes of text.
async fn text(stream: &mut (impl AsyncRead + Unpin)) -> std::io::Result<String> {
    let [length] = bytes(stream).await?;
    let mut text = vec![0; usize::from(length)];
    stream.read_exact(&mut text).await?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
