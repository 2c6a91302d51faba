//! From a load curve to a replica curve: the settings.

use std::time::Duration;

use crate::autoscale::arithmetic::Arithmetic;
use crate::autoscale::autoscaler::Autoscaler;
use crate::autoscale::load_curve::LoadCurve;
use crate::autoscale::metric::MetricTarget;
use crate::autoscale::simulation_steps::AutoscaleSteps;
use crate::error::{RolloutError, RolloutErrorKind};

/// An autoscaler under a load that changes over time.
///
/// The model: the ready pods share the demand evenly, each up to its capacity. A new pod runs at once and becomes
/// ready after its startup time. Pods that are taken away are gone at once, the newest first, as a ReplicaSet does it.
/// A metric of an object or external metric reads the demand itself.
///
/// # Examples
/// ```
/// use std::time::Duration;
/// use pavedroad_rollout::{AutoscaleSimulation, Autoscaler, LoadCurve, SimulationSettings, Workload};
///
/// // --cpu-percent=50 --min=1 --max=10; each pod requests 0.2 cores. The demand goes to 0.8 cores within a minute.
/// let autoscaler = Autoscaler::cpu(50, 1, 10)?;
/// let load = LoadCurve::new(vec![(Duration::ZERO, 100), (Duration::from_secs(60), 800), (Duration::from_secs(300), 800)])?;
/// let workload = Workload { load, request: Some(200), capacity: None };
/// let simulation = AutoscaleSimulation::new(autoscaler, vec![workload], SimulationSettings::default())?;
/// let replicas: Vec<u32> = simulation.steps().map(|step| step.decision.replicas).collect();
/// assert_eq!(replicas.len(), 21);
/// assert_eq!((replicas[0], replicas[20]), (1, 8));
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AutoscaleSimulation {
    pub(crate) autoscaler: Autoscaler,
    pub(crate) workloads: Vec<Workload>,
    pub(crate) settings: SimulationSettings,
    pub(crate) arithmetic: Arithmetic,
}

/// What one metric of the autoscaler measures. All values are in thousandths of its unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Workload {
    /// The demand on all pods together.
    pub load: LoadCurve,
    /// What each pod requests; only a target utilization needs it, and then it must not be 0.
    pub request: Option<u64>,
    /// The most that a pod can do, such as its CPU limit; what is above is not measured. `None` for no end.
    pub capacity: Option<u64>,
}

/// The world that is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SimulationSettings {
    /// How often the autoscaler decides: more than 0. Kubernetes' `--horizontal-pod-autoscaler-sync-period`.
    pub sync: Duration,
    /// How long a pod takes from its creation until it is ready, at most a day.
    pub startup: Duration,
    /// Over how long a metric is measured, at most a day. The CPU of a pod counts once it was ready for as long.
    pub window: Duration,
    /// The replicas to begin with; all of them are ready. `None` for the least, and at least 1.
    pub replicas: Option<u32>,
}

impl Default for SimulationSettings {
    /// A decision each 15 seconds, as in Kubernetes; 30 seconds until a pod is ready; metrics over 15 seconds.
    fn default() -> Self {
        Self {
            sync: Duration::from_secs(15),
            startup: Duration::from_secs(30),
            window: Duration::from_secs(15),
            replicas: None,
        }
    }
}

const DAY: Duration = Duration::from_secs(86_400);

impl AutoscaleSimulation {
    /// Takes an autoscaler, one workload for each of its metrics in their order, and the world.
    ///
    /// # Errors
    /// - there are more or fewer workloads than metrics;
    /// - a metric with a target utilization has no request, or one of 0;
    /// - the autoscaler never decides (`sync` is 0), or `startup` or `window` is longer than a day.
    pub fn new(
        autoscaler: Autoscaler,
        workloads: Vec<Workload>,
        settings: SimulationSettings,
    ) -> Result<Self, RolloutError> {
        let error = |input: String, kind, found: String, expected| {
            Err(RolloutError::new("simulation", input, kind, 0, found, expected))
        };
        let (metrics, given) = (autoscaler.metrics().len(), workloads.len());
        if metrics != given {
            let kind = if given < metrics { RolloutErrorKind::TooSmall } else { RolloutErrorKind::TooLarge };
            return error("workloads".to_owned(), kind, given.to_string(), "one workload for each metric");
        }
        for (metric, workload) in autoscaler.metrics().iter().zip(&workloads) {
            if matches!(metric.target(), MetricTarget::Utilization(_)) && workload.request.unwrap_or(0) == 0 {
                let kind = RolloutErrorKind::TooSmall;
                return error(metric.to_string(), kind, "no request".to_owned(), "a request above 0");
            }
        }
        if settings.sync.is_zero() {
            return error("sync".to_owned(), RolloutErrorKind::TooSmall, "0 s".to_owned(), "more than 0 s");
        }
        for (name, time) in [("startup", settings.startup), ("window", settings.window)] {
            if time > DAY {
                let found = format!("{} s", time.as_secs());
                return error(name.to_owned(), RolloutErrorKind::TooLarge, found, "at most 86400 s");
            }
        }
        Ok(Self { autoscaler, workloads, settings, arithmetic: Arithmetic::Exact })
    }

    /// The same, decided in the floating point of Kubernetes' controller.
    #[must_use]
    pub fn as_kubernetes(mut self) -> Self {
        self.arithmetic = Arithmetic::AsKubernetes;
        self
    }

    /// The autoscaler.
    #[must_use]
    pub fn autoscaler(&self) -> &Autoscaler {
        &self.autoscaler
    }

    /// The workloads, one for each metric.
    #[must_use]
    pub fn workloads(&self) -> &[Workload] {
        &self.workloads
    }

    /// The decisions from 0 to the end of the longest load curve, both included: one each `sync`.
    #[must_use]
    pub fn steps(&self) -> AutoscaleSteps<'_> {
        AutoscaleSteps::new(self)
    }

    /// The end of the longest load curve.
    #[must_use]
    pub fn end(&self) -> Duration {
        self.workloads.iter().map(|workload| workload.load.end()).max().unwrap_or(Duration::ZERO)
    }
}
