//! How many replicas one metric asks for, and why.

use crate::autoscale::arithmetic::{Arithmetic, Ratio, Side, Tolerances};
use crate::autoscale::autoscaler::ControllerSettings;
use crate::autoscale::metric::{MetricSpec, MetricTarget};
use crate::autoscale::reading::{MetricReading, ScalingObservation};
use crate::autoscale::tally::{Group, Tally};

/// How many replicas one metric asks for, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Proposal {
    /// The replicas asked for, at most 2147483647.
    pub replicas: u32,
    /// What was measured: percent of the requests for a utilization, thousandths of the whole for a value, and of one
    /// pod for an average. Rounded down; for an average of an object or external metric rounded up.
    pub measured: u64,
    /// What makes the replicas of it.
    pub basis: ProposalBasis,
}

/// How a proposal comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProposalBasis {
    /// So near to the target that the replicas stay.
    WithinTolerance,
    /// The ratio of measured to target, times the pods it was measured on.
    Ratio {
        /// How many pods.
        pods: u64,
    },
    /// The same, with pods that have no metric or are not ready counted by assumption.
    Assumed {
        /// How many pods, all together.
        pods: u64,
        /// How many of them have no metric: they count as using nothing when scaling up, and all of their request (of
        /// other metrics the target) when scaling down.
        missing: u64,
        /// How many of them are not ready: they count as using nothing.
        unready: u64,
    },
    /// With the assumptions the direction turns around, so the replicas stay.
    DirectionTurned,
    /// The whole value, divided by the target for one pod.
    PerPod,
    /// From no replicas at all: the value divided by the target.
    FromZero,
}

/// Why a metric gives no proposal. A decision with such a metric never scales down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MetricFailure {
    /// The metrics API did not answer, or the observation has no reading for this metric.
    Unavailable,
    /// The observation has a reading of the other kind: pods for a value or a value for pods.
    WrongReading,
    /// There is no pod.
    NoPods,
    /// No pod has a metric that counts: all of them are unready, failed, deleted or without one.
    NoMeasuredPods,
    /// A utilization needs the request of every container in every pod, and one has none.
    NoRequest,
    /// The measured pods request nothing (0), so there is nothing to be a percentage of.
    ZeroRequests,
}

/// The proposal of one metric. Source: `replica_calculator.go` in Kubernetes' `pkg/controller/podautoscaler`, version
/// 1.33 and newer.
pub(crate) fn propose(
    arithmetic: Arithmetic,
    tolerances: Tolerances,
    metric: &MetricSpec,
    settings: &ControllerSettings,
    seen: &ScalingObservation<'_>,
    reading: Option<&MetricReading>,
) -> Result<Proposal, MetricFailure> {
    match (reading, metric.target()) {
        (None | Some(MetricReading::Unavailable), _) => Err(MetricFailure::Unavailable),
        (Some(MetricReading::Pods(samples)), target) if metric.source().is_per_pod() => {
            let tally = Tally::of(metric, samples, settings, seen.at)?;
            of_pods(arithmetic, tolerances, target, &tally, seen.replicas)
        }
        (Some(&MetricReading::Value(value)), MetricTarget::Value(target)) if !metric.source().is_per_pod() => {
            of_value(arithmetic, tolerances, Ratio::new(value.into(), target), seen)
        }
        (Some(&MetricReading::Value(value)), MetricTarget::AverageValue(target)) if !metric.source().is_per_pod() => {
            let ratio = Ratio { usage: value.into(), target, pods: seen.pods };
            Ok(of_average(arithmetic, tolerances, ratio))
        }
        _ => Err(MetricFailure::WrongReading),
    }
}

/// The ratio of a group of pods, and what was measured. No pods, or no requests, have none.
fn ratio(target: MetricTarget, group: Group) -> Option<Ratio> {
    Some(match target {
        MetricTarget::Utilization(percent) => {
            Ratio::new(group.usage.saturating_mul(100).checked_div(group.requests)?, percent.into())
        }
        MetricTarget::Value(milli) | MetricTarget::AverageValue(milli) => {
            Ratio::new(group.usage.checked_div(group.pods)?, milli)
        }
    })
}

