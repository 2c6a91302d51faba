//! What an autoscaler watches, and the value it aims at.

use std::fmt;

use crate::error::{RolloutError, RolloutErrorKind};

/// One metric of an autoscaler with its target: a pair that the API server accepts. Source: `validateMetricSpec` in
/// Kubernetes' `pkg/apis/autoscaling/validation`.
///
/// # Examples
/// ```
/// use pavedroad_rollout::{MetricSource, MetricSpec, MetricTarget};
///
/// // kubectl autoscale --cpu-percent=50
/// let cpu = MetricSpec::cpu_utilization(50)?;
/// assert_eq!(cpu.to_string(), "cpu at 50 % of the request");
///
/// // One pod for each 100 requests per second at the ingress.
/// let source = MetricSource::Object { metric: "requests-per-second".to_owned() };
/// let requests = MetricSpec::new(source, MetricTarget::AverageValue(100_000))?;
/// assert_eq!(requests.to_string(), "requests-per-second at 100 per pod");
/// # Ok::<(), pavedroad_rollout::RolloutError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MetricSpec {
    source: MetricSource,
    target: MetricTarget,
}

/// Where a metric comes from: the five types of `autoscaling/v2`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MetricSource {
    /// A resource of the whole pod, such as `cpu` or `memory`. Only `cpu` has the rules for pods that just started.
    Resource {
        /// The name of the resource.
        resource: String,
    },
    /// A resource of one container in each pod.
    ContainerResource {
        /// The name of the resource.
        resource: String,
        /// The name of the container.
        container: String,
    },
    /// A custom metric of each pod.
    Pods {
        /// The name of the metric.
        metric: String,
    },
    /// A custom metric of one other object, such as an Ingress.
    Object {
        /// The name of the metric.
        metric: String,
    },
    /// A metric from outside the cluster, such as the length of a queue: the sum of all its values.
    External {
        /// The name of the metric.
        metric: String,
    },
}

/// The value that an autoscaler aims at. Values are in thousandths (milli) of the metric's unit, so half a CPU core
/// is 500 and 100 requests per second are 100,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MetricTarget {
    /// Percent of what the pods request, 1 to 2147483647: of resources.
    Utilization(u32),
    /// The value itself, 1 to 2^63 - 1 milli: of objects and external metrics.
    Value(u64),
    /// The value for one pod, 1 to 2^63 - 1 milli: of every metric.
    AverageValue(u64),
}

impl MetricSpec {
    /// Takes a metric and its target, if the API server would.
    ///
    /// # Errors
    /// - a name is empty;
    /// - the target is 0, or more than a field of Kubernetes holds;
    /// - the metric has no target of this type: a utilization is of resources alone, a value of objects and external
    ///   metrics alone.
    pub fn new(source: MetricSource, target: MetricTarget) -> Result<Self, RolloutError> {
        use MetricSource::{ContainerResource, External, Object, Pods, Resource};
        use MetricTarget::{AverageValue, Utilization, Value};

        let empty = match &source {
            ContainerResource { container, .. } if container.is_empty() => true,
            source => source.name().is_empty(),
        };
        if empty {
            return Err(RolloutError::new(
                "metric",
                "",
                RolloutErrorKind::Empty,
                0,
                "an empty name",
                "the name of a metric, a resource and a container",
            ));
        }
        let (value, most, expected) = match target {
            Utilization(percent) => (u64::from(percent), u64::from(i32::MAX.unsigned_abs()), "1 to 2147483647 percent"),
            Value(milli) | AverageValue(milli) => {
                (milli, i64::MAX.unsigned_abs(), "1 to 9223372036854775807 thousandths")
            }
        };
        if value == 0 || value > most {
            let kind = if value == 0 { RolloutErrorKind::TooSmall } else { RolloutErrorKind::TooLarge };
            return Err(RolloutError::new("metric target", value.to_string(), kind, 0, value.to_string(), expected));
        }
        let (found, expected) = match (&source, target) {
            (Pods { .. }, Utilization(_) | Value(_)) => (target.kind(), "an average value, as a metric of pods has"),
            (Object { .. } | External { .. }, Utilization(_)) => (target.kind(), "a value or an average value"),
            (Resource { .. } | ContainerResource { .. }, Value(_)) => {
                (target.kind(), "a utilization or an average value")
            }
            _ => return Ok(Self { source, target }),
        };
        Err(RolloutError::new("metric target", source.to_string(), RolloutErrorKind::Unsupported, 0, found, expected))
    }

    /// The CPU of the pods in percent of their request, as `kubectl autoscale --cpu-percent` asks for it.
    ///
    /// # Errors
    /// - the percentage is 0 or above 2147483647.
    pub fn cpu_utilization(percent: u32) -> Result<Self, RolloutError> {
        Self::new(MetricSource::Resource { resource: "cpu".to_owned() }, MetricTarget::Utilization(percent))
    }

    /// Where it comes from.
    #[must_use]
    pub fn source(&self) -> &MetricSource {
        &self.source
    }

    /// The value aimed at.
    #[must_use]
    pub fn target(&self) -> MetricTarget {
        self.target
    }
}

impl MetricSource {
    /// The name of the metric or the resource.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Resource { resource } | Self::ContainerResource { resource, .. } => resource,
            Self::Pods { metric } | Self::Object { metric } | Self::External { metric } => metric,
        }
    }

    /// Whether it is measured on each pod, so that a reading is a list of pods.
    #[must_use]
    pub fn is_per_pod(&self) -> bool {
        !matches!(self, Self::Object { .. } | Self::External { .. })
    }

    /// Whether pods that just started count as unready: for CPU alone, which a start uses most of.
    pub(crate) fn is_cpu(&self) -> bool {
        matches!(self, Self::Resource { resource } | Self::ContainerResource { resource, .. } if resource == "cpu")
    }
}

impl MetricTarget {
    fn kind(self) -> &'static str {
        match self {
            Self::Utilization(_) => "a utilization",
            Self::Value(_) => "a value",
            Self::AverageValue(_) => "an average value",
        }
    }
}

impl fmt::Display for MetricSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ContainerResource { resource, container } => write!(f, "{resource} of {container}"),
            source => f.write_str(source.name()),
        }
    }
}

impl fmt::Display for MetricTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Utilization(percent) => write!(f, "{percent} % of the request"),
            Self::Value(milli) => write!(f, "{}", Milli(milli.into())),
            Self::AverageValue(milli) => write!(f, "{} per pod", Milli(milli.into())),
        }
    }
}

impl fmt::Display for MetricSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.source, self.target)
    }
}

/// Thousandths as a decimal number: 1500 is `1.5`.
pub(crate) struct Milli(pub(crate) u128);

impl fmt::Display for Milli {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 1000, self.0 % 1000);
        match part {
            0 => write!(f, "{whole}"),
            part if part % 100 == 0 => write!(f, "{whole}.{}", part / 100),
            part if part % 10 == 0 => write!(f, "{whole}.{:02}", part / 10),
            part => write!(f, "{whole}.{part:03}"),
        }
    }
}
