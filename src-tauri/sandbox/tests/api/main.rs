//! The sandbox as its clients meet it: over HTTP, endpoint by endpoint.

#![allow(clippy::unwrap_used)]

mod blacklist;
mod client;
mod control;
mod documented;
mod followers;
mod memory;
mod platform;
mod program;
mod quotas;
mod rough;
mod switches;
mod tags;
mod tokens;
mod troubles;
