//! What a StatefulSet's controller does next to the pods of an update.

use crate::error::{RolloutError, RolloutErrorKind};
use crate::int_or_percent::IntOrPercent;

/// The `rollingUpdate` of a StatefulSet: pods are replaced from the highest ordinal down to the partition.
///
/// # Examples
/// ```
/// use pavedroad_rollout::{OrdinalPod, StatefulSetAction, StatefulSetUpdate};
///
/// // Three pods of the old revision; those from ordinal 1 on are to be updated, one at a time.
/// let update = StatefulSetUpdate::new(1, "1".parse()?)?;
/// let pods = [Some(OrdinalPod::OLD); 3];
/// let actions: Vec<StatefulSetAction> = update.actions(&pods).collect();
/// assert_eq!(actions, [StatefulSetAction::Delete(2)]);
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StatefulSetUpdate {
    partition: u32,
    max_unavailable: IntOrPercent,
    pod_management: PodManagement,
}

/// How a StatefulSet creates and deletes pods: its `podManagementPolicy`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PodManagement {
    /// One after the other, each only when all below it are available.
    #[default]
    OrderedReady,
    /// All at once. An update still keeps to `maxUnavailable`.
    Parallel,
}

/// A pod of a StatefulSet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OrdinalPod {
    /// Whether it is of the new revision.
    pub updated: bool,
    /// Whether it runs and has been ready for `minReadySeconds`.
    pub available: bool,
    /// Whether it is being deleted.
    pub terminating: bool,
}

/// One thing that a StatefulSet's controller does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StatefulSetAction {
    /// Creates the pod of this ordinal: of the new revision from the partition on, else of the old one.
    Create(u32),
    /// Deletes the pod of this ordinal; it will be created again.
    Delete(u32),
}

impl OrdinalPod {
    /// Available, of the old revision.
    pub const OLD: Self = Self { updated: false, available: true, terminating: false };
    /// Available, of the new revision.
    pub const UPDATED: Self = Self { updated: true, available: true, terminating: false };

    /// Source: `isUnavailable` in Kubernetes' `pkg/controller/statefulset/stateful_set_utils.go`.
    const fn is_unavailable(self) -> bool {
        !self.available || self.terminating
    }
}

impl StatefulSetUpdate {
    /// What a StatefulSet has that says nothing: every pod, one at a time, in order.
    pub const KUBERNETES: Self = Self {
        partition: 0,
        max_unavailable: IntOrPercent::from_static("1"),
        pod_management: PodManagement::OrderedReady,
    };

    /// Takes both settings, if the API server would; pods in order. `partition` is the lowest ordinal, counted from
    /// the first, that is updated.
    ///
    /// # Errors
    /// - `max_unavailable` is `0` or `0%`;
    /// - `max_unavailable` is above `100%`.
    ///
    /// Source: `ValidateStatefulSetSpec` in Kubernetes' `pkg/apis/apps/validation`.
    pub fn new(partition: u32, max_unavailable: IntOrPercent) -> Result<Self, RolloutError> {
        let (kind, expected) = match max_unavailable.as_percent() {
            _ if max_unavailable.is_zero() => (RolloutErrorKind::TooSmall, "1 or more"),
            Some(percent) if percent > 100 => (RolloutErrorKind::MoreThanAll, "at most 100%"),
            _ => return Ok(Self { partition, max_unavailable, pod_management: PodManagement::OrderedReady }),
        };
        let text = max_unavailable.to_string();
        Err(RolloutError::new("maxUnavailable of a StatefulSet", text.clone(), kind, 0, text, expected))
    }

    /// With another pod management.
    #[must_use]
    pub const fn with(mut self, pod_management: PodManagement) -> Self {
        self.pod_management = pod_management;
        self
    }

    /// The lowest ordinal that is updated.
    #[must_use]
    pub const fn partition(&self) -> u32 {
        self.partition
    }

    /// How pods are created and deleted.
    #[must_use]
    pub const fn pod_management(&self) -> PodManagement {
        self.pod_management
    }

    /// How many of so many pods may be unavailable: a percentage rounded down, at least 1. Source:
    /// `getStatefulSetMaxUnavailable`.
    #[must_use]
    pub const fn max_unavailable(&self, replicas: u32) -> u64 {
        match self.max_unavailable.rounded_down(replicas) {
            0 => 1,
            pods => pods,
        }
    }

    /// What the controller does now, in its order; nothing when it waits or is done. `pods` are those of all
    /// replicas, the first ordinal first, `None` where there is none. Nothing is allocated.
    ///
    /// In order (`OrderedReady`), the first pod that is missing is created and that is all; the first that is not
    /// available is waited for; so pods are replaced only when all are available. In parallel, all missing ones are
    /// created, and of the rest the old pods that are unavailable go first.
    ///
    /// Source: `updateStatefulSet` and `updateStatefulSetAfterInvariantEstablished` in Kubernetes'
    /// `pkg/controller/statefulset/stateful_set_control.go`, as they are with `maxUnavailable` (beta and on since
    /// 1.35). Before, one pod at a time was replaced; in parallel the highest old one, as soon as those above it were
    /// available. That unavailable old pods go first in parallel is newer than 1.35.
    pub fn actions<'a>(&self, pods: &'a [Option<OrdinalPod>]) -> impl Iterator<Item = StatefulSetAction> + use<'a> {
        let count = u32::try_from(pods.len()).unwrap_or(u32::MAX);
        let unavailable = pods.iter().filter(|pod| pod.is_none_or(OrdinalPod::is_unavailable)).count();
        let unavailable = u64::try_from(unavailable).unwrap_or(u64::MAX);
        let parallel = self.pod_management == PodManagement::Parallel;
        let missing = (0..count).zip(pods).filter(|(_, pod)| pod.is_none()).map(|(ordinal, _)| ordinal);
        let created = if parallel {
            missing.take(pods.len())
        } else {
            // One, if nothing below it is waited for.
            let first = pods.iter().find(|pod| pod.is_none_or(OrdinalPod::is_unavailable));
            missing.take(usize::from(matches!(first, Some(None))))
        };
        let budget = match self.max_unavailable(count).saturating_sub(unavailable) {
            _ if !parallel && unavailable > 0 => 0,
            budget => usize::try_from(budget).unwrap_or(usize::MAX),
        };
        let partition = self.partition;
        let outdated = move |wanted: bool| {
            (partition..count).zip(pods.iter().skip(usize::try_from(partition).unwrap_or(usize::MAX))).rev().filter_map(
                move |(ordinal, pod)| match pod {
                    Some(pod) if !pod.updated && !pod.terminating && pod.available == wanted => Some(ordinal),
                    _ => None,
                },
            )
        };
        let broken = outdated(false).take(if parallel { pods.len() } else { 0 });
        created
            .map(StatefulSetAction::Create)
            .chain(broken.chain(outdated(true).take(budget)).map(StatefulSetAction::Delete))
    }
}

impl Default for StatefulSetUpdate {
    /// [`StatefulSetUpdate::KUBERNETES`].
    fn default() -> Self {
        Self::KUBERNETES
    }
}
