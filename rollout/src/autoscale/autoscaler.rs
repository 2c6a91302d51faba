//! The settings of an autoscaler.

use std::time::Duration;

use crate::autoscale::arithmetic::{OneWay, Tolerances};
use crate::autoscale::behavior::ScalingBehavior;
use crate::autoscale::metric::{MetricSpec, MetricTarget};
use crate::autoscale::tolerance::Tolerance;
use crate::error::{RolloutError, RolloutErrorKind};

/// A HorizontalPodAutoscaler of `autoscaling/v2`: how many replicas a workload gets for what its metrics read.
///
/// [`decide`](Self::decide) computes in exact integers, [`decide_as_kubernetes`](Self::decide_as_kubernetes) in the
/// floating point of the controller. Both are functions: what is seen and what is remembered goes in, the decision and
/// what to remember comes out.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use pavedroad_rollout::{Autoscaler, MetricReading, PodSample, PodState, ScalingHistory, ScalingObservation};
///
/// // kubectl autoscale deployment php-apache --cpu-percent=50 --min=1 --max=10
/// let autoscaler = Autoscaler::cpu(50, 1, 10)?;
///
/// // Two ready pods use 90 % of what they request.
/// let now = Duration::from_secs(600);
/// let pod = PodSample::measured(PodState::running(Duration::ZERO), 180, now).with_request(200);
/// let readings = [MetricReading::Pods(vec![pod.times(2)])];
/// let (decision, history) =
///     autoscaler.decide(&ScalingObservation::new(now, 2, &readings), ScalingHistory::default());
/// assert_eq!(decision.replicas, 4);
/// assert_eq!(
///     autoscaler.explain(&decision).to_string(),
///     "2 -> 4: cpu is at 90 % of the request, target 50 %: 1.8 times 2 pods make 4"
/// );
/// assert_eq!(history.recommendations.len(), 2);
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Autoscaler {
    least: u32,
    most: u32,
    metrics: Vec<MetricSpec>,
    behavior: Option<ScalingBehavior>,
    controller: ControllerSettings,
}

/// What the flags of the kube-controller-manager set for all autoscalers of a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ControllerSettings {
    /// `--horizontal-pod-autoscaler-tolerance`, for each direction that has none of its own.
    pub tolerance: Tolerance,
    /// `--horizontal-pod-autoscaler-downscale-stabilization`, for autoscalers without a behavior.
    pub downscale_stabilization: Duration,
    /// `--horizontal-pod-autoscaler-cpu-initialization-period`: how long after its start a pod's CPU is suspect.
    pub cpu_initialization_period: Duration,
    /// `--horizontal-pod-autoscaler-initial-readiness-delay`: a pod that became unready within this time after its
    /// start has never been ready.
    pub initial_readiness_delay: Duration,
}

impl ControllerSettings {
    /// What a cluster has that says nothing: a tolerance of 0.1, and 5 minutes, 5 minutes and 30 seconds.
    pub const KUBERNETES: Self = Self {
        tolerance: Tolerance::KUBERNETES,
        downscale_stabilization: Duration::from_secs(300),
        cpu_initialization_period: Duration::from_secs(300),
        initial_readiness_delay: Duration::from_secs(30),
    };
}

impl Default for ControllerSettings {
    /// [`ControllerSettings::KUBERNETES`].
    fn default() -> Self {
        Self::KUBERNETES
    }
}

