//! Tests that look behind the public functions: at the index, and at files spoilt on purpose.

mod activity;
mod blacklist;
mod files;
mod filters;
mod full_disk;
mod histories;
mod jobs;
mod labels;
mod people;
mod plans;
mod undo;
mod versions;
mod world;
