//! The client against a simulated WeChat, and against a server that says whatever it is told.

// The storytelling helpers are test code too, though clippy cannot know.
#![allow(clippy::unwrap_used)]

mod documented;
mod endpoints;
mod lists;
mod own_services;
mod platforms;
mod proxies;
mod proxy_server;
mod scripted;
mod secrecy;
mod story;
mod tls;
mod tokens;
mod trouble;
mod wire;
