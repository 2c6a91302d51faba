//! The pods of a basic canary of Argo Rollouts: one without a traffic router.

use std::cmp::Ordering;

use crate::canary_sets::{CanarySets, PodSet};
use crate::fraction::compare;
use crate::int_or_percent::IntOrPercent;
use crate::replicas::CanaryPods;
use crate::rolling_update::Bounds;
use crate::weight::Weight;

/// What Argo Rollouts' controller knows of a basic canary when it decides how many pods each version has next.
///
/// Both settings may be zero here: Argo Rollouts then takes one pod as unavailable. The stable set is one that differs
/// from the canary; the first rollout has none, and a weight of `100%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ArgoCanary {
    /// How many pods there are to be: `spec.replicas`.
    pub replicas: u32,
    /// The canary's part: the `setWeight` in force, `0%` when aborted, `100%` after the last step.
    pub weight: Weight,
    /// How many pods above the replicas, a percentage rounded up.
    pub max_surge: IntOrPercent,
    /// How many of the replicas may be missing, a percentage rounded down.
    pub max_unavailable: IntOrPercent,
    /// The pods there are now.
    pub current: CanarySets,
    /// Whether its defect without surge is to be kept.
    pub defect: SurgeZeroDefect,
}

/// A defect of Argo Rollouts: without surge, a weight of exactly half a pod below all pods gives the canary none. It
/// happens for 75 % of 2 pods, 90 % of 5, 95 % of 10, 98 % of 25 and 99 % of 50: a step from 90 % to 95 % of ten pods takes
/// the canary from nine pods to none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SurgeZeroDefect {
    /// The canary gets all pods but one.
    #[default]
    Mended,
    /// The canary gets no pod, as there.
    Kept,
}

/// The number of pods that Argo Rollouts aims at for a weight: of the numbers next to `replicas * weight`, of `replicas` pods
/// and, where it may surge, of one more, the ones whose ratio is nearest to the weight. Source:
/// `approximateWeightedCanaryStableReplicaCounts` in Argo Rollouts' `utils/replicaset/canary.go`.
///
/// Computed exactly, where Argo Rollouts uses floating point and 32 bits: from some sixteen million pods on it may take
/// the other of two ratios that are nearly the same, and its `replicas * weight` overflows above 21,474,836 pods.
///
/// # Examples
/// ```
/// use pavedroad_rollout::{CanaryPods, SurgeZeroDefect, Weight, argo_pods_for_weight, pods_for_weight};
///
/// let (weight, mended) = (Weight::from_static("24%"), SurgeZeroDefect::Mended);
/// // Three of eleven pods are 27.3 %, two of ten 20 %.
/// assert_eq!(argo_pods_for_weight(10, weight, true, mended), CanaryPods { stable: 8, canary: 3 });
/// assert_eq!(argo_pods_for_weight(10, weight, false, mended), CanaryPods { stable: 8, canary: 2 });
/// assert_eq!(pods_for_weight(10, weight), CanaryPods { stable: 8, canary: 2 });
/// ```
#[must_use]
pub fn argo_pods_for_weight(replicas: u32, weight: Weight, may_surge: bool, defect: SurgeZeroDefect) -> CanaryPods {
    if replicas == 0 {
        return CanaryPods { stable: 0, canary: 0 };
    }
    let (up, down) = (weight.ceil_of(replicas), weight.floor_of(replicas));
    let none_allowed = weight.is_zero() || weight.is_one() || (replicas == 1 && !may_surge);
    let (all, more) = (u64::from(replicas), u64::from(replicas) + 1);
    let down_allowed = down != 0 || none_allowed;
    let candidates = [
        (up < replicas || none_allowed).then_some((up, all)),
        (down_allowed && !is_tied(weight, all)).then_some((down, all)),
        may_surge.then_some((up, more)),
        (may_surge && down_allowed && !is_tied(weight, more)).then_some((down, more)),
    ];
    let best = candidates
        .into_iter()
        .flatten()
        .reduce(|best, next| if distance(weight, next, best) == Ordering::Less { next } else { best });
    match (best, defect) {
        // No canary is larger than the pods it is of, so the difference is at most `replicas` and above.
        (Some((canary, total)), _) => CanaryPods { stable: (total - u64::from(canary)) as u32, canary },
        // Without surge, where half a pod less than all is wanted: all is too many, and a tie leaves out the lower number.
        (None, SurgeZeroDefect::Kept) => CanaryPods { stable: replicas, canary: 0 },
        (None, SurgeZeroDefect::Mended) => CanaryPods { stable: 1, canary: replicas - 1 },
    }
}

/// Whether the weight of so many pods is a whole number and a half; the product is below 2^98.
fn is_tied(weight: Weight, pods: u64) -> bool {
    let denominator = u128::from(weight.denominator());
    2 * (u128::from(weight.numerator()) * u128::from(pods) % denominator) == denominator
}

