//! Whole stories of an operator, told to the core and checked on WeChat's side.

mod jobs;
mod leaks;
mod world;
