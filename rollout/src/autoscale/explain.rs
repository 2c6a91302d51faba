//! A decision in words.

use std::fmt;

use crate::autoscale::autoscaler::Autoscaler;
use crate::autoscale::decision::{DecisionReason, ScalingDecision, ScalingLimit};
use crate::autoscale::metric::{MetricSpec, MetricTarget, Milli};
use crate::autoscale::proposal::{MetricFailure, Proposal, ProposalBasis};

/// A decision in words: one line, without an end.
#[derive(Clone, Copy, Debug)]
struct Explanation<'a> {
    autoscaler: &'a Autoscaler,
    decision: &'a ScalingDecision,
}

impl Autoscaler {
    /// A decision of this autoscaler in words: what was measured, what it makes, and what holds it back.
    #[must_use]
    pub fn explain<'a>(&'a self, decision: &'a ScalingDecision) -> impl fmt::Display + fmt::Debug + 'a {
        Explanation { autoscaler: self, decision }
    }
}

impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ScalingDecision { from, replicas, reason, proposals } = self.decision;
        if from == replicas {
            write!(f, "{from} stay: ")?;
        } else {
            write!(f, "{from} -> {replicas}: ")?;
        }
        match *reason {
            DecisionReason::SwitchedOff => return f.write_str("no replicas, so autoscaling is switched off"),
            DecisionReason::AboveMost => return f.write_str("more replicas than maxReplicas"),
            DecisionReason::BelowLeast => return f.write_str("fewer replicas than minReplicas"),
            DecisionReason::NoMetric => f.write_str("no metric can be used")?,
            DecisionReason::ScaleDownBlocked { proposed } => {
                write!(f, "a metric fails, which forbids scaling down to {proposed}")?;
            }
            DecisionReason::Metrics { metric, proposed, stabilized, limit } => {
                if let (Some(Ok(proposal)), Some(spec)) = (proposals.get(metric), self.autoscaler.metrics().get(metric))
                {
                    self.proposal(f, spec, proposal)?;
                }
                if stabilized != proposed {
                    let higher = stabilized > proposed;
                    write!(
                        f,
                        "; held at {stabilized} by a {} of the last ",
                        if higher { "higher recommendation" } else { "lower recommendation" }
                    )?;
                    write!(f, "{} s", self.window(higher))?;
                }
                if let Some(limit) = limit {
                    self.limit(f, limit)?;
                }
            }
        }
        let winner = match *reason {
            DecisionReason::Metrics { metric, .. } => Some(metric),
            _ => None,
        };
        for (number, (proposal, spec)) in proposals.iter().zip(self.autoscaler.metrics()).enumerate() {
            match proposal {
                Ok(_) if winner == Some(number) => {}
                Ok(proposal) => write!(f, "; {} asks for {}", spec.source(), proposal.replicas)?,
                Err(failure) => write!(f, "; {}: {failure}", spec.source())?,
            }
        }
        Ok(())
    }
}

impl Explanation<'_> {
    fn proposal(&self, f: &mut fmt::Formatter<'_>, spec: &MetricSpec, proposal: &Proposal) -> fmt::Result {
        let Proposal { replicas, measured, basis } = *proposal;
        let (ratio, source) = match spec.target() {
            MetricTarget::Utilization(percent) => {
                write!(f, "{} is at {measured} % of the request, target {percent} %", spec.source())?;
                (u128::from(measured) * 1000 / u128::from(percent), None)
            }
            MetricTarget::Value(target) => {
                let (measured, goal) = (u128::from(measured), u128::from(target));
                write!(f, "{} is at {}, target {}", spec.source(), Milli(measured), Milli(goal))?;
                (measured * 1000 / goal, None)
            }
            MetricTarget::AverageValue(target) => {
                let (measured, goal) = (u128::from(measured), u128::from(target));
                write!(f, "{} is at {} per pod, target {}", spec.source(), Milli(measured), Milli(goal))?;
                (measured * 1000 / goal, Some(goal))
            }
        };
        let ratio = Milli(ratio);
        match basis {
            ProposalBasis::WithinTolerance => f.write_str(": within the tolerance"),
            ProposalBasis::Ratio { pods } => write!(f, ": {ratio} times {} make {replicas}", Pods(pods)),
            ProposalBasis::Assumed { pods, missing, unready } => {
                write!(f, ": on {}", Pods(pods))?;
                if unready > 0 {
                    write!(f, ", {unready} of them not ready")?;
                }
                if missing > 0 {
                    write!(f, ", {missing} of them without a metric")?;
                }
                write!(f, ", that makes {replicas}")
            }
            ProposalBasis::DirectionTurned => {
                f.write_str(": with the pods that are not ready or have no metric the direction turns around")
            }
            ProposalBasis::PerPod => match source {
                Some(goal) => write!(f, ": at {} for each pod that makes {replicas}", Milli(goal)),
                None => write!(f, ": that makes {replicas}"),
            },
            ProposalBasis::FromZero => write!(f, ": from none that makes {replicas}"),
        }
    }

    /// The stabilisation window of a direction in seconds; a higher recommendation holds back scaling down.
    fn window(&self, down: bool) -> u64 {
        match self.autoscaler.behavior() {
            Some(behavior) if down => behavior.down.window_seconds().into(),
            Some(behavior) => behavior.up.window_seconds().into(),
            None => self.autoscaler.controller().downscale_stabilization.as_secs(),
        }
    }

    fn limit(&self, f: &mut fmt::Formatter<'_>, limit: ScalingLimit) -> fmt::Result {
        match limit {
            ScalingLimit::Least => write!(f, "; minReplicas is {}", self.autoscaler.least()),
            ScalingLimit::Most => write!(f, "; maxReplicas is {}", self.autoscaler.most()),
            ScalingLimit::Policy { policy, allowed } => write!(f, "; {policy} allow {allowed}"),
            ScalingLimit::Disabled => f.write_str("; this direction is disabled"),
            ScalingLimit::Doubling { allowed } => write!(f, "; max(2n, 4) allows {allowed}"),
        }
    }
}

struct Pods(u64);

impl fmt::Display for Pods {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, if self.0 == 1 { "pod" } else { "pods" })
    }
}

impl fmt::Display for MetricFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unavailable => "no reading",
            Self::WrongReading => "a reading of another kind of metric",
            Self::NoPods => "no pods",
            Self::NoMeasuredPods => "no pod has a metric that counts",
            Self::NoRequest => "a container says no request",
            Self::ZeroRequests => "the measured pods request nothing",
        })
    }
}
