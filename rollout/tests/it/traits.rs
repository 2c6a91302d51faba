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

#[test]
fn so_do_those_of_autoscaling() {
    use pavedroad_rollout::{
        AutoscaleSimulation, AutoscaleStep, Autoscaler, ControllerSettings, DecisionReason, Flapping, FlappingCause,
        LoadCurve, MetricFailure, MetricReading, MetricSource, MetricSpec, MetricTarget, PodPhase, PodSample, PodState,
        PodUsage, Proposal, ProposalBasis, ReadyCondition, ReadyStatus, Recommendation, RoundingDifference, ScaleEvent,
        ScalingBehavior, ScalingDecision, ScalingHistory, ScalingLimit, ScalingObservation, ScalingPolicy,
        ScalingRules, SelectPolicy, SimulationSettings, Tolerance, Workload,
    };

    holds::<AutoscaleSimulation>();
    holds::<AutoscaleStep>();
    holds::<Autoscaler>();
    holds::<ControllerSettings>();
    holds::<DecisionReason>();
    holds::<Flapping>();
    holds::<FlappingCause>();
    holds::<LoadCurve>();
    holds::<MetricFailure>();
    holds::<MetricReading>();
    holds::<MetricSource>();
    holds::<MetricSpec>();
    holds::<MetricTarget>();
    holds::<PodPhase>();
    holds::<PodSample>();
    holds::<PodState>();
    holds::<PodUsage>();
    holds::<Proposal>();
    holds::<ProposalBasis>();
    holds::<ReadyCondition>();
    holds::<ReadyStatus>();
    holds::<Recommendation>();
    holds::<RoundingDifference>();
    holds::<ScaleEvent>();
    holds::<ScalingBehavior>();
    holds::<ScalingDecision>();
    holds::<ScalingHistory>();
    holds::<ScalingLimit>();
    holds::<ScalingObservation<'static>>();
    holds::<ScalingPolicy>();
    holds::<ScalingRules>();
    holds::<SelectPolicy>();
    holds::<SimulationSettings>();
    holds::<Tolerance>();
    holds::<Workload>();
}
