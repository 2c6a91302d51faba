//! What is known of the pods when their metric is read.

use std::time::Duration;

use crate::autoscale::autoscaler::ControllerSettings;

/// Pods that are alike in everything an autoscaler looks at; usually one pod, and many where they are computed.
///
/// All instants are times since one origin of the caller's choice.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use pavedroad_rollout::{PodSample, PodState};
///
/// // A ready pod that requests half a core and uses 0.35.
/// let minute = Duration::from_secs(60);
/// let pod = PodSample::measured(PodState::running(Duration::ZERO), 350, 60 * minute).with_request(500);
/// assert_eq!(pod.pods, 1);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PodSample {
    /// How many pods are like this.
    pub pods: u32,
    /// Their state.
    pub state: PodState,
    /// What each requests of the resource, in thousandths; `None` when a container says nothing. Only a target
    /// utilization needs it, and then it needs it of every pod.
    pub request: Option<u64>,
    /// What each uses; `None` when there is no metric of it yet.
    pub usage: Option<PodUsage>,
}

/// A measured value of one pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PodUsage {
    /// In thousandths of the metric's unit.
    pub milli: u64,
    /// When it was measured.
    pub at: Duration,
    /// Over how long it was measured, up to `at`.
    pub window: Duration,
}

/// What the cluster says of a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PodState {
    /// Its phase.
    pub phase: PodPhase,
    /// Whether it is being deleted.
    pub deleting: bool,
    /// When the node took it, if it did.
    pub started: Option<Duration>,
    /// Its condition `Ready`, if it has one.
    pub ready: Option<ReadyCondition>,
}

/// The phase of a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PodPhase {
    /// Not yet on a node, or its containers not yet started.
    Pending,
    /// At least one container runs.
    Running,
    /// All containers ended well.
    Succeeded,
    /// All containers ended, one of them badly.
    Failed,
    /// The node does not answer.
    Unknown,
}

/// The condition `Ready` of a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReadyCondition {
    /// Whether it is ready.
    pub status: ReadyStatus,
    /// Since when the status is this.
    pub since: Duration,
}

/// Whether a pod is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReadyStatus {
    /// It is.
    True,
    /// It is not.
    False,
    /// Nobody can say: the node does not answer.
    Unknown,
}

/// How a pod counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PodClass {
    /// Its metric counts.
    Measured(u64),
    /// Pending, or just started: it counts as using nothing when scaling up, and not at all otherwise.
    Unready,
    /// No metric: it counts as using nothing when scaling up, and its share when scaling down.
    Missing,
    /// Failed or being deleted: it does not count.
    Ignored,
}

impl PodSample {
    /// One pod with a metric measured over the 30 seconds up to `at`.
    #[must_use]
    pub const fn measured(state: PodState, milli: u64, at: Duration) -> Self {
        let usage = PodUsage { milli, at, window: Duration::from_secs(30) };
        Self { pods: 1, state, request: None, usage: Some(usage) }
    }

    /// One pod without a metric.
    #[must_use]
    pub const fn unmeasured(state: PodState) -> Self {
        Self { pods: 1, state, request: None, usage: None }
    }

    /// The same with a request, in thousandths.
    #[must_use]
    pub const fn with_request(self, milli: u64) -> Self {
        Self { request: Some(milli), ..self }
    }

    /// So many of them.
    #[must_use]
    pub const fn times(self, pods: u32) -> Self {
        Self { pods, ..self }
    }

    /// How they count at an instant. Source: `groupPods` in Kubernetes' `replica_calculator.go`.
    pub(crate) fn class(&self, cpu: bool, settings: &ControllerSettings, now: Duration) -> PodClass {
        let PodState { phase, deleting, started, ready } = self.state;
        if deleting || phase == PodPhase::Failed {
            return PodClass::Ignored;
        }
        if phase == PodPhase::Pending {
            return PodClass::Unready;
        }
        let Some(usage) = self.usage else { return PodClass::Missing };
        let unready = cpu
            && match (ready, started) {
                (Some(ready), Some(started)) => {
                    let not_ready = ready.status == ReadyStatus::False;
                    if started.saturating_add(settings.cpu_initialization_period) > now {
                        // One window has to have passed since the pod became ready.
                        not_ready || usage.at < ready.since.saturating_add(usage.window)
                    } else {
                        // Only a pod that has never been ready.
                        not_ready && started.saturating_add(settings.initial_readiness_delay) > ready.since
                    }
                }
                _ => true,
            };
        if unready { PodClass::Unready } else { PodClass::Measured(usage.milli) }
    }
}

impl PodState {
    /// A pod that runs and has been ready ever since an instant.
    #[must_use]
    pub const fn running(since: Duration) -> Self {
        let ready = ReadyCondition { status: ReadyStatus::True, since };
        Self { phase: PodPhase::Running, deleting: false, started: Some(since), ready: Some(ready) }
    }

    /// A pod that runs since an instant and is not ready yet.
    #[must_use]
    pub const fn starting(since: Duration) -> Self {
        let ready = ReadyCondition { status: ReadyStatus::False, since };
        Self { phase: PodPhase::Running, deleting: false, started: Some(since), ready: Some(ready) }
    }

    /// A pod that is not on a node yet.
    #[must_use]
    pub const fn pending() -> Self {
        Self { phase: PodPhase::Pending, deleting: false, started: None, ready: None }
    }
}
