//! What an autoscaler decides, and the chain of reasons.

use crate::autoscale::behavior::ScalingPolicy;
use crate::autoscale::proposal::{MetricFailure, Proposal};

/// What an autoscaler decides, and why. [`Autoscaler::explain`](crate::Autoscaler::explain) says it in words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ScalingDecision {
    /// The replicas that were set.
    pub from: u32,
    /// The replicas to set.
    pub replicas: u32,
    /// Why.
    pub reason: DecisionReason,
    /// What each metric asks for, in the order of the autoscaler; empty when no metric was looked at.
    pub proposals: Vec<Result<Proposal, MetricFailure>>,
}

/// Why an autoscaler decides as it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecisionReason {
    /// There are no replicas although the least is above 0: somebody switched autoscaling off.
    SwitchedOff,
    /// There are more replicas than the most, so the metrics are not asked.
    AboveMost,
    /// There are fewer replicas than the least, so the metrics are not asked.
    BelowLeast,
    /// No metric gives a proposal, so the replicas stay.
    NoMetric,
    /// A metric gives no proposal and the others ask for fewer replicas, so the replicas stay.
    ScaleDownBlocked {
        /// The replicas the others ask for.
        proposed: u32,
    },
    /// The greatest proposal, stabilised and limited.
    Metrics {
        /// The number of the metric with the greatest proposal, from 0; the first one of equals.
        metric: usize,
        /// The replicas it asks for.
        proposed: u32,
        /// What recent recommendations leave of it.
        stabilized: u32,
        /// What limits that, if anything does.
        limit: Option<ScalingLimit>,
    },
}

/// What keeps a decision from setting the replicas it wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ScalingLimit {
    /// The least replicas of the autoscaler.
    Least,
    /// The most replicas of the autoscaler.
    Most,
    /// A policy of the behavior.
    Policy {
        /// The policy.
        policy: ScalingPolicy,
        /// The replicas it allows now.
        allowed: u32,
    },
    /// The behavior forbids this direction.
    Disabled,
    /// Without a behavior: `max(2n, 4)` replicas at a time.
    Doubling {
        /// The replicas it allows now.
        allowed: u32,
    },
}
