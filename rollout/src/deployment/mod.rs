//! A Deployment as numbers: its replica sets, one reconcile, and the whole update step by step.

mod history;
mod progress;
mod replica_set;
mod rolling_step;
mod scale;
mod simulation;
mod state;

pub use progress::{DeploymentCounts, ProgressCondition, ProgressReason};
pub use replica_set::ReplicaSet;
pub use rolling_step::{OldSizes, RollingStep};
pub use simulation::DeploymentSimulation;
pub use state::{Deployment, DeploymentChange, DeploymentStrategy};
