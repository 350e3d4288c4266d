//! The sandbox as a program: starts it from the command line and says where it listens.

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use fandesk_sandbox::{AccountConfig, FaultRule, SandboxConfig};
use serde::Deserialize;

const USAGE: &str = "\
fandesk-sandbox: a simulator of the WeChat Official Account API on the loopback address

  --port N            port to listen on (default 0 = any free one)
  --followers N       people who follow, up to 5,000,000 (default 1000)
  --seed N            what the population is worked out from (default 7)
  --appid TEXT        AppID; give it again, with its --secret, for a further account
  --secret TEXT       AppSecret of the account named last
  --latency-ms N      how long each answer takes at least (default 0)
  --faults FILE       scripted trouble: {\"rules\":[…]}, see the crate's README
  --journal FILE      keep what is done to the world in this file
  --drift             with --journal: people come and go for the days between two starts
  --uncertified       the accounts are not certified: user and tag calls draw 48001
  --allow-ip ADDRESS  only this address may fetch a token (may be given several times)
";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let Some(config) = settings(std::env::args().skip(1))? else {
        write!(std::io::stdout(), "{USAGE}")?;
        return Ok(());
    };
    let sandbox = config.start().await?;
    let mut out = std::io::stdout();
    writeln!(out, "listening on {}", sandbox.base_url())?;
    out.flush()?;
    tokio::signal::ctrl_c().await?;
    sandbox.stop().await;
    Ok(())
}

/// The settings that the arguments ask for; `None` when they ask for help.
fn settings(
    arguments: impl Iterator<Item = String>,
) -> Result<Option<SandboxConfig>, Box<dyn std::error::Error>> {
    let mut config = SandboxConfig::default();
    let mut pattern = AccountConfig::default();
    let mut credentials: Vec<(String, Option<String>)> = Vec::new();
    let mut arguments = arguments;
    while let Some(flag) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{flag} needs a value"));
        match flag.as_str() {
            "--port" => config.port = value()?.parse()?,
            "--followers" => pattern.followers = value()?.parse()?,
            "--seed" => pattern.seed = value()?.parse()?,
            "--appid" => credentials.push((value()?, None)),
            "--secret" => match credentials.last_mut() {
                Some((_, secret)) => *secret = Some(value()?),
                None => pattern.secret = value()?,
            },
            "--latency-ms" => config.latency = Duration::from_millis(value()?.parse()?),
            "--faults" => config.faults = faults(&value()?)?,
            "--journal" => config.journal = Some(value()?.into()),
            "--drift" => config.drift = true,
            "--uncertified" => pattern.certified = false,
            "--allow-ip" => pattern.allow_list.get_or_insert_default().push(value()?.parse()?),
            "--help" | "-h" => return Ok(None),
            _ => return Err(format!("unknown flag {flag}").into()),
        }
    }
    if credentials.is_empty() {
        config.accounts.push(pattern.clone());
    }
    for (appid, secret) in credentials {
        let secret = secret.unwrap_or_else(|| pattern.secret.clone());
        config.accounts.push(AccountConfig { appid, secret, ..pattern.clone() });
    }
    Ok(Some(config))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultFile {
    rules: Vec<FaultRule>,
}

fn faults(path: &str) -> Result<Vec<FaultRule>, Box<dyn std::error::Error>> {
    let text = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    let file: FaultFile =
        serde_json::from_slice(&text).map_err(|error| format!("{path}: {error}"))?;
    Ok(file.rules)
}
