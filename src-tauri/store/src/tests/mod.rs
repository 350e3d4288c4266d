//! Tests that look behind the public functions: at the index, and at files spoilt on purpose.

mod activity;
mod blacklist;
mod files;
mod filters;
mod full_disk;
mod histories;
mod jobs;
mod labels;
mod lists;
mod people;
mod plans;
mod questions;
mod restoring;
mod result_sets;
mod segments;
mod staging;
mod undo;
mod versions;
mod views;
mod world;