/// Orders two candidates by how far their ratio is from the weight.
fn distance(weight: Weight, left: (u32, u64), right: (u32, u64)) -> Ordering {
    let of = |(canary, total): (u32, u64)| {
        // Both products are below 2^98. The denominator of the weight is the same on both sides.
        let canary = u128::from(canary) * u128::from(weight.denominator());
        let wanted = u128::from(weight.numerator()) * u128::from(total);
        (canary.abs_diff(wanted), u128::from(total))
    };
    compare(of(left), of(right))
}

/// The number of pods that Argo Rollouts' controller gives the stable version and the canary next. Source:
/// `CalculateReplicaCountsForBasicCanary` in Argo Rollouts' `utils/replicaset/canary.go`.
///
/// It keeps that controller's order: grow the stable version and then the canary; shrink neither while there is an older
/// set; then shrink the one that has too many by what is available above the bound, where its own pods count as available
/// even if they are not. [`CanarySets::toward`] is what this crate does.
///
/// # Examples
/// ```
/// use pavedroad_rollout::{ArgoCanary, CanaryPods, CanarySets, PodSet, SurgeZeroDefect, Weight, argo_compatible};
///
/// // A step from 90 % to 95 % of ten pods.
/// let step = ArgoCanary {
///     replicas: 10,
///     weight: Weight::from_static("95%"),
///     max_surge: "0".parse()?,
///     max_unavailable: "10".parse()?,
///     current: CanarySets {
///         stable: PodSet { replicas: 1, available: 1 },
///         canary: PodSet { replicas: 9, available: 9 },
///         older: PodSet::default(),
///     },
///     defect: SurgeZeroDefect::Mended,
/// };
/// assert_eq!(argo_compatible(&step), CanaryPods { stable: 1, canary: 9 });
/// let argo = ArgoCanary { defect: SurgeZeroDefect::Kept, ..step };
/// assert_eq!(argo_compatible(&argo), CanaryPods { stable: 1, canary: 0 });
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[must_use]
pub fn argo_compatible(input: &ArgoCanary) -> CanaryPods {
    let ArgoCanary { replicas, weight, max_surge, max_unavailable, current, defect } = *input;
    let bounds = Bounds::new(max_surge, max_unavailable, replicas);
    let wanted = argo_pods_for_weight(replicas, weight, bounds.surge > 0, defect);
    // Pods are 32-bit numbers and a surge is below 2^57, so no sum leaves 64 bits.
    let signed = |pods: u64| i64::try_from(pods).unwrap_or(i64::MAX / 2);
    let (most, least) = (signed(bounds.most_pods), signed(bounds.least_available));

    let (stable, canary) = (Set::new(current.stable, wanted.stable), Set::new(current.canary, wanted.canary));
    let mut room = most - stable.now - canary.now - i64::from(current.older.replicas);
    let stable_next = stable.grown(&mut room);
    let canary_next = canary.grown(&mut room);
    let (stable_next, canary_next) = if current.older.replicas > 0 {
        (stable_next, canary_next)
    } else if canary.wanted >= canary.now {
        let spare = canary.counted(false) + stable.counted(true) - least;
        stable.drained(stable_next, spare, (canary, canary_next), (most, least))
    } else {
        let spare = canary.counted(true) + stable.counted(false) - least;
        let (canary, stable) = canary.drained(canary_next, spare, (stable, stable_next), (most, least));
        (stable, canary)
    };
    CanaryPods { stable: pods(stable_next), canary: pods(canary_next) }
}

/// A number of pods; below zero there is none.
fn pods(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

/// One of the two sets, and how many pods it is to have in the end.
#[derive(Clone, Copy)]
struct Set {
    now: i64,
    available: i64,
    wanted: i64,
}

impl Set {
    fn new(set: PodSet, wanted: u32) -> Self {
        Self { now: set.replicas.into(), available: set.available.into(), wanted: wanted.into() }
    }

    /// Larger by what there is room for.
    fn grown(self, room: &mut i64) -> i64 {
        let more = (self.wanted - self.now).min(*room).max(0);
        *room -= more;
        self.now + more
    }

    /// What counts as available when it is decided how much may shrink.
    fn counted(self, whether_available_or_not: bool) -> i64 {
        if whether_available_or_not { self.now } else { self.now.min(self.available) }
    }

    /// Shrinks this set, so far `next`, by at most `spare`, and then keeps both within the bounds (`most`, `least`).
    fn drained(self, next: i64, spare: i64, (other, other_next): (Self, i64), (most, least): (i64, i64)) -> (i64, i64) {
        if spare <= 0 {
            return (next, other_next);
        }
        let next = if self.now > self.wanted { self.wanted.max(self.now - spare) } else { next };
        // What is above the most goes from the other set, as long as that does not take available pods below the least,
        // and otherwise from this one.
        let above = (other_next + next - most).max(0);
        let other_cut = other_next - above;
        let available = self.available.min(next) + other.available.min(other_cut);
        let back = (other.available - other_cut).max(0).min((least - available).max(0));
        let other_next = other_cut + back;
        (next - (other_next + next - most).max(0), other_next)
    }
}
