//! What every public type can do, so that none loses it unnoticed.

use std::fmt::Debug;
use std::panic::{RefUnwindSafe, UnwindSafe};

use pavedroad_rollout::{
    Apportionment, ArgoCanary, Bounds, CanaryPods, CanarySets, CanaryStep, Deployment, DeploymentChange,
    DeploymentCounts, DeploymentSimulation, DeploymentStrategy, Deviation, Fit, HandOver, HandOverSimulation,
    IntOrPercent, JudgeRules, OldSizes, OrdinalPod, Plan, PlanStep, PodManagement, PodSet, ProgressCondition,
    ProgressReason, RateRatio, Readiness, ReplicaSet, RollingStep, RollingUpdate, RolloutError, RolloutErrorKind,
    RolloutEvent, RolloutMoment, RouteMatch, Split, StatefulSetAction, StatefulSetSimulation, StatefulSetUpdate,
    SurgeZeroDefect, Weight, WeightRule, WeightTotal, WeightUnit,
};

fn holds<T: Clone + Debug + PartialEq + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + 'static>() {}

fn is_an_error<T: std::error::Error>() {}

#[test]
fn public_types_travel_between_threads_and_compare() {
    holds::<Apportionment>();
    holds::<ArgoCanary>();
    holds::<Bounds>();
    holds::<CanaryPods>();
    holds::<CanarySets>();
    holds::<CanaryStep>();
    holds::<Deployment>();
    holds::<DeploymentChange>();
    holds::<DeploymentCounts>();
    holds::<DeploymentStrategy>();
    holds::<Deviation>();
    holds::<Fit<String>>();
    holds::<HandOver>();
    holds::<IntOrPercent>();
    holds::<JudgeRules>();
    holds::<OrdinalPod>();
    holds::<Plan>();
    holds::<PlanStep>();
    holds::<PodManagement>();
    holds::<PodSet>();
    holds::<ProgressCondition>();
    holds::<ProgressReason>();
    holds::<RateRatio>();
    holds::<Readiness>();
    holds::<ReplicaSet>();
    holds::<RollingUpdate>();
    holds::<RolloutError>();
    holds::<RolloutErrorKind>();
    holds::<RolloutEvent>();
    holds::<RolloutMoment>();
    holds::<RouteMatch>();
    holds::<Split<String>>();
    holds::<StatefulSetAction>();
    holds::<StatefulSetUpdate>();
    holds::<SurgeZeroDefect>();
    holds::<Weight>();
    holds::<WeightRule>();
    holds::<WeightTotal>();
    holds::<WeightUnit>();
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
