//! The desk and what stands on it: vault, accounts, the practice account, rows, files, the browser.

// The helpers are test code too, though clippy cannot know.
#![allow(clippy::unwrap_used)]

mod accounts;
mod browser;
mod calls;
mod connecting;
mod connections;
mod diagnostics;
mod exports;
mod faults;
mod first_screen;
mod folders;
mod home;
mod hops;
mod keeping;
mod losses;
mod mortal;
mod practice;
mod rekeying;
mod restoring;
mod selections;
mod vaults;
mod without_keychain;

/// The parts of the browser host.
#[path = "../../examples/host"]
mod host {
    pub(crate) mod api;
    pub(crate) mod guard;
    pub(crate) mod pages;
}

/// The customer's service of the stories.
#[path = "../journeys/own_service.rs"]
#[allow(dead_code, reason = "the stories ask it for more")]
mod own_service;

/// The search of the stories.
#[path = "../journeys/leaks.rs"]
mod leaks;

/// The proxy of the client's tests.
#[path = "../../../wechat/tests/calls/proxy_server.rs"]
mod proxy_server;
