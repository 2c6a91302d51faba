//! The computations that Kubernetes does in floating point or in 32 bits, in exact integers.

use crate::autoscale::as_kubernetes;
use crate::autoscale::behavior::Amount;
use crate::autoscale::tolerance::{NANOS, Tolerance};

/// In which numbers to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Arithmetic {
    Exact,
    AsKubernetes,
}

/// A measured value over `target * pods`. The target is never 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ratio {
    pub(crate) usage: u128,
    pub(crate) target: u64,
    /// 1 where the target is not one for each pod.
    pub(crate) pods: u32,
}

/// On which side of 1 a ratio lies.
pub(crate) use std::cmp::Ordering as Side;

/// How far a ratio may be from 1 in each direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tolerances {
    pub(crate) up: OneWay,
    pub(crate) down: OneWay,
}

/// A tolerance, and where it is written: Kubernetes' floating point reads the two differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OneWay {
    /// The controller's flag.
    Flag(Tolerance),
    /// A quantity of the rules for the direction.
    Own(Tolerance),
}

impl OneWay {
    fn nanos(self) -> u128 {
        let (Self::Flag(tolerance) | Self::Own(tolerance)) = self;
        tolerance.as_nanos().into()
    }
}

impl Ratio {
    pub(crate) fn new(usage: u128, target: u64) -> Self {
        Self { usage, target, pods: 1 }
    }

    /// `target * pods`: below 2^95.
    fn aim(self) -> u128 {
        u128::from(self.target) * u128::from(self.pods)
    }
}

impl Arithmetic {
    /// Whether the ratio is above, below or exactly 1.
    pub(crate) fn side(self, ratio: Ratio) -> Side {
        match self {
            Self::Exact => ratio.usage.cmp(&ratio.aim()),
            Self::AsKubernetes => as_kubernetes::side(ratio),
        }
    }

    /// Whether the ratio is so near to 1 that nothing is scaled.
    pub(crate) fn is_within(self, tolerances: Tolerances, ratio: Ratio) -> bool {
        if self == Self::AsKubernetes {
            return as_kubernetes::is_within(tolerances, ratio);
        }
        // A tolerance is at most ten, so each factor is below 2^34 and the right sides are below 2^129: they
        // saturate only where the left side, which has to be as large, does too.
        let (one, aim) = (u128::from(NANOS), ratio.aim());
        let usage = ratio.usage.saturating_mul(one);
        let least = aim.saturating_mul(one.saturating_sub(tolerances.down.nanos()));
        let most = aim.saturating_mul(one + tolerances.up.nanos());
        least <= usage && usage <= most
    }

    /// The ratio times a number of pods, rounded up.
    pub(crate) fn pods_for(self, ratio: Ratio, pods: u128) -> u128 {
        match self {
            Self::Exact => ratio.usage.saturating_mul(pods).div_ceil(ratio.aim().max(1)),
            Self::AsKubernetes => as_kubernetes::pods_for(ratio, pods),
        }
    }

    /// The value divided by the target for one pod, rounded up.
    pub(crate) fn pods_at(self, ratio: Ratio) -> u128 {
        match self {
            Self::Exact => ratio.usage.div_ceil(u128::from(ratio.target.max(1))),
            Self::AsKubernetes => as_kubernetes::pods_at(ratio),
        }
    }

    /// The most pods that a policy for scaling up allows from the pods at the start of its period; a percentage
    /// rounds up. The start can be negative, when somebody else took away the pods that the autoscaler had added.
    pub(crate) fn most_pods(self, start: i64, amount: Amount) -> i64 {
        match (self, amount) {
            (Self::AsKubernetes, amount) => as_kubernetes::most_pods(start, amount),
            (Self::Exact, Amount::Pods(pods)) => start.saturating_add(pods.into()),
            (Self::Exact, Amount::Percent(percent)) => {
                let hundredfold = i128::from(start) * (100 + i128::from(percent));
                // Rounded towards more: a plain division rounds towards zero.
                let rest = i128::from(hundredfold % 100 > 0);
                narrow(hundredfold / 100 + rest)
            }
        }
    }

    /// The fewest pods that a policy for scaling down allows; a percentage rounds towards zero.
    pub(crate) fn fewest_pods(self, start: i64, amount: Amount) -> i64 {
        match (self, amount) {
            (Self::AsKubernetes, amount) => as_kubernetes::fewest_pods(start, amount),
            (Self::Exact, Amount::Pods(pods)) => start.saturating_sub(pods.into()),
            (Self::Exact, Amount::Percent(percent)) => narrow(i128::from(start) * (100 - i128::from(percent)) / 100),
        }
    }
}

/// What does not fit saturates: it is then limited by the least or the most replicas anyway.
fn narrow(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}
