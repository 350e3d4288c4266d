//! Whole stories in the real window: the built program, driven by clicks and keys.
//!
//! WebKitWebDriver drives the program on a virtual screen; `cargo xtask test` installs it and
//! provides the screen. Every story has its own data folder, session bus and keychain, and ends
//! with a search for what must not have been written anywhere.

#![cfg(target_os = "linux")]

mod window;

mod deeds;
mod language;
mod leaks;
mod line;
mod looks;
mod sights;
mod token_service;
mod wechat;

/// The proxy of the client's tests.
#[path = "../../wechat/tests/calls/proxy_server.rs"]
#[allow(dead_code, reason = "the client is led through more kinds")]
mod proxy_server;

mod accounts;
mod all_but_three;
mod arrivals;
mod audience;
mod axe;
mod axe_connected;
mod axe_in_dark;
mod blacklist;
mod chromium;
mod closing;
mod computers;
mod conditions;
mod connecting;
mod copying;
mod display;
mod every_trouble;
mod export;
mod finding;
mod first_start;
mod grouping;
mod guide;
mod hostile_names;
mod installed;
mod keys;
mod million;
mod other_ways;
mod platform;
mod refusals;
mod retagging;
mod screenshots;
mod searching;
mod segments;
mod starting_twice;
mod syncing;
mod tagging;
mod tags;
mod troubles;
mod undoing;
mod unreadable;
mod views;
