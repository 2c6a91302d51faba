//! One step of the sets of pods of a canary, within bounds.

use crate::replicas::CanaryPods;
use crate::rolling_update::Bounds;

/// A set of equal pods, as a ReplicaSet reports it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PodSet {
    /// How many pods it is to have: `spec.replicas`.
    pub replicas: u32,
    /// How many are available: `status.availableReplicas`. It is above `replicas` while a set shrinks.
    pub available: u32,
}

/// The pods of a canary release as they are now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CanarySets {
    /// The version that was there before.
    pub stable: PodSet,
    /// The version that is tried.
    pub canary: PodSet,
    /// All versions before those two together: they are to go.
    pub older: PodSet,
}

/// How many pods each set is to have next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CanaryStep {
    /// The version that was there before.
    pub stable: u32,
    /// The version that is tried.
    pub canary: u32,
    /// All versions before those two together.
    pub older: u32,
}

impl CanarySets {
    /// The next sizes on the way to `wanted` that keep the bounds of a rolling update: not more pods than
    /// [`most_pods`](Bounds::most_pods), not fewer available ones than [`least_available`](Bounds::least_available). A bound
    /// that is broken already does not get worse.
    ///
    /// What is too small grows, the stable version first; what is too large shrinks, the older versions first and the
    /// stable one last. A pod that is not available costs nothing to take away, and a set that shrinks loses those first:
    /// see `ActivePodsWithRanks` in Kubernetes' `pkg/controller/controller_utils.go`.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_rollout::{CanarySets, CanaryStep, PodSet, RollingUpdate, Weight, pods_for_weight};
    ///
    /// let bounds = RollingUpdate::new("1".parse()?, "0".parse()?)?.bounds(10);
    /// let wanted = pods_for_weight(10, Weight::from_static("20%"));
    /// let ten = PodSet { replicas: 10, available: 10 };
    /// let now = CanarySets { stable: ten, ..CanarySets::default() };
    /// // One pod more than ten is allowed, and none may be missing: first the canary gets one.
    /// assert_eq!(now.toward(wanted, bounds), CanaryStep { stable: 10, canary: 1, older: 0 });
    /// // As soon as it is available, the stable version can lose one.
    /// let now = CanarySets { canary: PodSet { replicas: 1, available: 1 }, ..now };
    /// assert_eq!(now.toward(wanted, bounds), CanaryStep { stable: 9, canary: 1, older: 0 });
    /// # Ok::<(), pavedroad_rollout::RolloutError>(())
    /// ```
    #[must_use]
    pub fn toward(self, wanted: CanaryPods, bounds: Bounds) -> CanaryStep {
        let sets = [self.stable, self.canary, self.older];
        // Sums of three 32-bit numbers.
        let pods: u64 = sets.iter().map(|set| u64::from(set.replicas)).sum();
        let available: u64 = sets.iter().map(|set| u64::from(set.available.min(set.replicas))).sum();
        let mut room = bounds.most_pods.saturating_sub(pods);
        let mut spare = available.saturating_sub(bounds.least_available);
        let stable = grown(self.stable, wanted.stable, &mut room);
        let canary = grown(self.canary, wanted.canary, &mut room);
        let older = shrunk(self.older, 0, &mut spare);
        let canary = canary.unwrap_or_else(|| shrunk(self.canary, wanted.canary, &mut spare));
        let stable = stable.unwrap_or_else(|| shrunk(self.stable, wanted.stable, &mut spare));
        CanaryStep { stable, canary, older }
    }
}

/// A set that is too small, larger by what there is room for; `None` if it is not too small.
fn grown(set: PodSet, wanted: u32, room: &mut u64) -> Option<u32> {
    let missing = wanted.checked_sub(set.replicas).filter(|&missing| missing > 0)?;
    let more = u32::try_from(*room).unwrap_or(u32::MAX).min(missing);
    *room -= u64::from(more);
    Some(set.replicas + more)
}

/// A set, smaller by what may be missing and by the pods that are not available.
fn shrunk(set: PodSet, wanted: u32, spare: &mut u64) -> u32 {
    let excess = set.replicas.saturating_sub(wanted);
    let free = excess.min(set.replicas.saturating_sub(set.available));
    let less = u32::try_from(*spare).unwrap_or(u32::MAX).min(excess - free);
    *spare -= u64::from(less);
    set.replicas - free - less
}
