//! The sandbox's control surface, from another process.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

use crate::Outcome;
use crate::sandbox::SandboxProcess;

/// From now on each answer takes so long.
pub(crate) fn set_latency(sandbox: &SandboxProcess, latency: Duration) -> Outcome<()> {
    let milliseconds = latency.as_millis() as u64;
    change(sandbox, &json!({ "do": "set_latency", "milliseconds": milliseconds })).map(drop)
}

/// No day's allowance of the list is used up.
pub(crate) fn allow_many_lists(sandbox: &SandboxProcess) -> Outcome<()> {
    let order = json!({
        "do": "set_quota", "path": "/cgi-bin/user/get", "daily_limit": 1_000_000, "used": 0,
    });
    change(sandbox, &order).map(drop)
}

/// A new tag that nobody carries.
pub(crate) fn create_tag(sandbox: &SandboxProcess, number: usize) -> Outcome<u32> {
    let made = change(sandbox, &json!({ "do": "create_tag", "name": format!("bench {number}") }))?;
    Ok(serde_json::from_value(made["id"].clone())?)
}

/// How often each path was called.
pub(crate) fn call_counts(sandbox: &SandboxProcess) -> Outcome<Value> {
    Ok(control(sandbox, "GET", "/_sandbox/calls?after=1000000000", "")?["counts"].clone())
}

/// A change from outside, or why it cannot be.
pub(crate) fn change(sandbox: &SandboxProcess, order: &Value) -> Outcome<Value> {
    let answer = control(sandbox, "POST", "/_sandbox/change", &order.to_string())?;
    match answer.get("error") {
        Some(error) => Err(error.to_string().into()),
        None => Ok(answer),
    }
}

fn control(sandbox: &SandboxProcess, method: &str, path: &str, body: &str) -> Outcome<Value> {
    let host = sandbox.base_url().strip_prefix("http://").ok_or("a plain address")?;
    let mut stream = TcpStream::connect(host)?;
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (_, body) = answer.split_once("\r\n\r\n").ok_or("an answer without a body")?;
    Ok(serde_json::from_str(body)?)
}
