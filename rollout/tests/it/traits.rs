//! What every public type can do, so that none loses it unnoticed.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

use pavedroad_rollout::{
    Bounds, Deployment, DeploymentChange, DeploymentCounts, DeploymentSimulation, DeploymentStrategy, HandOver,
    HandOverSimulation, IntOrPercent, OldSizes, OrdinalPod, PodManagement, ProgressCondition, ProgressReason,
    Readiness, ReplicaSet, RollingStep, RollingUpdate, RolloutError, RolloutErrorKind, RolloutEvent, RolloutMoment,
    StatefulSetAction, StatefulSetSimulation, StatefulSetUpdate,
};

fn holds<T: Clone + Debug + PartialEq + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static>() {}

fn is_an_error<T: std::error::Error>() {}

#[test]
fn public_types_travel_between_threads_and_compare() {
    holds::<Bounds>();
    holds::<Deployment>();
    holds::<DeploymentChange>();
    holds::<DeploymentCounts>();
    holds::<DeploymentStrategy>();
    holds::<HandOver>();
    holds::<IntOrPercent>();
    holds::<OrdinalPod>();
    holds::<PodManagement>();
    holds::<ProgressCondition>();
    holds::<ProgressReason>();
    holds::<Readiness>();
    holds::<ReplicaSet>();
    holds::<RollingUpdate>();
    holds::<RolloutError>();
    holds::<RolloutErrorKind>();
    holds::<RolloutEvent>();
    holds::<RolloutMoment>();
    holds::<StatefulSetAction>();
    holds::<StatefulSetUpdate>();
    is_an_error::<RolloutError>();
}

fn steps<T: Iterator + Clone + Debug + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe>() {}

#[test]
fn iterators_travel_between_threads_too() {
    steps::<DeploymentSimulation>();
    steps::<HandOverSimulation>();
    steps::<OldSizes<'static>>();
    steps::<StatefulSetSimulation>();
    fn sendable<T: Clone + Debug + Send + Sync>() {}
    sendable::<RollingStep<'static>>();
}
