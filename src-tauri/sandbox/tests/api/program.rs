//! The sandbox as a program of its own.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use serde_json::json;

use crate::client::Client;

struct Program(Child);

impl Program {
    /// Starts the program; its first line.
    fn start(arguments: &[&str]) -> (Self, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_fandesk-sandbox"))
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        (Self(child), line)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn the_program_says_where_it_listens_and_obeys_its_flags() {
    let mut faults = tempfile::NamedTempFile::new().unwrap();
    let rule = json!({"path": "/cgi-bin/tags/get", "what": {"kind": "refuse", "code": -1}});
    write!(faults, "{}", json!({"rules": [rule]})).unwrap();
    let secret = "0123456789abcdef0123456789abcdef";
    let flags = ["--port", "0", "--followers", "321", "--seed", "9", "--latency-ms", "1"];
    let accounts = ["--appid", "wx00000000000000aa", "--secret", secret];
    let further = ["--appid", "wx00000000000000bb", "--secret", secret];
    let file = ["--faults", faults.path().to_str().unwrap()];
    let (_program, line) = Program::start(&[&flags[..], &accounts, &further, &file].concat());
    let base = line.strip_prefix("listening on ").unwrap().trim_end();
    let port: u16 = base.strip_prefix("http://127.0.0.1:").unwrap().parse().unwrap();
    assert_ne!(port, 0);
    let client = Client::at(base);
    let seen = client.send("GET", "/_sandbox/world?appid=wx00000000000000bb", String::new()).await;
    assert_eq!(seen["followers"], 321);
    let asked = crate::client::credentials("wx00000000000000aa", secret).to_string();
    let grant = client.send("POST", "/cgi-bin/stable_token", asked).await;
    let path =
        format!("/cgi-bin/tags/get?access_token={}", grant["access_token"].as_str().unwrap());
    assert_eq!(client.send("GET", &path, String::new()).await["errcode"], -1);
}

#[test]
fn a_wrong_flag_is_explained() {
    for arguments in [&["--prot", "1"][..], &["--port"], &["--port", "x"], &["--faults", "/none"]] {
        let output =
            Command::new(env!("CARGO_BIN_EXE_fandesk-sandbox")).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("--followers"));
    }
}
