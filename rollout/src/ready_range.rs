//! The fewest and the most ready pods of a rolling update, over every order in which pods may become ready.

use std::ops::RangeInclusive;

use crate::rolling_update::RollingUpdate;

impl RollingUpdate {
    /// The least and the greatest number of ready pods at any moment of an update, over every order and any delay in
    /// which its new pods may become ready. Both do occur, for some order; the old pods are all ready.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_rollout::RollingUpdate;
    ///
    /// assert_eq!(RollingUpdate::KUBERNETES.ready_range(10), 8..=13);
    /// // A surge of five adds no more than the two pods that are wanted.
    /// assert_eq!(RollingUpdate::from_static("5", "0").ready_range(2), 2..=4);
    /// ```
    #[must_use]
    pub const fn ready_range(self, replicas: u32) -> RangeInclusive<u64> {
        self.ready_range_from(replicas, 0, 0, replicas)
    }

    /// The same from the middle of an update on: `new` new pods of which `new_ready` are ready, and `old` old pods,
    /// all ready. More new pods than replicas count as so many, more ready ones than there are as all.
    ///
    /// # Why
    /// With n replicas, surge s, least available m; a new pods, r of them ready, o old ones:
    /// - Least. r only grows. The controller takes old pods only while r + o > m, and never so many that less than m
    ///   is left. So r + o stays at r + o if that is below m, and else at least at m; nor can it fall below r. As long
    ///   as no new pod becomes ready the controller goes on until r + o is exactly the greater of m and r. So the
    ///   least is that, or r + o if it is less.
    /// - Greatest. Ready pods are at most all pods, and all the new ones may become ready at once. The controller adds
    ///   pods only up to n new ones and n + s in all, and before it takes old ones. Each pair of steps that takes k
    ///   old pods adds at most k new ones after that. So the greatest is what there is at first, a + o, or what there
    ///   is after the first growth, the lesser of n + o and n + s.
    #[must_use]
    pub const fn ready_range_from(self, replicas: u32, new: u32, new_ready: u32, old: u32) -> RangeInclusive<u64> {
        let bounds = self.bounds(replicas);
        let new = if new > replicas { replicas } else { new };
        let new_ready = if new_ready > new { new } else { new_ready };
        let (replicas, new, new_ready, old) = (replicas as u64, new as u64, new_ready as u64, old as u64);
        let ready = new_ready.saturating_add(old);
        let kept = greater(bounds.least_available, new_ready);
        let grown = lesser(replicas.saturating_add(old), bounds.most_pods);
        lesser(ready, kept)..=greater(new.saturating_add(old), grown)
    }
}

const fn lesser(a: u64, b: u64) -> u64 {
    if a < b { a } else { b }
}

const fn greater(a: u64, b: u64) -> u64 {
    if a > b { a } else { b }
}
