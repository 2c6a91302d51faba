//! Tests of what a caller sees.

mod contract;
mod deployment;
mod int_or_percent;
mod kubernetes;
mod mutate;
mod progress;
mod ready_range;
mod rolling_update;
mod simulation;
mod stateful_set;
mod traits;
