//! When the pods of a simulated rollout become available.

use std::collections::VecDeque;
use std::time::Duration;

/// When a new pod of a simulated rollout becomes available: what a readiness probe and `minReadySeconds` come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Readiness {
    /// As soon as it is created.
    AtOnce,
    /// This long after it was created.
    After(Duration),
    /// Never: a wrong image, a probe that always fails.
    Never,
}

/// How long a controller takes from one change to the next in a simulation. Real ones take some milliseconds; what
/// matters is that it is less than a pod takes to become available.
pub(crate) const RECONCILE: Duration = Duration::from_millis(10);

/// What happened in a moment of a simulated rollout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RolloutEvent {
    /// Nothing yet: the state it starts from.
    Start,
    /// The number of new pods changed.
    NewPods,
    /// Old pods were taken away.
    OldPods,
    /// New and old pods changed together, since the replicas did.
    Scaled,
    /// New pods became available.
    Ready,
}

/// A moment of a simulated rollout, right after something happened: all numbers are pods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RolloutMoment {
    /// Since the start of the simulation.
    pub at: Duration,
    /// What happened.
    pub event: RolloutEvent,
    /// The new pods there are.
    pub new: u64,
    /// The old pods there are.
    pub old: u64,
    /// The available ones, new and old.
    pub ready: u64,
}

/// Pods that were created together and will be available together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Batches {
    waiting: VecDeque<(Duration, u32)>,
}

impl Batches {
    /// Notes pods created `now`; how many of them are available already.
    pub(crate) fn created(&mut self, pods: u32, now: Duration, readiness: Readiness) -> u32 {
        match readiness {
            Readiness::AtOnce => pods,
            Readiness::After(delay) => {
                if pods > 0 {
                    self.waiting.push_back((now.saturating_add(delay), pods));
                }
                0
            }
            Readiness::Never => 0,
        }
    }

    /// Takes pods away that wait, the youngest first.
    pub(crate) fn removed(&mut self, mut pods: u32) {
        while pods > 0
            && let Some((at, waiting)) = self.waiting.pop_back()
        {
            if waiting > pods {
                self.waiting.push_back((at, waiting.saturating_sub(pods)));
            }
            pods = pods.saturating_sub(waiting);
        }
    }

    /// When the next pods become available.
    pub(crate) fn next(&self) -> Option<Duration> {
        self.waiting.front().map(|&(at, _)| at)
    }

    /// The pods that have become available by now.
    pub(crate) fn due(&mut self, now: Duration) -> u32 {
        let mut due: u32 = 0;
        while let Some((_, pods)) = self.waiting.pop_front_if(|&mut (at, _)| at <= now) {
            due = due.saturating_add(pods);
        }
        due
    }
}
