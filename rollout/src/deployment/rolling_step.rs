//! One step of a rolling update: the next size of the new replica set, or of the old ones.

use std::slice;

use super::replica_set::ReplicaSet;
use crate::rolling_update::{Bounds, RollingUpdate};

/// What a Deployment's controller does next in a rolling update.
#[derive(Clone, Debug)]
pub enum RollingStep<'a> {
    /// Nothing: the update is complete, or waits for pods to become available.
    Nothing,
    /// The new set gets this size: more, or less when it has more than the Deployment's replicas.
    New(u32),
    /// The old sets get these sizes, in the order of the slice; at least one of them gets smaller.
    Old(OldSizes<'a>),
}

/// The next sizes of the old replica sets, one for each, computed as they are asked for.
#[derive(Clone, Debug)]
pub struct OldSizes<'a> {
    sets: slice::Iter<'a, ReplicaSet>,
    budget: OldBudget,
}

/// A step before it meets the old sets one by one.
pub(super) enum NextStep {
    Nothing,
    New(u32),
    Old(OldBudget),
}

/// How many old pods may go.
#[derive(Clone, Debug)]
pub(super) struct OldBudget {
    /// That are not available.
    unhealthy: u64,
    /// After that, available or not.
    any: u64,
}

impl RollingUpdate {
    /// One reconcile of a Deployment with this strategy: the new set grows as far as the surge lets it; when it
    /// cannot, unavailable old pods go first, then as many old pods as are available above the least.
    ///
    /// `old` is in order of creation, the oldest first. Nothing is allocated, and the sizes are exact for every
    /// input. Source: `reconcileNewReplicaSet` and `reconcileOldReplicaSets` in Kubernetes'
    /// `pkg/controller/deployment/rolling.go`, the same from 1.20 to today; its 32-bit sums wrap around above
    /// 2147483647 pods, these do not.
    ///
    /// Kubernetes gives up on the old sets when, looking for unavailable pods, it meets a set with more available
    /// pods than it asks for: its status is behind. So does this.
    ///
    /// # Examples
    /// ```
    /// use pavedroad_rollout::{ReplicaSet, RollingStep, RollingUpdate};
    ///
    /// // Ten pods, three new ones created and not available yet: two old ones may go.
    /// let mut new = ReplicaSet::running(3, 2);
    /// new.available = 0;
    /// let old = [ReplicaSet::running(10, 1)];
    /// match RollingUpdate::KUBERNETES.step(10, &new, &old) {
    ///     RollingStep::Old(sizes) => assert_eq!(sizes.collect::<Vec<u32>>(), [8]),
    ///     step => panic!("{step:?}"),
    /// }
    /// ```
    #[must_use]
    pub fn step<'a>(self, replicas: u32, new: &ReplicaSet, old: &'a [ReplicaSet]) -> RollingStep<'a> {
        match self.next_step(replicas, new, old) {
            NextStep::Nothing => RollingStep::Nothing,
            NextStep::New(size) => RollingStep::New(size),
            NextStep::Old(budget) => RollingStep::Old(OldSizes { sets: old.iter(), budget }),
        }
    }

    pub(super) fn next_step(self, replicas: u32, new: &ReplicaSet, old: &[ReplicaSet]) -> NextStep {
        let bounds = self.bounds(replicas);
        // A sum of 32-bit numbers: no slice that fits a memory reaches 2^64.
        let old_pods: u64 = old.iter().map(|set| u64::from(set.replicas)).sum();
        let size = new_size(bounds, replicas, new.replicas, old_pods);
        if size == new.replicas { old_budget(bounds, new, old, old_pods) } else { NextStep::New(size) }
    }
}

/// The size of the new set: its own when it may not change. Source: `NewRSNewReplicas`.
fn new_size(bounds: Bounds, replicas: u32, new: u32, old_pods: u64) -> u32 {
    if new >= replicas {
        return replicas;
    }
    let room = bounds.most_pods.saturating_sub(old_pods.saturating_add(u64::from(new)));
    // Never above the replicas, so it fits.
    u32::try_from(u64::from(new).saturating_add(room)).map_or(replicas, |size| size.min(replicas))
}

fn old_budget(bounds: Bounds, new: &ReplicaSet, old: &[ReplicaSet], old_pods: u64) -> NextStep {
    // All pods, less the least available, less the new pods that are not available: the new set's size cancels out.
    let unhealthy = old_pods.saturating_add(u64::from(new.available)).saturating_sub(bounds.least_available);
    if old_pods == 0 || unhealthy == 0 {
        return NextStep::Nothing;
    }
    let mut left = unhealthy;
    let mut available = u64::from(new.available);
    let mut behind = false;
    for set in old.iter().filter(|set| set.replicas > 0) {
        available = available.saturating_add(u64::from(set.available));
        if left > 0 && !behind {
            match set.replicas.checked_sub(set.available) {
                Some(pods) => left = left.saturating_sub(u64::from(pods)),
                None => behind = true,
            }
        }
    }
    let any = if behind { 0 } else { available.saturating_sub(bounds.least_available) };
    if left == unhealthy && any == 0 { NextStep::Nothing } else { NextStep::Old(OldBudget { unhealthy, any }) }
}

impl OldBudget {
    /// The next size of the next old set.
    pub(super) fn size(&mut self, set: &ReplicaSet) -> u32 {
        let mut size = set.replicas;
        if size > 0 && self.unhealthy > 0 {
            match size.checked_sub(set.available) {
                Some(pods) => size = take(size, pods, &mut self.unhealthy),
                // The set's status is behind: no further one is cleaned up.
                None => self.unhealthy = 0,
            }
        }
        take(size, size, &mut self.any)
    }
}

impl Iterator for OldSizes<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.sets.next().map(|set| self.budget.size(set))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.sets.size_hint()
    }
}

impl ExactSizeIterator for OldSizes<'_> {}

/// `size` less at most `pods`, as far as the budget goes.
fn take(size: u32, pods: u32, budget: &mut u64) -> u32 {
    let taken = u32::try_from(*budget).map_or(pods, |budget| budget.min(pods));
    *budget = budget.saturating_sub(u64::from(taken));
    size.saturating_sub(taken)
}
