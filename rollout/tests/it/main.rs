//! Tests of what a caller sees.

mod apportion;
mod argo;
mod contract;
mod fit;
mod int_or_percent;
mod mutate;
mod replicas;
mod rolling_update;
mod split;
mod traits;
mod weight;
