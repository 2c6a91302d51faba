//! Decisions of a rollout as exact integer arithmetic: what a Deployment's rolling update may do, how traffic is divided
//! by weight, how many pods that takes, and how many a load takes.
//!
//! ```
//! use pavedroad_rollout::RollingUpdate;
//!
//! // May ten pods be updated without ever having fewer than ten, on nodes that have room for twelve?
//! let update = RollingUpdate::new("25%".parse()?, "0".parse()?)?;
//! let bounds = update.bounds(10);
//! assert_eq!(bounds.least_available, 10);
//! assert_eq!(bounds.most_pods, 13); // No: 25 % of ten rounds up to three.
//! # Ok::<(), pavedroad_rollout::RolloutError>(())
//! ```
//!
//! # Scope
//! Functions from numbers to numbers, with the verdicts and the rounding of Kubernetes' own controllers. You will
//! not find Kubernetes objects, YAML, a clock or a cluster here: `pavedroad-manifests` writes the objects, and a
//! controller carries the decisions out.
//!
//! # Use it
//! ```toml
//! [dependencies]
//! pavedroad-rollout = "0.1"
//! ```
#![cfg_attr(
    not(test),
    deny(
        clippy::disallowed_methods,
        clippy::disallowed_types,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic
    )
)]

mod apportion;
mod argo;
mod autoscale;
mod canary_sets;
#[doc(hidden)]
pub mod check;
mod deployment;
mod deviation;
mod duration;
mod error;
mod fit;
mod fraction;
mod hand_over;
mod int_or_percent;
mod judge_rules;
mod largest_remainder;
mod plan;
mod plan_step;
mod readiness;
mod ready_range;
mod replicas;
mod rolling_update;
mod route_match;
mod scratch;
mod split;
mod stateful_set;
mod targets;
mod violation;
mod webster;
mod weight;
mod weight_rule;
mod weight_text;

pub use apportion::{Apportionment, apportion, apportion_in_place};
pub use argo::{ArgoCanary, SurgeZeroDefect, argo_compatible, argo_pods_for_weight};
pub use autoscale::{
    AutoscaleSimulation, AutoscaleStep, AutoscaleSteps, Autoscaler, ControllerSettings, DecisionReason, Flapping,
    FlappingCause, LoadCurve, MetricFailure, MetricReading, MetricSource, MetricSpec, MetricTarget, PodPhase,
    PodSample, PodState, PodUsage, Proposal, ProposalBasis, ReadyCondition, ReadyStatus, Recommendation,
    RoundingDifference, ScaleEvent, ScalingBehavior, ScalingDecision, ScalingHistory, ScalingLimit, ScalingObservation,
    ScalingPolicy, ScalingRules, SelectPolicy, SimulationSettings, Tolerance, Workload, rounding_differences,
};
pub use canary_sets::{CanarySets, CanaryStep, PodSet};
pub use deployment::{
    Deployment, DeploymentChange, DeploymentCounts, DeploymentSimulation, DeploymentStrategy, OldSizes,
    ProgressCondition, ProgressReason, ReplicaSet, RollingStep,
};
pub use deviation::Deviation;
pub use duration::{DURATION_PATTERN, duration_text, parse_duration};
pub use error::{RolloutError, RolloutErrorKind};
pub use fit::Fit;
pub use hand_over::{HandOver, HandOverSimulation};
pub use int_or_percent::IntOrPercent;
pub use judge_rules::{JudgeRules, RateRatio};
pub use plan::Plan;
pub use plan_step::PlanStep;
pub use readiness::{Readiness, RolloutEvent, RolloutMoment};
pub use replicas::{CanaryPods, pods_for_shifting_traffic, pods_for_traffic, pods_for_weight};
pub use rolling_update::{Bounds, RollingUpdate};
pub use route_match::RouteMatch;
pub use split::Split;
pub use stateful_set::{OrdinalPod, PodManagement, StatefulSetAction, StatefulSetSimulation, StatefulSetUpdate};
pub use weight::Weight;
pub use weight_rule::{WeightRule, WeightTotal, WeightUnit};
