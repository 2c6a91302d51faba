//! The condition `Progressing` of a Deployment, and its deadline.

use std::time::Duration;

use super::state::Deployment;

/// What a Deployment's status counts: all numbers are pods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DeploymentCounts {
    /// Of all sets, ready or not.
    pub pods: u64,
    /// Of the new set.
    pub updated: u64,
    /// Ready ones of all sets.
    pub ready: u64,
    /// Available ones of all sets.
    pub available: u64,
}

/// Why the condition `Progressing` is as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ProgressReason {
    /// `NewReplicaSetCreated`: the new set has just been created.
    Created,
    /// `FoundNewReplicaSet`: the new set was there already, and nothing was known of its progress.
    Found,
    /// `ReplicaSetUpdated`: pods were added, taken away, or became ready.
    Updated,
    /// `NewReplicaSetAvailable`: the rollout is complete.
    Complete,
    /// `ProgressDeadlineExceeded`: nothing happened for longer than the deadline.
    TimedOut,
    /// `DeploymentPaused`.
    Paused,
    /// `DeploymentResumed`.
    Resumed,
}

/// The condition `Progressing` of a Deployment. Times are spans since any moment the caller likes, the same for all.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use pavedroad_rollout::{DeploymentCounts, ProgressCondition, ProgressReason};
///
/// let started = ProgressCondition::new(ProgressReason::Created, Duration::ZERO);
/// let stuck = DeploymentCounts { pods: 13, updated: 5, ready: 8, available: 8 };
/// let deadline = Duration::from_secs(600);
/// let after = |seconds| started.next(10, &stuck, &stuck, Duration::from_secs(seconds), deadline).reason();
/// assert_eq!(after(600), ProgressReason::Created);
/// assert_eq!(after(601), ProgressReason::TimedOut);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ProgressCondition {
    reason: ProgressReason,
    updated: Duration,
    changed: Duration,
}

impl ProgressReason {
    /// The word in the condition's `reason`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "NewReplicaSetCreated",
            Self::Found => "FoundNewReplicaSet",
            Self::Updated => "ReplicaSetUpdated",
            Self::Complete => "NewReplicaSetAvailable",
            Self::TimedOut => "ProgressDeadlineExceeded",
            Self::Paused => "DeploymentPaused",
            Self::Resumed => "DeploymentResumed",
        }
    }

    /// The condition's `status`: `Some(true)` for `True`, `None` for `Unknown`.
    #[must_use]
    pub const fn status(self) -> Option<bool> {
        match self {
            Self::Created | Self::Found | Self::Updated | Self::Complete => Some(true),
            Self::TimedOut => Some(false),
            Self::Paused | Self::Resumed => None,
        }
    }
}

impl ProgressCondition {
    /// The deadline of a Deployment that says nothing: 600 seconds.
    pub const KUBERNETES_DEADLINE: Duration = Duration::from_secs(600);

    /// A condition that begins now.
    #[must_use]
    pub const fn new(reason: ProgressReason, now: Duration) -> Self {
        Self { reason, updated: now, changed: now }
    }

    /// Why it is as it is.
    #[must_use]
    pub const fn reason(&self) -> ProgressReason {
        self.reason
    }

    /// When progress was last seen: `lastUpdateTime`.
    #[must_use]
    pub const fn updated(&self) -> Duration {
        self.updated
    }

    /// Since when the status is what it is: `lastTransitionTime`.
    #[must_use]
    pub const fn changed(&self) -> Duration {
        self.changed
    }

    /// The condition after a reconcile that found `before` in the status and counts `after` now, for a Deployment of
    /// so many replicas that is not paused. Without a deadline a Deployment has no such condition.
    ///
    /// Source: `syncRolloutStatus` in Kubernetes' `pkg/controller/deployment/progress.go`.
    #[must_use]
    pub fn next(
        self,
        replicas: u32,
        before: &DeploymentCounts,
        after: &DeploymentCounts,
        now: Duration,
        deadline: Duration,
    ) -> Self {
        let replicas = u64::from(replicas);
        if self.reason == ProgressReason::Complete && after.pods == after.updated {
            return self;
        }
        if after.updated == replicas && after.pods == replicas && after.available == replicas {
            return self.turned(ProgressReason::Complete, now);
        }
        let old = |counts: &DeploymentCounts| counts.pods.saturating_sub(counts.updated);
        if after.updated > before.updated
            || old(after) < old(before)
            || after.ready > before.ready
            || after.available > before.available
        {
            // Here alone the time moves on although the reason stays.
            let changed = if self.reason.status() == Some(true) { self.changed } else { now };
            return Self { reason: ProgressReason::Updated, updated: now, changed };
        }
        // A rollout that was complete has no progress to miss.
        if self.reason != ProgressReason::Complete && self.updated.saturating_add(deadline) < now {
            return self.turned(ProgressReason::TimedOut, now);
        }
        self
    }

    /// The condition of a Deployment that is paused, or not any more. A deadline that has passed stays passed.
    /// Source: `checkPausedConditions` in Kubernetes' `pkg/controller/deployment/sync.go`.
    #[must_use]
    pub fn paused(self, paused: bool, now: Duration) -> Self {
        match (self.reason, paused) {
            (ProgressReason::TimedOut, _) => self,
            (_, true) => self.turned(ProgressReason::Paused, now),
            (ProgressReason::Paused, false) => self.turned(ProgressReason::Resumed, now),
            (_, false) => self,
        }
    }

    /// Another reason; the same one leaves the times alone.
    fn turned(self, reason: ProgressReason, now: Duration) -> Self {
        if self.reason == reason {
            return self;
        }
        let changed = if self.reason.status() == reason.status() { self.changed } else { now };
        Self { reason, updated: now, changed }
    }
}

impl Deployment {
    /// What its status would count now.
    #[must_use]
    pub fn counts(&self) -> DeploymentCounts {
        let sets = || self.old_sets().iter().chain(self.new_set());
        DeploymentCounts {
            pods: self.pods(),
            updated: self.new_set().map_or(0, |set| u64::from(set.pods)),
            ready: sets().map(|set| u64::from(set.ready)).sum(),
            available: self.available(),
        }
    }
}