fn of_pods(
    arithmetic: Arithmetic,
    tolerances: Tolerances,
    target: MetricTarget,
    tally: &Tally,
    current: u32,
) -> Result<Proposal, MetricFailure> {
    let Tally { measured, unready, missing } = *tally;
    let plain = ratio(target, measured).ok_or(MetricFailure::ZeroRequests)?;
    let proposal = |replicas, basis| Proposal { replicas, measured: narrow(plain.usage), basis };
    let keep = |basis| Ok(proposal(current, basis));

    let side = arithmetic.side(plain);
    let counts_unready = unready.pods > 0 && side == Side::Greater;
    if !counts_unready && missing.pods == 0 {
        if arithmetic.is_within(tolerances, plain) {
            return keep(ProposalBasis::WithinTolerance);
        }
        let replicas = pods(arithmetic.pods_for(plain, measured.pods));
        return Ok(proposal(replicas, ProposalBasis::Ratio { pods: narrow(measured.pods) }));
    }

    let mut group = measured;
    let (mut assumed_missing, mut assumed_unready) = (0, 0);
    if side != Side::Equal {
        group = group.and(missing, if side == Side::Less { missing.usage } else { 0 });
        assumed_missing = narrow(missing.pods);
    }
    if counts_unready {
        group = group.and(unready, 0);
        assumed_unready = narrow(unready.pods);
    }
    let assumed = ratio(target, group).ok_or(MetricFailure::ZeroRequests)?;
    let new_side = arithmetic.side(assumed);
    if arithmetic.is_within(tolerances, assumed) {
        return keep(ProposalBasis::WithinTolerance);
    }
    if new_side == side.reverse() {
        return keep(ProposalBasis::DirectionTurned);
    }
    let replicas = pods(arithmetic.pods_for(assumed, group.pods));
    if (new_side == Side::Less && replicas > current) || (new_side == Side::Greater && replicas < current) {
        return keep(ProposalBasis::DirectionTurned);
    }
    let basis = ProposalBasis::Assumed { pods: narrow(group.pods), missing: assumed_missing, unready: assumed_unready };
    Ok(proposal(replicas, basis))
}

fn of_value(
    arithmetic: Arithmetic,
    tolerances: Tolerances,
    ratio: Ratio,
    seen: &ScalingObservation<'_>,
) -> Result<Proposal, MetricFailure> {
    let proposal = |replicas, basis| Ok(Proposal { replicas, measured: narrow(ratio.usage), basis });
    if seen.replicas == 0 {
        return proposal(pods(arithmetic.pods_at(ratio)), ProposalBasis::FromZero);
    }
    if arithmetic.is_within(tolerances, ratio) {
        return proposal(seen.replicas, ProposalBasis::WithinTolerance);
    }
    if seen.pods == 0 {
        return Err(MetricFailure::NoPods);
    }
    let replicas = pods(arithmetic.pods_for(ratio, seen.ready_pods.into()));
    proposal(replicas, ProposalBasis::Ratio { pods: seen.ready_pods.into() })
}

fn of_average(arithmetic: Arithmetic, tolerances: Tolerances, ratio: Ratio) -> Proposal {
    let measured = narrow(ratio.usage.div_ceil(u128::from(ratio.pods.max(1))));
    // Of no pods there is no average: the ratio is then infinite, or not a number.
    if ratio.pods > 0 && arithmetic.is_within(tolerances, ratio) {
        return Proposal { replicas: ratio.pods, measured, basis: ProposalBasis::WithinTolerance };
    }
    Proposal { replicas: pods(arithmetic.pods_at(ratio)), measured, basis: ProposalBasis::PerPod }
}

/// Replicas are at most what a field of Kubernetes holds.
fn pods(pods: u128) -> u32 {
    u32::try_from(pods).unwrap_or(u32::MAX).min(i32::MAX.unsigned_abs())
}

fn narrow(value: u128) -> u64 {
    u64::try_from(value).unwrap_or(u64::MAX)
}
