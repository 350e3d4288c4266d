//! Whole stories in the real window: the built program, driven by clicks and keys.
//!
//! WebKitWebDriver drives the program on a virtual screen; `cargo xtask test` installs it and
//! provides the screen. Every story has its own data folder, session bus and keychain.

#![cfg(target_os = "linux")]

mod window;

mod first_start;
