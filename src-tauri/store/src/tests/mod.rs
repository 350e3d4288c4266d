//! Tests that look behind the public functions: at the index, and at files spoilt on purpose.

mod files;
mod filters;
mod full_disk;
mod histories;
mod jobs;
mod people;
mod plans;
mod world;
