//! What a HorizontalPodAutoscaler decides, one concept a file: metrics and their readings become proposals, the
//! greatest proposal is stabilised and limited, and every step can be explained and simulated.

mod arithmetic;
mod as_kubernetes;
mod autoscaler;
mod behavior;
mod decide;
mod decision;
mod differences;
mod explain;
mod flapping;
mod history;
mod limit;
mod load_curve;
mod metric;
mod pod_sample;
mod proposal;
mod reading;
mod simulation;
mod simulation_steps;
mod stabilization;
mod tally;
mod tolerance;

pub use autoscaler::{Autoscaler, ControllerSettings};
pub use behavior::{ScalingBehavior, ScalingPolicy, ScalingRules, SelectPolicy};
pub use decision::{DecisionReason, ScalingDecision, ScalingLimit};
pub use differences::{RoundingDifference, rounding_differences};
pub use flapping::{Flapping, FlappingCause};
pub use history::{Recommendation, ScaleEvent, ScalingHistory};
pub use load_curve::LoadCurve;
pub use metric::{MetricSource, MetricSpec, MetricTarget};
pub use pod_sample::{PodPhase, PodSample, PodState, PodUsage, ReadyCondition, ReadyStatus};
pub use proposal::{MetricFailure, Proposal, ProposalBasis};
pub use reading::{MetricReading, ScalingObservation};
pub use simulation::{AutoscaleSimulation, SimulationSettings, Workload};
pub use simulation_steps::{AutoscaleStep, AutoscaleSteps};
pub use tolerance::Tolerance;