impl Autoscaler {
    /// Takes the least (`minReplicas`) and the most replicas (`maxReplicas`) and the metrics, if the API server would.
    /// There is no behavior yet, and the controller is as Kubernetes has it.
    ///
    /// # Errors
    /// - the most is 0, above 2147483647 or below the least;
    /// - there is no metric;
    /// - the least is 0 and no metric is of an object or external: pods that are not there have no metric.
    pub fn new(least: u32, most: u32, metrics: Vec<MetricSpec>) -> Result<Self, RolloutError> {
        let range = |kind, found: String, expected| {
            let input = format!("min {least}, max {most}");
            Err(RolloutError::new("replicas of an autoscaler", input, kind, 0, found, expected))
        };
        if most == 0 {
            return range(RolloutErrorKind::TooSmall, "max 0".to_owned(), "a max of at least 1");
        }
        if most > i32::MAX.unsigned_abs() {
            return range(RolloutErrorKind::TooLarge, format!("max {most}"), "at most 2147483647");
        }
        if least > most {
            return range(RolloutErrorKind::TooLarge, format!("min {least}"), "a min of at most the max");
        }
        let metric = |kind, found: &'static str, expected| {
            let input: Vec<String> = metrics.iter().map(MetricSpec::to_string).collect();
            Err(RolloutError::new("metrics of an autoscaler", input.join(", "), kind, 0, found, expected))
        };
        if metrics.is_empty() {
            return metric(RolloutErrorKind::Empty, "none", "at least one metric");
        }
        if least == 0 && metrics.iter().all(|metric| metric.source().is_per_pod()) {
            return metric(
                RolloutErrorKind::Unsupported,
                "only metrics of pods with a min of 0",
                "an object or external metric, which can be read when there are no pods",
            );
        }
        Ok(Self { least, most, metrics, behavior: None, controller: ControllerSettings::KUBERNETES })
    }

    /// By CPU alone, with the flags of `kubectl autoscale`: `--cpu-percent`, `--min` and `--max`.
    ///
    /// # Errors
    /// - as [`new`](Self::new), and a percentage of 0 or above 2147483647.
    pub fn cpu(percent: u32, least: u32, most: u32) -> Result<Self, RolloutError> {
        Self::new(least, most, vec![MetricSpec::cpu_utilization(percent)?])
    }

    /// With a behavior of its own.
    #[must_use]
    pub fn with_behavior(mut self, behavior: ScalingBehavior) -> Self {
        self.behavior = Some(behavior);
        self
    }

    /// In a cluster whose controller has these settings.
    #[must_use]
    pub fn with_controller(mut self, controller: ControllerSettings) -> Self {
        self.controller = controller;
        self
    }

    /// The least replicas: `minReplicas`.
    #[must_use]
    pub fn least(&self) -> u32 {
        self.least
    }

    /// The most replicas: `maxReplicas`.
    #[must_use]
    pub fn most(&self) -> u32 {
        self.most
    }

    /// The metrics; at least one.
    #[must_use]
    pub fn metrics(&self) -> &[MetricSpec] {
        &self.metrics
    }

    /// The behavior, if it has one of its own.
    #[must_use]
    pub fn behavior(&self) -> Option<&ScalingBehavior> {
        self.behavior.as_ref()
    }

    /// The settings of the controller.
    #[must_use]
    pub fn controller(&self) -> &ControllerSettings {
        &self.controller
    }

    /// The tolerance of each direction. Source: `tolerancesForHpa` in Kubernetes' `horizontal.go`, since 1.33.
    pub(crate) fn tolerances(&self) -> Tolerances {
        let flag = OneWay::Flag(self.controller.tolerance);
        let own = |own: Option<Tolerance>| own.map_or(flag, OneWay::Own);
        match &self.behavior {
            None => Tolerances { up: flag, down: flag },
            Some(behavior) => Tolerances { up: own(behavior.up.tolerance()), down: own(behavior.down.tolerance()) },
        }
    }

    /// The same with its utilization targets changed, for experiments; `None` where there is none.
    pub(crate) fn with_utilization(&self, percent: u32) -> Option<Self> {
        let mut changed = self.clone();
        let mut any = false;
        for metric in &mut changed.metrics {
            if matches!(metric.target(), MetricTarget::Utilization(_)) {
                *metric = MetricSpec::new(metric.source().clone(), MetricTarget::Utilization(percent)).ok()?;
                any = true;
            }
        }
        any.then_some(changed)
    }
}
