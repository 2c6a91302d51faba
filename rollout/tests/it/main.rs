//! Tests of what a caller sees.

mod apportion;
mod argo;
mod autoscale_errors;
mod autoscale_kubernetes;
mod autoscale_laws;
mod autoscale_limits;
mod autoscale_proposal;
mod autoscale_rounding;
mod autoscale_simulation;
mod contract;
mod deployment;
mod duration;
mod fit;
mod int_or_percent;
mod kubernetes;
mod mutate;
mod plan;
mod progress;
mod ready_range;
mod replicas;
mod rolling_update;
mod simulation;
mod split;
mod stateful_set;
mod traits;
mod weight;
