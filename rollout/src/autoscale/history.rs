//! What an autoscaler remembers from one decision to the next.

use std::time::Duration;

use crate::autoscale::arithmetic::Arithmetic;

/// What an autoscaler remembers from one decision to the next: a value that goes into a decision and comes out of it.
///
/// All instants are times since one origin of the caller's choice. What no window and no period reaches any more is
/// forgotten. Every combination is legal; a new autoscaler begins with [`ScalingHistory::default`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ScalingHistory {
    /// How many replicas the metrics asked for, before stabilisation and limits. The first decision puts the replicas
    /// it finds here, so that a restarted controller does not scale down at once.
    pub recommendations: Vec<Recommendation>,
    /// Pods that were added. Only with a behavior, whose policies count them.
    pub added: Vec<ScaleEvent>,
    /// Pods that were taken away.
    pub removed: Vec<ScaleEvent>,
}

/// Replicas that the metrics asked for at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Recommendation {
    /// The replicas.
    pub replicas: u32,
    /// When.
    pub at: Duration,
}

/// Pods that were added or taken away at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ScaleEvent {
    /// How many pods.
    pub pods: u32,
    /// When.
    pub at: Duration,
}

impl ScalingHistory {
    /// The first decision takes the replicas it finds for a recommendation.
    pub(crate) fn begin(&mut self, replicas: u32, at: Duration) {
        if self.recommendations.is_empty() {
            self.recommendations.push(Recommendation { replicas, at });
        }
    }

    /// Remembers a recommendation, and forgets those that are older than the longest window.
    ///
    /// Kubernetes puts a new one in place of one old one and keeps the other old ones, which nothing reads.
    pub(crate) fn recommend(&mut self, replicas: u32, at: Duration, longest: Duration) {
        self.recommendations.retain(|old| old.at.saturating_add(longest) >= at);
        self.recommendations.push(Recommendation { replicas, at });
    }

    /// The net number of pods added within a period, both directions counted. Source: `getReplicasChangePerPeriod` in
    /// Kubernetes' `horizontal.go`.
    pub(crate) fn change_within(&self, period: Duration, now: Duration) -> i64 {
        // An event is a u32, and 2^31 events of that size do not fit into a memory: the sum is exact.
        let sum = |events: &[ScaleEvent]| {
            let recent = events.iter().filter(|event| event.at.saturating_add(period) > now);
            recent.fold(0_i64, |sum, event| sum.saturating_add(event.pods.into()))
        };
        sum(&self.added).saturating_sub(sum(&self.removed))
    }

    /// Remembers that pods were added or taken away. `own` is the longest period of the policies of that direction,
    /// `longest` that of both directions.
    pub(crate) fn scaled(
        &mut self,
        arithmetic: Arithmetic,
        (from, to): (u32, u32),
        at: Duration,
        own: Duration,
        longest: Duration,
    ) {
        let event = ScaleEvent { pods: from.abs_diff(to), at };
        let events = if to > from { &mut self.added } else { &mut self.removed };
        match arithmetic {
            Arithmetic::Exact => events.retain(|old| old.at.saturating_add(longest) > at),
            // The controller puts a new event in place of one that is too old for its own direction, though the
            // policies of the other direction may still count it. Source: `storeScaleEvent`.
            Arithmetic::AsKubernetes => {
                let slot = events.iter().rposition(|old| old.at.saturating_add(own) < at);
                if let Some(slot) = slot.and_then(|slot| events.get_mut(slot)) {
                    *slot = event;
                    return;
                }
            }
        }
        events.push(event);
    }
}
