//! Tests of what a caller sees.

mod apportion;
mod argo;
mod contract;
mod int_or_percent;
mod mutate;
mod replicas;
mod rolling_update;
mod traits;
mod weight;
