//! Whole stories of an operator, told to the core and checked on WeChat's side.

// The storytelling helpers are test code too, though clippy cannot know.
#![allow(clippy::unwrap_used)]

mod activity;
mod blacklist;
mod credentials;
mod doing;
mod finding;
mod jobs;
mod kinds;
mod labels;
mod leaks;
mod next_day;
mod odd_questions;
mod own_service;
mod pasted_token;
mod platform;
mod restoring;
mod sync;
mod sync_chance;
mod sync_lists;
mod sync_plan;
mod sync_stopped;
mod sync_trouble;
mod tags;
mod token_service;
mod trouble;
mod undo;
mod views;
mod world;
mod worst_day;
