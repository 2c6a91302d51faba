//! Tests of what a caller sees.

mod apportion;
mod contract;
mod int_or_percent;
mod mutate;
mod rolling_update;
mod traits;
mod weight;
