//! How many pods a canary of a weight has.

use crate::weight::Weight;

/// How many pods each of the two versions has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CanaryPods {
    /// The version that was there before.
    pub stable: u32,
    /// The version that is tried.
    pub canary: u32,
}

/// The pods of each version where the number of pods itself divides the traffic: the canary has the whole number nearest
/// to `replicas * weight`, a half up, and the stable version the rest.
///
/// A weight that is neither `0%` nor `100%` leaves both at least one pod, if there are two. A single pod is the canary's from
/// `50%` on. The sum is always `replicas`: where Argo Rollouts may surge, it takes one pod more if that comes closer to
/// the weight; see [`argo_pods_for_weight`](crate::argo_pods_for_weight).
///
/// # Examples
/// ```
/// use pavedroad_rollout::{CanaryPods, Weight, pods_for_weight};
///
/// let weight = Weight::from_static("95%");
/// assert_eq!(pods_for_weight(10, weight), CanaryPods { stable: 1, canary: 9 });
/// assert_eq!(pods_for_weight(50, weight), CanaryPods { stable: 2, canary: 48 }); // 47.5, up.
/// assert_eq!(pods_for_weight(10, "0.5%".parse()?), CanaryPods { stable: 9, canary: 1 });
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[must_use]
pub const fn pods_for_weight(replicas: u32, weight: Weight) -> CanaryPods {
    let nearest = weight.nearest_of(replicas);
    let canary = if replicas < 2 || weight.is_zero() || weight.is_one() {
        nearest
    } else if nearest == 0 {
        1
    } else if nearest == replicas {
        replicas - 1
    } else {
        nearest
    };
    CanaryPods { stable: replicas - canary, canary }
}

/// The pods of each version where a router divides the traffic: the stable version keeps all its pods, and the canary has
/// enough for its part, rounded up. Source: `CalculateReplicaCountsForTrafficRoutedCanary` in Argo Rollouts'
/// `utils/replicaset/canary.go`.
///
/// # Examples
/// ```
/// use pavedroad_rollout::{CanaryPods, Weight, pods_for_traffic};
///
/// assert_eq!(pods_for_traffic(10, Weight::from_static("33%")), CanaryPods { stable: 10, canary: 4 });
/// ```
#[must_use]
pub const fn pods_for_traffic(replicas: u32, weight: Weight) -> CanaryPods {
    CanaryPods { stable: replicas, canary: weight.ceil_of(replicas) }
}

/// The pods of each version where a router divides the traffic and the stable version shrinks as the canary grows
/// (`dynamicStableScale` in Argo Rollouts): each has enough for the greater of the traffic that it is to get and the traffic
/// that it still gets, rounded up. `desired` and `actual` are the canary's part.
///
/// One deliberate difference: Argo Rollouts keeps the pods of a canary whose traffic is still to shrink only while it
/// aborts, not between two steps of a plan that goes down. To abort, newer versions of it go back over the steps of the
/// plan: `desired` is then the weight of the step before, and not `0%`.
///
/// # Examples
/// ```
/// use pavedroad_rollout::{CanaryPods, Weight, pods_for_shifting_traffic};
///
/// // From 10 % to 20 %: nine pods still serve the 90 % that the stable version gets.
/// let (ten, twenty) = (Weight::from_static("10%"), Weight::from_static("20%"));
/// assert_eq!(pods_for_shifting_traffic(10, twenty, ten), CanaryPods { stable: 9, canary: 2 });
/// // And back to nothing: two pods serve the canary's 20 % until that has shifted.
/// assert_eq!(pods_for_shifting_traffic(10, Weight::ZERO, twenty), CanaryPods { stable: 10, canary: 2 });
/// ```
#[must_use]
pub fn pods_for_shifting_traffic(replicas: u32, desired: Weight, actual: Weight) -> CanaryPods {
    CanaryPods {
        stable: desired.min(actual).complement().ceil_of(replicas),
        canary: desired.max(actual).ceil_of(replicas),
    }
}
